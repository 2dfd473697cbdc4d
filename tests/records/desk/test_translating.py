"""The translation page of the desk: one language at a time, each field beside its source."""

import pytest

from practices.models import Practice
from records.desk.translating import address, word_changes
from records.operations import publish
from tests.factories import EditorFactory, MemberFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return publish(PracticeFactory(title_en="Inspections", summary_en="Joint visits.", title_it="Ispezioni"))


def draft():
    return Practice.objects.get().get_latest_revision_as_object()


def test_each_field_stands_beside_its_source(practice, signed_in):
    response = signed_in(EditorFactory()).get(address(practice, "it"))

    page = response.content.decode()
    assert "Joint visits." in page
    assert 'name="summary_it"' in page
    assert 'name="summary_de"' not in page
    assert [(line.name, line.is_missing) for line in response.context["lines"]] == [("title", False), ("summary", True)]


def test_saving_keeps_the_published_page_and_every_other_language(practice, signed_in):
    client = signed_in(EditorFactory())

    response = client.post(address(practice, "it"), {"title_it": "Ispezioni", "summary_it": "Visite congiunte."})

    assert response.url == address(practice, "it")
    assert draft().summary_it == "Visite congiunte."
    assert (draft().title_en, draft().summary_en) == ("Inspections", "Joint visits.")
    assert not Practice.objects.get().summary_it


def test_a_changed_source_shows_what_changed(practice, signed_in):
    practice.title_en = "Joint night inspections"
    practice.save_revision()

    [line] = [
        line for line in signed_in(EditorFactory()).get(address(practice, "it")).context["lines"] if line.is_outdated
    ]

    assert line.name == "title"
    assert line.changes == (("removed", "Inspections"), ("added", "Joint night inspections"))


def test_an_outdated_translation_can_be_confirmed_as_still_right(practice, signed_in):
    practice.title_en = "Joint inspections"
    practice.save_revision()
    client = signed_in(EditorFactory())

    client.post(address(practice, "it"), {"title_it": "Ispezioni", "summary_it": "", "still-right-title": "on"})

    assert draft().translation_state["it"] == {"missing": 1, "outdated": 0}


def test_a_new_text_is_made_from_the_source_as_it_is_now(practice, signed_in):
    practice.title_en = "Joint inspections"
    practice.save_revision()
    assert Practice.objects.get().translation_state["it"] == {"missing": 1, "outdated": 1}

    signed_in(EditorFactory()).post(address(practice, "it"), {"title_it": "Ispezioni congiunte", "summary_it": ""})

    assert Practice.objects.get().translation_state["it"] == {"missing": 1, "outdated": 0}


def test_what_does_not_fit_is_told_and_kept(practice, signed_in):
    response = signed_in(EditorFactory()).post(address(practice, "it"), {"title_it": "x" * 301, "summary_it": "Nuovo"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "Nuovo" in page
    assert "x" * 301 in page
    assert not draft().summary_it


@pytest.mark.parametrize("language", ["en", "xx"])
def test_there_is_no_page_for_the_source_or_an_unknown_language(practice, signed_in, language):
    response = signed_in(EditorFactory()).get(address(practice, "it").replace("/it/", f"/{language}/"), follow=True)

    assert response.status_code == 404


def test_members_do_not_translate(practice, signed_in):
    signed_in(MemberFactory()).post(address(practice, "it"), {"title_it": "Altro"})

    assert draft().title_it == "Ispezioni"


def test_word_changes_are_told_word_by_word():
    assert word_changes("<p>two old words</p>", "<p>two new words</p>") == (
        ("same", "two "),
        ("removed", "old "),
        ("added", "new "),
        ("same", "words"),
    )
    assert word_changes("", "anything") == ()
