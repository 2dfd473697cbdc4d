"""Editors of the directory in a real browser: a table with ten kinds of fault, two entries made one, what readers say."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from directory.models import ImportedRow, Organisation, TableImport
from records.desk.review import desk_address
from records.from_readers import forms
from records.models import ReaderMessage
from tests.browser.looks import in_both_looks
from tests.factories import (
    ChiefEditorFactory,
    EditorFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    ServiceFactory,
)

TABLES = "/admin/organisation-tables/"
# In Windows' letters and with semicolons, as a spreadsheet in Western Europe writes it.
WITH_FAULTS = """Our partners, as of spring;;;;;;;;
;;;;;;;;
Name;Land;E-Mail;Telefon;Mitglied seit;Art;Beschreibung;Adresse;Lieblingsfarbe
Zwölf Brücken;Österreich;büro;;;;;;
Offenes Haus;Atlantis;haus@ngo.example;;;;;;
Lichthof;Deutschland;;0123-zwei;;;;;
Sternwarte;Deutschland;;;vor langer Zeit;;;;
Ankerplatz;Deutschland;;;;Verein;;;
;Deutschland;niemand@ngo.example;;;;;;
Anker-Platz;Deutschland;;;;;;;
Hafen;Deutschland, Frankreich;;;;;;;
Casa Apertta;Italien;;;;;;;
Leuchtturm;Deutschland;;;;;'=SUMME(1);;
Wellenbrecher;Deutschland;;;;;;Geheime Straße 1;blau
"""


@pytest.fixture(autouse=True)
def _readers_are_fast(monkeypatch):
    monkeypatch.setattr(forms, "SHORTEST", timedelta(0))


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "partners.csv"
    path.write_bytes(WITH_FAULTS.encode("cp1252"))
    return path


def cells(page):
    """{name of the row: [what it does, number of problems]}"""
    rows = page.locator("table.listing tbody tr").all()
    texts = [[cell.inner_text() for cell in row.locator("td").all()] for row in rows]
    return {each[2]: [each[3].splitlines()[0], each[4]] for each in texts}


def test_a_table_with_ten_kinds_of_fault_is_mended_and_saved(desk, table):
    known = OrganisationFactory(name_en="Casa Aperta", country="IT")
    page = desk(EditorFactory())
    page.goto(TABLES)
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name="Read the table").click()
    page.wait_for_url("**/organisation-tables/*/")

    assert cells(page) == {
        "Zwölf Brücken": ["makes a new entry", "1"],
        "Offenes Haus": ["makes a new entry", "1"],
        "Lichthof": ["makes a new entry", "1"],
        "Sternwarte": ["makes a new entry", "1"],
        "Ankerplatz": ["makes a new entry", "1"],
        "Without a name": ["cannot be taken", "1"],
        "Anker-Platz": ["makes a new entry", "none"],
        "Hafen": ["makes a new entry", "1"],
        "Casa Apertta": ["which entry is it?", "1"],
        "Leuchtturm": ["makes a new entry", "none"],
        "Wellenbrecher": ["makes a new entry", "2"],
    }
    expect(page.get_by_text("Nobody knows these columns")).to_contain_text("Lieblingsfarbe")
    assert Organisation.objects.count() == 1

    page.get_by_role("link", name="Offenes Haus").click()
    page.get_by_label("Land", exact=True).fill("Albanien")
    page.get_by_role("button", name="Keep these choices").click()
    expect(page.get_by_text("Your choices are kept.")).to_be_visible()
    expect(page.get_by_text("Atlantis")).to_have_count(1)  # in the row as it stands in the table
    page.get_by_role("link", name="All rows of this import").click()

    page.get_by_role("link", name="Casa Apertta").click()
    page.get_by_label(f"Casa Aperta (no. {known.pk})").check()
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("“Casa Aperta” is saved as a draft.")).to_be_visible()
    assert ImportedRow.objects.get(row=12).organisation == known

    page.goto(reverse("table_imports:import", args=[TableImport.objects.get().pk]))
    for box in page.locator("input[name=row]").all():
        box.check()
    page.get_by_role("button", name="Save the ticked rows as drafts").click()

    expect(page.get_by_text("9 rows are saved as drafts.")).to_be_visible()
    expect(page.get_by_text("Row 9 is not saved. There is no name.")).to_be_visible()
    stubs = {str(each): each for each in Organisation.objects.stubs()}
    assert len(stubs) == 9
    assert stubs["Offenes Haus"].country.code == "AL"
    assert stubs["Leuchtturm"].description_de == "<p>=SUMME(1)</p>"
    assert "Geheime" not in str(stubs["Wellenbrecher"].latest_revision.content)
    known.refresh_from_db()
    assert known.name_en == "Casa Aperta", "what is on the site is as it was"

    page.goto(TABLES)
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name="Read the table").click()
    page.wait_for_url("**/organisation-tables/*/")
    assert {what for what, _problems in cells(page).values()} <= {
        "changes nothing",
        "which entry is it?",
        "cannot be taken",
        "changes an entry",
    }


def test_a_chief_editor_makes_one_entry_of_two(desk, live_server):
    keep = OrganisationFactory(name_en="Casa Aperta", country="IT")
    gone = OrganisationFactory(name_en="Casa aperta", country="IT", first_published_at="2026-01-01T00:00Z")
    ServiceFactory(organisation=gone, name_en="Tailoring workshop")
    old = gone.get_absolute_url()
    page = desk(ChiefEditorFactory())

    page.goto("/admin/directory-health/")
    page.get_by_role("link", name="Compare and merge").first.click()
    page.get_by_role("button", name=f"Merge, keep no. {keep.pk}").click()

    expect(page.get_by_text("The two entries are one now.")).to_be_visible()
    page.goto(old)
    assert page.url == f"{live_server.url}{keep.get_absolute_url()}"
    expect(page.get_by_text("Tailoring workshop").first).to_be_visible()


def test_a_number_that_an_editor_narrows_is_found_nowhere_from_that_moment(desk, browser, live_server, search_index):
    house = OrganisationFactory(name_en="Casa Aperta", country="GB")
    OrganisationContactPointFactory(owner=house, kind="hotline", value="+442079460151", audience="public")
    Organisation.objects.get().save_revision()
    search_index.refresh()
    reader = browser.new_context(base_url=live_server.url)
    asked = {"type": "organisation", "q": "Casa Aperta"}
    places = {
        "page and JSON-LD": (house.get_absolute_url(), {}),
        "numbers to call": ("/en/help-now/", {}),
        "list": ("/en/directory/", {}),
        "country": ("/en/countries/GB-united-kingdom/", {}),
        "search": ("/en/search/", asked),
        "suggestions": ("/en/search/suggestions/", asked),
        **{name: (f"/en/search/results.{name}", asked) for name in ("csv", "json", "xlsx")},
        "HSDS": ("/en/search/directory-hsds.zip", asked),
        "feed": ("/en/search/feed.atom", asked),
    }

    def places_that_tell():
        told = {name: reader.request.get(path, params=asked) for name, (path, asked) in places.items()}
        assert {name: answer.status for name, answer in told.items() if not answer.ok} == {}
        told = {name: words_of(answer.body()) for name, answer in told.items()} | {"counterpart": answer_for(reader)}
        return {name for name, words in told.items() if "2079460151" in re.sub(r"\D", "", words)}

    everywhere = {"page and JSON-LD", "numbers to call", "csv", "json", "xlsx", "HSDS", "counterpart"}
    assert places_that_tell() >= everywhere

    page = desk(EditorFactory())
    page.goto(desk_address(house))
    page.get_by_role("tab", name="Contacts and services").click()
    page.locator("#id_contact_points-0-visibility").select_option("members")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("is hidden from the others at once")).to_be_visible()

    assert places_that_tell() == set()
    search_index.drain()
    assert places_that_tell() == set()
    page.goto(house.get_absolute_url())
    expect(page.get_by_text("020 7946 0151").first).to_be_visible()
    reader.close()


def words_of(body):
    """Of an answer; of what a packed file holds as well."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


def answer_for(reader):
    """What somebody is told who looks for a counterpart in the United Kingdom."""
    page = reader.new_page()
    page.goto("/en/directory/counterpart/")
    page.get_by_label("She is going to").select_option("GB")
    page.get_by_role("button", name="Find whom to call").click()
    expect(page.get_by_role("heading", name="Whom to call: United Kingdom")).to_be_visible()
    words = page.content()
    page.close()
    return words


def test_a_reader_without_javascript_reports_an_error_and_suggests_an_organisation(live_server, browser, desk):
    organisation = OrganisationFactory(name_en="Casa Aperta")
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 780}
    )
    page = context.new_page()

    page.goto(organisation.get_absolute_url())
    page.get_by_role("link", name="Report an error").click()
    page.get_by_label("What is wrong").fill("The number is wrong.")
    page.get_by_role("button", name="Tell the editors").click()
    expect(page.get_by_text("The editors are told.")).to_be_visible()
    page.goto("/en/directory/suggest/")
    page.get_by_label("Name of the organisation").fill("Open House")
    page.get_by_label("Country").select_option(label="Romania")
    page.get_by_role("button", name="Send the suggestion").click()
    expect(page.get_by_text("The editors are told.")).to_be_visible()

    assert not context.cookies()
    context.close()
    page = desk(EditorFactory())
    page.goto("/admin/from-readers/")
    page.get_by_role("link", name="Somebody suggests an organisation").click()
    page.get_by_role("link", name="Add this organisation").click()
    expect(page.locator("#id_name_en")).to_have_value("Open House")


@in_both_looks
def test_axe_finds_nothing(desk, live_server, table, size, scheme):
    one = OrganisationFactory(name_en="Casa Aperta", country="IT", description_en="<p>x</p>")
    other = OrganisationFactory(name_en="Casa aperta", country="IT", kind="ngo")
    OrganisationFactory(name_en="Stub", live=False)
    about = {"kind": "directory.Organisation", "record_pk": one.pk}
    message = ReaderMessage.objects.create(occasion="error", text="Wrong.", **about)
    page = desk(ChiefEditorFactory(), viewport=size, color_scheme=scheme)
    page.goto(TABLES)
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name="Read the table").click()
    page.wait_for_url("**/organisation-tables/*/")
    rows = [each.pk for each in ImportedRow.objects.filter(row__in=(5, 12))]
    found = {}
    for address in (
        TABLES,
        page.url,
        *(reverse("table_imports:row", args=[pk]) for pk in rows),
        desk_address(one, "merge"),
        f"{desk_address(one, 'merge')}?other={other.pk}",
        "/admin/directory-health/",
        "/admin/from-readers/",
        reverse("reader_message", args=[message.pk]),
        "/en/directory/suggest/",
        f"/en/report/error/organisation/{one.pk}/",
    ):
        page.goto(address)
        for each in Axe().run(page).response["violations"]:
            found[address, each["id"]] = each["nodes"][0]["html"]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    assert found == {}
