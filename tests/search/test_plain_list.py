"""The list without an engine, over the whole demonstration, beside what the index gives."""

from search import engines, listing
from search.engines.base import EngineUnavailable
from search.query import SearchQuery
from search.service import search


def no_engine():
    raise EngineUnavailable("away")


def titles(query):
    return {str(hit.record) for hit in search(query).hits}


def test_what_the_plain_list_filters_by_it_finds_as_the_index_does(demonstration, search_index, monkeypatch):
    search_index.refresh()
    asked = [
        SearchQuery(filters={"type": (kind,), facet.name: (value.value,)}, size=50, sort="title")
        for kind, filters in listing.FILTERS.items()
        for facet in search(SearchQuery()).facets
        if facet.name in filters
        for value in facet.values
    ]
    found = [titles(query) for query in asked]

    monkeypatch.setattr(engines, "engine", no_engine)

    plain = [titles(query) for query in asked]
    assert [(query.filters, has, had) for query, has, had in zip(asked, plain, found, strict=True) if has != had] == []
    assert {name for query, had in zip(asked, found, strict=True) if had for name in query.filters} > {"exploitation"}
