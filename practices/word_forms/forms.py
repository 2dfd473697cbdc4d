"""The forms in a document: which tables and headings make one form, and what stands outside of any."""

from itertools import pairwise

from practices.word_forms.blocks import Table
from practices.word_forms.rows import country_entries, header_entries, read_rows
from records.folding import folded, has_words

SHARED_WITH_OTHER_FORMS = {"number", "country", "organisations"}
FEWEST_ROWS = 3
FEWEST_OF_PRACTICE = 2
MOST_REPEATED_ROWS = 4


class Form:
    """Entries of one form, and the loose paragraphs around its tables."""

    def __init__(self, entries=(), loose=()):
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
        said = (entry.text or entry.guidance or entry.field is None for entry in self.entries)
        return bool(self.loose) or any(said)

    @property
    def is_heading(self):
        return bool(self.fields) and self.fields <= {"number", "country"}

    @property
    def is_practice(self):
        """True when enough rows are those of a practice; other forms ask for organisation and country as well."""
        return len(self.fields) >= FEWEST_ROWS and len(self.fields - SHARED_WITH_OTHER_FORMS) >= FEWEST_OF_PRACTICE


def find_forms(items):
    """Practice Forms among the Tables and Blocks of a document; the words outside of them go to the nearest one."""
    forms = [Form()]
    for item in items:
        for entries, loose in _pieces(item, forms[-1]):
            if _begins_form(entries, forms[-1]):
                forms.append(Form())
            forms[-1].add(entries, loose)
    return _with_strays(forms)


def _pieces(item, form):
    """(entries, loose lines) of a table, cut where another form begins in it, or of a paragraph."""
    if not isinstance(item, Table):
        header = header_entries(item)
        if not header and form.is_heading and "country" not in form.fields:
            header = country_entries(item)
        return [(header, [] if header else [item.text])]
    entries = read_rows(item, first_row=form.next_row)
    if form.is_practice and _is_foreign(entries):
        return [([], [line for entry in entries for line in as_lines(entry)])]
    return [(piece, []) for piece in _cut_at_numbers(entries)]


def _is_foreign(entries):
    """True of a table that is no part of a practice form: most of its rows are unknown."""
    known = [entry for entry in entries if entry.field]
    return 2 * len(known) < len(entries)


def _cut_at_numbers(entries):
    """The forms of one table. A single form may have its number in any row, so a cut needs several names too."""
    numbers = [place for place, entry in enumerate(entries) if entry.field == "number"]
    titles = sum(entry.field == "title" for entry in entries)
    if len(numbers) < 2 or titles < 2:
        return [entries]
    starts = [0, *numbers[1:], len(entries)]
    return [entries[start:end] for start, end in pairwise(starts)]


def _begins_form(entries, form):
    """True when the entries belong to another form than the one so far: another number, or rows said already."""
    if not entries:
        return False
    piece = Form(entries)
    if piece.number and form.number:
        if piece.number != form.number:
            return True
    elif piece.is_heading:
        return form.is_practice
    repeated = piece.fields & form.fields
    return "title" in repeated or len(repeated) >= MOST_REPEATED_ROWS


def _with_strays(forms):
    """The practice forms, with the words of what is none."""
    practices = [form for form in forms if form.is_practice]
    for place, form in enumerate(forms):
        if practices and not form.is_practice:
            nearest = next((other for other in reversed(forms[:place]) if other.is_practice), practices[0])
            nearest.add((), [*form.loose, *(line for entry in form.entries for line in as_lines(entry))])
    return practices


def as_lines(entry):
    """An entry as a line of plain text, for what has no place of its own."""
    text = ": ".join(part for part in (entry.printed.rstrip(": "), entry.text) if has_words(part))
    return [line for line in (text, entry.guidance) if line]
