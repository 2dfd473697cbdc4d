"""The forms in a document: which tables and headings make one form, and what stands outside of any."""

from dataclasses import dataclass, field
from itertools import pairwise

from practices.word_forms.blocks import Table
from practices.word_forms.layout import Layout
from practices.word_forms.paragraphs import in_tables
from practices.word_forms.rows import RowReader, country_entries
from records.folding import folded, has_words

MOST_REPEATED_ROWS = 4


class Form:
    """Entries of one form of a Layout, and the loose paragraphs around its tables."""

    def __init__(self, layout, entries=(), loose=()):
        self.layout = layout
        self.entries = []
        self.loose = []
        self.fields = set()
        self.add(entries, loose)

    def add(self, entries, loose=()):
        self.entries += entries
        self.loose += loose
        self.fields |= {entry.field for entry in entries if entry.field}

    @property
    def number(self):
        """The number as it is printed, without what follows it; None when there is no such row."""
        if "number" not in self.fields:
            return None
        printed = next(entry.text for entry in self.entries if entry.field == "number")
        return (folded(printed).split() or [""])[0]

    @property
    def next_row(self):
        return self.entries[-1].row + 1 if self.entries else 1

    @property
    def is_filled_in(self):
        return bool(self.loose) or not all(map(self.layout.is_untouched, self.entries))

    @property
    def is_heading(self):
        return bool(self.fields) and self.fields <= self.layout.header

    @property
    def is_complete(self):
        return self.layout.is_complete(self.entries)


def find_forms(items, layouts):
    """Forms among the Tables and Blocks of a document; the words outside of them go to the nearest one.

    layouts: of the kinds of form that are looked for; in doubt the first.
    """
    return [form for run in _runs(items, layouts) for form in _forms(run)]


# --- Which kind of form -----------------------------------------------------------------------------------------------


@dataclass
class _Run:
    """Items one after the other that are of one kind of form."""

    layout: Layout
    items: list = field(default_factory=list)


def _runs(items, layouts):
    """The items as _Runs. What is of no kind goes on with the run before, or leads up to the first."""
    runs = []
    for item in items:
        layout = _layout_of(item, layouts)
        if not runs or layout not in (None, runs[-1].layout):
            runs.append(_Run(layout))
        runs[-1].layout = runs[-1].layout or layout
        runs[-1].items.append(item)
    named = [_Run(run.layout or layouts[0], run.items) for run in runs]
    return _joined(_with_headings(named), layouts)


def _with_headings(runs):
    """The rows that any kind of form may begin with go to the form that follows them."""
    for before, after in pairwise(runs):
        while len(before.items) > 1 and _may_begin(before.items[-1], after.layout):
            after.items.insert(0, before.items.pop())
    return runs


def _may_begin(item, layout):
    fields = {entry.field for entry in _entries(item, layout)}
    return bool(fields) and fields <= layout.shared


def _joined(runs, layouts):
    """A run in which there is no form is a part of the one before it; or of the one after, at the beginning."""
    if len(runs) == 1:
        return runs
    complete = [run for run in runs if _forms(run)]
    if not complete:
        items = [item for run in runs for item in run.items]
        return [_Run(max(layouts, key=lambda layout: sum(run.layout is layout for run in runs)), items)]
    joined = []
    for run in runs:
        if run in complete or not joined:
            joined.append(_Run(run.layout if run in complete else complete[0].layout))
        joined[-1].items += run.items
    return _without_borders(joined)


def _without_borders(runs):
    """Neighbours of one kind as one run."""
    joined = []
    for run in runs:
        if joined and joined[-1].layout is run.layout:
            joined[-1].items += run.items
        else:
            joined.append(run)
    return joined


def _layout_of(item, layouts):
    """Of the kind of form that has most of the rows, those known by their wording first; None where none has any."""
    counts = [_own_rows(item, layout) for layout in layouts]
    best = max(counts)
    return layouts[counts.index(best)] if any(best) else None


def _own_rows(item, layout):
    """(fields known by their wording, fields, rows) of an item, without those that any kind of form has."""
    labels = [entry.label for entry in _entries(item, layout) if entry.field and entry.field not in layout.shared]
    return (
        len({label.field for label in labels if label.languages}),
        len({label.field for label in labels}),
        len(labels),
    )


def _entries(item, layout):
    reader = RowReader(layout)
    return [
        entry
        for each in _rows([item], layout)
        for entry in (reader.entries(each) if isinstance(each, Table) else reader.header_entries(each))
    ]


def _rows(items, layout):
    return in_tables(items, layout) if layout.in_paragraphs else items


# --- Forms of one kind ------------------------------------------------------------------------------------------------


def _forms(run):
    forms = [Form(run.layout)]
    for item in _rows(run.items, run.layout):
        for entries, loose in _pieces(item, forms[-1]):
            if _begins_form(entries, forms[-1]):
                forms.append(Form(run.layout))
            forms[-1].add(entries, loose)
    return _with_strays(forms)


def _pieces(item, form):
    """(entries, loose lines) of a table, cut where another form begins in it, or of a paragraph."""
    reader = RowReader(form.layout)
    if not isinstance(item, Table):
        header = reader.header_entries(item)
        if not header and form.is_heading and "country" not in form.fields:
            header = country_entries(item)
        return [(header, [] if header else [item.text])]
    entries = reader.entries(item, first_row=form.next_row)
    if form.is_complete and _is_foreign(entries):
        return [([], [line for entry in entries for line in as_lines(entry)])]
    return [(piece, []) for piece in _cut(entries, form.layout)]


def _is_foreign(entries):
    """True of a table that is no part of the form: most of its rows are unknown."""
    known = [entry for entry in entries if entry.field]
    return 2 * len(known) < len(entries)


def _cut(entries, layout):
    """The forms of one table. A single form may have its number in any row, so a cut needs several names too."""
    fields = [entry.field for entry in entries]
    first = next((field for field in layout.first if fields.count(field) > 1), None)
    if first is None or fields.count(layout.once) < 2:
        return [entries]
    starts = [0]
    for place, name in enumerate(fields):
        if name == first and name in fields[starts[-1] : place]:
            starts.append(_with_rows_before(place, fields, starts[-1], layout))
    return [entries[start:end] for start, end in pairwise([*starts, len(entries)])]


def _with_rows_before(place, fields, start, layout):
    """Where a form begins whose first row is at `place`: its country may stand above that."""
    while fields[place - 1] in layout.shared and fields[place - 1] in fields[start : place - 1]:
        place -= 1
    return place


def _begins_form(entries, form):
    """True when the entries belong to another form than the one so far: another number, or rows said already."""
    if not entries:
        return False
    piece = Form(form.layout, entries)
    if piece.number and form.number:
        if piece.number != form.number:
            return True
    elif piece.is_heading:
        return form.is_complete
    repeated = piece.fields & form.fields
    return form.layout.once in repeated or len(repeated) >= MOST_REPEATED_ROWS


def _with_strays(forms):
    """The complete forms, with the words of what is none."""
    complete = [form for form in forms if form.is_complete]
    for place, form in enumerate(forms):
        if complete and not form.is_complete:
            nearest = next((other for other in reversed(forms[:place]) if other.is_complete), complete[0])
            nearest.add((), [*form.loose, *(line for entry in form.entries for line in as_lines(entry))])
    return complete


def as_lines(entry):
    """An entry as a line of plain text, for what has no place of its own."""
    text = ": ".join(part for part in (entry.printed.rstrip(": "), entry.text) if has_words(part))
    return [line for line in (text, entry.guidance) if line]
