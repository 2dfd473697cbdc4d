"""Which known organisations a new one may be: by any of its names, its acronym, or the domain of its website."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from directory.matching import acronyms_in
from directory.models import Organisation
from records.folding import folded
from records.languages import columns

ALIKE = 90
MOST = 5
# Domains under which many have their pages: no sign that two are one.
SHARED_DOMAINS = {"facebook.com", "instagram.com", "linkedin.com", "sites.google.com", "wordpress.com", "x.com"}


class Reason(StrEnum):
    """Why two may be one, the surest first."""

    NUMBER = "number"
    NAME = "name"
    DOMAIN = "domain"
    ACRONYM = "acronym"
    ALIKE = "alike"


@dataclass(frozen=True)
class Duplicate:
    organisation: Organisation
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Pair:
    one: Organisation
    other: Organisation
    reasons: tuple[Reason, ...]


class Known:
    """Every organisation that is not withdrawn, by what tells one from another; made once for many questions.

    with_drafts: by what their newest drafts say too, not only by what is on the site.
    """

    def __init__(self, *, with_drafts=False):
        self._organisations, self._by_name, self._by_domain, self._by_acronym = {}, {}, {}, {}
        self._words = {}
        facts = ("acronym", "legal_name", "earlier_names", "country", "website", "live")
        fields = (*columns("name"), "source_language", "source_digests", *facts)
        for organisation in Organisation.objects.filter(withdrawn_at=None).order_by("pk").only(*fields):
            self._organisations[organisation.pk] = organisation
            self._add(organisation, organisation.pk)
        if with_drafts:
            drafts = Organisation.objects.filter(withdrawn_at=None, has_unpublished_changes=True)
            for key, content in drafts.exclude(latest_revision=None).values_list("pk", "latest_revision__content"):
                self._add(_as_drafted(content), key)
        for merged in Organisation.objects.merged_away().only(*fields, "successor"):
            if merged.successor_id in self._organisations:
                self._add(merged, merged.successor_id)

    def _add(self, organisation, key):
        """key: of who is meant by its names."""
        for name in filter(None, map(folded, organisation.every_name)):
            self._by_name.setdefault(name, []).append(key)
            self._words[name] = _in_order(name)
        for acronym in acronyms_of(organisation):
            self._by_acronym.setdefault(acronym, []).append(key)
        if domain := domain_of(organisation.website):
            self._by_domain.setdefault(domain, []).append(key)

    def like(self, organisation):
        """[Duplicate] of an organisation, saved or not, the surest first. Not itself."""
        reasons = {}

        def note(keys, reason):
            for key in keys:
                if key != organisation.pk:
                    reasons.setdefault(key, {})[reason] = None

        names = [*filter(None, map(folded, organisation.every_name))]
        for name in names:
            note(self._by_name.get(name, ()), Reason.NAME)
        note(self._by_domain.get(domain_of(organisation.website), ()), Reason.DOMAIN)
        for acronym in acronyms_of(organisation) | set(names):
            # Two of one acronym in two countries are usually two.
            keys = [key for key in self._by_acronym.get(acronym, ()) if self._may_share_country(key, organisation)]
            note(keys, Reason.ACRONYM)
        for name in names:
            for other in _like(name, self._words):
                note(self._by_name[other], Reason.ALIKE)
        order = list(Reason)
        ranked = sorted(reasons.items(), key=lambda item: (min(map(order.index, item[1])), item[0]))
        return [Duplicate(self._organisations[key], tuple(found)) for key, found in ranked[:MOST]]

    def pairs(self):
        """[Pair] of entries that may be one, the surest first. Names alike are looked for within a country."""
        reasons = {}

        def note(keys, reason):
            for one, other in combinations(sorted(set(keys)), 2):
                reasons.setdefault((one, other), {})[reason] = None

        for keys in self._by_name.values():
            note(keys, Reason.NAME)
        for keys in self._by_domain.values():
            note(keys, Reason.DOMAIN)
        for keys in self._by_acronym.values():
            for same_country in self._by_country(keys):
                note(same_country, Reason.ACRONYM)
        for keys in self._by_country(self._organisations):
            for one, other in self._alike(keys):
                note((one, other), Reason.ALIKE)
        order = list(Reason)
        ranked = sorted(reasons.items(), key=lambda item: (min(map(order.index, item[1])), item[0]))
        return [
            Pair(self._organisations[one], self._organisations[other], tuple(found)) for (one, other), found in ranked
        ]

    def _by_country(self, keys):
        """Lists of those that share a country; one without a country is alike to others without."""
        found = {}
        for key in keys:
            found.setdefault(self._organisations[key].country.code or "", []).append(key)
        return found.values()

    def _alike(self, keys):
        names = {}
        for key in keys:
            for name in filter(None, map(folded, self._organisations[key].every_name)):
                names.setdefault(name, key)
        words = {name: self._words[name] for name in names}
        for name, key in names.items():
            yield from ((key, names[other]) for other in _like(name, words) if names[other] != key)

    def _may_share_country(self, key, organisation):
        other = self._organisations[key]
        return not other.country or not organisation.country or other.country == organisation.country


NAMES = (*columns("name"), "acronym", "legal_name", "earlier_names", "website")


def _as_drafted(content):
    """The content of a revision as an Organisation with its names alone: what else it refers to need not exist."""
    return Organisation(**{name: content.get(name) or "" for name in NAMES})


def _in_order(name):
    return " ".join(sorted(name.split()))


def _like(name, words):
    """Folded names like this one, the most alike first. words: {name: its words in order}, so that none is ordered twice."""
    near = process.extract(_in_order(name), words, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
    return [other for _words, _likeness, other in near]


def duplicates_of(organisation):
    """[Duplicate] of one organisation, saved or not; for many, make `Known` once."""
    return Known().like(organisation)


def acronyms_of(organisation):
    """Its acronym, and those that its names carry, folded."""
    words = [organisation.acronym, *(word for name in organisation.every_name for word in acronyms_in(name))]
    return {folded(word) for word in words if word}


def domain_of(website):
    """ "https://www.ngo.example/it/" is ngo.example; "" for none, and for a domain of many."""
    domain = (urlsplit(website or "").hostname or "").removeprefix("www.")
    return "" if domain in SHARED_DOMAINS else domain
