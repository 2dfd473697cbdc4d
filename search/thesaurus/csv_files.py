"""The thesaurus as a table that people change in a spreadsheet: a row for each concept. Out and in again, nothing is lost.

Columns that a file lacks stay as they are, and so do concepts that it does not name.
"""

import csv
import io
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from records.languages import LANGUAGES
from records.spreadsheets import BYTE_ORDER_MARK, neutralised, restored
from search.thesaurus import checking, editing
from search.thesaurus.entries import BETWEEN_LABELS, KINDS, Entry, changes, tidy, tidy_labels
from search.thesaurus.in_words import place_in_words

FACTS = ("key", "broader", "related", "term", "note")
LABEL_COLUMNS = {f"{kind}_{language}": (language, kind) for language in LANGUAGES for kind in KINDS}
DEFINITION_COLUMNS = {f"definition_{language}": language for language in LANGUAGES}
COLUMNS = (
    *FACTS,
    *(
        column
        for language in LANGUAGES
        for column in (*(f"{kind}_{language}" for kind in KINDS), f"definition_{language}")
    ),
)
LARGEST_FILE = 1_500_000  # bytes
MOST_ROWS = 5000


# --- Out ---


def written(entries):
    """The file: UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    out = io.StringIO()
    # Every cell in quotes: what opens the file with another separator still keeps a cell together.
    table = csv.writer(out, quoting=csv.QUOTE_ALL)
    table.writerow(COLUMNS)
    for entry in entries:
        cells = _cells(entry)
        table.writerow([neutralised(cells[column]) for column in COLUMNS])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _cells(entry):
    between = f" {BETWEEN_LABELS} "
    cells = {"key": entry.key, "term": entry.term, "note": entry.note}
    cells |= {name: between.join(sorted(getattr(entry, name))) for name in ("broader", "related")}
    cells |= {column: between.join(entry.labels.get(place, ())) for column, place in LABEL_COLUMNS.items()}
    return cells | {column: entry.definition.get(code, "") for column, code in DEFINITION_COLUMNS.items()}


# --- In ---


@dataclass(frozen=True)
class Fault:
    """row: as a spreadsheet numbers it, the names of the columns are row 1; 0 for the file as a whole."""

    row: int
    message: str
    place: str = ""


@dataclass
class Reading:
    """What a file would do. new: entries; changed: [(Entry as it is, as it would be, [Change])]; hints: Faults that stop nothing."""

    new: list[Entry] = field(default_factory=list)
    changed: list[tuple] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    hints: list[Fault] = field(default_factory=list)

    @property
    def wanted(self):
        return [*self.new, *(after for _before, after, _changes in self.changed)]


def read(content, before):
    """The Reading of a file's bytes beside the thesaurus as it is. Saves nothing."""
    reading = Reading()
    if rows := _rows(content, reading):
        _compare(rows, before, reading)
    return reading


def _rows(content, reading):
    """[(row, {column: cell})], or nothing and a fault."""
    text = _text(content, reading)
    if text is None:
        return []
    separator = max(",;\t", key=text.partition("\n")[0].count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    try:
        names = [name.strip().lower() for name in next(table, [])]
        if not _are_columns(names, reading):
            return []
        for row, cells in enumerate(table, start=2):
            if any(cell.strip() for cell in cells):
                rows.append((row, cells))
            if any(cell.strip() for cell in cells[len(names) :]):
                message = _(
                    "There are more cells than columns. Put quotation marks around a text with a separator in it."
                )
                reading.faults.append(Fault(row, message))
    except csv.Error:
        message = _("The table breaks off in line %(line)s: a quotation mark is open. Save the file as CSV once more.")
        reading.faults.append(Fault(table.line_num, message % {"line": table.line_num}))
        return []
    if len(rows) > MOST_ROWS:
        reading.faults.append(Fault(0, _("The file has more than %(most)s rows. Divide it.") % {"most": MOST_ROWS}))
        return []
    return [
        (row, {name: restored(cell) for name, cell in zip(names, cells, strict=False) if name}) for row, cells in rows
    ]


def _text(content, reading):
    if len(content) > LARGEST_FILE:
        reading.faults.append(Fault(0, _("The file is too large. Divide it; rows it does not name stay as they are.")))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = None
    if text is None or "\x00" in text:
        reading.faults.append(
            Fault(0, _("This is no text in UTF-8. In the spreadsheet choose “Save as”, “CSV UTF-8”."))
        )
        return None
    return text


def _are_columns(names, reading):
    unknown = [name for name in names if name and name not in COLUMNS]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if "key" not in names:
        message = _("There is no column “key” in the first line. Export the thesaurus and keep its first line.")
        reading.faults.append(Fault(1, message))
    for name in unknown:
        message = _("Nobody knows a column “%(name)s”. Correct it, or take the column out.")
        reading.faults.append(Fault(1, message % {"name": name}))
    for name in twice:
        message = _("The column “%(name)s” is there twice. Take one of them out.")
        reading.faults.append(Fault(1, message % {"name": name}))
    return not reading.faults


def _compare(rows, before, reading):
    row_of, wanted = {}, {}
    for row, cells in rows:
        entry = _entry(cells, before)
        if entry.key in row_of:
            message = _("“%(key)s” is in row %(row)s already. Put the two rows together.")
            reading.faults.append(Fault(row, message % {"key": entry.key, "row": row_of[entry.key]}))
        else:
            row_of[entry.key], wanted[entry.key] = row, entry
    _sort_by_what_they_do(wanted, before, reading)
    for key, found in editing.found_wrong(reading.wanted, before).items():
        reading.faults += [Fault(row_of[key], each.message, place_in_words(each)) for each in found]
    after = before | wanted
    for entry in reading.wanted:
        for text, language, other in checking.shared_labels(entry, after):
            if entry.key in before and text in before[entry.key].texts(language):
                continue
            message = _("“%(text)s” is a label of “%(key)s” too. A query with it finds both.")
            place = place_in_words(checking.Problem("", "labels", language))
            reading.hints.append(Fault(row_of[entry.key], message % {"text": text, "key": other}, place))
    reading.faults.sort(key=lambda fault: fault.row)


def _sort_by_what_they_do(wanted, before, reading):
    for key, entry in wanted.items():
        if key not in before:
            reading.new.append(entry)
        elif found := changes(before[key], entry):
            reading.changed.append((before[key], entry, found))
        else:
            reading.unchanged += 1


def _entry(cells, before):
    """The entry of a row: what its columns say, over what is there."""
    cells = {"key": ""} | {name: tidy(cell) for name, cell in cells.items()}
    entry = before.get(cells["key"], Entry(cells["key"]))
    facts = {name: cells[name] for name in ("term", "note") if name in cells}
    facts |= {name: frozenset(_parts(cells[name])) for name in ("broader", "related") if name in cells}
    labels = entry.labels | {place: _parts(cells[column]) for column, place in LABEL_COLUMNS.items() if column in cells}
    definition = entry.definition | {code: cells[name] for name, code in DEFINITION_COLUMNS.items() if name in cells}
    return replace(
        entry,
        labels={place: texts for place, texts in labels.items() if texts},
        definition={code: text for code, text in definition.items() if text},
        **facts,
    )


def _parts(cell):
    """Labels or keys of one cell; a line break divides them as well."""
    return tidy_labels(part for line in cell.splitlines() for part in line.split(BETWEEN_LABELS))
