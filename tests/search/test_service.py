"""Who sees what, how it is filtered and sorted, and what happens when the engine is away."""

import pytest

from records.visibility import PUBLIC, Viewer
from search import engines
from search.engines.base import EngineUnavailable
from search.query import SearchQuery
from search.service import search
from tests.factories import CaseStudyFactory, DraftFactory, OrganisationFactory, PracticeFactory
from tests.search_engines import search_engine  # noqa: F401 - a fixture: all of this on both engines

pytestmark = pytest.mark.django_db

MEMBER = Viewer(organisations=frozenset({1}))


def records(results):
    return [hit.record for hit in results.hits]


def counts(results, name):
    return {value.value: value.count for facet in results.facets if facet.name == name for value in facet.values}


def test_each_viewer_finds_what_she_may_see(search_index):
    public = PracticeFactory(title_en="Lantern")
    members = PracticeFactory(title_en="Lantern", visibility="members")
    DraftFactory(title_en="Lantern")
    search_index.refresh()

    assert records(search(SearchQuery("lantern"), PUBLIC)) == [public]
    assert set(records(search(SearchQuery("lantern"), MEMBER))) == {public, members}


def test_a_hit_that_the_database_no_longer_shows_is_dropped_and_not_counted(search_index):
    kept, gone = PracticeFactory(title_en="Lantern"), PracticeFactory(title_en="Lantern")
    search_index.refresh()
    type(gone).objects.filter(pk=gone.pk).update(visibility="members")

    results = search(SearchQuery("lantern"))

    assert records(results) == [kept]
    assert results.total == 1


def test_a_word_of_members_alone_corrects_and_suggests_nothing_to_the_public(search_index):
    PracticeFactory(title_en="Quicksilver", visibility="members")
    search_index.refresh()

    results = search(SearchQuery("quicksilvre"))

    assert (results.total, results.corrected, results.suggestion) == (0, None, None)
    assert search(SearchQuery("quicksilvre"), MEMBER).corrected == ("quicksilvre", "quicksilver")


def test_values_of_a_facet_add_up_and_facets_narrow_each_other(search_index):
    italian = PracticeFactory(countries=["IT"], scope=["local"])
    german = PracticeFactory(countries=["DE"], scope=["local"])
    PracticeFactory(countries=["DE"], scope=["national"])
    search_index.refresh()

    results = search(SearchQuery(filters={"country": ("IT", "DE"), "scope": ("local",)}))

    assert set(records(results)) == {italian, german}


def test_a_facet_ignores_its_own_choice(search_index):
    PracticeFactory(countries=["IT"], scope=["local"])
    PracticeFactory(countries=["DE"], scope=["local"])
    PracticeFactory(countries=["DE"], scope=["national"])
    search_index.refresh()

    results = search(SearchQuery(filters={"country": ("IT",), "scope": ("local",)}))

    assert counts(results, "country") == {"IT": 1, "DE": 1}
    assert counts(results, "scope") == {"local": 1}


def test_a_choice_that_has_no_record_left_stays_to_be_taken_back(search_index):
    PracticeFactory(title_en="Lantern", countries=["IT"])
    search_index.refresh()

    results = search(SearchQuery("lantern", filters={"country": ("FR",)}))

    country = next(facet for facet in results.facets if facet.name == "country")
    assert [(value.value, value.label, value.count) for value in country.chosen] == [("FR", "France", 0)]


def test_an_organisation_that_is_not_public_is_no_choice(search_index):
    shown, hidden = OrganisationFactory(), OrganisationFactory(visibility="members")
    PracticeFactory(organisations=[shown, hidden])
    search_index.refresh()

    assert set(counts(search(SearchQuery(filters={"type": ("practice",)})), "organisation")) == {str(shown.pk)}


@pytest.mark.parametrize("sort", ["title", "country", "newest"])
def test_results_are_sorted(search_index, sort):
    last = PracticeFactory(title_it="Zaino", countries=["ES"], first_published_at="2020-01-01T00:00Z")
    first = PracticeFactory(title_it="Àncora", countries=["DE"], first_published_at="2021-01-01T00:00Z")
    search_index.refresh()

    results = search(SearchQuery(language="it", sort=sort, filters={"type": ("practice",)}))

    assert records(results) == [first, last]


def test_without_words_the_newest_come_first(search_index):
    old = PracticeFactory(first_published_at="2020-01-01T00:00Z")
    new = PracticeFactory(first_published_at="2021-01-01T00:00Z")
    search_index.refresh()

    assert records(search(SearchQuery(filters={"type": ("practice",)}))) == [new, old]


def test_pages_do_not_overlap(search_index):
    PracticeFactory.create_batch(5, title_en="Lantern")
    search_index.refresh()

    pages = [search(SearchQuery("lantern", size=2, page=page)) for page in (1, 2, 3, 4)]

    assert [len(page.hits) for page in pages] == [2, 2, 1, 0]
    assert len({hit.record.pk for page in pages for hit in page.hits}) == 5


class NoEngine:
    def __getattr__(self, name):
        raise EngineUnavailable("away")


@pytest.fixture
def no_engine(monkeypatch):
    monkeypatch.setattr(engines, "engine", NoEngine)


def test_without_an_engine_titles_are_listed_from_the_database(no_engine):
    second = CaseStudyFactory(title_en="The second lantern")
    first = PracticeFactory(title_en="One lantern")
    PracticeFactory(title_en="Meadow")
    PracticeFactory(title_en="Lantern", visibility="members")

    results = search(SearchQuery("lantern"))

    assert results.degraded
    assert records(results) == [first, second]
    assert results.total == 2


def test_without_an_engine_a_filter_that_cannot_be_applied_leaves_nothing_wrong_in(no_engine):
    PracticeFactory(title_en="Lantern")
    italian = PracticeFactory(title_en="Lantern", countries=["IT"])
    type(italian).objects.exclude(pk=italian.pk).update(countries="DE")

    assert records(search(SearchQuery("lantern country:Italy"))) == [italian]
    assert not search(SearchQuery("lantern", filters={"scope": ("local",)})).hits
