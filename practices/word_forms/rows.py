"""The rows of a form's tables as entries: what they are about, and what they say."""

import re
from dataclasses import dataclass, replace

from practices.word_forms.blocks import Block, paragraph, text_of
from practices.word_forms.countries import is_country, parse_countries
from practices.word_forms.labels import Label, is_help, is_row_number, recognise, split_label
from practices.word_forms.wording import is_word_for_word, without_guidance
from records.folding import has_words

LONGEST_HEADER = 100
GUIDANCE = re.compile(r"\(.*\)", re.DOTALL)
HEADER = ("number", "country")
# Fields of which a row may say "(word for word)": then nothing is read out of its value.
WORD_FOR_WORD = {"organisations", "typologies", "period", "resources", "references", "contacts", "funding"}


@dataclass(frozen=True)
class Entry:
    """A labelled value. `row` counts from 1 within the form; `label` is None for a row that nobody knows.

    `guidance` is what stands beside the label without being part of the value, such as "(20 lines at most)".
    """

    row: int
    label: Label | None
    printed: str
    blocks: tuple[Block, ...] = ()
    guidance: str = ""

    @property
    def field(self):
        return self.label.field if self.label else None

    @property
    def text(self):
        return text_of(self.blocks)

    @property
    def is_word_for_word(self):
        return self.field in WORD_FOR_WORD and is_word_for_word(self.guidance)

    @property
    def awaits_value(self):
        return not self.blocks

    def with_more(self, blocks):
        return replace(self, blocks=(*self.blocks, *blocks))


def read_rows(table, first_row=1):
    """Entries of a Table, in its order. A row without a label goes on with the one above."""
    entries = []
    for place, row in enumerate(table.rows, start=first_row):
        cells = _filled(row)
        if _goes_on(row, cells, entries):
            entries[-1] = entries[-1].with_more(block for cell in cells for block in cell.blocks)
        else:
            entries.extend(_entries(cells, place))
    return entries


def country_entries(block):
    """The Entry of a paragraph that names a country and nothing else."""
    return [Entry(0, COUNTRY, "", (block,))] if len(block.text) <= LONGEST_HEADER and is_country(block.text) else []


def header_entries(block, row=0):
    """Entries of a paragraph that is a form's header, such as "Chart No. 2 France"; none of any other paragraph."""
    if len(block.text) > LONGEST_HEADER:
        return []
    found = split_label((block,))
    if found and found[0].field in HEADER and found[2]:
        return _labelled(found, row, is_last=True)
    return _number_after_country(block.text, row) or _country_without_number(block.text, row)


def _country_without_number(text, row):
    """Entries of "Chart No. ___ France", where the number was left empty or written in a word."""
    codes, others = parse_countries(text)
    if not codes or not others:
        return []
    *label, last = others.split()
    for words, value in (([*label, last], ""), (label, last)):
        found = recognise(" ".join(words)) if len(words) > 1 else None
        if found and found.field == "number":
            number = Entry(row, found, " ".join(words), (paragraph(value),) if value else ())
            return [number, Entry(row, COUNTRY, "", (paragraph(_without_words(text, others)),))]
    return []


def _without_words(text, words):
    for word in words.split():
        text = text.replace(word, "", 1)
    return text.strip()


def _number_after_country(text, row):
    """Entries of "France - Chart No. 2", where no label comes first, or that of the country does."""
    codes, others = parse_countries(text) if len(text) <= LONGEST_HEADER else ((), "")
    found = split_label((paragraph(others),)) if codes and others else None
    if not found or found[0].field != "number" or not found[2]:
        return []
    country = text[: text.find(others.split()[0])]
    if parse_countries(country) != (codes, ""):
        return []
    return [Entry(row, *found), Entry(row, COUNTRY, "", (paragraph(country),))]


COUNTRY = Label("country", frozenset())


def _filled(row):
    """The cells that hold words, without a column of row numbers."""
    cells = [cell for cell in map(without_guidance, row.cells) if has_words(cell.text)]
    return cells[1:] if len(cells) > 1 and is_row_number(cells[0].text) else cells


def _goes_on(row, cells, entries):
    """True of a row that gives, or goes on with, the value of the entry above it."""
    if not entries or len(cells) != 1 or split_label(cells[0].blocks):
        return False
    return entries[-1].awaits_value or not has_words(row.cells[0].text)


def _entries(cells, row):
    entries = []
    for place, cell in enumerate(cells):
        is_last = place == len(cells) - 1
        found = split_label(cell.blocks)
        if entries and entries[-1].awaits_value:
            entries[-1:] = _with_value(entries[-1], cell, found, row, is_last)
        elif found:
            entries.extend(_labelled(found, row, is_last))
        elif entries and entries[-1].field == "number":
            entries.append(Entry(row, COUNTRY, "", cell.blocks))
        elif entries:
            entries[-1] = entries[-1].with_more(cell.blocks)
        else:
            entries.extend(_without_label(cell, row, is_last))
    return entries


def _with_value(entry, cell, found, row, is_last):
    """Entries in place of one that waits for its value, once the next cell is known.

    That cell is the value; or a help text, after which the value comes; or a second label beside the first.
    """
    if found and entry.field in HEADER and found[0].field in HEADER and found[0] != entry.label:
        return [entry, *_labelled(found, row, is_last)]
    if found and not found[2] and not is_last:
        return [*([entry] if entry.label is None else []), Entry(row, *found)]
    if found and found[0].field == "number" and is_country(entry.printed):
        return [Entry(row, COUNTRY, "", (paragraph(entry.printed),)), Entry(row, *found)]
    if entry.label and not is_last and is_help(entry.label, cell.text):
        return [entry]
    return [entry.with_more(cell.blocks)]


def _labelled(found, row, is_last):
    """Entries of a cell with a label. Words beside it are its value, unless they say how to fill in the next cell."""
    label, printed, rest = found
    text = text_of(rest)
    if rest and is_help(label, text):
        return [Entry(row, label, printed)]
    if is_word_for_word(text):
        return [Entry(row, label, printed, guidance=text)]
    if rest and not is_last and GUIDANCE.fullmatch(text) and len(text) > len("(A)"):
        return [Entry(row, label, printed, guidance=text)]
    if label.field == "country" and (header := _number_after_country(text, row)):
        return header
    return [Entry(row, label, printed, rest)]


def _without_label(cell, row, is_last):
    """Entries of a first cell that has no label: a header, a label that nobody knows, or a row without any."""
    if header := header_entries(paragraph(cell.text), row):
        return header
    return [Entry(row, None, "", cell.blocks) if is_last else Entry(row, None, cell.text)]
