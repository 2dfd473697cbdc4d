import pytest
from django.http import QueryDict

from search.query import DEEPEST, SearchQuery


def from_address(address, **fixed):
    return SearchQuery.from_params(QueryDict(address), "it", **fixed)


def test_an_address_is_the_whole_state_of_a_search():
    address = "q=tratta&category=B&category=C&country=IT&from=2006&without=shelter&exact=1&sort=newest&size=50&page=3"

    query = from_address(address)

    assert query.filters == {"category": ("B", "C"), "country": ("IT",)}
    assert (query.years, query.sort, query.size, query.page, query.offset) == ((2006, None), "newest", 50, 3, 100)
    assert sorted(query.as_params()) == sorted(tuple(pair.split("=")) for pair in address.split("&"))


@pytest.mark.parametrize(
    "address", ["sort=size", "size=7", "size=x", "page=0", "page=-1", "page=²", "from=0", "to=soon", "x=1"]
)
def test_values_that_nothing_can_be_made_of_are_ignored(address):
    assert from_address(address) == SearchQuery(language="it")


def test_a_section_fixes_its_type_whatever_the_address_says():
    assert from_address("type=organisation", type=("practice",)).filters == {"type": ("practice",)}


def test_nobody_reads_on_for_ever():
    assert from_address("page=999999").offset <= DEEPEST


def test_a_text_is_cut_at_its_longest():
    assert len(from_address("q=" + "a" * 9000).text) == 500
