"""The editors' handbook at the desk, in five languages."""

import re

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from records.desk.help import IMAGES, chapters
from records.languages import LANGUAGES
from tests.factories import EditorFactory, MemberFactory

pytestmark = pytest.mark.django_db


MARK = re.compile(r"#+|\||- |\d\. |!\[[^]]*\]\(.*\)")


def structure(chapter):
    """What a translation must have as well: headings, rows of tables, items of lists, images."""
    marks = filter(None, map(MARK.match, chapter.source.splitlines()))
    return [mark[0].rpartition("(")[2] for mark in marks]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_chapter_whole(language):
    assert [chapter.path.name for chapter in chapters(language)] == [chapter.path.name for chapter in chapters("en")]
    assert chapters(language)[0].path.parent.name == language
    for own, english in zip(chapters(language), chapters("en"), strict=True):
        assert structure(own) == structure(english), own.path


def test_every_picture_is_there_and_every_one_is_shown():
    shown = set(re.findall(r"images/([\w-]+\.png)", "".join(chapter.source for chapter in chapters("en"))))

    assert shown == {path.name for path in IMAGES.glob("*.png")}


def test_an_editor_reads_it_in_her_language(signed_in):
    editor = EditorFactory()
    UserProfile.get_for_user(editor)
    UserProfile.objects.update(preferred_language="de")
    client = signed_in(editor)

    for chapter in chapters("de"):
        page = client.get(reverse("desk_help_chapter", args=[chapter.name]))
        assert chapter.title in page.content.decode()
        assert "<title>Hilfe" in " ".join(page.content.decode().split()).replace("<title> ", "<title>")
    assert client.get(reverse("desk_help_image", args=["waiting.png"]))["Content-Type"] == "image/png"


def test_there_is_nothing_else_to_be_read(signed_in):
    client = signed_in(EditorFactory())

    for path in ("nothing/", "images/nothing.png", "images/README.md"):
        assert client.get(reverse("desk_help") + path, follow=True).status_code == 404


def test_members_and_the_public_are_not_let_in(client):
    for user in (None, MemberFactory()):
        if user:
            client.force_login(user)
        assert client.get(reverse("desk_help")).url.startswith("/admin/login/")
