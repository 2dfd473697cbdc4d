from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from records.names import month_and_year


@dataclass(frozen=True)
class Period:
    """When a practice ran, as exactly as is known: a year, or a month of a year; `ongoing` has no end."""

    start_year: int | None = None
    start_month: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    ongoing: bool = False

    def __bool__(self):
        return bool(self.start_year or self.end_year)

    @property
    def ends_before_it_starts(self):
        if not (self.start_year and self.end_year):
            return False
        both_months = self.start_month and self.end_month
        start = (self.start_year, self.start_month if both_months else 0)
        return (self.end_year, self.end_month if both_months else 0) < start

    @property
    def in_words(self):
        """ "Since March 2011", "2006 – 2008": in the reader's language, "" when nothing is known."""
        start = _point(self.start_year, self.start_month)
        end = _point(self.end_year, self.end_month)
        if start and end:
            return start if start == end else _("%(start)s – %(end)s") % {"start": start, "end": end}
        if end:
            return self._until(end)
        if start and self.ongoing:
            return self._since(start)
        return start

    @property
    def interval(self):
        """ISO 8601: "2011-03/..", "2006/2008"; "" when nothing is known."""
        start, end = _iso(self.start_year, self.start_month), _iso(self.end_year, self.end_month)
        return f"{start or '..'}/{end or '..'}" if self else ""

    # Two sentences each, for Italian says "da marzo 2011" but "dal 2011".

    def _until(self, end):
        if self.end_month:
            return _("Until %(month_and_year)s") % {"month_and_year": end}
        return _("Until %(year)s") % {"year": end}

    def _since(self, start):
        if self.start_month:
            return _("Since %(month_and_year)s") % {"month_and_year": start}
        return _("Since %(year)s") % {"year": start}


def _point(year, month):
    if not year:
        return ""
    return month_and_year(date(year, month, 1)) if month else str(year)


def _iso(year, month):
    if not year:
        return ""
    return f"{year}-{month:02}" if month else str(year)
