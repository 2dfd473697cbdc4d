"""Where practices of which type are recorded, and where none is: typologies by countries."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from pages import countries
from pages.countries import Country
from practices.models import Category, Practice, Typology

# The least number of each of the four shades of a cell.
SHADES = (1, 2, 3, 5)


@dataclass(frozen=True)
class Cell:
    """shade: 1 to 4, 0 where none is recorded."""

    count: int = 0
    url: str = ""

    @property
    def shade(self):
        return sum(self.count >= least for least in SHADES)


@dataclass(frozen=True)
class Row:
    """A cell for each country, in their order."""

    typology: Typology
    total: int
    cells: list[Cell]


@dataclass(frozen=True)
class Coverage:
    """rows: of each category. countries: those with practices; without_practices: those of which something else is known."""

    countries: list[Country]
    without_practices: list[Country]
    rows: list[tuple[Category, list[Row]]]

    @property
    def typologies(self):
        return sum(len(rows) for _category, rows in self.rows)

    @property
    def covered(self):
        """How many typologies have a practice anywhere."""
        return sum(row.total > 0 for _category, rows in self.rows for row in rows)


def coverage(viewer):
    """The Coverage by practices that this viewer may see. A constant number of queries."""
    known = countries.recorded(viewer)
    with_practices = [country for country in known if country.practices]
    counts, totals = _counts(viewer)
    typologies = Typology.objects.select_related("category").order_by("category__code", "code")
    rows = (
        Row(
            typology,
            totals[typology.pk],
            [_cell(typology, country, counts[typology.pk, country.code]) for country in with_practices],
        )
        for typology in typologies
    )
    return Coverage(
        with_practices,
        [country for country in known if not country.practices],
        [(category, list(of_it)) for category, of_it in groupby(rows, key=lambda row: row.typology.category)],
    )


def _counts(viewer):
    """({(typology, country code): practices}, {typology: practices}); a practice counts in each of its countries."""
    rows = Practice.typologies.through.objects.filter(practice__in=Practice.objects.visible_to(viewer))
    counts, totals = Counter(), Counter()
    for typology, codes in rows.values_list("typology", "practice__countries"):
        totals[typology] += 1
        counts.update((typology, code) for code in codes.split(",") if code)
    return counts, totals


def _cell(typology, country, count):
    if not count:
        return Cell()
    return Cell(
        count, f"{reverse('search:practices')}?{urlencode({'typology': typology.code, 'country': country.code})}"
    )
