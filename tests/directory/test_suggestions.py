"""A reader suggests an organisation."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from directory.models import Organisation
from records.from_readers import forms
from records.models import ReaderMessage
from tests.directory.test_desk import address
from tests.factories import ChiefEditorFactory, EditorFactory
from tests.practices.test_desk import form_of
from tests.records.from_readers.test_errors import report

pytestmark = pytest.mark.django_db

PAGE = "/en/directory/suggest/"
SUGGESTED = {"name": "Casa Aperta", "country": "IT", "homepage": "casa-aperta.example", "text": "A day centre."}


@pytest.fixture(autouse=True)
def _readers_are_fast(monkeypatch):
    monkeypatch.setattr(forms, "SHORTEST", timedelta(0))


def test_an_organisation_is_suggested_without_account_and_cookie(django_capture_on_commit_callbacks):
    ChiefEditorFactory(email="chief@ngo.example")
    strict = Client(enforce_csrf_checks=True)

    with django_capture_on_commit_callbacks(execute=True):
        response = report(strict, PAGE, **SUGGESTED)

    assert response.status_code == 302
    assert not strict.cookies
    message = ReaderMessage.objects.get()
    assert message.facts == {"name": "Casa Aperta", "country": "IT", "homepage": "https://casa-aperta.example"}
    assert not Organisation.objects.exists(), "nothing is in the directory before an editor looked at it"
    (sent,) = mail.outbox
    assert "Casa" not in sent.subject + sent.body


@pytest.mark.parametrize("wrong", [{"name": ""}, {"country": "Elsewhere"}, {"homepage": "no website"}])
def test_what_cannot_be_taken_is_shown_again(client, wrong):
    page = report(client, PAGE, **SUGGESTED | wrong).content.decode()

    assert not ReaderMessage.objects.exists()
    assert "A day centre." in page


def test_a_program_is_thanked_and_forgotten(client):
    assert report(client, PAGE, **SUGGESTED, website="https://spam.example").status_code == 302
    assert not ReaderMessage.objects.exists()


def test_an_editor_makes_a_draft_of_it(signed_in):
    message = ReaderMessage.objects.create(
        occasion="suggestion",
        facts={"name": "Casa Aperta", "country": "IT", "homepage": "https://casa-aperta.example"},
        text="A day centre.",
    )
    client = signed_in(EditorFactory())

    page = client.get(reverse("reader_message", args=[message.pk])).content.decode()
    add = f"{address(Organisation, 'add')}?suggestion={message.pk}"
    assert "Casa Aperta" in page
    assert "Italy" in page
    assert add in page

    form = form_of(client, add)
    assert (form["name_en"], form["country"], form["website"]) == ("Casa Aperta", "IT", "https://casa-aperta.example")
    assert client.get(f"{address(Organisation, 'add')}?suggestion=gone").status_code == 200
