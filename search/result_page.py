"""Results as a page shows them: every choice as a link or a box, each way out of an empty list."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.exports.entries import entries_of
from records.visibility import PUBLIC, Viewer
from search import facets, service
from search.by_country import by_country
from search.cards import card
from search.histogram import Histogram
from search.nearby import concepts_near
from search.query import ANY_YEAR, COUNTRY, DEEPEST, NEWEST, RELEVANCE, SIZES, TITLE, SearchQuery
from search.results import FacetValue, Results
from search.sections import Section

SORTS = {RELEVANCE: _("Relevance"), NEWEST: _("Newest first"), TITLE: _("Title"), COUNTRY: _("Country")}
# The years stand beside where and what; what few readers need comes after.
BEFORE_YEARS = ("type", "category", "typology", "service", "country", "seat", "organisation")
DROPS = {
    "type": _("Any type of content"),
    "category": _("Any category"),
    "typology": _("Any type of intervention"),
    "service": _("Any service"),
    "country": _("Any country"),
    "seat": _("Any country of its seat"),
    "organisation": _("Any organisation"),
    "target_group": _("Any target group"),
    "exploitation": _("Any exploitation"),
    "sector": _("Any sector"),
    "scope": _("Any scope"),
    "language": _("Any language"),
    "area": _("Any area of cooperation"),
    "tag": _("Any tag"),
    "languages_spoken": _("Any language spoken"),
    "hotline": _("With or without a hotline"),
    "referrals": _("With or without referrals"),
    "member": _("Any membership"),
    "standing": _("Also those that have ended"),
    facets.YEARS: _("Any year"),
}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class ShownFacet:
    """A facet with whether it stands open; the years have a histogram instead of values.

    left_out: how many values are too rare to be shown; more words or filters bring them up.
    """

    name: str
    label: str
    values: list[FacetValue] = field(default_factory=list)
    histogram: Histogram | None = None
    is_open: bool = False
    chosen: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class ResultPage:
    """labels: {facet: {value: label}} of what is chosen."""

    section: Section
    query: SearchQuery
    results: Results
    viewer: Viewer = PUBLIC
    labels: dict = field(default_factory=dict)

    # --- Addresses ---

    def address(self, **changes):
        """The page of this query, or of a changed one. A change begins at its first page."""
        return self._address(self.query.but(**({"page": 1} | changes)))

    def _address(self, query):
        pairs = [pair for pair in query.as_params() if pair[0] not in self.section.fixed]
        return self.section.address() + (f"?{urlencode(pairs)}" if pairs else "")

    @property
    def own_address(self):
        return self._address(self.query)

    @property
    def address_without_filters(self):
        return self.address(**self._no_filters)

    @property
    def _no_filters(self):
        return {"filters": dict(self.section.fixed), "years": ANY_YEAR}

    @property
    def everywhere(self):
        """The same words over everything."""
        text = urlencode({"q": self.query.text})
        return f"{reverse('search:page')}?{text}"

    def _without(self, name, value=None):
        """Address without a filter, or without one value of it."""
        if name == facets.YEARS:
            return self.address(years=ANY_YEAR)
        return self.address(filters=self._filters_without(name, value))

    def _toggled_in(self, name, value):
        """Address with this value of a filter chosen, or chosen no longer."""
        chosen = self.query.filters.get(name, ())
        if value in chosen:
            return self._without(name, value)
        return self.address(filters={**self.query.filters, name: (*chosen, value)})

    def _filters_without(self, name, value=None):
        left = tuple(each for each in self.query.filters[name] if value is not None and each != value)
        return {key: values for key, values in {**self.query.filters, name: left}.items() if values}

    def output(self, name):
        """The address of the same list as a feed or file; the type of content is named there."""
        pairs = [pair for pair in self.query.but(page=1).as_params() if pair[0] != "size"]
        return reverse(f"search:{name}") + (f"?{urlencode(pairs)}" if pairs else "")

    @property
    def feed(self):
        return self.output("feed")

    @property
    def csv(self):
        return self.output("csv")

    @property
    def json(self):
        return self.output("json")

    @property
    def xlsx(self):
        return self.output("xlsx")

    @property
    def hsds(self):
        """Of a list of organisations; "" of any other."""
        return self.output("hsds") if self.query.filters.get("type") == ("organisation",) else ""

    # --- The list ---

    @property
    def total(self):
        return self.results.total

    @property
    def total_in_words(self):
        return self.section.count(self.total)

    @cached_property
    def page(self):
        return Paginator(range(min(self.total, DEEPEST)), self.query.size).get_page(self.query.page)

    @property
    def query_without_page(self):
        """The reader's own query for links to other pages, ending in "&" unless empty."""
        query = self.address().partition("?")[2]
        return f"{query}&" if query else ""

    @cached_property
    def hits(self):
        return [(hit, card(hit)) for hit in self.results.hits]

    @cached_property
    def entries(self):
        """[Entry] of a list of organisations: what files tell of them."""
        return entries_of([hit.record for hit in self.results.hits], self.viewer)

    @property
    def sort(self):
        """What the list is sorted by: without words nothing is more relevant than another."""
        return NEWEST if self.query.sort == RELEVANCE and not self.query.text else self.query.sort

    @property
    def sorts(self):
        if self.query.text:
            return [Choice(name, label, name == self.sort) for name, label in SORTS.items()]
        # Newest first is what no choice gives: whoever types words now gets them by relevance.
        chosen = RELEVANCE if self.sort == NEWEST else self.sort
        offered = {RELEVANCE: SORTS[NEWEST], TITLE: SORTS[TITLE], COUNTRY: SORTS[COUNTRY]}
        return [Choice(name, label, name == chosen) for name, label in offered.items()]

    @property
    def sizes(self):
        return [Choice(str(size), str(size), size == self.query.size) for size in SIZES]

    # --- What narrows it ---

    @cached_property
    def facets(self):
        shown = [self._shown(facet) for facet in self.results.facets if facet.values and self._is_choice(facet.name)]
        at = sum(facet.name in BEFORE_YEARS for facet in shown)
        return shown[:at] + self._years + shown[at:]

    @cached_property
    def by_country(self):
        """The same records by country (by_country.ByCountry), in sections that have a map."""
        facet = next((facet for facet in self.facets if facet.name == "country"), None)
        if not self.section.has_map or facet is None:
            return None
        return by_country(facet.values, lambda value: self._toggled_in("country", value), self.section.count)

    def _is_choice(self, name):
        return name not in self.section.fixed

    def _shown(self, facet):
        chosen = len(facet.chosen)
        return ShownFacet(
            facet.name,
            facet.label,
            facet.values,
            is_open=facet.name in self.section.open_facets or chosen > 0,
            chosen=chosen,
            left_out=facet.left_out,
        )

    @property
    def _years(self):
        if not self.results.histogram and not self._has_years:
            return []
        histogram = Histogram(dict(self.results.histogram), self.query.years) if self.results.histogram else None
        return [
            ShownFacet(facets.YEARS, _("Years"), histogram=histogram, is_open=True, chosen=int(self._has_years)),
        ]

    @property
    def _has_years(self):
        return self.query.years != ANY_YEAR

    @property
    def years_chosen(self):
        """(from, to) for the fields, "" where open."""
        return [year or "" for year in self.query.years]

    @cached_property
    def chosen(self):
        """[{label, remove_url}] of the active filters, to be taken away one by one."""
        chips = [
            {"label": self.labels[name][value], "remove_url": self._without(name, value)}
            for name, values in self.query.filters.items()
            if self._is_choice(name)
            for value in values
        ]
        if self._has_years:
            chips.append({"label": period_in_words(*self.query.years), "remove_url": self._without(facets.YEARS)})
        return chips

    @property
    def hidden(self):
        """[(name, value)] that the form keeps, for no field of it shows them."""
        shown = {(facet.name, value.value) for facet in self.facets for value in facet.values}
        chosen = [(name, value) for name, values in self.query.filters.items() for value in values]
        unseen = [pair for pair in chosen if self._is_choice(pair[0]) and pair not in shown]
        off = [("without", each.concept) for each in self.results.understood if not each.is_on]
        return unseen + off + ([("exact", self.query.text)] if self.query.exact else [])

    # --- How the words were read ---

    @cached_property
    def concepts(self):
        """[{concept, words, others, toggle_url}]. others: its names in the other languages, one for each."""
        return [
            {"concept": each, "others": self._others(each), "toggle_url": self._toggled(each)}
            for each in self.results.understood
        ]

    def _others(self, understood):
        asked = understood.words.casefold()
        firsts = [(language, labels[0]) for language, labels in understood.labels.items() if labels]
        own_first = sorted(firsts, key=lambda each: each[0] != self.query.language)
        # "Romania" is one name, though it is that of two languages.
        names = {label.casefold(): (language, label) for language, label in reversed(own_first)}
        return [names[name] for name in reversed(names) if name != asked]

    def _toggled(self, understood):
        off = tuple(key for key in self.query.without_concepts if key != understood.concept)
        return self.address(without_concepts=(*off, understood.concept) if understood.is_on else off)

    @property
    def exact_address(self):
        return self.address(exact=True)

    @property
    def corrected_address(self):
        return self.address(exact=False)

    @property
    def suggested_address(self):
        return self._read_anew(self.results.suggestion or "")

    def _read_anew(self, text):
        """The address of other words with the same filters."""
        return self.address(text=text, without_concepts=(), exact=False)

    # --- Nothing found ---

    @cached_property
    def drops(self):
        """[{label, words, url}]: which filter to give up, and how many that gives; the most first."""
        given_up = [
            (name, {"filters": self._filters_without(name)}) for name in self.query.filters if self._is_choice(name)
        ]
        given_up += [(facets.YEARS, {"years": ANY_YEAR})] if self._has_years else []
        counted = sorted(((self._total(changes), name) for name, changes in given_up), reverse=True)
        drops = [
            {"label": DROPS[name], "words": self.section.count(total), "url": self._without(name)}
            for total, name in counted
            if total
        ]
        if len(given_up) > 1 and (total := self._total(self._no_filters)):
            url = self.address_without_filters
            drops.append({"label": _("All filters"), "words": self.section.count(total), "url": url})
        return drops

    def _total(self, changes):
        return service.search(self.query.but(page=1, size=1, **changes), self.viewer, wanted=()).total

    @cached_property
    def near(self):
        """[{label, url}] of concepts near to the reader's words."""
        understood = {each.concept for each in self.results.understood}
        labels = concepts_near(self.query.text, understood, self.query.language) if self.query.text else []
        return [{"label": label, "url": self._read_anew(label)} for label in labels]

    @cached_property
    def total_elsewhere(self):
        """How many there are outside this section, for a list of one type that has none."""
        everything = {name: values for name, values in self.query.filters.items() if self._is_choice(name)}
        return self._total({"filters": everything}) if self.section.fixed and self.query.text else 0


def result_page(section, query, viewer, wanted=None):
    """Ask, and show the last page to who asked for one behind it. wanted: facets to be counted, if not the section's."""
    wanted = section.facets if wanted is None else wanted
    labels = {name: facets.labels_of(name, values, viewer) for name, values in query.filters.items()}
    query = query.but(
        filters={name: known for name, values in query.filters.items() if (known := _known(values, labels[name]))}
    )
    results = service.search(query, viewer, wanted)
    if results.total and not results.hits and query.page > 1:
        query = query.but(page=-(-min(results.total, DEEPEST) // query.size))
        results = service.search(query, viewer, wanted)
    return ResultPage(section, query, results, viewer, labels)


def _known(values, labels):
    return tuple(value for value in values if value in labels)


def period_in_words(first, last):
    if first == last:
        return str(first)
    if first and last:
        return f"{first} – {last}"
    return _("from %(year)s") % {"year": first} if first else _("until %(year)s") % {"year": last}
