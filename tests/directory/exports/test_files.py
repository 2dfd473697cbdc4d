"""Organisations in a table, a workbook and as data: what of them leaves, and for whom."""

import csv
import io
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook

from directory.exports.table import ORGANISATION_COLUMNS, SERVICE_COLUMNS
from tests.factories import EditorFactory, MemberFactory, OrganisationFactory, ServiceFactory

pytestmark = pytest.mark.django_db

OF_ORGANISATIONS = {"type": "organisation", "q": "Open House"}
FILES = ("results.csv", "results.xlsx", "results.json", "directory-hsds.zip", "feed.atom")


def table(response):
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    start = lines.index([]) + 1
    return [dict(zip(lines[start], line, strict=True)) for line in lines[start + 1 :]]


def sheets(response):
    """{name of the sheet: [[cell]]}"""
    book = load_workbook(io.BytesIO(response.content))
    return {sheet.title: [list(row) for row in sheet.iter_rows()] for sheet in book}


def as_table(rows):
    names = [cell.value for cell in rows[0]]
    return [dict(zip(names, [cell.value or "" for cell in row], strict=True)) for row in rows[1:]]


def data(client, **more):
    return json.loads(client.get("/en/search/results.json", OF_ORGANISATIONS | more).content)


def test_a_row_tells_what_the_entry_says(client, house):
    [row] = table(client.get("/en/search/results.csv", OF_ORGANISATIONS))

    assert tuple(row) == ORGANISATION_COLUMNS
    assert (row["name"], row["language"], row["kind"], row["country"]) == ("Open House", "en", "ngo", "AT")
    assert row["earlier_names"] == "Old House; Older House"
    assert row["countries"] == "AT; RO"
    assert row["hotline"] == "'+43 1 2345678"
    assert row["email"] == "house@openhouse.example"
    assert row["city"] == "Vienna"
    assert row["description"] == "Help & advice."
    assert (row["services"], row["languages_spoken"]) == ("Advice", "de; ro")
    assert (row["networks"], row["part_of"]) == ("Network of projects", "Umbrella")
    assert (row["accepts_referrals"], row["answer_time"], row["referral_procedure"]) == ("yes", "hours", "")
    assert (row["member_since"], row["confirmed_on"]) == ("2012-06-01", "2026-05-01")
    assert row["address"].endswith(f"/en/directory/{house.pk}-open-house/")


def test_a_name_is_told_in_the_readers_language(client, house):
    row = next(iter(table(client.get("/it/search/results.csv", OF_ORGANISATIONS))))

    assert (row["name"], row["language"]) == ("Casa aperta", "it")


def test_a_workbook_has_the_list_its_services_and_what_it_is(client, house):
    response = client.get("/en/search/results.xlsx", OF_ORGANISATIONS)

    found = sheets(response)
    assert list(found) == ["about", "organisations", "services"]
    about = {row[0].value: row[1].value for row in found["about"]}
    assert about["Words searched for"] == "Open House"
    assert about["Type of content"] == "organisations"
    assert about["Records"] == "1 of 1"
    assert about["Made on"]
    assert as_table(found["organisations"])[0]["name"] == "Open House"
    [advice] = as_table(found["services"])
    assert tuple(advice) == SERVICE_COLUMNS
    assert (advice["kinds"], advice["target_groups"]) == ("legal-counselling", "trafficked-women")
    assert (advice["always_open"], advice["residential"], advice["area"]) == ("yes", "no", "Vienna and around")
    assert "attachment" in response["Content-Disposition"]


def test_a_workbook_of_anything_else_has_the_rows_of_the_table(client, house):
    found = sheets(client.get("/en/search/results.xlsx", {"q": "Open House"}))

    assert list(found) == ["about", "records"]
    assert as_table(found["records"])[0]["title"] == "Open House"


def test_data_hold_services_and_contact_points_in_full(client, house):
    [record] = data(client)["records"]

    assert [each["kind"] for each in record["contacts"]] == ["hotline", "email", "web_form", "address"]
    assert record["contacts"][0] | {"hours": "day and night", "always_open": True} == record["contacts"][0]
    [advice] = record["services"]
    assert advice["contacts"][1]["value"] == "advice@openhouse.example"
    assert advice["contacts"][1]["role"] == "intake team"


def test_each_file_says_which_filter_and_how_many_of_how_many(client, house, search_index, monkeypatch):
    monkeypatch.setattr("search.exports.MOST", 2)
    for _ in range(3):
        OrganisationFactory(country="FR")
    search_index.refresh()

    about = json.loads(client.get("/en/search/results.json", {"type": "organisation", "seat": "FR"}).content)["about"]

    assert about["filters"] == {"type": ["organisation"], "seat": ["FR"]}
    assert (about["records"], about["of"]) == (2, 3)


def test_members_get_what_is_for_members_and_are_told_so(client, signed_in, house):
    public = data(client)
    member = data(signed_in(MemberFactory()))

    assert "note" not in public["about"]
    assert "members only" in member["about"]["note"]
    assert [each["name"] for each in member["records"][0]["services"]] == ["Advice", "Shelter"]
    assert "house-members@openhouse.example" in member["records"][0]["email"]
    assert member["records"][0]["referral_procedure"] == "Send a form without names."


@pytest.mark.parametrize("name", FILES[:4])
@pytest.mark.parametrize("reader", ["public", "member", "editor"])
def test_no_address_of_a_street_and_nothing_for_editors_leaves_in_a_file(client, signed_in, house, name, reader):
    if reader != "public":
        signed_in({"member": MemberFactory, "editor": EditorFactory}[reader]())

    told = unpacked(client.get(f"/en/search/{name}", OF_ORGANISATIONS))

    assert "Open House" in told
    assert "Secret street" not in told
    assert "-editors@" not in told
    for secret in ("-members@", "Shelter", "without names"):
        assert (secret in told) == (reader != "public"), secret


def unpacked(response):
    from tests.test_secrets import _text_of

    return _text_of(response)


def test_whoever_has_ended_is_called_by_nobody(client, house, search_index):
    house.standing, house.ended_on = "ceased", "2026-01-01"
    house.save()
    search_index.refresh()

    [record] = data(client)["records"]

    assert (record["standing"], record["ended_on"]) == ("ceased", "2026-01-01")
    assert record["contacts"] == record["services"] == []


@pytest.mark.parametrize("name", ["=1+1", "+1 house", "-1 house", "@SUM(A1) house", "\t=1 house", "=HYPERLINK(1)"])
def test_no_cell_of_any_file_is_a_formula(client, search_index, name):
    organisation = OrganisationFactory(
        name_en=name, acronym=name[:60], legal_name=name, description_en=f"<p>{name}</p>"
    )
    ServiceFactory(organisation=organisation, name_en=name, conditions_en=name)
    search_index.refresh()
    asked = {"type": "organisation"}

    lines = list(csv.reader(io.StringIO(client.get("/en/search/results.csv", asked).content.decode("utf-8-sig"))))
    book = sheets(client.get("/en/search/results.xlsx", asked))

    cells = [cell for line in lines for cell in line]
    cells += [str(cell.value) for rows in book.values() for row in rows for cell in row if cell.value is not None]
    assert any(name.strip() in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert not [cell for rows in book.values() for row in rows for cell in row if cell.data_type == "f"]


def test_a_sign_that_no_workbook_can_hold_spoils_none(client, search_index):
    OrganisationFactory(name_en="Vertical\x0btab house")
    search_index.refresh()

    found = sheets(client.get("/en/search/results.xlsx", {"type": "organisation"}))

    assert as_table(found["organisations"])[0]["name"] == "Verticaltab house"


@pytest.mark.parametrize("name", FILES)
def test_a_file_costs_the_same_however_many_it_tells_of(client, search_index, django_assert_max_num_queries, name):
    counts = []
    for number in (2, 10):
        for _ in range(number):
            organisation = OrganisationFactory(parent=OrganisationFactory())
            for _ in range(2):
                ServiceFactory(organisation=organisation, languages_spoken=["de"], countries=["AT"])
        search_index.refresh()
        with django_assert_max_num_queries(30) as queries:
            assert client.get(f"/en/search/{name}", {"type": "organisation"}).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_list_offers_every_file_of_exactly_this_list(client, house):
    page = client.get("/en/directory/", {"country": "AT"}).content.decode()

    for name in FILES:
        assert f"/en/search/{name}?" in page, name
    link = page.split("/en/search/directory-hsds.zip")[1].split('"')[0].replace("&amp;", "&")
    asked = parse_qs(urlsplit(link).query)
    assert (asked["type"], asked["country"]) == (["organisation"], ["AT"])
