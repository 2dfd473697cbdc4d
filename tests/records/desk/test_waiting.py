"""The dashboard and the menu: what waits for whoever looks, in the words of the field, and nothing else."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.admin.ui.components import Component

from records.desk.review import changes_address, desk_address
from records.desk.waiting import NEWEST_DRAFTS, panels_of
from records.operations import publish, withdraw
from tests.factories import (
    ChiefEditorFactory,
    DraftFactory,
    EditorFactory,
    MemberFactory,
    OrganisationFactory,
    PracticeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

HOME = "/admin/"
NOTHING = "Nothing waits for you."


@pytest.fixture
def editor():
    return EditorFactory()


@pytest.fixture
def chief_editor():
    return ChiefEditorFactory()


def draft_of(user, title, factory=DraftFactory):
    draft = factory(**{"name_en" if factory is OrganisationFactory else "title_en": title}, live=False)
    draft.save_revision(user=user)
    return draft


def submit(record, user):
    return record.get_workflow().start(record, user)


def send_back(record, user, chief_editor, comment):
    submit(record, user).current_task_state.reject(user=chief_editor, comment=comment)


def waiting(user):
    """{panel: [titles]} of the panels that user sees, but translations."""
    shown = {panel.name: [row.title for row in panel.rows] for panel in panels_of(user) if panel.rows}
    shown.pop("translations", None)
    return shown


def test_each_record_stands_where_it_is_in_its_review(editor, chief_editor):
    draft_of(editor, "Begun")
    submit(draft_of(editor, "Submitted"), editor)
    send_back(draft_of(editor, "Sent back"), editor, chief_editor, "Please add the countries.")
    submit(draft_of(editor, "An organisation", OrganisationFactory), editor)

    assert waiting(editor) == {
        "sent-back": ["Sent back"],
        "submitted": ["An organisation", "Submitted"],
        "drafts": ["Begun"],
    }
    assert waiting(chief_editor) == {"to-review": ["Submitted", "An organisation"]}


def test_others_see_nothing_of_it(editor, chief_editor):
    draft_of(editor, "Begun")
    send_back(draft_of(editor, "Sent back"), editor, chief_editor, "Please add the countries.")
    submit(draft_of(editor, "Submitted"), editor)

    assert waiting(EditorFactory()) == {}


def test_a_draft_in_review_is_nobodys_draft(editor, chief_editor):
    draft = draft_of(editor, "Inspections")
    other = EditorFactory()

    submit(draft, other)

    assert waiting(editor) == {}
    assert waiting(other) == {"submitted": ["Inspections"]}


def test_the_newest_drafts_come_first_and_are_ten_at_most(editor):
    for number in range(NEWEST_DRAFTS):
        draft_of(editor, f"Practice {number}")
    draft_of(editor, "An organisation", OrganisationFactory)

    titles = waiting(editor)["drafts"]

    assert len(titles) == NEWEST_DRAFTS
    assert titles[:2] == ["An organisation", "Practice 9"]


def test_a_withdrawn_draft_waits_for_nobody(editor):
    withdraw(draft_of(editor, "Inspections"), "A mistake.")

    assert waiting(editor) == {}


def test_what_is_published_waits_no_more(editor, chief_editor):
    submit(draft_of(editor, "Inspections"), editor).current_task_state.approve(user=chief_editor)

    assert waiting(editor) == waiting(chief_editor) == {}


def test_the_page_shows_comments_and_leads_to_what_changed(editor, chief_editor, client):
    practice = publish(PracticeFactory())
    practice.title_en = "Joint inspections"
    practice.save_revision(user=editor)
    submit(practice, editor)
    send_back(draft_of(editor, "Sent back"), editor, chief_editor, "Please <b>add</b> the countries.")

    client.force_login(chief_editor)
    assert changes_address(practice) in client.get(HOME).content.decode()
    client.force_login(editor)
    assert "Please &lt;b&gt;add&lt;/b&gt; the countries." in client.get(HOME).content.decode()


def test_each_language_says_how_many_published_records_lack_something(editor):
    PracticeFactory(title_en="Inspections", title_it="Ispezioni")
    PracticeFactory(title_en="Visits", title_it="Visite", summary_en="Joint visits.")
    DraftFactory(title_en="Begun")

    rows = next(panel.rows for panel in panels_of(editor) if panel.name == "translations")

    assert [(row.title, [str(note) for note in row.notes]) for row in rows] == [
        ("Italian", ["1 record lacks something"]),
        ("German", ["2 records lack something"]),
        ("Spanish", ["2 records lack something"]),
        ("French", ["2 records lack something"]),
    ]


def test_when_nothing_waits_one_sentence_says_so(editor, signed_in):
    assert NOTHING in signed_in(editor).get(HOME).content.decode()

    draft_of(editor, "Begun")

    assert NOTHING not in signed_in(editor).get(HOME).content.decode()


def test_an_app_adds_what_it_knows(editor, signed_in):
    class Imports(Component):
        order = 15

        def render_html(self, parent_context=None):
            return "Three forms wait to be read."

    with hooks.register_temporarily("construct_homepage_panels", lambda request, panels: panels.append(Imports())):
        page = signed_in(editor).get(HOME).content.decode()

    assert "Three forms wait to be read." in page
    assert NOTHING not in page


def test_the_number_of_queries_does_not_grow(editor, chief_editor, signed_in):
    def fill():
        for title in ("One", "Two"):
            draft_of(editor, title)
            submit(draft_of(editor, title), editor)
            submit(draft_of(editor, title, OrganisationFactory), editor)
            send_back(draft_of(editor, title), editor, chief_editor, "More.")

    def queries(user):
        client = signed_in(user)
        client.get(HOME)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(HOME).status_code == 200
        return len(captured)

    fill()
    before = [queries(user) for user in (editor, chief_editor)]
    fill()
    fill()

    assert [queries(user) for user in (editor, chief_editor)] == before


# --- The menu ---


def menu(client):
    """{name: label} of the sidebar."""
    page = client.get(HOME).content.decode()
    props = json.loads(re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL).group(1))
    [main] = [module for module in props["modules"] if module["_type"] == "wagtail.sidebar.MainMenuModule"]
    return {item["_args"][0]["name"]: item["_args"][0]["label"] for item in main["_args"][0]}


def test_an_editor_finds_what_she_works_with_and_no_more(editor, signed_in):
    labels = list(menu(signed_in(editor)).values())

    assert [
        label for label in labels if label in ("Practices", "Organisations", "Images", "Documents", "Text pages")
    ] == [
        "Practices",
        "Organisations",
        "Images",
        "Documents",
        "Text pages",
    ]
    assert not {"Reports", "Settings", "Snippets", "Pages"} & set(labels)


def test_a_chief_editor_finds_the_vocabularies_too(chief_editor, signed_in):
    names = menu(signed_in(chief_editor))

    assert "settings" in names
    assert "reports" not in names


def test_an_administrator_finds_everything(signed_in):
    assert {"settings", "reports", "explorer"} <= set(menu(signed_in(UserFactory(is_superuser=True))))


@pytest.mark.parametrize("factory", [EditorFactory, ChiefEditorFactory])
def test_no_link_of_the_desk_leads_elsewhere(factory, signed_in):
    client = signed_in(factory())
    practice = PracticeFactory()
    for address in (
        HOME,
        "/admin/account/",
        "/admin/images/",
        "/admin/documents/",
        "/admin/pages/",
        "/admin/snippets/practices/practice/",
        "/admin/snippets/practices/practice/add/",
        desk_address(practice),
    ):
        page = client.get(address, follow=True).content.decode()
        links = re.findall(r'(?:href|action)=\\?"(https?://[^"\\]+)', page)
        links += re.findall(r'"url": "(https?://[^"]+)', page)
        assert [link for link in links if "enable-javascript" not in link] == [], address


@pytest.mark.parametrize(
    ("language", "images"),
    [("en", "Images"), ("it", "Immagini"), ("de", "Bilder"), ("es", "Imágenes"), ("fr", "Images")],
)
def test_a_new_accounts_desk_speaks_its_language(language, images, client):
    client.force_login(EditorFactory(language=language))

    page = client.get(HOME, headers={"accept-language": "pl"}).content.decode()

    assert f'<html lang="{language}"' in page
    assert menu(client)["images"] == images


def test_the_account_page_changes_the_language_of_the_desk(client):
    editor = EditorFactory(language="it")
    client.force_login(editor)
    editor.wagtail_userprofile.preferred_language = "fr"
    editor.wagtail_userprofile.save()

    assert 'lang="fr"' in client.get(HOME).content.decode()


def test_members_have_no_desk(client):
    client.force_login(MemberFactory())

    assert client.get(HOME).status_code == 302
