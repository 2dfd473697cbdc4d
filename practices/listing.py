"""The list of practices as a reader asked for it: her filters, the choices left, the page she is on."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from practices.models import Category, Practice, Typology
from practices.queries import categories_with_counts, countries_with_counts
from records.names import country_name
from records.visibility import PUBLIC, Viewer

SORTS = {
    "title": (_("Title"), ["sort_key", "pk"]),
    "newest": (_("Newest first"), ["-first_published_at", "-pk"]),
    "number": (_("Number"), ["number"]),
}
SIZES = (10, 20, 50)
KNOWN = {
    "category": re.compile(r"[A-Z]").fullmatch,
    "typology": re.compile(r"[A-Z]\d{1,3}").fullmatch,
    "country": lambda code: code in countries,
}
FILTERS = {"category": "in_categories", "typology": "of_typologies", "country": "in_countries"}


@dataclass(frozen=True)
class Choice:
    """One value of a facet. count: how many practices it would show beside the other facets' choices."""

    value: str
    label: str
    count: int = 0
    selected: bool = False


@dataclass(frozen=True)
class Listing:
    """What the address asks for. Values that no list has are ignored."""

    asked: QueryDict
    viewer: Viewer = PUBLIC
    always: dict = field(default_factory=dict)

    @cached_property
    def chosen_values(self):
        return {name: self._values(name) for name in FILTERS}

    def _values(self, name):
        if name in self.always:
            return [self.always[name]]
        return [value for value in dict.fromkeys(self.asked.getlist(name)) if KNOWN[name](value)]

    def practices(self, without=None):
        """Practices that pass every filter, or every filter but one."""
        practices = Practice.objects.visible_to(self.viewer)
        for name, values in self.chosen_values.items():
            if values and name != without:
                practices = getattr(practices, FILTERS[name])(values)
        return practices

    @cached_property
    def page(self):
        _label, order = SORTS[self.sort]
        cards = self.practices().order_by(*order).for_cards(self.viewer)
        return Paginator(cards, self.size).get_page(self.asked.get("page"))

    @property
    def total(self):
        return self.page.paginator.count

    @property
    def sort(self):
        return self.asked.get("sort") if self.asked.get("sort") in SORTS else "title"

    @property
    def size(self):
        return next((size for size in SIZES if str(size) == self.asked.get("size")), SIZES[1])

    # --- Facets: each counts as if it had no choice of its own ---

    @cached_property
    def categories(self):
        counted = categories_with_counts(Category.objects.all(), self.practices(without="category"))
        chosen = self.chosen_values["category"]
        return [Choice(each.code, str(each.texts.title), each.practice_count, each.code in chosen) for each in counted]

    @cached_property
    def countries(self):
        chosen = self.chosen_values["country"]
        counted = countries_with_counts(self.practices(without="country"))
        choices = [Choice(row["code"], row["name"], row["count"], row["code"] in chosen) for row in counted]
        return sorted(choices, key=lambda choice: not choice.selected)

    @cached_property
    def chosen(self):
        """[{label, remove_url}] of the active filters, to be taken away one by one."""
        return [
            {"label": self._label(name, value), "remove_url": self._address(self._asked_without(name, value))}
            for name, values in self.chosen_values.items()
            if name not in self.always
            for value in values
        ]

    @property
    def empty_suggestions(self):
        """When nothing is left: which filter to drop, and how many practices that would give."""
        names = {
            "category": _("Any category"),
            "typology": _("Any type of intervention"),
            "country": _("Any country"),
        }
        return [
            {"label": names[name], "count": count, "url": self._address(self._asked_without(name))}
            for name, values in self.chosen_values.items()
            if values and name not in self.always and (count := self.practices(without=name).count())
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
        return reverse("practices:list") + (f"?{ending}" if ending else "")

    def _label(self, name, value):
        if name == "country":
            return country_name(value)
        if name == "typology":
            typology = Typology.objects.filter(code=value).first()
            return str(typology.texts.title) if typology else value
        return next((choice.label for choice in self.categories if choice.value == value), value)
