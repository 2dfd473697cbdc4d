"""A list of records as a reader asked for it: her filters, the choices left, the page she is on."""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from practices.queries import count_codes, countries_with_counts
from records.names import country_name
from records.visibility import PUBLIC, Viewer

SORTS = {
    "title": (_("Title"), ["sort_key", "pk"]),
    "newest": (_("Newest first"), ["-first_published_at", "-pk"]),
    "number": (_("Number"), ["number"]),
}
SIZES = (10, 20, 50)


@dataclass(frozen=True)
class Choice:
    """One value of a facet. count: how many records it would show beside the other facets' choices."""

    value: str
    label: str
    count: int = 0
    selected: bool = False


@dataclass(frozen=True)
class Filter:
    """method: of the queryset; is_known: whether a value may be asked for; drop: the link that gives the filter up."""

    method: str
    is_known: object
    drop: str
    legend: str = ""


COUNTRY = Filter("in_countries", lambda code: code in countries, _("Any country"), _("Country"))


@dataclass(frozen=True)
class RecordListing:
    """What the address asks for. Values that no list has are ignored.

    A subclass names its model, the address of its list, its filters and the texts of its page.
    """

    asked: QueryDict
    viewer: Viewer = PUBLIC
    always: dict = field(default_factory=dict)

    @cached_property
    def chosen_values(self):
        return {name: self._values(name) for name in self.filters}

    def _values(self, name):
        if name in self.always:
            return [self.always[name]]
        return [value for value in dict.fromkeys(self.asked.getlist(name)) if self.filters[name].is_known(value)]

    def records(self, without=None):
        """Records that pass every filter, or every filter but one."""
        records = self.model.objects.visible_to(self.viewer)
        for name, values in self.chosen_values.items():
            if values and name != without:
                records = getattr(records, self.filters[name].method)(values)
        return records

    @cached_property
    def page(self):
        _label, order = SORTS[self.sort]
        cards = self.records().order_by(*order).for_cards(self.viewer)
        return Paginator(cards, self.size).get_page(self.asked.get("page"))

    @property
    def total(self):
        return self.page.paginator.count

    @property
    def total_in_words(self):
        return self.count_in_words(self.total)

    @property
    def sort(self):
        return self.asked.get("sort") if self.asked.get("sort") in SORTS else "title"

    @property
    def size(self):
        return next((size for size in SIZES if str(size) == self.asked.get("size")), SIZES[1])

    @property
    def address(self):
        return reverse(self.list_name)

    # --- Facets: each counts as if it had no choice of its own ---

    @property
    def facets(self):
        """[{legend, name, options}] in the order of the page."""
        return [
            {"legend": each.legend, "name": name, "options": self.choices_of(name)}
            for name, each in self.filters.items()
            if each.legend
        ]

    @property
    def hidden(self):
        """[(name, value)] of filters that no facet shows."""
        return [
            (name, value)
            for name, values in self.chosen_values.items()
            if not self.filters[name].legend
            for value in values
        ]

    @cached_property
    def countries(self):
        chosen = self.chosen_values["country"]
        counted = countries_with_counts(self.records(without="country"), self.list_name)
        choices = [Choice(row["code"], row["name"], row["count"], row["code"] in chosen) for row in counted]
        return sorted(choices, key=lambda choice: not choice.selected)

    def choices_of_codes(self, name, labels):
        """Choices of a column that holds a list of codes, each once it has records. labels: {code: words}"""
        counts = count_codes(self.records(without=name), name)
        chosen = self.chosen_values[name]
        return [
            Choice(code, str(label), counts[code], code in chosen)
            for code, label in labels.items()
            if counts[code] or code in chosen
        ]

    @cached_property
    def chosen(self):
        """[{label, remove_url}] of the active filters, to be taken away one by one."""
        return [
            {"label": self.label(name, value), "remove_url": self._address(self._asked_without(name, value))}
            for name, values in self.chosen_values.items()
            if name not in self.always
            for value in values
        ]

    @property
    def empty_suggestions(self):
        """When nothing is left: which filter to drop, and how many records that would give."""
        return [
            {
                "label": self.filters[name].drop,
                "count": count,
                "words": self.count_in_words(count),
                "url": self._address(self._asked_without(name)),
            }
            for name, values in self.chosen_values.items()
            if values and name not in self.always and (count := self.records(without=name).count())
        ]

    @property
    def sorts(self):
        return [Choice(value, label, selected=value == self.sort) for value, (label, _order) in SORTS.items()]

    @property
    def sizes(self):
        return [Choice(str(size), str(size), selected=size == self.size) for size in SIZES]

    @property
    def query_without_page(self):
        """The reader's own query for links to other pages, ending in "&" unless empty."""
        query = self.asked.copy()
        query.pop("page", None)
        return f"{query.urlencode()}&" if query else ""

    def _asked_without(self, name, value=None):
        query = self.asked.copy()
        query.pop("page", None)
        query.setlist(name, [other for other in query.getlist(name) if value is not None and other != value])
        return query

    def _address(self, query):
        ending = query.urlencode()
        return self.address + (f"?{ending}" if ending else "")

    def label(self, name, value):
        if name == "country":
            return country_name(value)
        return next((choice.label for choice in self.choices_of(name) if choice.value == value), value)
