"""At the desk: who uploads a file is told what went; what cannot be cleaned is refused at its field."""

import json
from hashlib import sha1
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml.html import fromstring
from PIL import Image
from wagtail.models import Collection, UploadedFile

from records.cleaning import Refused, fields
from records.models import CreditedImage, GatedDocument
from tests.factories import DocumentFactory, EditorFactory
from tests.records.cleaning import made_files as made
from tests.records.cleaning.made_files import has

pytestmark = pytest.mark.django_db

TOLD = "Removed before saving: the place where a photo was taken"


@pytest.fixture
def desk(signed_in):
    return signed_in(EditorFactory())


def upload(content, name="case.docx"):
    return SimpleUploadedFile(name, content)


def root():
    return Collection.get_first_root_node().pk


def stored(row):
    with row.file.storage.open(row.file.name) as file:
        return file.read()


def texts_of(response):
    return " ".join(fromstring(response.content).text_content().split())


def test_an_editor_who_adds_a_document_is_told_what_was_removed(desk):
    response = desk.post(
        reverse("wagtaildocs:add"),
        {"title": "Case", "file": upload(made.word()), "visibility": "public", "collection": root()},
        follow=True,
    )

    document = GatedDocument.objects.get()
    assert not has("Secret", stored(document))
    assert "Removed before saving: names of authors and editors" in texts_of(response)
    assert "comments (1)" in texts_of(response)


def test_size_and_digest_are_those_of_the_cleaned_file(desk):
    desk.post(
        reverse("wagtaildocs:add"),
        {"title": "Case", "file": upload(made.word()), "visibility": "public", "collection": root()},
    )

    document = GatedDocument.objects.get()
    content = stored(document)
    assert document.file_size == len(content)
    assert document.file_hash == sha1(content, usedforsecurity=False).hexdigest()


def test_a_document_that_cannot_be_cleaned_is_refused_with_the_reason_and_the_form_is_kept(desk):
    response = desk.post(
        reverse("wagtaildocs:add"),
        {"title": "My title", "file": upload(made.word()[:900]), "visibility": "members", "collection": root()},
    )

    assert not GatedDocument.objects.exists()
    assert response.context["form"].errors == {
        "file": [
            "The file is damaged, or is not what its name says. Open it in the program it was made with, "
            "save it under another name and upload that copy."
        ]
    }
    assert response.context["form"]["title"].value() == "My title"


def test_a_refused_new_file_leaves_the_old_one(desk):
    document = DocumentFactory(uploaded_by_user=EditorFactory())
    name = document.file.name

    response = desk.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "Case", "file": upload(b"no pdf", "case.pdf"), "visibility": "public", "collection": root()},
    )

    assert "file" in response.context["form"].errors
    assert "could not be found" not in texts_of(response)
    document.refresh_from_db()
    assert document.file.name == name
    assert stored(document) == b"content"


def test_an_editor_who_replaces_a_file_is_told_what_was_removed(desk):
    document = DocumentFactory(uploaded_by_user=EditorFactory())

    response = desk.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "Case", "file": upload(made.pdf(), "case.pdf"), "visibility": "public", "collection": root()},
        follow=True,
    )

    document.refresh_from_db()
    assert not has("Secret", stored(document))
    assert "Removed before saving: names of authors" in texts_of(response)


def test_saving_without_a_new_file_removes_nothing_and_says_nothing(desk):
    document = DocumentFactory(uploaded_by_user=EditorFactory())

    response = desk.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "Other", "visibility": "public", "collection": root()},
        follow=True,
    )

    assert "Removed before saving" not in texts_of(response)
    assert stored(document) == b"content"


def test_an_editor_who_adds_a_picture_is_told_what_was_removed(desk):
    response = desk.post(
        reverse("wagtailimages:add"),
        {"title": "Photo", "file": upload(made.jpeg(orientation=6), "photo.jpg"), "collection": root()},
        follow=True,
    )

    image = CreditedImage.objects.get()
    assert TOLD in texts_of(response)
    assert not has("Secret", stored(image))
    assert (image.width, image.height) == (20, 40)
    assert image.file_hash == sha1(stored(image), usedforsecurity=False).hexdigest()


def test_renditions_come_from_the_cleaned_picture(desk):
    desk.post(
        reverse("wagtailimages:add"),
        {"title": "Photo", "file": upload(made.jpeg(), "photo.jpg"), "collection": root()},
    )

    rendition = CreditedImage.objects.get().get_rendition("max-10x10")

    assert not has("Secret", stored(rendition))


def test_the_uploader_for_many_pictures_tells_it_beside_each(desk):
    response = desk.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Photo", "files[]": upload(made.jpeg(), "photo.jpg"), "collection": root()},
    )

    assert TOLD in json.loads(response.content)["form"]
    assert not has("Secret", stored(CreditedImage.objects.get()))


def test_the_uploader_for_many_documents_tells_it_beside_each_and_opens_them_to_members_only(desk):
    response = desk.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Case", "files[]": upload(made.word()), "collection": root()},
    )

    document = GatedDocument.objects.get()
    assert "Removed before saving: names of authors" in json.loads(response.content)["form"]
    assert not has("Secret", stored(document))
    assert document.visibility == "members"


def test_the_uploader_for_many_files_names_the_reason_of_a_refusal(desk):
    response = desk.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Case", "files[]": upload(b"no pdf", "case.pdf"), "collection": root()},
    )

    answer = json.loads(response.content)
    assert answer["success"] is False
    assert answer["error_message"].startswith("The file is damaged")
    assert "extension" not in answer["error_message"]


@pytest.mark.parametrize(("kind", "content"), [("docs", made.word), ("images", made.jpeg)])
def test_no_file_waits_unfinished_among_public_media(desk, kind, content):
    name = "case.docx" if kind == "docs" else "photo.jpg"

    response = desk.post(
        reverse(f"wagtail{kind}:add_multiple"),
        {"title": "x" * 300, "files[]": upload(content(), name), "collection": root()},
    )

    assert "255" in json.loads(response.content)["error_message"]
    assert not UploadedFile.objects.exists()
    assert not (settings.MEDIA_ROOT / "wagtail_uploads").exists()


def test_the_chooser_cleans_what_is_uploaded_there_and_tells_it_on_the_next_page(desk):
    response = desk.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "Case",
            "document-chooser-upload-file": upload(made.word()),
            "document-chooser-upload-visibility": "public",
            "document-chooser-upload-collection": root(),
        },
    )

    assert json.loads(response.content)["step"] == "chosen"
    assert not has("Secret", stored(GatedDocument.objects.get()))
    assert "Removed before saving" in texts_of(desk.get(reverse("wagtailadmin_home")))


def test_the_chooser_for_pictures_does_so_too(desk):
    response = desk.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Photo",
            "image-chooser-upload-file": upload(made.jpeg(), "photo.jpg"),
            "image-chooser-upload-collection": root(),
        },
    )

    assert json.loads(response.content)["step"] == "chosen"
    assert not has("Secret", stored(CreditedImage.objects.get()))
    assert TOLD in texts_of(desk.get(reverse("wagtailadmin_home")))


def test_whoever_saves_a_file_without_a_form_cannot_forget_to_clean_it():
    document = GatedDocument.objects.create(title="Case", file=ContentFile(made.word(), "case.docx"))
    image = CreditedImage.objects.create(title="Photo", file=ContentFile(made.jpeg(), "photo.jpg"))
    assert not has("Secret", stored(document))
    assert not has("Secret", stored(image))

    document.file.save("case.pdf", ContentFile(made.pdf()))
    assert not has("Secret", stored(document))

    with pytest.raises(Refused):
        document.file.save("case.pdf", ContentFile(b"no pdf"))


def test_a_picture_is_cleaned_once_for_each_upload(desk, monkeypatch):
    cleanings, original = [], fields.clean
    monkeypatch.setattr(fields, "clean", lambda *given: cleanings.append(given) or original(*given))

    desk.post(
        reverse("wagtailimages:add"),
        {"title": "Photo", "file": upload(made.jpeg(), "photo.jpg"), "collection": root()},
    )

    assert len(cleanings) == 1
    assert Image.open(BytesIO(stored(CreditedImage.objects.get()))).size == (40, 20)
