"""The page of results: over everything, and as the list of practices and of case studies."""

import re

import pytest
from django.urls import reverse

from practices.models import CasePartner, Category
from search.engines.base import EngineUnavailable
from tests.factories import (
    CaseStudyDraftFactory,
    CaseStudyFactory,
    DraftFactory,
    EditorFactory,
    MemberFactory,
    OrganisationFactory,
    PracticeFactory,
)
from tests.search_engines import search_engine  # noqa: F401 - a fixture: all of this on both engines

pytestmark = pytest.mark.django_db

EVERYTHING, PRACTICES, CASES = "/en/search/", "/en/practices/", "/en/case-studies/"
LISTS = [(EVERYTHING, PracticeFactory), (PRACTICES, PracticeFactory), (CASES, CaseStudyFactory)]


def titles(response):
    return [hit.title.text for hit in response.context["listing"].results.hits]


def listing_of(client, address, **params):
    return client.get(address, params).context["listing"]


def facet(listing, name):
    """{value: count}"""
    return {value.value: value.count for shown in listing.facets if shown.name == name for value in shown.values}


# --- Which records ---


@pytest.mark.parametrize("address", [EVERYTHING, PRACTICES])
def test_a_draft_stays_out_of_the_list(client, search_index, address):
    PracticeFactory(title_en="Shown", visibility="public")
    DraftFactory(title_en="Hidden")
    search_index.refresh()

    found = titles(client.get(address))

    assert "Shown" in found
    assert "Hidden" not in found


def test_a_draft_of_a_case_study_stays_out_of_the_list(client, search_index):
    CaseStudyFactory(title_en="Shown")
    CaseStudyDraftFactory(title_en="Hidden")
    search_index.refresh()

    assert titles(client.get(CASES)) == ["Shown"]


def test_each_section_has_its_own_type_whatever_the_address_says(client, search_index):
    PracticeFactory(title_en="A practice")
    CaseStudyFactory(title_en="A case", organisation__name_en="An organisation")
    search_index.refresh()

    assert titles(client.get(PRACTICES, {"type": "case_study"})) == ["A practice"]
    assert titles(client.get(CASES, {"type": "practice"})) == ["A case"]
    assert set(titles(client.get(EVERYTHING))) >= {"A practice", "A case", "An organisation"}


def test_filters_add_up_across_and_widen_within(client, search_index):
    PracticeFactory(title_en="A in Italy")
    PracticeFactory(title_en="A in France", countries=["FR"])
    PracticeFactory(title_en="B in Italy", category=Category.objects.get(code="B"))
    search_index.refresh()

    assert titles(client.get(PRACTICES, {"category": "A", "country": "IT"})) == ["A in Italy"]
    both = client.get(PRACTICES, {"category": "A", "country": ["IT", "FR"], "sort": "title"})
    assert titles(both) == ["A in France", "A in Italy"]


def test_a_practice_is_found_in_each_category_it_is_also_in(client, search_index):
    practice = PracticeFactory(title_en="Both")
    practice.also_in.add(Category.objects.get(code="C"))
    practice.save()
    search_index.refresh()

    assert titles(client.get(PRACTICES, {"category": "C"})) == ["Both"]


def test_a_country_finds_a_case_in_any_role(client, search_index):
    for role in ("origin", "transit", "destination", "other_countries"):
        CaseStudyFactory(title_en=role, **({"origin": [], "destination": []} | {role: ["LT"]}))
    CaseStudyFactory(title_en="reporting", reporting_country="LT")
    partner = CaseStudyFactory(title_en="partner")
    partner.partners = [CasePartner(name_en="Police", country="LT")]
    partner.save()
    CaseStudyFactory(title_en="elsewhere")
    search_index.refresh()

    found = set(titles(client.get(CASES, {"country": "LT"})))

    assert found == {"origin", "transit", "destination", "other_countries", "reporting", "partner"}


def test_a_member_finds_what_the_public_does_not(client, signed_in, search_index):
    PracticeFactory(title_en="For members", visibility="members")
    search_index.refresh()

    assert titles(client.get(PRACTICES)) == []
    assert titles(signed_in(MemberFactory()).get(PRACTICES)) == ["For members"]


# --- Facets ---


def test_a_facet_counts_as_if_it_had_no_choice_of_its_own(client, search_index):
    PracticeFactory(countries=["IT", "FR"])
    PracticeFactory(countries=["FR"])
    search_index.refresh()

    listing = listing_of(client, PRACTICES, country="IT")

    assert facet(listing, "country") == {"IT": 1, "FR": 2}
    assert facet(listing, "category")["A"] == 1
    assert facet(listing, "type") == {}


def test_case_studies_are_counted_and_filtered_by_area_and_exploitation(client, search_index):
    CaseStudyFactory(title_en="Both", areas=["release", "court-proceedings"], exploitation=["forced-labour"])
    CaseStudyFactory(title_en="Court", areas=["court-proceedings"])
    search_index.refresh()

    response = client.get(CASES, {"area": "release"})

    assert titles(response) == ["Both"]
    listing = response.context["listing"]
    assert facet(listing, "area") == {"release": 1, "court-proceedings": 2}
    assert facet(listing, "exploitation") == {"labour-exploitation": 1}
    assert titles(client.get(CASES, {"area": "release", "exploitation": "forced-begging"})) == []
    assert [chip["label"] for chip in listing.chosen] == ["release"]


def test_years_narrow_the_list_and_are_drawn(client, search_index):
    PracticeFactory(title_en="Early", start_year=1999, end_year=2001)
    PracticeFactory(title_en="Late", start_year=2008, end_year=2008)
    search_index.refresh()

    response = client.get(PRACTICES, {"from": "2000", "to": "2003"})

    assert titles(response) == ["Early"]
    listing = response.context["listing"]
    histogram = next(shown.histogram for shown in listing.facets if shown.name == "years")
    assert (histogram.first, histogram.last, histogram.most) == (1999, 2008, 1)
    assert [bar.year for bar in histogram.bars if bar.is_inside] == [2000, 2001, 2002, 2003]
    assert [chip["label"] for chip in listing.chosen] == ["2000 – 2003"]
    assert "style=" not in response.content.decode()


def test_a_filter_can_be_taken_away_alone(client, search_index):
    listing = client.get(PRACTICES, {"country": ["IT", "FR"], "category": "A"}).context["listing"]

    assert [chip["remove_url"] for chip in listing.chosen] == [
        "/en/practices/?country=IT&country=FR",
        "/en/practices/?category=A&country=FR",
        "/en/practices/?category=A&country=IT",
    ]


def test_a_long_facet_shows_its_most_frequent_values(client, search_index, monkeypatch):
    monkeypatch.setattr("search.facets.MOST_VALUES", 2)
    one, two, three = (OrganisationFactory() for _number in range(3))
    for leads in ([one], [one, two], [one, two, three]):
        PracticeFactory(organisations=leads)
    search_index.refresh()

    listing = listing_of(client, PRACTICES)

    assert facet(listing, "organisation") == {str(one.pk): 3, str(two.pk): 2}
    assert [shown.left_out for shown in listing.facets if shown.name == "organisation"] == [1]


def test_of_the_countries_every_one_is_shown(client, search_index, monkeypatch):
    monkeypatch.setattr("search.facets.MOST_VALUES", 2)
    PracticeFactory(countries=["IT", "FR", "RO"])
    search_index.refresh()

    assert facet(listing_of(client, PRACTICES), "country") == {"IT": 1, "FR": 1, "RO": 1}


# --- Nothing found ---


def test_an_empty_list_says_which_filter_to_drop_and_how_many_that_gives(client, search_index):
    PracticeFactory(countries=["FR"])
    search_index.refresh()

    response = client.get(PRACTICES, {"country": "IT", "category": "A"})

    listing = response.context["listing"]
    assert [(str(drop["label"]), drop["words"], drop["url"]) for drop in listing.drops] == [
        ("Any country", "1 practice", "/en/practices/?category=A"),
        ("All filters", "1 practice", "/en/practices/"),
    ]
    assert "Give up one of your filters:" in response.content.decode()


def test_words_that_a_section_does_not_have_are_found_elsewhere(client, search_index):
    CaseStudyFactory(title_en="Zanzibar")
    search_index.refresh()

    page = client.get(PRACTICES, {"q": "zanzibar"}).content.decode()

    assert "See 1 result in the other parts of the site" in page
    assert 'href="/en/search/?q=zanzibar"' in page


def test_words_found_nowhere_lead_to_the_glossary_to_near_concepts_and_to_people(client, search_index):
    response = client.get(EVERYTHING, {"q": "shelterr", "exact": "1"})

    page = response.content.decode()
    assert titles(response) == []
    assert reverse("glossary:glossary") in page
    assert 'href="/en/contact/"' in page
    assert [each["url"] for each in response.context["listing"].near][:1] == ["/en/search/?q=shelter"]


# --- The address ---


ODD = [
    "page=0",
    "page=x",
    "page=999",
    "size=7",
    "sort=price",
    "country=%00",
    "country=I",
    "country=ZZ",
    "country=it",
    "category=ZZZZZ",
    "country=' OR 1",
    "area=x",
    'area="',
    "exploitation=%00",
    "organisation=x",
    "organisation=99999999999999999999",
    "tag=%F0%9F%92%A5",
    "from=9",
    "to=%C2%B2",
    "without=nothing",
]
ODD_WORDS = ["%00", "%22", "-", "*", "%F0%9F%92%A5", "OR", "year:", "%E2%80%AE", "x" * 900]


@pytest.mark.parametrize(("address", "factory"), LISTS)
def test_an_odd_address_is_answered_all_the_same(client, search_index, address, factory):
    factory()
    search_index.refresh()
    usual = titles(client.get(address))

    answers = {query: titles(client.get(f"{address}?{query}")) for query in ODD}
    words = {text: client.get(f"{address}?q={text}").status_code for text in ODD_WORDS}

    assert usual
    assert {query: found for query, found in answers.items() if found != usual} == {}
    assert set(words.values()) == {200}


def test_pages_keep_the_filters(client, search_index):
    for _ in range(25):
        PracticeFactory()
    search_index.refresh()

    response = client.get(PRACTICES, {"country": "IT", "size": 10, "page": 2})

    assert len(titles(response)) == 10
    assert "country=IT&amp;size=10&amp;page=3" in response.content.decode()


def test_a_page_behind_the_last_is_the_last(client, search_index):
    for _ in range(11):
        PracticeFactory()
    search_index.refresh()

    listing = listing_of(client, PRACTICES, size=10, page=99)

    assert (listing.page.number, len(listing.hits)) == (2, 1)


def test_the_list_is_sorted_by_title_newest_and_country(client, search_index):
    for title, code in (("Beta", "DE"), ("Ämter", "IT"), ("Gamma", "AT")):
        PracticeFactory(title_en=title, countries=[code])
    search_index.refresh()

    assert titles(client.get(PRACTICES, {"sort": "title"})) == ["Ämter", "Beta", "Gamma"]
    assert titles(client.get(PRACTICES, {"sort": "country"})) == ["Gamma", "Beta", "Ämter"]
    assert [str(choice.label) for choice in listing_of(client, PRACTICES).sorts if choice.selected] == ["Newest first"]
    assert [choice.value for choice in listing_of(client, PRACTICES, q="x").sorts if choice.selected] == ["relevance"]


def test_words_typed_into_the_newest_first_are_answered_by_relevance(client, search_index):
    newest = listing_of(client, PRACTICES)

    sort = next(choice.value for choice in newest.sorts if choice.selected)

    assert listing_of(client, PRACTICES, q="bus", sort=sort).sort == "relevance"


def test_the_language_menu_keeps_the_query(client, search_index):
    page = client.get(EVERYTHING, {"q": "tratta", "country": "IT"}).content.decode()

    assert 'href="/de/search/?q=tratta&amp;country=IT"' in page


def test_htmx_is_told_the_short_address(client, search_index):
    response = client.get(
        EVERYTHING, {"q": "tratta", "from": "", "to": "", "size": "20", "page": "1"}, headers={"HX-Request": "true"}
    )

    assert response["HX-Push-Url"] == "/en/search/?q=tratta"
    assert response.content.decode().lstrip().startswith("<!doctype html>")


# --- What a result shows ---


def test_a_result_shows_marks_facts_and_its_language(client, search_index):
    organisation = OrganisationFactory(name_en="Open house")
    PracticeFactory(
        title_en="Night <b>bus</b>",
        objectives_en="<p>A bus that drives at night.</p>",
        organisations=[organisation],
        start_year=2006,
        ongoing=True,
    )
    search_index.refresh()

    page = client.get("/de/search/", {"q": "bus"}).content.decode()

    assert "Night &lt;b&gt;<mark>bus</mark>&lt;/b&gt;" in page
    assert "<mark>bus</mark> that drives at night" in page
    for words in ("Praxisbeispiel Nr.", "auf Englisch", "Italien", "Open house", "Seit 2006"):
        assert words in page, words
    assert re.search(r'<h3 class="card__title" lang="en">', page)
    assert "#marked=bus" in page


def test_an_organisation_that_is_not_public_is_not_named(client, search_index):
    hidden = OrganisationFactory(name_en="Hidden house", visibility="members")
    PracticeFactory(organisations=[hidden], title_en="Its practice")
    CaseStudyFactory(organisation=hidden, title_en="Its case")
    search_index.refresh()

    for address in (EVERYTHING, PRACTICES, CASES):
        response = client.get(address)
        assert titles(response)
        assert "Hidden house" not in response.content.decode()


# --- How the words were read ---


def test_concepts_are_shown_and_can_be_switched_off_and_on(client, search_index):
    PracticeFactory(title_en="Human trafficking")
    search_index.refresh()

    shown = listing_of(client, EVERYTHING, q="tratta di esseri umani").concepts
    assert [each["concept"].words for each in shown] == ["tratta di esseri umani"]
    assert "Menschenhandel" in [label for _language, label in shown[0]["others"]]

    off = client.get(shown[0]["toggle_url"]).context["listing"]
    assert [each["concept"].is_on for each in off.concepts] == [False]
    assert ("without", off.concepts[0]["concept"].concept) in off.hidden
    assert off.concepts[0]["toggle_url"] == "/en/search/?q=tratta+di+esseri+umani"


def test_a_name_that_languages_share_is_shown_once(client, search_index):
    shown = client.get("/it/search/", {"q": "rumene"}).context["listing"].concepts

    assert shown[0]["others"] == [("it", "Romania"), ("de", "Rumänien"), ("es", "Rumanía"), ("fr", "Roumanie")]


def test_a_mended_typing_error_is_said_and_can_be_undone(client, search_index):
    for _ in range(3):
        PracticeFactory(title_en="Zanzibar")
    search_index.refresh()

    response = client.get(EVERYTHING, {"q": "zanzibra"})

    assert len(titles(response)) == 3
    assert "Search for exactly what I typed" in response.content.decode()
    exact = client.get(response.context["listing"].exact_address)
    assert titles(exact) == []
    assert "Words are taken exactly as typed." in exact.content.decode()
    assert ("exact", "zanzibra") in exact.context["listing"].hidden


def test_exactly_as_typed_is_meant_of_the_words_that_were_typed(client, search_index):
    PracticeFactory(title_en="Zanzibar")
    search_index.refresh()

    assert titles(client.get(EVERYTHING, {"q": "zanzibra", "exact": "zanzibra", "country": "IT"})) == []
    assert titles(client.get(EVERYTHING, {"q": "zanzibrr", "exact": "zanzibra"})) == ["Zanzibar"]
    assert listing_of(client, EVERYTHING, q="", exact="").query.exact is False


def test_a_list_without_the_engine_says_so(client, search_index, monkeypatch):
    PracticeFactory(title_en="Still there")
    monkeypatch.setattr("search.engines.engine", _unavailable)

    response = client.get(PRACTICES, {"q": "still"})

    assert response.status_code == 200
    assert "The search is being repaired" in response.content.decode()
    assert titles(response) == ["Still there"]


def _unavailable():
    raise EngineUnavailable("away")


# --- What it costs, what it keeps ---


@pytest.mark.parametrize("address", ["/it/search/?q=pratica", "/it/practices/?country=IT&category=A"])
def test_a_list_costs_the_same_however_long(client, search_index, django_assert_max_num_queries, address):
    costs = []
    for wanted in (1, 15):
        while len(titles(client.get("/it/practices/"))) < wanted:
            organisation = OrganisationFactory(country="FR")
            for number in range(wanted):
                PracticeFactory(organisations=[organisation], countries=["IT", "FR"], title_it=f"Pratica {number}")
            search_index.refresh()
        client.get(address)
        with django_assert_max_num_queries(16) as asked:
            client.get(address)
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("count", [1, 15])
def test_a_list_of_case_studies_costs_the_same_however_long(client, search_index, django_assert_max_num_queries, count):
    for number in range(count):
        CaseStudyFactory(areas=["release"], title_it=f"Caso {number}")
    search_index.refresh()

    with django_assert_max_num_queries(10):
        client.get("/it/case-studies/?country=IT&area=release")


def test_results_are_for_no_search_engine_and_a_section_without_query_is(client, search_index):
    assert '<meta name="robots" content="noindex">' in client.get(EVERYTHING).content.decode()
    assert '<meta name="robots" content="noindex">' in client.get(PRACTICES, {"q": "x"}).content.decode()
    assert '<link rel="canonical"' in client.get(PRACTICES).content.decode()


def test_no_shared_cache_keeps_what_somebody_looked_for(client, signed_in, search_index):
    assert "private" in client.get(EVERYTHING, {"q": "x"})["Cache-Control"]
    assert not client.get(EVERYTHING, {"q": "x"}).cookies
    assert "no-store" in signed_in(EditorFactory()).get(EVERYTHING, {"q": "x"})["Cache-Control"]


def test_no_log_has_what_somebody_looked_for(client, search_index, caplog):
    caplog.set_level("DEBUG", logger="search")
    for address in ("", "suggestions/", "feed.atom", "results.csv", "results.json"):
        client.get(f"{EVERYTHING}{address}", {"q": "secretword"})

    assert "secretword" not in caplog.text


def test_every_page_has_the_search(client):
    page = client.get("/it/about/").content.decode()

    assert 'action="/it/search/"' in page
    assert 'class="search-link' in page


def test_the_home_page_asks_and_gives_examples(client):
    page = client.get("/en/").content.decode()

    assert "What are you looking for?" in page
    assert page.count("examples__link") == 3


@pytest.mark.parametrize("language", ["en", "it", "de", "es", "fr"])
def test_the_help_page_names_the_readers_own_shortcuts(client, language):
    page = client.get(f"/{language}/search/help/").content.decode()

    example = {
        "en": "country:Italy",
        "it": "paese:Italia",
        "de": "Land:Italien",
        "es": "país:Italia",
        "fr": "pays:Italie",
    }
    assert example[language] in page
