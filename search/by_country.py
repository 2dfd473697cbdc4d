"""A list by country: a map and, with the same numbers and links, a table beside it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from directory.map import drawing
from records.folding import folded

ANCHOR = "#by-country"


@dataclass(frozen=True)
class Row:
    """url: of the same list with this country chosen, or chosen no longer."""

    name: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class ByCountry:
    """rows: every country, in the order of the reader's alphabet; those of Europe and around it are on the map."""

    rows: list[Row]
    map: drawing.Map


def by_country(values, address, in_words):
    """values: [FacetValue] of countries; address(code): of the list with it chosen or not; in_words(count)."""
    in_order = sorted(values, key=lambda value: folded(value.label))
    rows = {
        value.value: Row(value.label, value.count, address(value.value) + ANCHOR, value.is_chosen) for value in in_order
    }
    places = {
        code: drawing.Place(row.count, _in_words(row, in_words), row.url, row.is_chosen) for code, row in rows.items()
    }
    return ByCountry(list(rows.values()), drawing.europe(places))


def _in_words(row, in_words):
    words = f"{row.name}: {in_words(row.count)}"
    return _("%(place)s (chosen)") % {"place": words} if row.is_chosen else words
