"""Whatever somebody uploads, there is an answer."""

import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.imports.columns import read_header
from directory.imports.importing import Table
from directory.models import Organisation
from records.languages import LANGUAGES
from records.refusals import Refused

HEADERS = st.sampled_from(
    "name;nome;Land;pays;e-mail;Telefon;hotline;website;member since;countries;kind;member;networks;part of;address;"
    "visibility;description;name (it);id;language;standing;ended on;city;colour;type;earlier names;legal name".split(
        ";"
    )
)
CELLS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["Italy", "Casa Aperta", "CA", "+39 06 69541234", "yes", "31.03.2012", "ngo", "a@b.example", "'=1", "#N/A", "1"]
    ),
)
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def answered(content):
    """The outcomes of a table as a plain report, or the reason why it is refused."""
    try:
        table, rows = Table.read(content)
    except Refused as refused:
        assert refused.problem
        assert refused.fix
        return []
    outcomes = [table.outcome(number, cells) for number, cells in rows]
    for outcome in outcomes:
        said = outcome.as_json(is_dry=True)
        assert said["outcome"] in ("would create", "would update", "unchanged", "refused")
        assert all(problem["problem"] and problem["fix"] for problem in said["problems"])
    return list(zip(outcomes, rows, strict=True))


class AnyTable(TestCase):
    @quick
    @given(st.binary(max_size=400))
    def test_any_bytes(self, content):
        answered(content)

    @quick
    @given(st.text(max_size=400), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
    def test_any_text(self, text, encoding):
        answered(text.encode(encoding, errors="replace"))

    @quick
    @given(
        st.lists(HEADERS, min_size=2, max_size=6),
        st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=4),
        st.sampled_from(",;\t|"),
    )
    def test_any_row_is_answered_and_the_second_time_changes_nothing(self, header, rows, separator):
        known = Organisation(name_en="Casa Aperta", acronym="CA", country="IT", live=True)
        known.save()
        out = io.StringIO()
        csv.writer(out, delimiter=separator).writerows([header, *rows])
        content = out.getvalue().encode()

        for _outcome, _row in answered(content):
            table, _rows = Table.read(content)
            table.save(table.outcome(*_row))
        for outcome, _row in answered(content):
            assert outcome.outcome in ("unchanged", "refused") or outcome.mark in _repeated(content), outcome.changes

    @quick
    @given(st.lists(st.text(max_size=30), max_size=8))
    def test_any_header(self, row):
        for column in read_header(row):
            assert column.language in ("", *LANGUAGES)


def _repeated(content):
    """Marks of organisations that several rows are about: the command refuses the later ones, here they take turns."""
    table, rows = Table.read(content)
    marks = [table.outcome(number, cells).mark for number, cells in rows]
    return {mark for mark in marks if marks.count(mark) > 1}
