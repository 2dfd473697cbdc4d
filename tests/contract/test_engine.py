from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import (
    MEMBERS,
    PUBLIC,
    Best,
    Both,
    Constant,
    Either,
    EngineUnavailable,
    Everything,
    Has,
    HasPhrase,
    Promoted,
    RejectedDocuments,
    Request,
    StartsWith,
    Without,
)
from tests.contract.made_documents import document


def uids(engine, node=Everything(), audience=PUBLIC, **more):  # noqa: B008 - a value
    return {hit.uid for hit in engine.search(audience, Request(node, **more)).hits}


def in_order(engine, node=Everything(), **more):  # noqa: B008 - a value
    return [hit.uid for hit in engine.search(PUBLIC, Request(node, **more)).hits]


# --- What a document is found by ---


@pytest.fixture
def shelters(engine):
    engine.apply(
        [
            document(1, "A shelter for women", "It offers counselling and legal advice."),
            document(2, "Legal advice", "Lawyers in the courts, and no shelter at all."),
            document(3, "Una casa protetta", "Consulenza legale per le donne.", language="it"),
            document(4, "Ein Schutzhaus", "Beratung für Opfer von Menschenhandel.", language="de"),
        ],
        [],
    )
    return engine


def test_a_stem_finds_each_form_of_its_word(shelters):
    assert uids(shelters, Has("stem_en", "shelter")) == {"practice:1", "practice:2"}
    assert uids(shelters, Has("stem_it", "donn")) == {"practice:3"}


def test_stop_words_are_in_the_plain_field_alone(shelters):
    assert uids(shelters, Has("stem_en", "and")) == set()
    assert uids(shelters, Has("plain_en", "and")) == {"practice:1", "practice:2"}


def test_a_german_compound_is_found_by_its_parts_and_as_a_whole(shelters):
    for stem in ("haus", "schutz", "schutzhaus", "mensch", "handel"):
        assert uids(shelters, Has("stem_de", stem)) == {"practice:4"}


def test_titles_of_all_languages_share_a_field(shelters):
    assert uids(shelters, Either((Has("title", "casa"), Has("title", "women")))) == {"practice:1", "practice:3"}
    assert uids(shelters, Has("title", "lawyers")) == set()


def test_what_stands_in_the_title_ranks_higher(engine):
    engine.apply([document(1, "Nothing", "The hotline is open."), document(2, "The hotline", "Nothing is open.")], [])

    assert in_order(engine, Has("stem_en", "hotlin")) == ["practice:2", "practice:1"]


def test_facts_and_names_are_found_and_never_given_back(engine):
    engine.apply([replace(document(1, "Title", "Body"), facts={"en": "Romania, hotline"}, names=("OTR",))], [])

    assert uids(engine, Has("stem_en", "romania")) == uids(engine, Has("title", "otr")) == {"practice:1"}
    [hit] = engine.search(PUBLIC, Request(Has("stem_en", "romania"))).hits
    assert hit.stored == {"titles": {"en": "Title"}, "bodies": {"en": "Body"}}


def test_texts_in_other_languages_are_found_as_they_are_written(engine):
    engine.apply([replace(document(1), titles={"other": "სახლი Ⅳ"})], [])

    assert uids(engine, Has("plain_other", "სახლი")) == uids(engine, Has("stem_other", "სახლი")) == {"practice:1"}


# --- Phrases ---


def test_a_phrase_is_words_in_their_order(shelters):
    assert uids(shelters, HasPhrase("plain_en", ("legal", "advice"))) == {"practice:1", "practice:2"}
    assert uids(shelters, HasPhrase("plain_en", ("advice", "legal"))) == set()
    assert uids(shelters, HasPhrase("plain_en", ("counselling", "advice"))) == set()
    assert uids(shelters, HasPhrase("plain_en", ("counselling", "advice"), slop=2)) == {"practice:1"}


def test_no_phrase_reaches_from_the_title_into_the_body(shelters):
    assert uids(shelters, HasPhrase("plain_en", ("women", "it"))) == set()


def test_a_phrase_counts_the_same_however_its_words_are_apart_but_never_in_another_order(engine):
    texts = ["one two x x", "one x two x", "one x x two", "two one x x", "one one two x"]
    engine.apply([document(pk, "", text) for pk, text in enumerate(texts, start=1)], [])

    hits = engine.search(PUBLIC, Request(HasPhrase("plain_en", ("one", "two"), slop=2))).hits

    assert {hit.uid for hit in hits} == {"practice:1", "practice:2", "practice:3", "practice:5"}
    assert len({round(hit.score, 4) for hit in hits}) == 1


def test_a_phrase_of_one_word_or_of_none_is_no_error(shelters):
    assert uids(shelters, HasPhrase("plain_en", ("lawyers",))) == {"practice:2"}
    assert uids(shelters, HasPhrase("plain_en", ())) == set()


# --- Trees ---


def test_a_beginning_finds_every_word_that_begins_so(shelters):
    assert uids(shelters, StartsWith("plain_en", "law")) == {"practice:2"}
    assert uids(shelters, StartsWith("plain_en", "le")) == {"practice:1", "practice:2"}
    assert uids(shelters, StartsWith("plain_en", "")) == uids(shelters, StartsWith("plain_en", "l.w")) == set()


def test_all_of_some_of_and_none_of(shelters):
    women, courts, legal = Has("plain_en", "women"), Has("plain_en", "courts"), Has("plain_en", "legal")

    assert uids(shelters, Both((women, legal))) == {"practice:1"}
    assert uids(shelters, Either((women, courts))) == {"practice:1", "practice:2"}
    assert uids(shelters, Either((women, courts, legal), minimum=2)) == {"practice:1", "practice:2"}
    assert uids(shelters, Either((women, courts), minimum=2)) == set()
    assert uids(shelters, Both((legal, Without(women)))) == {"practice:2"}
    assert uids(shelters, Best((women, courts))) == {"practice:1", "practice:2"}


def test_forbidding_alone_leaves_everything_else(shelters):
    women = Has("plain_en", "women")

    expected = {"practice:2", "practice:3", "practice:4"}
    assert uids(shelters, Without(women)) == uids(shelters, Both((Without(women),))) == expected
    assert uids(shelters, Either((Without(women), women))) == expected | {"practice:1"}


def test_trees_without_leaves_find_nothing_and_break_nothing(shelters):
    assert uids(shelters, Either(())) == uids(shelters, Best(())) == set()
    assert len(uids(shelters, Both(()))) == 4


def test_what_is_promoted_adds_to_the_score_and_to_no_result(shelters):
    shelter, lawyer = Has("stem_en", "shelter"), Has("stem_en", "lawyer")

    promoted = Promoted(shelter, (Constant(lawyer, 50.0), Has("stem_it", "donn")))

    assert in_order(shelters, promoted) == ["practice:2", "practice:1"]
    assert uids(shelters, Promoted(Without(shelter), (shelter,))) == {"practice:3", "practice:4"}


def test_scores_add_up_in_either_and_the_best_counts_in_best(shelters):
    def score(node):
        return {hit.uid: hit.score for hit in shelters.search(PUBLIC, Request(node)).hits}["practice:1"]

    one, two = Constant(Has("plain_en", "women"), 2.0), Constant(Has("plain_en", "legal"), 3.0)
    assert score(Either((one, two))) == pytest.approx(5.0)
    assert score(Best((one, two))) == pytest.approx(3.0)
    assert score(Best((one, two), tie=0.5)) == pytest.approx(4.0)
    assert score(Has("plain_en", "women", boost=2.0)) == pytest.approx(2 * score(Has("plain_en", "women")))
    assert score(StartsWith("plain_en", "wom")) == pytest.approx(1.0)


# --- Filters, facets, ranges ---


@pytest.fixture
def faceted(engine):
    def made(pk, countries, kinds, years=(), **more):
        return document(
            pk, f"Title {pk}", "word", facets={"country": countries, "category": kinds}, years=years, **more
        )

    engine.apply(
        [
            made(1, ("IT", "RO"), ("A",), (2001, 2002, 2003)),
            made(2, ("IT",), ("B",), (2003,)),
            made(3, ("FR",), ("A", "B")),
            made(4, ("FR",), ("C",), (2010,), audience=MEMBERS),
        ],
        [],
    )
    return engine


def test_values_of_one_facet_widen_and_facets_narrow(faceted):
    assert uids(faceted, filters={"country": ["RO", "FR"]}) == {"practice:1", "practice:3"}
    assert uids(faceted, filters={"country": ["IT", "FR"], "category": ["B"]}) == {"practice:2", "practice:3"}
    assert uids(faceted, filters={"country": ["XX"]}) == set()
    assert len(uids(faceted, filters={"country": []})) == 3


def test_a_facet_counts_as_if_nothing_were_chosen_in_it(faceted):
    found = faceted.search(PUBLIC, Request(filters={"country": ["RO"]}, facets=("country", "category", "tag")))

    assert found.facets == {"country": {"IT": 2, "RO": 1, "FR": 1}, "category": {"A": 1}, "tag": {}}
    assert found.total == 1


def test_counts_of_a_list_without_words_follow_each_change(faceted):
    def categories(**more):
        return faceted.search(PUBLIC, Request(facets=("category",), **more)).facets["category"]

    assert categories() == categories() == {"A": 2, "B": 2}
    assert categories(filters={"country": ["RO"]}) == {"A": 1}

    faceted.apply([], ["practice:1"])
    assert categories() == {"A": 1, "B": 2}
    assert categories(filters={"country": ["RO"]}) == {}


def test_years_that_overlap_are_in_the_range(faceted):
    def within(first, last):
        return uids(faceted, ranges={"years": (first, last)})

    assert within(2002, 2002) == within(None, 2002) == {"practice:1"}
    assert within(2003, None) == {"practice:1", "practice:2"}
    assert within(2004, 2009) == within(2009, 2004) == within(-5, -1) == set()
    assert len(within(None, None)) == 3


def test_the_histogram_counts_each_year_outside_its_own_range(faceted):
    found = faceted.search(PUBLIC, Request(ranges={"years": (2001, 2002)}, facets=("years", "country")))

    assert found.histogram == {2001: 1, 2002: 1, 2003: 2}
    assert found.facets == {"country": {"IT": 1, "RO": 1}}


def test_filters_are_no_part_of_the_score(faceted):
    def scores(**more):
        return [hit.score for hit in faceted.search(PUBLIC, Request(Has("plain_en", "word"), **more)).hits]

    assert set(scores(filters={"country": ["IT"]}, ranges={"years": (2000, 2005)})) == set(scores())


# --- Order and pages ---


def test_orders_are_by_key_and_pages_fit_together(engine):
    engine.apply([document(pk, title) for pk, title in enumerate(["b", "a c", "a", "ab", "a"], start=1)], [])

    expected = ["practice:3", "practice:5", "practice:2", "practice:4", "practice:1"]
    assert in_order(engine, sort="title_en") == expected
    pages = [in_order(engine, sort="title_en", offset=offset, limit=2) for offset in (0, 2, 4, 6)]
    assert [uid for page in pages for uid in page] == expected
    assert in_order(engine, sort="newest")[0] == "practice:5"


def test_what_changed_last_can_come_first(engine):
    engine.apply([document(1, "a", changed=3), document(2, "b", changed=5), document(3, "c", changed=4)], [])

    assert in_order(engine, sort="changed") == ["practice:2", "practice:3", "practice:1"]


def test_counting_alone_asks_for_no_hit(faceted):
    found = faceted.search(PUBLIC, Request(limit=0))

    assert (found.hits, found.total) == ([], 3)


def test_a_page_behind_the_last_is_empty(faceted):
    found = faceted.search(PUBLIC, Request(offset=100))

    assert (found.hits, found.total) == ([], 3)


def test_kept_texts_come_only_when_asked_for(shelters):
    [hit] = shelters.search(PUBLIC, Request(Has("plain_de", "beratung"), stored=False)).hits

    assert hit.stored == {}


# --- Two audiences ---


def test_the_public_index_knows_nothing_of_members_records(faceted):
    assert len(uids(faceted, audience=MEMBERS)) == 4
    assert len(uids(faceted, audience=PUBLIC)) == 3
    assert faceted.search(PUBLIC, Request(facets=("category",))).facets == {"category": {"A": 2, "B": 2}}


def test_what_is_narrowed_leaves_the_public_index_with_its_words(engine):
    engine.apply([document(1, "secretword"), document(2, "openword")], [])
    engine.apply([document(1, "secretword", audience=MEMBERS)], [])

    assert uids(engine) == {"practice:2"}
    assert engine.terms(PUBLIC, "plain_en", "", 10) == [("openword", 1)]
    assert engine.terms(MEMBERS, "plain_en", "secret", 10) == [("secretword", 1)]
    assert engine.has_token(PUBLIC, "plain_en", "secretword") == 0


# --- Words ---


def test_terms_come_most_frequent_first_and_only_of_what_is_there(engine):
    engine.apply([document(1, "alpha alpine"), document(2, "alpha alps"), document(3, "alpha beta")], [])
    engine.apply([], ["practice:2"])

    assert engine.terms(PUBLIC, "plain_en", "al", 10) == [("alpha", 2), ("alpine", 1)]
    assert engine.terms(PUBLIC, "plain_en", "al", 1) == [("alpha", 2)]
    assert engine.terms(PUBLIC, "plain_en", "al", 0) == engine.terms(PUBLIC, "plain_en", "x", 5) == []
    assert engine.has_token(PUBLIC, "plain_en", "alpha") == 2
    assert engine.has_token(PUBLIC, "plain_en", "alps") == 0


def test_near_are_words_of_one_beginning_that_few_slips_make_of_each_other(engine):
    engine.apply([document(1, "victim victims"), document(2, "victim vitcims verdict"), document(3, "victor")], [])
    engine.apply([], ["practice:3"])

    assert engine.near(PUBLIC, "plain_en", "victmi", "v", 1) == {"victim": 2}
    assert engine.near(PUBLIC, "plain_en", "victmis", "v", 2) == {"victim": 2, "victims": 1, "vitcims": 1}
    assert engine.near(PUBLIC, "plain_en", "ivctim", "v", 1) == {"victim": 2}
    assert engine.near(PUBLIC, "plain_en", "victim", "v", 1) == {"victim": 2, "victims": 1}
    assert engine.near(PUBLIC, "plain_en", "victim", "i", 1) == engine.near(PUBLIC, "plain_it", "victim", "v", 1) == {}


# --- Writing ---


def test_many_tokens_are_counted_at_once(shelters):
    places = [("stem_en", "shelter"), ("stem_it", "donn"), ("stem_en", "xyzzy")]

    assert shelters.counts(PUBLIC, places) == dict(zip(places, (2, 1, 0), strict=True))


def test_writing_the_same_again_changes_nothing(engine):
    for _time in range(3):
        engine.apply([document(1, "once"), document(2, "gone")], [])
        engine.apply([document(1, "once")], ["practice:2", "practice:99"])

    assert engine.search(PUBLIC, Request()).total == 1
    assert engine.terms(PUBLIC, "plain_en", "", 10) == [("once", 1)]


def test_one_document_that_cannot_be_indexed_keeps_its_batch_out_and_is_named(engine):
    broken = replace(document(2, "broken"), years=("two thousand",))

    with pytest.raises(RejectedDocuments) as rejected:
        engine.apply([document(1, "whole"), broken, document(3, "half \ud800")], [])

    assert set(rejected.value.reasons) == {"practice:2", "practice:3"}
    assert "two thousand" not in str(rejected.value.reasons)
    engine.apply([document(1, "whole")], [])
    assert uids(engine) == {"practice:1"}


def test_a_rebuild_holds_exactly_what_it_was_given(engine):
    engine.apply([document(1, "old")], [])

    left_out = engine.rebuild(
        iter([document(2, "new"), replace(document(3), newest=-1), document(4, "m", audience=MEMBERS)])
    )

    assert set(left_out) == {"practice:3"}
    assert uids(engine) == {"practice:2"}
    assert uids(engine, audience=MEMBERS) == {"practice:2", "practice:4"}


def test_while_an_index_is_built_the_present_one_answers_and_learns(engine):
    engine.apply([document(1, "present")], [])
    with engine.building() as building:
        building.apply([document(2, "future"), document(3, "gone")], [])
        engine.apply([document(4, "meanwhile")], [])
        assert uids(engine) == {"practice:1", "practice:4"}
        building.apply([document(5, "late")], ["practice:3"])
        building.take_over()

    assert uids(engine) == {"practice:2", "practice:5"}


def test_an_index_that_is_not_finished_replaces_nothing(engine):
    engine.apply([document(1, "present")], [])

    with pytest.raises(ZeroDivisionError), engine.building() as building:
        building.apply([document(2, "future")], [])
        raise ZeroDivisionError

    assert uids(engine) == {"practice:1"}
    engine.apply([document(3, "more")], [])
    assert uids(engine) == {"practice:1", "practice:3"}


def test_health_says_how_much_there_is(faceted):
    health = faceted.health()

    assert health["ready"] and not health["outdated"] and not health["trouble"]
    assert health["documents"] == {PUBLIC: 3, MEMBERS: 4}


# --- Any tree at all ---

tokens = st.sampled_from(["word", "title", "", "1", "ß", "a b", "\x1f", "word\x00", ".*", "((", "\\"])
fields = st.sampled_from(["plain_en", "stem_it", "stem_other", "title"])
boosts = st.sampled_from([0.0, 0.5, 1.0, 3.0])
leaves = (
    st.builds(Has, fields, tokens, boosts)
    | st.builds(HasPhrase, fields, st.lists(tokens, max_size=3).map(tuple), st.integers(0, 3))
    | st.builds(StartsWith, fields, tokens)
    | st.just(Everything())
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.builds(Either, st.lists(inner, max_size=3).map(tuple), st.integers(0, 3))
        | st.builds(Best, st.lists(inner, max_size=3).map(tuple), st.sampled_from([0.0, 0.3]))
        | st.builds(Both, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Without, inner)
        | st.builds(Constant, inner, boosts)
        | st.builds(Promoted, inner, st.lists(inner, max_size=2).map(tuple))
    ),
    max_leaves=8,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(node=trees)
def test_any_tree_has_an_answer_whose_counts_agree(faceted, node):
    found = faceted.search(PUBLIC, Request(node, facets=("category",), limit=10))

    assert found.total == len(found.hits) <= 3
    assert all(count <= found.total for count in found.facets["category"].values())


def test_an_engine_without_an_index_says_so(engine_without_index):
    for ask in (
        lambda: engine_without_index.search(PUBLIC, Request()),
        lambda: engine_without_index.has_token(PUBLIC, "plain_en", "word"),
        lambda: engine_without_index.terms(PUBLIC, "plain_en", "w", 10),
        lambda: engine_without_index.apply([document(1, "word")], ["practice:2"]),
        lambda: engine_without_index.apply([], ["practice:2"]),
    ):
        with pytest.raises(EngineUnavailable) as error:
            ask()
        assert error.value.needs_rebuild
    assert not engine_without_index.health()["ready"]
