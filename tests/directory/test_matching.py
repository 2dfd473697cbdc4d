import pytest

from directory.matching import KnownOrganisations, acronyms_in
from directory.models import Organisation
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def adpare():
    name = "Association for Developing Alternative Practices for Reintegration and Education"
    return OrganisationFactory(name_en=name, acronym="ADPARE", country="RO")


@pytest.mark.parametrize(
    "printed",
    [
        "ADPARE",
        "ADPARE - Association for Developing Alternative Practices for Reintegration and Education",
        "association for developing alternative practices for reintegration & education",
        "Asociation for Developing Alternative Practices for Reintegration and Education",
    ],
)
def test_a_known_organisation_is_found_as_people_write_it(adpare, printed):
    assert KnownOrganisations().find(printed, ["RO"]) == adpare


def test_an_acronym_in_another_country_is_another_organisation(adpare):
    assert KnownOrganisations().find("ADPARE", ["FR"]) is None


def test_a_name_in_any_language_is_known():
    organisation = OrganisationFactory(name_en="Open House", name_it="Casa Aperta")

    assert KnownOrganisations().find("Casa aperta") == organisation


def test_the_same_new_name_makes_one_stub():
    known = KnownOrganisations()

    assert known.find_or_make("Casa Aperta", ["IT"]) == known.find_or_make("CASA APERTA", ["IT"])
    assert Organisation.objects.stubs().count() == 1


def test_a_dry_runs_stubs_are_forgotten():
    known = KnownOrganisations()
    known.find_or_make("Casa Aperta").delete()

    known.forget_stubs()

    assert known.find("Casa Aperta") is None


def test_a_name_all_in_capitals_has_no_acronym():
    assert acronyms_in("CASA APERTA") == []
    assert acronyms_in("KOOFRA e.V., Coordination Centre") == ["KOOFRA"]
