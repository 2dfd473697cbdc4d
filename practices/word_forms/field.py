"""One field of a form: how it is read from the chart, and got from and put into the record; and the usual ways of that.

Values are plain data (str, list, dict of JSON), so that they can be compared and remembered as digests.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

from practices.word_forms import rich_text
from practices.word_forms.blocks import tidy
from records.languages import set_text, text_in


@dataclass(frozen=True)
class Field:
    """read(chart) -> value; get(record, language) -> value; put(record, language, value, known organisations).

    is_rich: a text with markup. longest: characters that the record can hold, None for any number.
    translate(record, language, value) takes the texts of a fact from a form in another language, if they fit.
    means_the_same(record, value, known): the record says what the form says, in other words.
    """

    name: str
    is_text: bool
    read: Callable
    get: Callable
    put: Callable
    is_rich: bool = False
    longest: int | None = None
    translate: Callable = lambda record, language, value: False
    means_the_same: Callable = lambda record, value, known: False

    @property
    def takes_lines(self):
        """Words without a place can be added to it."""
        return self.is_text and self.longest is None


def value_digest(value):
    """Fingerprint of a value of a field."""
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:20]


def plain_text(name, read, longest=None):
    return Field(
        name,
        True,
        read=read,
        get=lambda record, language: rich_text.plain_of_form(text_in(record, name, language)),
        put=lambda record, language, value, _known: set_text(record, name, language, value),
        longest=longest,
    )


def formatted_text(name, blocks):
    """blocks(chart) -> the Blocks of this text."""
    return Field(
        name,
        True,
        read=lambda chart: rich_text.to_html(blocks(chart)),
        get=lambda record, language: rich_text.html_of_form(text_in(record, name, language)),
        put=lambda record, language, value, _known: set_text(record, name, language, value),
        is_rich=True,
    )


def fact(name, read, attribute=""):
    """A fact that the record keeps as the form says it."""
    attribute = attribute or name
    return Field(
        name,
        False,
        read=read,
        get=lambda record, _language: getattr(record, attribute),
        put=lambda record, _language, value, _known: setattr(record, attribute, value),
    )


def line(name, attribute, convert=str):
    """A row of one line that is a fact."""
    return replace(
        fact(name, lambda chart: convert(" ".join(chart.extra.get(name, ()))), attribute),
        get=lambda record, _language: convert(_on_one_line(str(getattr(record, attribute) or ""))),
    )


def _on_one_line(text):
    return " ".join(rich_text.plain_of_form(text).split())


def _year(text):
    return int(text) if re.fullmatch(r"(19|20)\d\d", text.strip()) else ""


# How old the information is, and where it was printed: at the end of every kind of form.
LAST_LINES = (line("information_as_of", "information_as_of", convert=_year), line("source", "source_collection"))


def unknown_year(chart):
    """The line "Information as of" that is no year, in a list."""
    as_of = " ".join(chart.extra.get("information_as_of", ()))
    return [] if _year(as_of) or not as_of else [as_of]


@dataclass(frozen=True)
class Rows:
    """Rows of a record with texts of their own, as a list of {name: value}.

    facts: name -> how its value becomes plain data. telling: a row without any of these says nothing in a language.
    """

    relation: str
    model: type
    texts: tuple[str, ...]
    facts: dict[str, Callable]
    telling: tuple[str, ...]

    def field(self, name, read):
        return Field(name, False, read=read, get=self._get, put=self._put, translate=self._translate)

    def _get(self, record, language):
        return [
            row for row in self.all_of(record, language) if any(row[name] not in ("", None) for name in self.telling)
        ]

    def _put(self, record, language, value, _known):
        """A row that stays as it was keeps its translations."""
        present = dict(zip(map(value_digest, self.all_of(record, language)), self._rows(record), strict=True))
        rows = [present.pop(value_digest(row), None) or self._new(row, language) for row in value]
        for place, row in enumerate(rows):
            row.sort_order = place
        setattr(record, self.relation, rows)

    def _translate(self, record, language, value):
        """The same rows with the same facts, worded in another language."""
        rows = self._rows(record)
        same = [self._facts(row) for row in rows] == [{name: row[name] for name in self.facts} for row in value]
        if not same or any(text_in(row, self.texts[0], language) for row in rows):
            return False
        for row, said in zip(rows, value, strict=True):
            self._word(row, said, language)
        setattr(record, self.relation, rows)
        return True

    def _rows(self, record):
        return list(getattr(record, self.relation).all())

    def all_of(self, record, language):
        """Every row, also one that says nothing in this language."""
        return [
            {name: tidy(text_in(row, name, language)) for name in self.texts} | self._facts(row)
            for row in self._rows(record)
        ]

    def _facts(self, row):
        return {name: as_data(getattr(row, name)) for name, as_data in self.facts.items()}

    def _new(self, said, language):
        row = self.model(**{name: said[name] for name in self.facts})
        self._word(row, said, language)
        return row

    def _word(self, row, said, language):
        for name in self.texts:
            set_text(row, name, language, said[name])
