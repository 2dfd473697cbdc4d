"""The thesaurus as a table: out and in again, nothing is lost."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.models import Concept
from search.thesaurus import csv_files, storing
from search.thesaurus.entries import Entry
from tests.search.thesaurus.concepts import entry, save

pytestmark = pytest.mark.django_db


def read(text, before=None):
    content = text if isinstance(text, bytes) else text.encode()
    return csv_files.read(content, storing.read_all() if before is None else before)


def faults(reading):
    return [(fault.row, fault.message) for fault in reading.faults]


def test_what_was_written_changes_nothing_when_it_is_read():
    entries = storing.read_all()

    reading = read(csv_files.written(entries.values()), entries)

    assert (reading.new, reading.changed, reading.faults) == ([], [], [])
    assert reading.unchanged == len(entries)


def test_what_was_written_brings_everything_to_another_installation():
    entries = storing.read_all()
    content = csv_files.written(entries.values())
    Concept.objects.all().delete()

    reading = read(content)
    storing.save(reading.wanted)

    assert reading.faults == []
    assert storing.read_all() == entries


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\nab ;,\"|é"), max_size=12))
def test_a_cell_runs_in_no_spreadsheet_and_comes_back_as_it_was(cell):
    written = csv_files.neutralised(cell)

    assert csv_files.restored(written) == cell
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_formulas_in_labels_and_definitions_are_written_as_text():
    wild = entry("wild", labels={"it": ("=1+1 tratta", "-uno", "'=due")}, definition={"en": "@SUM(A1)\n=2"}, note="+39")

    content = csv_files.written([wild]).decode("utf-8-sig")

    cells = next(csv.DictReader(io.StringIO(content, newline="")))
    assert cells["preferred_it"] == "'=1+1 tratta"
    assert cells["definition_en"] == "'@SUM(A1)\n=2"
    assert read(content, {"wild": wild}).unchanged == 1


def test_a_new_row_is_a_new_concept_and_a_changed_cell_a_change():
    save(entry("debt", labels={"it": ("debito", "debiti")}))

    reading = read(
        "key,preferred_en,preferred_it,synonym_it\ndebt,debt,debito,debiti | pendenza\nloan,loan,prestito,\n"
    )

    assert [(new.key, new.preferred("it")) for new in reading.new] == [("loan", "prestito")]
    ((_before, after, (change,)),) = reading.changed
    assert after.texts("it") == ("debito", "debiti", "pendenza")
    assert (change.kind, change.added, change.removed) == ("synonym", ("pendenza",), ())


def test_a_column_that_is_missing_changes_nothing_and_an_empty_cell_empties():
    save(entry("debt", labels={"it": ("debito", "debiti")}, note="from a report"))

    reading = read("key,synonym_it\ndebt,\n")

    ((_before, after, _changes),) = reading.changed
    assert (after.texts("it"), after.note) == (("debito",), "from a report")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_separator_of_a_spreadsheet_is_read(separator):
    reading = read(separator.join(["key", "preferred_en"]) + "\r\n" + separator.join(["loan", "loan"]) + "\r\n")

    assert [new.key for new in reading.new] == ["loan"]


@pytest.mark.parametrize(
    ("file", "row", "words"),
    [
        ("name,preferred_en\nloan,loan\n", 1, "no column “key”"),
        ("key,preferred_xx\nloan,loan\n", 1, "preferred_xx"),
        ("key,key\nloan,loan\n", 1, "twice"),
        ("key,preferred_en\nLoan shark,loan\n", 2, "cannot be a key"),
        ("key,preferred_en\n\nloan,loan\n,lost\n", 4, "cannot be a key"),
        ("key,preferred_en\nloan,\n", 2, "no label"),
        ("key,synonym_it\nloan,prestito\n", 2, "no preferred one"),
        ("key,preferred_en\nloan,loan | credit\n", 2, "several preferred labels"),
        ("key,preferred_en,synonym_en\nloan,loan,credit | Loan\n", 2, "there twice"),
        ("key,preferred_en,synonym_en\nloan,loan,of\n", 2, "too short"),
        ("key,preferred_en,broader\nloan,loan,nowhere\n", 2, "no concept “nowhere”"),
        ("key,preferred_en,broader\nloan,loan,loan\n", 2, "points to itself"),
        ("key,preferred_en,broader\nloan,loan,debt\ndebt,debt,loan\n", 2, "broader than itself"),
        ("key,preferred_en,broader,related\nloan,loan,debt,debt\ndebt,debt,,\n", 2, "broader or narrower already"),
        ("key,preferred_en,term\nloan,loan,services:nothing\n", 2, "no term “services:nothing”"),
        ("key,preferred_en\nloan,loan\nloan,credit\n", 3, "in row 2 already"),
        ("key,preferred_en\nloan,loan,a second cell\n", 2, "more cells than columns"),
        ('key,preferred_en\nloan,"loan\n', 2, "quotation mark"),
        ("key,preferred_en\nloan,prêt\n".encode("cp1252"), 0, "UTF-8"),
        ("key,preferred_en\nloan,loan\n".encode("utf-16"), 0, "UTF-8"),
        (b"x" * (csv_files.LARGEST_FILE + 1), 0, "too large"),
    ],
)
def test_what_is_wrong_is_told_with_its_row_and_the_fix(file, row, words):
    Concept.objects.all().delete()

    told = faults(read(file))

    assert any(at == row and words in message for at, message in told), told


def test_a_label_of_another_concept_is_a_hint_and_no_fault():
    save(entry("debt", labels={"it": "debito"}))

    reading = read("key,preferred_it\nloan,debito\n")

    assert reading.faults == []
    assert [(hint.row, "debt" in hint.message) for hint in reading.hints] == [(2, True)]


def test_two_rows_that_say_different_things_of_a_relation_take_it_away():
    save(entry("debt", related=["loan"]), entry("loan"))

    reading = read("key,related\ndebt,\nloan,debt\n")
    storing.save(reading.wanted)

    assert storing.read_all()["debt"].related == storing.read_all()["loan"].related == frozenset()


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_no_file_breaks_the_reading(content):
    read(content, {"loan": Entry("loan", labels={("en", "preferred"): ("loan",)})})
