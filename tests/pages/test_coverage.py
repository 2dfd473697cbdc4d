"""Typologies by countries."""

import pytest

from pages.coverage import Cell, coverage
from practices.models import Typology
from records.visibility import PUBLIC
from tests.factories import DraftFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def practice(typologies, countries, **facts):
    made = PracticeFactory(countries=countries, **facts)
    made.typologies.set(Typology.objects.filter(code__in=typologies))
    made.save()
    return made


def codes():
    return list(Typology.objects.order_by("code").values_list("code", flat=True))


def cells(found):
    """{(typology, country): count} of those that are not empty."""
    return {
        (row.typology.code, country.code): cell.count
        for _category, rows in found.rows
        for row in rows
        for country, cell in zip(found.countries, row.cells, strict=True)
        if cell.count
    }


def test_a_practice_counts_in_each_of_its_countries_and_types():
    first, second = codes()[:2]
    practice([first, second], ["IT", "RO"])
    practice([first], ["IT"])
    practice([first], ["IT"], visibility="members")
    DraftFactory(countries=["IT"])

    found = coverage(PUBLIC)

    assert cells(found) == {(first, "IT"): 2, (first, "RO"): 1, (second, "IT"): 1, (second, "RO"): 1}
    assert found.covered == 2
    assert found.typologies == len(codes())


def test_a_number_leads_to_exactly_these_practices(client, search_index):
    first = codes()[0]
    practice([first], ["IT"], title_en="Counted")
    practice([codes()[1]], ["IT"], title_en="Another type")
    search_index.refresh()

    address = f"/en/practices/?typology={first}&country=IT"
    assert address.replace("&", "&amp;") in client.get("/en/coverage/").content.decode()

    hits = client.get(address).context["listing"].results.hits
    assert [hit.title.text for hit in hits] == ["Counted"]


def test_an_empty_cell_says_that_none_is_recorded_and_invites(client):
    practice(codes()[:1], ["IT"])

    page = client.get("/en/coverage/").content.decode()

    assert page.count('<span class="visually-hidden">none recorded</span>') == len(codes()) - 1
    assert 'href="/en/contribute/"' in page


def test_countries_of_which_something_else_is_known_are_named_below(client):
    practice(codes()[:1], ["IT"])
    OrganisationFactory(country="RO")

    found = client.get("/en/coverage/").context["coverage"]

    assert [country.code for country in found.countries] == ["IT"]
    assert [country.code for country in found.without_practices] == ["RO"]


def test_the_more_the_darker():
    assert [Cell(count).shade for count in (0, 1, 2, 3, 4, 5, 50)] == [0, 1, 2, 3, 3, 4, 4]


@pytest.mark.parametrize("count", [1, 5])
def test_it_costs_the_same_however_many_practices_there_are(client, count, django_assert_num_queries):
    for _number in range(count):
        practice(codes()[:2], ["IT", "RO"])

    with django_assert_num_queries(7):
        client.get("/en/coverage/")


def test_the_home_page_leads_there(client):
    assert 'href="/en/coverage/"' in client.get("/en/").content.decode()
