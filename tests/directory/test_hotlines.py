import pytest

from directory.hotlines import by_country
from directory.models import ContactPoint
from records.visibility import PUBLIC, Viewer
from tests.factories import (
    OrganisationContactPointFactory,
    OrganisationFactory,
    ServiceContactPointFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db

MEMBER = Viewer(organisations=frozenset({1}))


def names(hotlines, code="IT"):
    return [str(hotline.name) for hotline in hotlines.get(code, [])]


def hotline_of(owner, **facts):
    is_service = hasattr(owner, "organisation")
    factory = ServiceContactPointFactory if is_service else OrganisationContactPointFactory
    return factory(owner=owner, **{"kind": "hotline", "value": "+442079460151"} | facts)


def test_a_number_stands_where_it_answers():
    hotline_of(OrganisationFactory(name_en="Seat", country="IT", countries=["IT", "FR"]))
    hotline_of(OrganisationFactory(name_en="No seat", country="", countries=["IT", "FR"]))
    hotline_of(ServiceFactory(name_en="Abroad", organisation__country="IT", countries=["RO"]))

    found = by_country(PUBLIC)

    assert names(found, "IT") == ["No seat", "Seat"]
    assert names(found, "FR") == ["No seat"]
    assert names(found, "RO") == ["Abroad"]
    assert by_country(PUBLIC, country="RO").keys() == {"RO"}


def test_nobody_is_led_to_one_that_has_ended_or_is_hidden():
    hotline_of(OrganisationFactory(standing="ceased"))
    hotline_of(ServiceFactory(organisation__standing="merged"))
    hotline_of(OrganisationFactory(live=False))
    hotline_of(ServiceFactory(live=False))
    hotline_of(ServiceFactory(organisation__live=False))
    hotline_of(OrganisationFactory(), value="")
    hotline_of(OrganisationFactory(), kind="phone")

    assert by_country(PUBLIC) == {}


def test_each_viewer_gets_the_numbers_that_she_may_see():
    hotline_of(OrganisationFactory(name_en="Open"))
    hotline_of(OrganisationFactory(name_en="Number for members"), visibility="members")
    hotline_of(OrganisationFactory(name_en="For members", visibility="members"))
    hotline_of(ServiceFactory(name_en="Service for members", visibility="members"))
    hotline_of(OrganisationFactory(name_en="For editors"), visibility="editors")

    assert names(by_country(PUBLIC)) == ["Open"]
    assert set(names(by_country(MEMBER))) == {"Open", "Number for members", "For members", "Service for members"}


def test_those_for_everybody_and_open_day_and_night_come_first():
    hotline_of(OrganisationFactory(name_en="A"), audience="professionals", always_open=True)
    hotline_of(OrganisationFactory(name_en="B"), audience="public")
    hotline_of(OrganisationFactory(name_en="C"), audience="trafficked_persons", always_open=True)

    assert names(by_country(PUBLIC)) == ["C", "B", "A"]
    assert names(by_country(PUBLIC, audiences=(ContactPoint.Audience.PUBLIC,))) == ["B"]


@pytest.mark.parametrize("count", [1, 5])
def test_all_of_them_cost_two_queries(count, django_assert_num_queries):
    for _number in range(count):
        hotline_of(OrganisationFactory())
        hotline_of(ServiceFactory(languages_spoken=["ro"]))

    with django_assert_num_queries(2):
        told = [(str(h.name), h.contact.phone, h.languages) for found in by_country(PUBLIC).values() for h in found]

    assert len(told) == 2 * count
