import pytest
from django.utils.translation import override

from practices.models import Funding, Practice
from records.languages import Completeness, mark, outdated_fields, translation_state
from records.operations import publish, unpublish
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_a_reader_gets_the_text_of_her_language():
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni")

    with override("it"):
        assert str(practice.texts.title) == "Ispezioni"
        assert not practice.texts.title.is_fallback


def test_a_missing_text_falls_back_to_english_and_says_so():
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni", source_language="it")

    with override("de"):
        title = practice.texts.title

    assert (title.value, title.language, title.is_fallback) == ("Inspections", "en", True)


def test_without_english_the_source_is_shown():
    practice = PracticeFactory(title_en="", title_fr="Maraude", title_it="Unità di strada", source_language="fr")

    with override("de"):
        assert practice.texts.title.language == "fr"


def test_a_text_nobody_wrote_is_empty_and_no_fallback():
    text = PracticeFactory().texts.background

    assert not text
    assert not text.is_fallback


def test_completeness_counts_what_the_source_says():
    practice = PracticeFactory(
        title_en="Inspections",
        summary_en="Joint visits.",
        title_it="Ispezioni",
        summary_it="Visite congiunte.",
        title_de="Kontrollen",
    )

    assert practice.completeness == {
        "en": Completeness.COMPLETE,
        "it": Completeness.COMPLETE,
        "de": Completeness.PARTIAL,
        "es": Completeness.MISSING,
        "fr": Completeness.MISSING,
    }


def test_a_translation_is_outdated_once_its_source_changes():
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni", title_de="Kontrollen")

    practice.title_en = "Joint inspections"
    practice.title_de = "Gemeinsame Kontrollen"
    practice.save()

    assert outdated_fields(practice, "it") == ("title",)
    assert outdated_fields(practice, "de") == ()


def test_a_deleted_translation_leaves_no_digest():
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni")

    practice.title_it = ""
    practice.save()

    assert "title" not in practice.source_digests


def test_a_text_says_when_a_machine_made_it():
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni")
    mark(practice, "title", "it", by_machine=True)
    practice.save()

    assert practice.texts_in("it").title.is_machine
    assert not practice.texts_in("en").title.is_machine
    assert not practice.texts_in("it").background.is_machine

    practice.title_it = "Ispezioni congiunte"
    practice.save()
    assert practice.texts_in("it").title.is_machine

    mark(practice, "title", "it", by_machine=False)
    assert not practice.texts_in("it").title.is_machine


def test_rows_count_like_fields_of_the_record():
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni")
    assert practice.completeness["it"] == Completeness.COMPLETE

    practice.fundings = [Funding(source_en="Province", source_it="Provincia", note_en="yearly")]

    assert practice.completeness["it"] == Completeness.PARTIAL
    assert translation_state(practice)["it"] == {"fields": 3, "missing": 1, "outdated": 0, "machine": 0}


def test_rows_know_what_they_were_made_from_whatever_path_saves_them():
    practice = PracticeFactory()
    Funding.objects.create(practice=practice, source_en="Province", source_it="Provincia")
    row = Funding.objects.get()
    row.source_en = "Region"
    row.save()
    assert outdated_fields(row, "it") == ("source",)

    publish(practice)
    assert outdated_fields(Funding.objects.get(), "it") == ("source",)


def test_counts_are_those_of_the_newest_draft_whatever_becomes_of_the_live_text():
    practice = publish(PracticeFactory(title_en="Inspections"))
    draft = practice.get_latest_revision_as_object()
    draft.title_it = "Ispezioni"
    draft.save_revision()

    unpublish(Practice.objects.get())

    assert Practice.objects.get().translation_state["it"]["missing"] == 0
