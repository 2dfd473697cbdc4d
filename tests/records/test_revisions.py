"""The traps of revisions and field by field translation, each with its cure."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from directory.models import CharterAcceptance, Organisation
from practices.models import Funding, Involvement, Practice
from records.deleted_targets import without_deleted
from records.models import Term
from records.operations import publish
from tests.factories import (
    CharterFactory,
    DraftFactory,
    EditorFactory,
    OrganisationFactory,
    PracticeFactory,
    ServiceFactory,
    term,
)

pytestmark = pytest.mark.django_db


def edit_address(record):
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


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


def test_a_draft_opens_though_a_charter_that_it_names_was_deleted(signed_in):
    kept, deleted = CharterFactory(), CharterFactory()
    organisation = OrganisationFactory()
    organisation.charter_acceptances = [
        CharterAcceptance(charter=charter, accepted_on=date(2012, 6, 1)) for charter in (deleted, kept)
    ]
    organisation.save_revision()
    deleted.delete()

    page = signed_in(EditorFactory()).get(edit_address(organisation))

    assert page.status_code == 200
    draft = Organisation.objects.get(pk=organisation.pk).get_latest_revision_as_object()
    assert [row.charter for row in draft.charter_acceptances.all()] == [kept]


def test_a_draft_opens_though_the_organisation_to_which_it_moved_was_deleted(signed_in):
    present, deleted = OrganisationFactory(), OrganisationFactory()
    service = ServiceFactory(organisation=present)
    service.organisation = deleted
    service.save_revision()
    deleted.delete()

    page = signed_in(EditorFactory()).get(edit_address(service))

    assert page.status_code == 200
    assert page.context["form"]["organisation"].value() == present.pk


def test_a_draft_opens_though_an_organisation_that_took_part_was_deleted():
    kept, deleted = OrganisationFactory(), OrganisationFactory()
    practice = PracticeFactory()
    practice.involvements = [Involvement(organisation=deleted), Involvement(organisation=kept)]
    revision = practice.save_revision()
    deleted.delete()

    assert [row.organisation for row in revision.as_object().involvements.all()] == [kept]


@pytest.mark.parametrize("count", [1, 9])
def test_what_was_deleted_is_asked_once_however_many_are_named(count, django_assert_num_queries):
    practice = PracticeFactory()
    practice.involvements = [Involvement(organisation=OrganisationFactory()) for _ in range(count)]
    content = practice.save_revision().content

    with django_assert_num_queries(2):  # organisations, categories
        assert without_deleted(content, practice) == content
