"""The list of countries, and everything about one on a page."""

import pytest

from directory.models import CountryProfile
from directory.models.country import HEADINGS
from pages import countries
from records.languages import LANGUAGES
from records.operations import publish, withdraw
from tests.factories import (
    CaseStudyFactory,
    EditorFactory,
    MemberFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    PracticeFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db

ROMANIA = "/en/countries/RO-romania/"


def profile(**facts):
    facts = {"country": "RO", "legislation_en": "<p>Law of the land</p>"} | facts
    made = CountryProfile(**facts)
    made.save()
    return publish(made)


def page(client, address=ROMANIA):
    return client.get(address).content.decode()


# --- The page ---


def test_everything_recorded_about_a_country_is_on_its_page(client):
    profile(correspondent=OrganisationFactory(name_en="Correspondent"))
    OrganisationFactory(name_en="Based there", country="RO")
    OrganisationFactory(name_en="Works there", country="IT", countries=["RO"])
    ServiceFactory(organisation=OrganisationFactory(name_en="Serves it"), countries=["RO"])
    OrganisationFactory(name_en="Elsewhere", country="DE")
    OrganisationFactory(name_en="Ended there", country="RO", standing="ceased")
    OrganisationContactPointFactory(owner__name_en="Line", owner__country="RO", kind="hotline", value="+442079460151")
    PracticeFactory(title_en="Practice there", countries=["RO"])
    CaseStudyFactory(title_en="Case there", countries=["RO"])

    told = page(client)

    for words in (
        "Law of the land",
        "Correspondent",
        "Based there",
        "Works there",
        "Serves it",
        'href="tel:+442079460151"',
        "Practice there",
        "Case there",
    ):
        assert words in told, words
    assert "Elsewhere" not in told
    assert "Ended there" not in told


def test_headings_without_text_are_left_out_and_the_others_keep_their_order(client):
    profile(coordinator_en="<p>Who</p>", assistance_en="<p>How</p>")

    sections = client.get(ROMANIA).context["picture"].sections

    assert [section.name for section in sections] == ["legislation", "assistance", "coordinator"]
    assert [name for name in HEADINGS if name in {section.name for section in sections}] == [
        section.name for section in sections
    ]


def test_a_text_in_another_language_says_so(client):
    profile()

    told = page(client, "/de/countries/RO-rumanien/")

    assert '<div class="prose" lang="en">' in told


def test_a_country_without_a_profile_has_a_page_as_soon_as_anything_is_recorded(client):
    assert client.get(ROMANIA).status_code == 404
    OrganisationFactory(country="RO", name_en="Based there")

    assert "Based there" in page(client)


@pytest.mark.parametrize("code", ["QQ", "ZZ", "ro"])
def test_what_is_no_country_has_no_page(client, code):
    assert client.get(f"/en/countries/{code}-x/").status_code == 404


def test_a_wrong_slug_leads_to_the_right_one_in_the_readers_language(client):
    OrganisationFactory(country="RO")

    response = client.get("/it/countries/RO-romania-mare/")

    assert response.headers["Location"] == "/it/countries/RO-romania/"


def test_a_profile_for_members_is_no_page_for_others(client):
    profile(visibility="members", legislation_en="<p>Among ourselves</p>")
    assert client.get(ROMANIA).status_code == 404

    OrganisationFactory(country="RO")
    assert "Among ourselves" not in page(client)
    client.force_login(MemberFactory())
    assert "Among ourselves" in page(client)


def test_a_withdrawn_profile_with_nothing_else_is_gone(client):
    withdraw(profile(), "Out of date")

    assert client.get(ROMANIA).status_code == 410


def test_of_many_the_first_are_shown_with_the_way_to_all(client):
    for number in range(countries.SHOWN_ORGANISATIONS + 1):
        OrganisationFactory(country="RO", name_en=f"Organisation {number}")

    told = page(client)

    assert told.count("Organisation 1") < countries.SHOWN_ORGANISATIONS + 1
    assert 'href="/en/directory/?country=RO"' in told
    assert "See all 13 organisations: Romania" in told


def test_those_that_are_based_there_come_first(client):
    OrganisationFactory(name_en="A", country="IT", countries=["RO"])
    OrganisationFactory(name_en="B", country="RO")

    assert [str(each) for each in client.get(ROMANIA).context["picture"].organisations.first] == ["B", "A"]


@pytest.mark.parametrize("count", [1, 8])
def test_a_page_costs_the_same_however_much_is_recorded(client, count, django_assert_max_num_queries):
    profile(correspondent=OrganisationFactory())
    for _number in range(count):
        OrganisationContactPointFactory(owner__country="RO", kind="hotline", value="+442079460151")
        PracticeFactory(countries=["RO"], organisations=[OrganisationFactory()])
        CaseStudyFactory(countries=["RO"])

    # Two of them count what is left to a list.
    with django_assert_max_num_queries(10):
        client.get(ROMANIA)


def test_an_editor_looks_at_a_draft_before_it_is_published(client):
    draft = CountryProfile(country="RO", legislation_de="<p>Noch ein Entwurf</p>", source_language="de", live=False)
    draft.save()
    client.force_login(EditorFactory())

    told = draft.make_preview_request(client.get("/admin/").wsgi_request, "de").content.decode()

    assert "Noch ein Entwurf" in told
    assert "Rumänien" in told


# --- The list ---


def test_the_list_counts_what_a_reader_may_see(client):
    OrganisationFactory(country="RO", countries=["RO", "MD"])
    OrganisationFactory(country="RO", visibility="members")
    OrganisationFactory(country="AT", standing="ceased")
    ServiceFactory(organisation=OrganisationFactory(country="IT"), countries=["RO", "IT"])
    PracticeFactory(countries=["RO", "BG"])
    CaseStudyFactory(countries=["RO"], organisation__country="IT")
    profile(country="FI")

    found = {each.code: each for each in client.get("/en/countries/").context["countries"]}

    assert found.keys() == {"RO", "MD", "IT", "BG", "FI"}
    assert (found["RO"].organisations, found["RO"].practices, found["RO"].case_studies) == (2, 1, 1)


def test_countries_stand_in_the_order_of_the_readers_alphabet(client):
    for code in ("AT", "DE", "RO"):
        OrganisationFactory(country=code)

    names = [each.name for each in client.get("/de/countries/").context["countries"]]

    assert names == ["Deutschland", "Österreich", "Rumänien"]


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_however_much_is_recorded(client, count, django_assert_num_queries):
    for _number in range(count):
        ServiceFactory(countries=["RO"])
        PracticeFactory(countries=["RO"])

    with django_assert_num_queries(5):
        client.get("/en/countries/")


def test_the_sitemap_names_every_country_in_every_language(client):
    OrganisationFactory(country="RO")
    OrganisationFactory(country="LI", visibility="members")

    sitemap = client.get("/sitemap.xml").content.decode()

    assert all(f"/{language}/countries/RO-" in sitemap for language in LANGUAGES)
    assert "LI-" not in sitemap
