"""The same list for elsewhere: feed, table, data."""

import csv
import io
import json
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from directory.models import Organisation
from records.operations import publish
from tests.factories import CaseStudyFactory, MemberFactory, OrganisationFactory, PracticeFactory, ServiceFactory

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def table(response):
    """The rows below the header, each as {column: cell}."""
    lines = rows(response)
    start = lines.index([]) + 1
    return [dict(zip(lines[start], line, strict=True)) for line in lines[start + 1 :]]


def test_the_page_links_to_exactly_this_list(client, search_index):
    PracticeFactory()
    search_index.refresh()

    page = client.get("/en/practices/", {"q": "practice", "country": "IT", "size": 50, "page": 1}).content.decode()

    for name in ("feed.atom", "results.csv", "results.xlsx", "results.json"):
        assert f"/en/search/{name}?q=practice&amp;type=practice&amp;country=IT" in page, name


def test_a_table_says_what_it_is_and_holds_the_whole_list(client, search_index):
    for number in range(25):
        PracticeFactory(title_en=f"Night bus {number}", organisations=[OrganisationFactory(name_en="Open house")])
    search_index.refresh()

    response = client.get("/en/search/results.csv", {"q": "bus", "country": "IT", "type": "practice"})

    header = dict(line for line in rows(response)[: rows(response).index([])])
    assert header["Words searched for"] == "bus"
    assert header["Country"] == "Italy"
    assert header["Records"] == "25 of 25"
    assert header["ENPATES resource centre"].endswith("/en/search/?q=bus&type=practice&country=IT")
    found = table(response)
    assert len(found) == 25
    assert found[0]["organisations"] == "Open house"
    assert found[0]["address"].startswith("http")
    assert "attachment" in response["Content-Disposition"]
    assert "bus" not in response["Content-Disposition"]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)"])
def test_no_cell_is_a_formula(client, search_index, title):
    PracticeFactory(title_en=f"{title} bus")
    search_index.refresh()

    for line in rows(client.get("/en/search/results.csv", {"q": f"{title} bus"})):
        assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for cell in line)


def test_data_says_what_was_asked_and_how_many_of_how_many(client, search_index, monkeypatch):
    monkeypatch.setattr("search.exports.MOST", 2)
    for _ in range(3):
        CaseStudyFactory(title_en="Night bus")
    search_index.refresh()

    data = json.loads(client.get("/en/search/results.json", {"type": "case_study", "from": "2000"}).content)
    assert data["about"]["years"] == {"from": 2000, "to": None}

    data = json.loads(client.get("/en/search/results.json", {"q": "bus", "type": "case_study"}).content)
    assert data["about"]["query"] == "bus"
    assert data["about"]["filters"] == {"type": ["case_study"]}
    assert (data["about"]["records"], data["about"]["of"]) == (2, 3)
    assert [record["type"] for record in data["records"]] == ["case_study", "case_study"]
    assert data["records"][0]["countries"] == ["IT", "RO"]


def test_a_list_for_members_says_so(signed_in, client, search_index):
    PracticeFactory(title_en="Night bus", visibility="members")
    search_index.refresh()

    assert table(client.get("/en/search/results.csv", {"q": "bus"})) == []
    response = signed_in(MemberFactory()).get("/en/search/results.csv", {"q": "bus"})

    assert [line["title"] for line in table(response)] == ["Night bus"]
    assert "for members only" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_any_search_can_be_followed_as_a_feed(client, search_index):
    PracticeFactory(title_en="Night <bus> & ferry", objectives_en="<p>A bus & a <b>ferry</b>.</p>")
    PracticeFactory(title_en="Nothing like it")
    search_index.refresh()

    response = client.get("/en/search/feed.atom", {"q": "ferry"})

    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    entries = feed.findall("a:entry", ATOM)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "“ferry”" in feed.find("a:title", ATOM).text
    assert [entry.find("a:title", ATOM).text for entry in entries] == ["Night <bus> & ferry"]
    assert entries[0].find("a:id", ATOM).text.startswith("tag:")
    assert "/en/practices/" in entries[0].find("a:link", ATOM).get("href")
    assert not response.cookies


@pytest.mark.parametrize("name", ["feed.atom", "results.csv", "results.xlsx", "results.json"])
@pytest.mark.parametrize("count", [1, 12])
def test_a_list_for_elsewhere_costs_the_same_however_long(
    client, search_index, django_assert_max_num_queries, name, count
):
    for _ in range(count):
        PracticeFactory(organisations=[OrganisationFactory()])
    search_index.refresh()

    with django_assert_max_num_queries(5):
        client.get(f"/en/search/{name}", {"type": "practice"})


def entries(response):
    """[(title, updated)]"""
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    found = feed.findall("a:entry", ATOM)
    return [(entry.find("a:title", ATOM).text, entry.find("a:updated", ATOM).text) for entry in found]


def test_a_feed_tells_of_new_and_changed_organisations_the_last_change_first(client, search_index):
    for number, name in enumerate(["First", "Second", "Third"]):
        published_on(OrganisationFactory(name_en=name), day=number + 1)
    service = ServiceFactory(organisation=Organisation.objects.get(name_en="First"))
    published_on(service, day=9)
    published_on(ServiceFactory(organisation=Organisation.objects.get(name_en="Second"), visibility="members"), day=20)
    search_index.refresh()

    told = entries(client.get("/en/search/feed.atom", {"type": "organisation"}))

    assert told == [
        ("First", "2026-01-09T00:00:00+00:00"),
        ("Third", "2026-01-03T00:00:00+00:00"),
        ("Second", "2026-01-02T00:00:00+00:00"),
    ], "a service for members changes nothing for the public"


def test_what_is_published_anew_comes_first_in_the_feed(client, search_index):
    for number, name in enumerate(["First", "Second"]):
        published_on(OrganisationFactory(name_en=name), day=number + 1)
    search_index.refresh()

    publish(Organisation.objects.get(name_en="First"))
    search_index.drain()
    told = entries(client.get("/en/search/feed.atom", {"type": "organisation"}))

    assert [title for title, _updated in told] == ["First", "Second"]
    assert told[0][1] > "2026-01-02"


def published_on(record, day):
    moment = datetime(2026, 1, day, tzinfo=UTC)
    type(record).objects.filter(pk=record.pk).update(first_published_at=moment, last_published_at=moment)
