"""How many records lie in each year, as bars for a small drawing of the page."""

from dataclasses import dataclass
from functools import cached_property

HEIGHT = 40
BAR, GAP = 6, 2


@dataclass(frozen=True)
class Bar:
    """A year with its place in the drawing; is_inside: the reader's period holds it."""

    year: int
    count: int
    x: int
    y: int
    height: int
    is_inside: bool


@dataclass(frozen=True)
class Histogram:
    """counts: {year: records}; chosen: (from, to) of the reader, each may be None."""

    counts: dict
    chosen: tuple = (None, None)
    bar: int = BAR
    height: int = HEIGHT

    @property
    def first(self):
        return min(self.counts)

    @property
    def last(self):
        return max(self.counts)

    @property
    def busiest(self):
        """The year with most records; the latest of several."""
        return max(self.counts, key=lambda year: (self.counts[year], year))

    @property
    def most(self):
        return self.counts[self.busiest]

    @property
    def width(self):
        return len(self.bars) * (BAR + GAP) - GAP

    @cached_property
    def bars(self):
        return [self._bar(place, year) for place, year in enumerate(range(self.first, self.last + 1))]

    def _bar(self, place, year):
        count = self.counts.get(year, 0)
        height = max(1, round(HEIGHT * count / self.most)) if count else 0
        return Bar(year, count, place * (BAR + GAP), HEIGHT - height, height, self._is_inside(year))

    def _is_inside(self, year):
        first, last = self.chosen
        return (first is None or year >= first) and (last is None or year <= last)
