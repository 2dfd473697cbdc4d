"""A reader reports that a page could put somebody in danger."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from records.erasure import erase
from records.from_readers import forms, limits
from records.models import ReaderMessage
from tests.factories import CaseStudyDraftFactory, CaseStudyFactory, ChiefEditorFactory, EditorFactory, MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _readers_are_fast(monkeypatch):
    monkeypatch.setattr(forms, "SHORTEST", timedelta(0))


@pytest.fixture
def case():
    return CaseStudyFactory(number=5, title_en="Secretword")


def address(case):
    return reverse("case_studies:concern", args=[case.number])


def concern_about(case, text="x"):
    return ReaderMessage.objects.create(occasion="concern", kind="practices.CaseStudy", record_pk=case.pk, text=text)


def form_of(client, case):
    page = client.get(address(case)).content.decode()
    return {"stamp": re.search(r'name="stamp" value="([^"]+)"', page)[1], "website": ""}


def test_a_page_leads_to_the_form(client, case):
    assert f'href="{address(case)}"' in client.get(case.get_absolute_url()).content.decode()


def test_a_reader_is_heard_without_account_and_cookie(client, case, django_capture_on_commit_callbacks):
    chief_editor = ChiefEditorFactory(email="chief@ngo.example")
    EditorFactory()

    with django_capture_on_commit_callbacks(execute=True):
        data = form_of(client, case) | {"text": "Her village has one mill only."}
        response = client.post(address(case), data, follow=True)

    assert "The editors are told." in response.content.decode()
    assert not client.cookies
    assert "no-store" in response["Cache-Control"]
    assert ReaderMessage.objects.get().text == "Her village has one mill only."
    (sent,) = mail.outbox
    assert sent.to == [chief_editor.email]
    assert "mill" not in sent.subject + sent.body
    assert "Secretword" not in sent.subject + sent.body
    assert "Case study no. 5" in sent.subject


def test_no_csrf_cookie_is_needed(case):
    strict = Client(enforce_csrf_checks=True)
    data = form_of(strict, case) | {"text": "It is my cousin."}

    assert strict.post(address(case), data).status_code == 302
    assert ReaderMessage.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"stamp": ""}, {"stamp": "asked:x:y"}, {"text": ""}, {"text": "x" * 2001}])
def test_what_cannot_be_taken_is_shown_again_with_the_text(client, case, wrong):
    data = form_of(client, case) | {"text": "Somebody knows her."} | wrong

    page = client.post(address(case), data).content.decode()

    assert not ReaderMessage.objects.exists()
    assert data["text"] in page
    assert 'name="stamp" value="asked:' in page


def test_a_form_sent_at_once_is_asked_for_again(client, case, monkeypatch):
    monkeypatch.setattr(forms, "SHORTEST", timedelta(seconds=60))

    page = client.post(address(case), form_of(client, case) | {"text": "Buy"}).content.decode()

    assert "Your text is still here" in page
    assert not ReaderMessage.objects.exists()


def test_a_program_that_fills_every_field_is_thanked_and_forgotten(client, case):
    response = client.post(address(case), form_of(client, case) | {"text": "Buy", "website": "https://spam.example"})

    assert response.status_code == 302
    assert not ReaderMessage.objects.exists()


def test_nobody_buries_the_editors(client, case):
    for _ in range(limits.MOST_AT_ONCE):
        concern_about(case)

    page = client.post(address(case), form_of(client, case) | {"text": "Again"}).content.decode()

    assert "Try again in an hour" in page
    assert ReaderMessage.objects.count() == limits.MOST_AT_ONCE


def test_there_is_no_form_for_what_a_reader_may_not_see(client):
    members = CaseStudyFactory(visibility="members")
    draft = CaseStudyDraftFactory(number=9)

    assert client.get(address(members)).status_code == 404
    assert client.get(address(draft)).status_code == 404


def test_an_editor_reads_it_on_the_dashboard_and_deletes_it(signed_in, case):
    concern = concern_about(case, "One mill only.")
    client = signed_in(EditorFactory())
    page = reverse("reader_message", args=[concern.pk])

    assert page in client.get("/admin/").content.decode()
    assert "One mill only." in client.get(page).content.decode()
    client.post(page)

    assert not ReaderMessage.objects.exists()
    assert "Concerns of readers" not in client.get("/admin/").content.decode()


def test_members_do_not_read_concerns(signed_in, case):
    concern = concern_about(case, "One mill only.")

    assert signed_in(MemberFactory()).get(reverse("reader_message", args=[concern.pk])).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_concern_goes_with_the_case_study_it_was_about(case):
    other = CaseStudyFactory()
    for record in (case, other):
        concern_about(record)

    erase(case)

    assert [concern.record_pk for concern in ReaderMessage.objects.all()] == [other.pk]
