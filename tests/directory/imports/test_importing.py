"""Organisations from a table, by the command."""

import csv
import io
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from directory.imports.importing import Table
from directory.models import Organisation
from records.refusals import Refused
from tests.factories import OrganisationContactPointFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    """`file(rows)` is the path of a CSV file with these rows."""

    def write(rows, separator=",", encoding="utf-8", name="table.csv"):
        out = io.StringIO()
        csv.writer(out, delimiter=separator).writerows(rows)
        path = tmp_path / name
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return write


def report(path, **options):
    out = StringIO()
    call_command("import_organisations", str(path), "--json", stdout=out, stderr=StringIO(), **options)
    return json.loads(out.getvalue())


def outcomes(path, **options):
    return [row["outcome"] for row in report(path, **options)]


def drafts():
    return [each.get_latest_revision_as_object() for each in Organisation.objects.order_by("pk")]


# --- What becomes of a row ---


def test_a_new_organisation_is_a_stub_with_all_that_its_row_says(file):
    path = file(
        [
            ["Name", "Acronym", "Country", "Countries", "Website", "E-mail", "Hotline", "Description", "Member since"],
            [
                "Casa Aperta",
                "CA",
                "Italy",
                "Italy; Romania",
                "casa-aperta.example",
                "office@casa-aperta.example",
                "800 290 290",
                "A day centre.\n\nOpen to all.",
                "31.03.2012",
            ],
        ]
    )

    [row] = report(path)

    assert row["row"] == 2
    assert row["name"] == "Casa Aperta"
    assert row["outcome"] == "created"
    assert row["problems"] == []
    stub = Organisation.objects.stubs().get()
    assert row["record"]["number"] == stub.pk
    assert (stub.name_en, stub.acronym, stub.country.code, stub.work_codes) == ("Casa Aperta", "CA", "IT", ["IT", "RO"])
    assert stub.website == "https://casa-aperta.example"
    assert stub.description_en == "<p>A day centre.</p><p>Open to all.</p>"
    assert str(stub.member_since) == "2012-03-31"
    assert sorted((row.kind, row.value, row.visibility) for row in stub.contact_points.all()) == [
        ("email", "office@casa-aperta.example", "editors"),
        ("hotline", "+39800290290", "editors"),
    ]


def test_a_dry_run_says_what_would_be_and_saves_nothing(file):
    OrganisationFactory(name_en="Casa Aperta", acronym="CA")
    OrganisationFactory(name_en="Open House", acronym="OH")
    path = file([["name", "acronym"], ["Casa Aperta", "CA"], ["Open House", "OHO"], ["New one", "NO"]])

    assert outcomes(path, dry_run=True) == ["unchanged", "would update", "would create"]
    assert Organisation.objects.count() == 2
    assert not any(each.revisions.exists() for each in Organisation.objects.all())


def test_the_second_run_changes_nothing(file):
    OrganisationFactory(name_en="Open House", country="DE")
    path = file(
        [
            ["name", "name (it)", "country", "description", "phone", "networks", "earlier names", "member"],
            ["Open House", "Casa Aperta", "Germany", "- one\n- two", "030 123456", "", "Old House", "yes"],
            ["New one", "", "UK", "Text & more", "020 7946 0123; +44 20 7946 0999", "", "", "no"],
        ]
    )

    assert outcomes(path) == ["updated", "created"]
    revisions = [each.revisions.count() for each in Organisation.objects.all()]
    assert outcomes(path) == ["unchanged", "unchanged"]
    assert outcomes(path, dry_run=True) == ["unchanged", "unchanged"]
    assert [each.revisions.count() for each in Organisation.objects.all()] == revisions


def test_what_is_on_the_site_changes_only_in_a_draft(file):
    organisation = OrganisationFactory(name_en="Casa Aperta", acronym="OLD")

    report(file([["name", "acronym"], ["Casa Aperta", "CA"]]))

    organisation.refresh_from_db()
    assert (organisation.acronym, organisation.live) == ("OLD", True)
    assert Organisation.objects.get().get_latest_revision_as_object().acronym == "CA"


def test_an_empty_cell_deletes_nothing(file):
    OrganisationFactory(name_en="Casa Aperta", acronym="CA", website="https://a.example")

    assert outcomes(file([["name", "acronym", "website"], ["Casa Aperta", "", " "]])) == ["unchanged"]


def test_contacts_are_added_and_never_taken_away_or_opened(file):
    organisation = OrganisationFactory(name_en="Casa Aperta")
    OrganisationContactPointFactory(owner=organisation, value="old@ngo.example", visibility="members")
    path = file(
        [
            ["name", "email", "visibility of contacts"],
            ["Casa Aperta", "OLD@ngo.example, new@ngo.example", "public"],
        ]
    )

    assert outcomes(path) == ["updated"]
    assert outcomes(path) == ["unchanged"]
    assert sorted((row.value, row.visibility) for row in drafts()[0].contact_points.all()) == [
        ("new@ngo.example", "public"),
        ("old@ngo.example", "members"),
    ]


def test_half_a_row_is_taken_and_the_rest_named_with_the_fix(file):
    path = file(
        [
            ["Name", "Country", "E-mail", "Member since", "Kind", "Favourite colour"],
            ["Casa Aperta", "Italy", "no address", "long ago", "club", "blue"],
        ]
    )

    [row] = report(path)

    assert row["outcome"] == "created"
    assert [(each["column"], each["value"]) for each in row["problems"]] == [
        ("E-mail", "no address"),
        ("Member since", "long ago"),
        ("Kind", "club"),
        ("Favourite colour", "blue"),
    ]
    assert all(each["problem"] and each["fix"] for each in row["problems"])
    assert Organisation.objects.get().country.code == "IT"
    # Some of a list is better than nothing of it.
    [row] = report(file([["name", "countries", "email"], ["B", "Italy; Exampleland", "b@ngo.example; nonsense"]]))
    assert [each["column"] for each in row["problems"]] == ["countries", "email"]
    assert drafts()[1].work_codes == ["IT"]
    assert [each.value for each in drafts()[1].contact_points.all()] == ["b@ngo.example"]


def test_what_a_cell_says_in_part_takes_nothing_away(file):
    organisation = OrganisationFactory(name_en="Casa Aperta", countries=["IT", "FR"])
    path = file([["name", "countries", "country"], ["Casa Aperta", "Italy; Spain; Frnace", "Italy; Nowhereland"]])

    assert outcomes(path) == ["updated"]
    assert outcomes(path) == ["unchanged"]
    assert (drafts()[0].work_codes, drafts()[0].country.code) == (["ES", "FR", "IT"], "IT")
    report(file([["name", "countries"], ["Casa Aperta", "Spain"]]))
    assert drafts()[0].work_codes == ["ES"], "what is understood is what the table says"
    assert organisation.revisions.count() == 2


def test_networks_are_added_and_never_taken_away(file):
    organisation = OrganisationFactory(name_en="Casa Aperta")
    hidden = OrganisationFactory(name_en="Closed circle", kind="network", visibility="members")
    network = OrganisationFactory(name_en="La Strada", kind="network")
    organisation.networks = [hidden]
    organisation.save()
    path = file([["name", "networks"], ["Casa Aperta", "La Strada; Nobody"]])

    [row] = report(path)

    assert row["record"]["changes"]["networks"] == ["Closed circle", "Closed circle\nLa Strada"]
    assert set(drafts()[0].networks.all()) == {hidden, network}
    assert outcomes(path) == ["unchanged"]


def test_a_number_is_dialled_in_the_country_of_the_entry_that_the_row_means(file):
    OrganisationFactory(name_en="Casa Aperta", country="GB")
    path = file([["name", "phone"], ["Casa Aperta", "020 7946 0123"], ["New one", "020 7946 0123"]])

    [known, new] = report(path)

    assert known["problems"] == []
    assert drafts()[0].contact_points.get().value == "+442079460123"
    assert [each["column"] for each in new["problems"]] == ["phone"]


def test_addresses_and_names_of_people_are_written_down_nowhere(file):
    [row] = report(file([["name", "address", "contact person"], ["Casa Aperta", "Secret Street 1", "Mrs Example"]]))

    assert [each["column"] for each in row["problems"]] == ["address", "contact person"]
    stub = Organisation.objects.get()
    assert "Secret Street" not in str(stub.latest_revision.content)
    assert "Mrs Example" not in str(stub.latest_revision.content)
    assert "Secret Street" not in str(row), "whoever keeps the report keeps no address with it"
    assert "Mrs Example" not in str(row)


def test_a_row_without_a_name_is_refused_and_the_others_are_taken(file):
    rows = [["name", "country"], ["", "Italy"], ["–", "Italy"], ["B", "Italy"]]

    assert outcomes(file(rows)) == ["refused", "refused", "created"]


def test_two_rows_about_the_same_are_for_a_person_to_put_together(file):
    OrganisationFactory(name_en="Casa Aperta", acronym="CA")
    rows = report(file([["name", "acronym"], ["Casa Aperta", "X"], ["CASA APERTA", "Y"], ["New", ""], ["new", "N"]]))

    assert [row["outcome"] for row in rows] == ["updated", "refused", "created", "refused"]
    assert "Row 2" in rows[1]["problems"][0]["problem"]


def test_a_withdrawn_one_is_not_brought_back(file):
    OrganisationFactory(name_en="Casa Aperta", live=False, withdrawn_at="2026-01-01T00:00Z")

    [row] = report(file([["name", "acronym"], ["Casa Aperta", "CA"]]))

    assert row["outcome"] == "refused"
    assert "withdrawn" in row["problems"][0]["problem"]
    assert Organisation.objects.get().acronym == ""


def test_formulas_are_undone_and_stay_texts(file):
    report(file([["name", "description", "phone"], ["'=HYPERLINK(1)", "'+ more", "'+39 06 69541234"]]))

    stub = Organisation.objects.get()
    assert stub.name_en == "=HYPERLINK(1)"
    assert stub.description_en == "<p>+ more</p>"
    assert stub.contact_points.get().value == "+390669541234"


def test_networks_and_parents_are_found_by_name(file):
    network = OrganisationFactory(name_en="La Strada", kind="network")
    house = OrganisationFactory(name_en="Big House", kind="ngo")
    [row] = report(
        file([["name", "networks", "part of"], ["Casa Aperta", "La Strada; Big House; Nobody", "Big House"]])
    )

    draft = drafts()[2]
    assert list(draft.networks.all()) == [network]
    assert draft.parent == house
    assert "Big House" in row["problems"][0]["problem"]


# --- Whom a row means ---


@pytest.fixture
def known():
    return OrganisationFactory(
        name_en="Association On the Road",
        name_it="Associazione Sulla Strada",
        acronym="OTR",
        legal_name="On the Road Società Cooperativa",
        earlier_names="Strada Aperta",
        website="https://www.on-the-road.example/it/",
        country="IT",
    )


@pytest.mark.parametrize(
    "row",
    [
        {"name": "ASSOCIAZIONE SULLA STRADA"},
        {"name": "On the road societa cooperativa"},
        {"name": "Strada aperta", "country": "Italy"},
        {"name": "OTR", "country": "Italy"},
        {"name": "Associazione On the Road", "website": "http://on-the-road.example/en"},
    ],
)
def test_an_organisation_is_found_again(file, known, row):
    [found] = report(file([list(row), list(row.values())]))

    assert found["record"]["number"] == known.pk
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    "row",
    [
        {"name": "Shelter of the valley", "website": "http://on-the-road.example/en"},
        {"name": "On the Road Asociation"},
        {"name": "Strada aperta", "country": "France"},
        {"name": "Other Transport Regions (OTR)", "country": "Italy"},
    ],
)
def test_where_it_may_be_another_one_a_person_is_asked(file, known, row):
    path = file([list(row), list(row.values())])

    [asked] = report(path)

    assert asked["outcome"] == "refused"
    assert str(known.pk) in asked["problems"][0]["problem"]
    assert report(path, same=[(2, known.pk)])[0]["record"]["number"] == known.pk
    assert report(path, new=[2])[0]["outcome"] == "created"


def test_a_new_name_keeps_the_old_one(file, known):
    path = file([["name", "country", "website"], ["Associazione On the Road", "Italy", "on-the-road.example"]])

    assert outcomes(path) == ["updated"]
    draft = drafts()[0]
    assert draft.name_en == "Associazione On the Road"
    assert draft.earlier_names_listed == ["Strada Aperta", "Association On the Road"]
    assert outcomes(path) == ["unchanged"]


def test_a_number_that_no_entry_has_makes_no_new_one(file, known):
    path = file([["name", "acronym"], ["Casa Aperta", "CA"]])

    [row] = report(path, same=[(2, 999_999)])

    assert row["outcome"] == "refused"
    assert "no entry with this number" in row["problems"][0]["problem"]
    assert row["problems"][0]["fix"]
    assert Organisation.objects.get() == known


# --- Columns and files ---


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (["Name of the organisation", "Country", "Website", "Description"], "en"),
        (["Denominazione", "Paese", "Sito web", "Descrizione"], "it"),
        (["Bezeichnung", "Land", "Webseite", "Beschreibung"], "de"),
        (["Nombre", "País", "Página web", "Descripción"], "es"),
        (["NOM", "PAYS", "SITE INTERNET", "DESCRIPTION"], "fr"),
    ],
)
def test_columns_are_known_in_five_languages_and_tell_that_of_the_texts(file, header, language):
    [row] = report(file([header, ["Haus", "IT", "a.example", "Text"]]))

    assert row["problems"] == []
    stub = Organisation.objects.get()
    assert (stub.country.code, stub.website, stub.source_language) == ("IT", "https://a.example", language)
    assert getattr(stub, f"description_{language}") == "<p>Text</p>"


def test_texts_stand_in_columns_of_their_languages(file):
    report(file([["name", "Name (Italian)", "nome – tedesco", "description_fr"], ["House", "Casa", "Haus", "Maison"]]))

    stub = Organisation.objects.get()
    assert (stub.name_en, stub.name_it, stub.name_de) == ("House", "Casa", "Haus")
    assert stub.description_fr == "<p>Maison</p>"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_as_spreadsheets_write_it(file, separator, encoding):
    path = file([["Name", "Land"], ["Café, Straße; “Öffnung”", "Österreich"]], separator, encoding)

    [row] = report(path)

    assert row["name"] == "Café, Straße; “Öffnung”"
    assert Organisation.objects.get().country.code == "AT"


def test_words_above_the_table_do_no_harm(file, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text('sep=;\nOur members;;\n;;\nName;Land;Nr.\nHaus;Italien;="007"\n', encoding="utf-8")

    [row] = report(path)

    assert (row["row"], row["name"]) == (4, "Haus"), "Excel does not count the line that tells the separator"


def test_a_sheet_of_excel_is_read_with_its_days_numbers_and_formulas(tmp_path):
    book = Workbook()
    book.active.append(["Nothing here"])
    sheet = book.create_sheet("List")
    sheet.append(["Name", "Member since", "Phone", "Member", "Website"])
    from datetime import datetime

    sheet.append(["Casa Aperta", datetime(2012, 3, 31), 390669541234, True, "#N/A"])
    path = tmp_path / "table.xlsx"
    book.save(path)

    [row] = report(path)

    stub = Organisation.objects.get()
    assert (str(stub.member_since), stub.membership) == ("2012-03-31", "member")
    assert {each["column"] for each in row["problems"]} == {"Phone", "Website"}


def test_empty_rows_and_words_above_do_not_count_for_the_longest_table(file):
    rows = [["name", "country"], *([f"House {number}", "Italy"] for number in range(1000))]
    above = [["Our members"], [], [], []]

    _table, taken = Table.read(file([*above, *rows, *[[]] * 50]).read_bytes())

    assert len(taken) == 1000
    with pytest.raises(Refused, match="more than 1,000 rows"):
        Table.read(file([*rows, ["One more", "Italy"]]).read_bytes())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is no column with the names"),
        (b"colour,size\nred,5\n", "There is no column with the names"),
        (b"\xd0\xcf\x11\xe0old", "old format"),
        (b"PK\x03\x04broken", "cannot be opened"),
        (b"\x00\x01\x02\xff" * 20, "no "),
        (b"name" + b",x" * 200, "more than 200 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(tmp_path, content, said):
    path = tmp_path / "table"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=said):
        report(path)
    with pytest.raises(CommandError, match="cannot be read"):
        report(tmp_path / "none")
