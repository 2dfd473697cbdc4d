import pytest

from directory.duplicates import Known, Reason, duplicates_of
from directory.models import Organisation
from tests.factories import CharterFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    return OrganisationFactory(
        name_en="Association On the Road",
        name_it="Associazione Sulla Strada",
        acronym="OTR",
        legal_name="On the Road Società Cooperativa",
        earlier_names="Strada Aperta",
        website="https://www.on-the-road.example/it/",
        country="IT",
    )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"name_en": "association on the ROAD"}, Reason.NAME),
        ({"name_en": "ASSOCIAZIONE sulla strada"}, Reason.NAME),
        ({"name_en": "Strada aperta"}, Reason.NAME),
        ({"name_en": "Road", "legal_name": "On the Road societa cooperativa"}, Reason.NAME),
        ({"name_en": "Elsewhere", "website": "http://on-the-road.example"}, Reason.DOMAIN),
        ({"name_en": "OTR", "country": "IT"}, Reason.ACRONYM),
        ({"name_en": "Elsewhere", "acronym": "otr"}, Reason.ACRONYM),
        ({"name_en": "On the Road Asociation"}, Reason.ALIKE),
    ],
)
def test_one_is_known_again_by_any_of_its_names_its_acronym_or_its_website(known, fields, reason):
    [found] = duplicates_of(Organisation(**fields))

    assert found.organisation == known
    assert found.reasons[0] == reason


@pytest.mark.parametrize(
    "fields",
    [
        {"name_en": "Casa Aperta"},
        {"name_en": "OTR", "country": "FR"},
        {"name_en": "Elsewhere", "website": "https://facebook.com/on-the-road"},
    ],
)
def test_another_one_is_left_alone(known, fields):
    assert duplicates_of(Organisation(**fields)) == []


def test_none_is_its_own_duplicate(known):
    assert duplicates_of(known) == []


def renamed(organisation, name):
    """A draft says another name."""
    draft = organisation.get_latest_revision_as_object()
    draft.name_en = name
    draft.save_revision()
    return organisation


@pytest.mark.parametrize("live", [True, False])
def test_one_is_known_by_the_name_in_its_draft(known, live):
    renamed(OrganisationFactory(name_en="Before", live=live), "Afterwards")

    assert Known().like(Organisation(name_en="Afterwards")) == []
    [found] = Known(with_drafts=True).like(Organisation(name_en="Afterwards"))
    assert (found.organisation.name_en, found.reasons[0]) == ("Before", Reason.NAME)


def test_drafts_are_read_in_one_go_however_many_there_are(django_assert_num_queries):
    for number in range(10):
        renamed(OrganisationFactory(), f"House {number}")

    with django_assert_num_queries(3):
        Known(with_drafts=True)


def test_a_draft_that_names_what_was_deleted_is_no_hindrance(known):
    charter = CharterFactory()
    organisation = OrganisationFactory()
    organisation.charter_acceptances.create(charter=charter, accepted_on="2020-01-01")
    organisation.save()
    renamed(organisation, "Afterwards")
    Organisation.objects.get(pk=organisation.pk).charter_acceptances.all().delete()
    charter.delete()

    assert Known(with_drafts=True).like(Organisation(name_en="Afterwards"))[0].organisation == organisation
