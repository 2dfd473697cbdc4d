"""Which field a column of a table is, by its name in any of our languages."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from directory.desk.spoken_languages import language_named
from directory.models import Organisation
from records.folding import folded
from records.languages import DEFAULT_LANGUAGE, LANGUAGES, translated_fields
from records.refusals import Refused
from records.seeding import read_toml

LABELS = Path(__file__).with_name("columns.toml")
ROWS_BEFORE = 40
# Columns of the tables that the site gives away (directory.exports.table).
OF_OUR_EXPORT = {"type", "id", "language"}


@dataclass(frozen=True)
class Column:
    """place: in the row, from 0. field: "" of a column that nobody knows. language: of its texts, "" for that of the row."""

    place: int
    name: str
    field: str = ""
    language: str = ""


@dataclass(frozen=True)
class Header:
    """row: where it stands, as the spreadsheet numbers it. language: in which most columns are called."""

    row: int
    columns: tuple[Column, ...]
    language: str

    @property
    def fields(self):
        return {column.field for column in self.columns}

    @property
    def is_our_own_export(self):
        return {column.name for column in self.columns} >= OF_OUR_EXPORT


def header_of(tables):
    """(Header, the rows below it) of the first sheet that has a column of names. Raises Refused."""
    for table in tables:
        for place, row in enumerate(table[:ROWS_BEFORE]):
            columns = read_header(row)
            if sum(bool(each.field) for each in columns) >= 2 or _is_names_alone(row, columns):
                header = Header(place + 1, columns, _language_of(row))
                if "name" in header.fields:
                    return header, table[place + 1 :]
    raise Refused(
        _("There is no column with the names of the organisations."),
        _("Write “Name” at the head of that column, and name the others too: country, website, e-mail, phone."),
    )


def _is_names_alone(row, columns):
    return len([cell for cell in row if cell]) == 1 and any(each.field == "name" for each in columns)


def read_header(row):
    """A Column for each cell that has a name. The second column of the same field is nobody's."""
    columns, taken, is_our_own = [], set(), set(row) >= OF_OUR_EXPORT
    for place, name in enumerate(row):
        if not name:
            continue
        # French and Italian tables call the kind so.
        field, language = ("type", "") if is_our_own and name == "type" else field_named(name)
        # Several columns of contacts, of several numbers, are no contradiction.
        if field and (field, language) in taken and field not in REPEATABLE:
            field = ""
        taken.add((field, language))
        columns.append(Column(place, name, field, language))
    return tuple(columns)


REPEATABLE = {"email", "phone", "hotline", "web_form", "address", "person", "services", "networks", "earlier_names"}


def field_named(name):
    """(field, language) that a name of a column means: "Nome (inglese)" is ("name", "en"); ("", "") for none."""
    words = folded(name).split()
    known = _fields()
    if field := known.get(" ".join(words)):
        return field, ""
    for length in range(len(words) - 1, 0, -1):
        field, language = known.get(" ".join(words[:length])), language_named(" ".join(words[length:]))
        if field in translated_fields(Organisation) and language in LANGUAGES:
            return field, language
    return "", ""


def _language_of(row):
    """The language in which most of the names are words; English where they are of several alike."""
    votes = Counter(language for name in row for language in _languages().get(folded(name), ()))
    most = max(votes.values(), default=0)
    best = [language for language in LANGUAGES if most and votes[language] == most]
    return DEFAULT_LANGUAGE if DEFAULT_LANGUAGE in best or not best else best[0]


@cache
def _names():
    """[(folded name, field, language)], those that people use before the labels of the desk."""
    names = []
    for field, by_language in read_toml(LABELS).items():
        names.append((folded(field), field, ""))
        names += [(folded(name), field, language) for language, own in by_language.items() for name in own]
    for field in read_toml(LABELS):
        if field in LABELLED:
            for language in LANGUAGES:
                with override(language):
                    names.append((folded(str(Organisation._meta.get_field(field).verbose_name)), field, language))
    return names


LABELLED = {field.name for field in Organisation._meta.get_fields() if hasattr(field, "verbose_name")}


@cache
def _fields():
    found = {}
    for name, field, _language in _names():
        found.setdefault(name, field)
    return found


@cache
def _languages():
    found = {}
    for name, _field, language in _names():
        if language:
            found.setdefault(name, set()).add(language)
    return found
