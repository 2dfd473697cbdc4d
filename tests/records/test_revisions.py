"""The traps of revisions and field by field translation, each with its cure."""

import pytest
from django.utils.translation import override

from practices.models import Funding, Practice
from records.models import Term
from records.operations import publish
from tests.factories import DraftFactory, PracticeFactory, term

pytestmark = pytest.mark.django_db


def test_restoring_from_an_italian_desk_keeps_the_italian():
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni")
    revision = practice.save_revision()

    with override("it"):
        restored = revision.as_object()

    assert (restored.title_en, restored.title_it) == ("Inspections", "Ispezioni")


def test_a_revision_keeps_no_value_for_the_active_language():
    practice = PracticeFactory()
    practice.fundings = [Funding(source_en="A foundation")]

    content = practice.save_revision().content

    assert "title" not in content
    assert "sort_key" not in content
    assert "source" not in content["fundings"][0]


def test_a_language_that_came_after_the_revision_survives_its_return():
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni")
    revision = practice.save_revision()
    del revision.content["title_it"]
    revision.save()

    publish(practice)

    assert Practice.objects.get(pk=practice.pk).title_it == "Ispezioni"


def test_chosen_terms_and_rows_belong_to_the_draft():
    practice = PracticeFactory()
    practice.services = [term("services", "hotline")]
    practice.fundings = [Funding(source_en="A foundation", share=90)]
    practice.save_revision()

    stored = Practice.objects.get(pk=practice.pk)
    assert list(stored.services.all()) == []

    published = publish(stored)
    assert [service.code for service in published.services.all()] == ["hotline"]
    assert [funding.share for funding in published.fundings.all()] == [90]


def test_a_number_given_at_publication_survives_an_older_revision():
    practice = DraftFactory()
    before = practice.save_revision()
    number = publish(practice).number

    practice.publish(before)

    assert number is not None
    assert Practice.objects.get(pk=practice.pk).number == number


def test_numbers_follow_one_another():
    PracticeFactory(number=20)

    assert publish(DraftFactory()).number == 21
    assert publish(DraftFactory()).number == 22


def test_digests_of_a_draft_tell_what_its_translations_were_made_from():
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni")
    practice.title_en = "Joint inspections"

    draft = practice.save_revision().as_object()

    assert draft.source_digests["title"]["it"] == practice.source_digests["title"]["it"]


def test_a_term_says_its_label_in_the_readers_language():
    with override("de"):
        label = str(Term.objects.get(vocabulary="services", code="hotline").texts.label)

    assert label
