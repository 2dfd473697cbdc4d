"""The rows of a form's tables as entries: what they are about, and what they say."""

import re
from dataclasses import dataclass, replace

from directory.country_names import is_country, parse_countries
from practices.word_forms.blocks import Block, paragraph, text_of, without_strikes
from practices.word_forms.labels import Label
from practices.word_forms.wording import is_word_for_word, without_guidance
from records.folding import has_words

LONGEST_HEADER = 100
GUIDANCE = re.compile(r"\(.*\)", re.DOTALL)
COUNTRY = Label("country", frozenset())


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
    is_word_for_word: bool = False

    @property
    def field(self):
        return self.label.field if self.label else None

    @property
    def text(self):
        return text_of(self.blocks)

    @property
    def awaits_value(self):
        return not self.blocks

    def with_more(self, blocks):
        return replace(self, blocks=(*self.blocks, *blocks))


class RowReader:
    """Reads the rows of forms of one Layout."""

    def __init__(self, layout):
        self._layout = layout
        self._labels = layout.labels

    def entries(self, table, first_row=1):
        """Entries of a Table, in its order. A row without a label goes on with the one above."""
        entries = []
        for place, row in enumerate(table.rows, start=first_row):
            cells = self._filled(row)
            if self._goes_on(row, cells, entries):
                entries[-1] = entries[-1].with_more(block for cell in cells for block in cell.blocks)
            else:
                entries.extend(self._entries(cells, place))
        return [self._as_it_counts(entry) for entry in entries]

    def header_entries(self, block, row=0):
        """Entries of a paragraph that is a form's header, such as "Chart No. 2 France"; none of any other paragraph."""
        if len(block.text) > LONGEST_HEADER:
            return []
        found = self._labels.split((block,))
        if found and found[0].field in self._layout.header and found[2]:
            return self._labelled(found, row, is_last=True)
        return self._number_after_country(block.text, row) or self._country_without_number(block.text, row)

    def _as_it_counts(self, entry):
        """Crossed out words are options that do not count; in any other row they are words."""
        return entry if entry.field in self._layout.options else replace(entry, blocks=without_strikes(entry.blocks))

    def _country_without_number(self, text, row):
        """Entries of "Chart No. ___ France", where the number was left empty or written in a word."""
        codes, others = parse_countries(text)
        if not codes or not others:
            return []
        *label, last = others.split()
        for words, value in (([*label, last], ""), (label, last)):
            found = self._labels.recognise(" ".join(words)) if len(words) > 1 else None
            if found and found.field == "number":
                number = Entry(row, found, " ".join(words), (paragraph(value),) if value else ())
                return [number, Entry(row, COUNTRY, "", (paragraph(_without_words(text, others)),))]
        return []

    def _number_after_country(self, text, row):
        """Entries of "France - Chart No. 2", where no label comes first, or that of the country does."""
        codes, others = parse_countries(text) if len(text) <= LONGEST_HEADER else ((), "")
        found = self._labels.split((paragraph(others),)) if codes and others else None
        if not found or found[0].field != "number" or not found[2]:
            return []
        country = text[: text.find(others.split()[0])]
        if parse_countries(country) != (codes, ""):
            return []
        return [Entry(row, *found), Entry(row, COUNTRY, "", (paragraph(country),))]

    def _filled(self, row):
        """The cells that hold words, without a column of row numbers."""
        cells = [cell for cell in (without_guidance(cell, self._labels) for cell in row.cells) if has_words(cell.text)]
        return self._labels.without_number(cells)

    def _goes_on(self, row, cells, entries):
        """True of a row that gives, or goes on with, the value of the entry above it."""
        if not entries or len(cells) != 1 or self._labels.split(cells[0].blocks):
            return False
        if self._labels.guess(cells[0].text, True):
            return False
        return entries[-1].awaits_value or not has_words(row.cells[0].text)

    def _entries(self, cells, row):
        entries = []
        for place, cell in enumerate(cells):
            is_last = place == len(cells) - 1
            found = self._labels.split(cell.blocks)
            if entries and entries[-1].awaits_value:
                entries[-1:] = self._with_value(entries[-1], cell, found, row, is_last)
            elif found:
                entries.extend(self._labelled(found, row, is_last))
            elif entries and entries[-1].field == "number":
                entries.append(Entry(row, COUNTRY, "", cell.blocks))
            elif entries:
                entries[-1] = entries[-1].with_more(cell.blocks)
            else:
                entries.extend(self._without_label(cell, row, is_last))
        return entries

    def _with_value(self, entry, cell, found, row, is_last):
        """Entries in place of one that waits for its value, once the next cell is known.

        That cell is the value; or a help text, after which the value comes; or a second label beside the first.
        """
        header = self._layout.header
        if found and entry.field in header and found[0].field in header and found[0] != entry.label:
            return [entry, *self._labelled(found, row, is_last)]
        if found and not found[2] and not is_last:
            return [*([entry] if entry.label is None else []), Entry(row, *found)]
        if found and found[0].field == "number" and is_country(entry.printed):
            return [Entry(row, COUNTRY, "", (paragraph(entry.printed),)), Entry(row, *found)]
        if entry.label and not is_last and self._labels.is_help(entry.label, cell.text):
            return [entry]
        return [entry.with_more(cell.blocks)]

    def _labelled(self, found, row, is_last):
        """Entries of a cell with a label. Words beside it are its value, unless they say how to fill in the next cell."""
        label, printed, rest = found
        text = text_of(rest)
        if rest and self._labels.is_help(label, text):
            return [Entry(row, label, printed)]
        if is_word_for_word(text):
            as_it_stands = label.field in self._layout.word_for_word
            return [Entry(row, label, printed, guidance=text, is_word_for_word=as_it_stands)]
        if rest and not is_last and GUIDANCE.fullmatch(text) and len(text) > len("(A)"):
            return [Entry(row, label, printed, guidance=text)]
        if label.field == "country" and (header := self._number_after_country(text, row)):
            return header
        return [Entry(row, label, printed, rest)]

    def _without_label(self, cell, row, is_last):
        """Entries of a first cell that has no label: a header, a label that nobody knows, or a row without any."""
        if header := self.header_entries(paragraph(cell.text), row):
            return header
        if guessed := self._labels.guess(cell.text, is_last):
            return [Entry(row, guessed, cell.text)]
        return [Entry(row, None, "", cell.blocks) if is_last else Entry(row, None, cell.text)]


def country_entries(block):
    """The Entry of a paragraph that names a country and nothing else."""
    return [Entry(0, COUNTRY, "", (block,))] if len(block.text) <= LONGEST_HEADER and is_country(block.text) else []


def _without_words(text, words):
    for word in words.split():
        text = text.replace(word, "", 1)
    return text.strip()
