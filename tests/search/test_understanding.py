"""What a query means, seen in what it finds: the real engine, the thesaurus that comes with the product."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.visibility import PUBLIC
from search.query import SearchQuery
from search.service import search
from tests.factories import CaseStudyFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db


# The site's own pages are in every index.
NO_PAGES = ("practice", "case_study", "organisation")


@pytest.fixture
def ask(search_index):
    """Bring the index up to date, and ask: `ask("tratta", "it", sort="title")`."""

    def asked(text, language="en", **changes):
        search_index.refresh()
        return search(SearchQuery(text, language, filters={"type": NO_PAGES}, **changes), PUBLIC)

    return asked


def records(results):
    return [hit.record for hit in results.hits]


# --- Words ---


def test_any_of_the_words_may_match_and_who_has_both_comes_first(ask):
    one = PracticeFactory(title_en="Harbour", summary_en="Sailors at night")
    both = PracticeFactory(title_en="Lantern", summary_en="A lantern in the harbour")
    PracticeFactory(title_en="Meadow")

    assert records(ask("lantern harbour")) == [both, one]


def test_words_near_each_other_rank_higher(ask):
    far = PracticeFactory(title_en="One", summary_en="A lantern " + "and wood and stone " * 8 + "in the harbour")
    near = PracticeFactory(title_en="Two", summary_en="The lantern harbour " + "and wood and stone " * 8)

    assert records(ask("lantern harbour")) == [near, far]


def test_a_word_in_the_title_ranks_higher(ask):
    body = PracticeFactory(title_en="Meadow", summary_en="A lantern by the sea")
    title = PracticeFactory(title_en="Lantern", summary_en="A meadow by the sea")

    assert records(ask("lantern")) == [title, body]


def test_inflected_words_are_found(ask):
    practice = PracticeFactory(title_en="Boats", title_it="Barche a vela")

    assert records(ask("boat")) == [practice]
    assert records(ask("barca", "it")) == [practice]


def test_of_many_words_a_record_needs_some(ask):
    PracticeFactory(title_en="Lantern")
    several = PracticeFactory(title_en="Meadow", summary_en="Lantern, harbour, ferry")

    assert records(ask("lantern harbour ferry sailor")) == [several]


def test_a_query_of_small_words_alone_is_searched_for_as_it_stands(ask):
    practice = PracticeFactory(title_en="Us and them")
    PracticeFactory(title_en="Meadow")

    assert records(ask("us and them"))[0] == practice


@pytest.mark.parametrize(
    ("typed", "language", "title"),
    [
        ("l’accoglienza", "it", "Accoglienza"),
        ("mediazione dell'ospedale", "it", "Ospedale"),
        ("ecole", "fr", "École du soir"),
        ("strasse", "de", "Die Straße am Hafen"),
        ("Straße", "de", "Strasse"),
        ("Hafenwaerter", "de", "Hafenwärter"),
        ("O\u0308fen", "de", "Öfen"),
    ],
)
def test_accents_apostrophes_and_spellings_of_umlauts_do_not_matter(ask, typed, language, title):
    practice = PracticeFactory(title_en="", source_language=language, **{f"title_{language}": title})

    results = ask(typed, language)

    assert records(results) == [practice]
    assert results.corrected is None


# --- Operators ---


def test_a_phrase_is_found_as_it_stands(ask):
    practice = PracticeFactory(title_en="One", summary_en="The lantern in the harbour")
    PracticeFactory(title_en="Two", summary_en="A harbour without any lantern")

    assert records(ask('"lantern in the harbour"')) == [practice]


def test_nothing_is_expanded_in_a_phrase(ask):
    PracticeFactory(title_en="Casa rifugio", title_it="Casa rifugio")
    shelter = PracticeFactory(title_en="A shelter")

    results = ask('"shelter"')

    assert records(results) == [shelter]
    assert not results.understood


def test_a_phrase_that_nobody_wrote_is_asked_as_words_and_that_is_said(ask):
    practice = PracticeFactory(title_en="A lantern for every harbour")

    results = ask('"harbour lantern"')

    assert records(results) == [practice]
    assert results.is_loosened
    assert not ask('"harbour lantern"', exact=True).hits


def test_what_is_excluded_is_not_found(ask):
    PracticeFactory(title_en="Lantern harbour")
    kept = PracticeFactory(title_en="Lantern meadow")

    assert records(ask("lantern -harbour")) == [kept]
    assert kept in records(ask("-harbour"))


def test_or_joins_what_stands_beside_it(ask):
    lantern = PracticeFactory(title_en="Lantern ferry")
    harbour = PracticeFactory(title_en="Harbour")
    PracticeFactory(title_en="Ferry")

    assert set(records(ask("lantern OR harbour"))) == {lantern, harbour}


def test_or_joins_whole_concepts(ask):
    begging = PracticeFactory(title_en="Forced begging")
    marriage = PracticeFactory(title_en="Zwangsheirat", title_de="Zwangsheirat")
    PracticeFactory(title_en="Forced landing")

    assert set(records(ask("forced begging OR forced marriage"))) == {begging, marriage}


def test_the_beginning_of_a_word_finds_what_begins_so(ask):
    practice = PracticeFactory(title_en="Lighthouse")
    PracticeFactory(title_en="House of light")

    assert records(ask("lighth*")) == [practice]


def test_shortcuts_filter(ask):
    italian = PracticeFactory(title_en="Lantern one", countries=["IT"], start_year=2005)
    PracticeFactory(title_en="Lantern two", countries=["DE"], start_year=2005)
    PracticeFactory(title_en="Lantern three", countries=["IT"], start_year=2015)

    assert records(ask("lantern paese:Italia anno:2004-2010")) == [italian]


# --- Concepts ---


def test_a_concept_is_found_in_whatever_language_it_is_written(ask):
    english = PracticeFactory(title_en="Trafficking in human beings")
    german = PracticeFactory(title_en="", title_de="Menschenhandel", source_language="de")
    PracticeFactory(title_en="Meadow")

    results = ask("tratta di esseri umani", "it")

    assert set(records(results)) == {english, german}
    assert {hit.language for hit in results.hits} == {"en", "de"}
    assert [each.concept for each in results.understood] == ["trafficking"]
    assert "Menschenhandel" in results.understood[0].labels["de"]
    title = next(hit.title for hit in results.hits if hit.record == german)
    assert title.pieces == [("Menschenhandel", True)]


def test_a_concept_that_is_switched_off_is_only_its_words(ask):
    english = PracticeFactory(title_en="Trafficking")
    PracticeFactory(title_en="", title_de="Menschenhandel", source_language="de")

    results = ask("trafficking", without_concepts=("trafficking",))

    assert records(results) == [english]
    assert [(each.concept, each.is_on) for each in results.understood] == [("trafficking", False)]


def test_an_acronym_finds_the_long_form_and_the_long_form_the_acronym(ask):
    long = PracticeFactory(title_en="Assisted voluntary return")
    short = PracticeFactory(title_en="AVR")

    for typed in ("AVR", "A.V.R.", "assisted voluntary return"):
        assert set(records(ask(typed))[:2]) == {long, short}


def test_german_compounds_and_their_parts_find_each_other(ask):
    apart = PracticeFactory(title_en="", title_de="Opfer von Menschenhandel", source_language="de")
    together = PracticeFactory(title_en="", title_de="Menschenhandelsopfer", source_language="de")

    assert set(records(ask("Menschenhandelsopfer", "de"))) == {apart, together}
    assert set(records(ask("Opfer von Menschenhandel", "de"))) == {apart, together}


def test_a_country_is_found_by_its_name_in_any_language(ask):
    practice = PracticeFactory(title_en="House on the hill", countries=["TR"])
    PracticeFactory(title_en="House in the valley", countries=["LT"])

    assert records(ask("Türkei", "de")) == [practice]


# --- Words that are written nowhere ---


def test_a_word_that_is_written_nowhere_is_read_as_its_neighbour_and_that_is_said(ask):
    practice = PracticeFactory(title_en="Lanterns of the Harbour")

    results = ask("habrour")

    assert records(results) == [practice]
    assert results.corrected == ("habrour", "harbour")


def test_a_correction_can_be_undone(ask):
    PracticeFactory(title_en="Lanterns of the harbour")

    results = ask("habrour", exact=True)

    assert not results.hits
    assert results.corrected is None


def test_a_misspelt_concept_is_understood(ask):
    practice = PracticeFactory(title_en="", title_it="Casa rifugio", source_language="it")

    results = ask("shleter")

    assert records(results) == [practice]
    assert results.corrected == ("shleter", "shelter")


def test_a_word_that_is_written_somewhere_is_never_changed(ask):
    rare = PracticeFactory(title_en="Habrour")
    PracticeFactory(title_en="Harbour")

    results = ask("habrour")

    assert records(results) == [rare]
    assert results.corrected is None


def test_another_spelling_is_offered_when_it_finds_more(ask):
    PracticeFactory(title_en="Habrour")
    for number in range(8):
        PracticeFactory(title_en=f"Harbour {number}")

    assert ask("habrour").suggestion == "harbour"
    assert ask("harbour").suggestion is None


# --- Names ---


@pytest.mark.parametrize(
    "typed", ["77", "no. 77", "n° 77", "practice 77", "Praxisbeispiel Nr. 77", "scheda 77", '"77"']
)
def test_a_number_leads_to_its_record(ask, typed):
    named = PracticeFactory(number=77, title_en="Meadow")
    PracticeFactory(title_en="77 lanterns", summary_en="Practice no. 77 in 77 harbours")

    results = ask(typed)

    assert results.hits[0].record == named
    assert results.hits[0].is_named


def test_a_number_with_its_type_leads_to_that_record(ask):
    PracticeFactory(number=77)
    case = CaseStudyFactory(number=77)

    assert ask("caso di studio 77", "it").hits[0].record == case


def test_an_acronym_leads_to_its_organisation(ask):
    organisation = OrganisationFactory(name_en="Lantern Society", acronym="LS/SL")
    PracticeFactory(title_en="SL, SL and SL", summary_en="SL " * 20)

    assert ask("sl").hits[0].record == organisation
    assert ask("S.L.").hits[0].record == organisation


@pytest.mark.parametrize("typed", ["Ac.Sé", "ac sé", "Ac.Se network", "La Strada"])
def test_a_name_of_small_words_is_found(ask, typed):
    wanted = PracticeFactory(title_en=f"{typed} Network" if "etwork" not in typed else typed)
    PracticeFactory(title_en="Strada", title_it="Lavoro di strada", summary_it="La vita in strada. " * 9)

    assert ask(typed, "it").hits[0].record == wanted


def test_a_whole_title_leads_to_its_record(ask):
    named = PracticeFactory(title_en="Lantern", title_de="Laterne am Hafen")
    PracticeFactory(title_en="Laternen", summary_de="Laterne am Hafen, Laterne am Hafen")

    results = ask("laterne am hafen", "de")

    assert results.hits[0].record == named
    assert results.hits[0].is_named


# --- Any text has an answer ---

PIECES = st.sampled_from(
    [
        '"',
        "-",
        "*",
        "OR",
        "country:",
        "year:2006-",
        "paese:it",
        "tratta",
        "l’abri",
        ":",
        "12",
        "AVR",
        "shleter",
        "la",
        "\\",
        "[",
        "é",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=520), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
    )
)
def test_any_text_has_an_answer(search_index, text):
    results = search(SearchQuery(text, "it"))

    assert not results.degraded
    assert results.total >= len(results.hits)
