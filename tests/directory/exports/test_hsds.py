"""The package of the Human Services Data Specification beside the specification's own list of fields."""

import csv
import io
import json
import tomllib
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest

from directory.exports.hsds.tables import TABLES, VERSION
from tests.factories import MemberFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

SPECIFICATION = tomllib.loads(Path(__file__).with_name("hsds_3_1.toml").read_text())


def package(client, **asked):
    response = client.get("/en/search/directory-hsds.zip", asked)
    with ZipFile(io.BytesIO(response.content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def tables(files):
    """{table: [{column: text}]}"""
    return {
        name: list(csv.DictReader(io.StringIO(files[table["file"]]), strict=True))
        for name, table in SPECIFICATION.items()
    }


def test_every_table_and_column_is_one_of_the_specification():
    assert {table.name for table in TABLES} == set(SPECIFICATION)
    for table in TABLES:
        known = SPECIFICATION[table.name]
        assert table.file == known["file"]
        assert {each.name for each in table.columns if each.is_required} == set(known["required"].split()), table.name
        assert set(table.names) <= {*known["required"].split(), *known["optional"].split()}, table.name


@pytest.mark.parametrize("reader", ["public", "member"])
def test_every_row_has_what_the_specification_requires(client, signed_in, house, reader):
    if reader == "member":
        signed_in(MemberFactory())
    found = tables(package(client))

    for name, rows in found.items():
        known = SPECIFICATION[name]
        assert rows, f"nothing to check in {name}"
        for row in rows:
            assert all(row[field] for field in known["required"].split()), (name, row)
            for field, values in known.get("values", {}).items():
                assert not row[field] or row[field] in values.split(), (name, row)
        for field in ("id", known.get("unique", "id")):
            assert len({row[field] for row in rows}) == len(rows), f"{name}.{field} must be unique"


def test_every_reference_leads_to_a_row_of_the_package(client, house):
    found = tables(package(client))
    identifiers = {name: {str(UUID(row["id"])) for row in rows} for name, rows in found.items()}

    for table in TABLES:
        for column in table.columns:
            for row in found[table.name]:
                if column.refers_to and row[column.name]:
                    assert row[column.name] in identifiers[column.refers_to], (table.name, column.name)
    assert all(row["link_id"] in identifiers[row["link_entity"]] for row in found["attribute"])


def test_an_organisation_and_its_service_are_told_in_the_terms_of_the_standard(client, house):
    found = tables(package(client, q="Open House"))

    [organisation] = found["organization"]
    assert organisation["name"] == "Open House"
    assert organisation["alternate_name"] == "OH; Open House Association; Old House; Older House"
    assert organisation["parent_organization_id"] == "", "the parent is not in this list"
    [service] = found["service"]
    assert (service["name"], service["status"]) == ("Advice", "active")
    assert service["organization_id"] == organisation["id"]
    assert service["assured_date"] == "2026-05-01"
    assert [row["code"] for row in found["language"]] == ["de", "ro"]
    assert {row["label"] for row in found["attribute"]} == {"Legal counselling", "Trafficked women"}
    assert {row["number"] for row in found["phone"]} == {"+4312345678"}, "as programs want it"
    assert "24 hours" in found["phone"][0]["description"]
    assert [row["title"] for row in found["contact"]] == ["intake team"] * 2
    assert {row["name"] for row in found["location"]} == {"Vienna, Austria", "Vienna"}
    assert [row["name"] for row in found["service_area"]] == ["Austria"]


def test_an_organisation_without_a_description_has_a_short_one(client, search_index):
    OrganisationFactory(name_en="Silent", kind="police", country="ES")
    search_index.refresh()

    [organisation] = tables(package(client))["organization"]

    assert organisation["description"] == "police or prosecution unit, Spain"


def test_the_description_of_the_package_says_what_it_is(client, house):
    files = package(client, country="AT", type="practice")

    descriptor = json.loads(files["datapackage.json"])
    assert descriptor["profile"] == "tabular-data-package"
    assert descriptor["hsds_version"] == VERSION == "3.1"
    assert "Country: Austria" in descriptor["description"]
    assert descriptor["list"]["filters"] == {"type": ["organisation"], "country": ["AT"]}
    assert (descriptor["list"]["records"], descriptor["list"]["of"]) == (2, 2)
    assert descriptor["created"]
    for resource in descriptor["resources"]:
        columns = next(csv.reader(io.StringIO(files[resource["path"]])))
        assert columns == [field["name"] for field in resource["schema"]["fields"]]
    assert {resource["path"] for resource in descriptor["resources"]} | {"datapackage.json"} == set(files)


def test_identifiers_stay_what_they_are(client, house):
    assert tables(package(client)) == tables(package(client))


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-1", "+1+1"])
def test_no_cell_of_the_package_is_a_formula(client, search_index, name):
    OrganisationFactory(name_en=name, legal_name=name)
    search_index.refresh()

    [organisation] = tables(package(client))["organization"]

    assert organisation["name"] == f"'{name}"
