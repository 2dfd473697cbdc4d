"""The directory: the list of organisations, with its map."""

import re

import pytest

from search import engines
from search.engines.base import EngineUnavailable
from tests.factories import OrganisationContactPointFactory, OrganisationFactory, ServiceFactory
from tests.search.test_page import facet, listing_of, titles
from tests.search_engines import search_engine  # noqa: F401 - a fixture: all of this on both engines

pytestmark = pytest.mark.django_db

DIRECTORY = "/en/directory/"


def rows(listing):
    """{country: (count, address)} of the table beside the map."""
    return {row.name: (row.count, row.url) for row in listing.by_country.rows}


def links_of_the_map(response):
    page = response.content.decode()
    return re.findall(r'<a class="map__country[^"]*" href="([^"]+)" aria-label="([^"]+)"', page)


def test_it_lists_whom_to_call(client, search_index):
    OrganisationFactory(name_en="Still there")
    OrganisationFactory(name_en="Ended", standing="ceased")
    OrganisationFactory(name_en="For members", visibility="members")
    OrganisationFactory(name_en="Stub", live=False)
    search_index.refresh()

    assert titles(client.get(DIRECTORY)) == ["Still there"]
    assert "Ended" in titles(client.get("/en/search/?type=organisation")), "its page says whom to call instead"


def test_without_the_engine_it_lists_whom_to_call_as_well(client, search_index, monkeypatch):
    def away():
        raise EngineUnavailable("away")

    OrganisationFactory(name_en="Based there", country="RO")
    OrganisationFactory(name_en="Working there", country="IT", countries=["RO", "IT"])
    OrganisationFactory(name_en="Ended", country="RO", standing="ceased")
    monkeypatch.setattr(engines, "engine", away)

    response = client.get(DIRECTORY, {"country": "RO"})

    assert titles(response) == ["Based there", "Working there"]
    assert response.context["listing"].by_country is None
    assert titles(client.get(DIRECTORY, {"seat": "RO"})) == ["Based there"]


def test_the_country_is_that_of_seat_work_or_service_and_the_seat_another_choice(client, search_index):
    OrganisationFactory(name_en="Seat", country="RO")
    OrganisationFactory(name_en="Work", country="IT", countries=["RO"])
    ServiceFactory(organisation=OrganisationFactory(name_en="Service", country="DE"), countries=["RO"])
    search_index.refresh()

    listing = listing_of(client, DIRECTORY)

    assert facet(listing, "country") == {"RO": 3, "IT": 1, "DE": 1}
    assert facet(listing, "seat") == {"RO": 1, "IT": 1, "DE": 1}
    assert sorted(titles(client.get(DIRECTORY, {"country": "RO"}))) == ["Seat", "Service", "Work"]
    assert titles(client.get(DIRECTORY, {"seat": "RO"})) == ["Seat"]


def test_it_offers_what_a_case_worker_looks_for_and_nothing_else(client, search_index):
    organisation = OrganisationFactory(accepts_referrals="yes", membership="member")
    OrganisationContactPointFactory(owner=organisation, kind="hotline", value="+442079460151", always_open=True)
    ServiceFactory(organisation=organisation, languages_spoken=["ro"])
    search_index.refresh()

    shown = [each.name for each in listing_of(client, DIRECTORY).facets]

    assert shown == ["country", "seat", "languages_spoken", "hotline", "referrals", "member"]


def test_seat_and_standing_are_no_choices_of_the_whole_search(client, search_index):
    OrganisationFactory()
    search_index.refresh()

    assert not {"seat", "standing"} & {each.name for each in listing_of(client, "/en/search/").facets}


def test_an_entry_is_named_also_where_its_services_are_told_of_in_more_languages_than_its_name(client, search_index):
    organisation = OrganisationFactory(name_en="House on the hill")
    ServiceFactory(organisation=organisation, name_en="Shelter", description_de="<p>Schutz bei Leuchtfeuer.</p>")
    search_index.refresh()

    page = client.get("/de/directory/", {"q": "Leuchtfeuer"}).content.decode()

    assert '<h3 class="card__title" lang="en">' in page
    assert "House on the hill</a>" in page
    assert "<mark>Leuchtfeuer</mark>" in page


# --- The map ---


def test_map_and_table_say_the_same(client, search_index):
    for country in ("IT", "IT", "RO", "MT"):
        OrganisationFactory(country=country)
    search_index.refresh()

    response = client.get(DIRECTORY)

    table = {url: f"{name}: {count}" for name, (count, url) in rows(response.context["listing"]).items()}
    on_the_map = {url: words.split(" organisation")[0] for url, words in links_of_the_map(response)}
    assert on_the_map == table
    assert list(table.values()) == ["Italy: 2", "Malta: 1", "Romania: 1"], "in the order of the alphabet"


def test_a_country_far_away_stands_in_the_table_alone(client, search_index):
    OrganisationFactory(country="NG")
    search_index.refresh()

    response = client.get(DIRECTORY)

    assert rows(response.context["listing"]).keys() == {"Nigeria"}
    assert links_of_the_map(response) == []


def test_a_country_is_chosen_on_the_map_and_chosen_no_longer(client, search_index):
    for country in ("IT", "RO"):
        OrganisationFactory(country=country, membership="member")
    search_index.refresh()

    choose = rows(listing_of(client, DIRECTORY, member="member"))["Romania"][1]
    assert choose == "/en/directory/?country=RO&member=member#by-country"
    chosen = client.get(choose)
    assert chosen.context["listing"].total == 1
    assert '<a class="map__country map__country--chosen"' in chosen.content.decode()
    assert "Romania: 1 organisation (chosen)" in dict(links_of_the_map(chosen)).values()

    back = rows(chosen.context["listing"])["Romania"][1]
    assert back == "/en/directory/?member=member#by-country"
    assert rows(chosen.context["listing"])["Italy"][0] == 1, "a country's number does not depend on the chosen ones"


def test_other_lists_have_no_map(client, search_index):
    OrganisationFactory()
    search_index.refresh()

    assert listing_of(client, "/en/search/").by_country is None


def test_files_of_the_list_leave_out_whoever_has_ended(client, search_index):
    OrganisationFactory(name_en="Still there")
    OrganisationFactory(name_en="Ended", standing="renamed")
    search_index.refresh()

    listing = listing_of(client, DIRECTORY)

    for address in (listing.json, listing.csv, listing.feed):
        told = client.get(address).content.decode()
        assert "Still there" in told
        assert "Ended" not in told


@pytest.mark.parametrize("count", [3, 18])
def test_it_costs_the_same_however_many_there_are(client, search_index, django_assert_max_num_queries, count):
    for _number in range(count):
        ServiceFactory(organisation=OrganisationFactory(), countries=["RO"])
    search_index.refresh()

    with django_assert_max_num_queries(5):
        client.get(DIRECTORY)
