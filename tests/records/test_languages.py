import pytest
from django.utils.translation import override

from records.languages import Completeness, outdated_fields
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
