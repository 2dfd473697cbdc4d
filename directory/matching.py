"""Which known organisation a printed name means."""

import re

from rapidfuzz import fuzz, process

from directory.models import Organisation
from records.folding import folded
from records.languages import DEFAULT_LANGUAGE, columns, set_text

SURE, ALIKE = 93, 55
LONGEST_NAME = Organisation._meta.get_field("name").max_length
# What an organisation is known by, and whether it may be meant; its long texts stay in the database.
NAMES = (*columns("name"), "source_language", "source_digests", "acronym", "legal_name", "earlier_names")
FACTS = (*NAMES, "kind", "country", "live", "standing", "withdrawn_at", "successor")
ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")


class KnownOrganisations:
    """An index of every organisation by its names, present and earlier, and acronym, made once for an import."""

    def __init__(self):
        self._load()

    def _load(self):
        self._by_key, self._by_name, self._by_acronym, self._has_stubs = {}, {}, {}, False
        everyone = {organisation.pk: organisation for organisation in Organisation.objects.only(*FACTS)}
        merged = [each for each in everyone.values() if each.is_merged_away]
        for organisation in everyone.values():
            if not organisation.is_merged_away:
                self.add(organisation)
        for organisation in merged:
            self.add(organisation, everyone[organisation.successor_id])

    def add(self, organisation, meant=None):
        """meant: who is meant by its names and number, where another one took its place."""
        meant = meant or organisation
        self._by_key[organisation.pk] = meant
        for name in filter(None, map(folded, organisation.every_name)):
            self._by_name.setdefault(name, meant)
        for acronym in {organisation.acronym, *acronyms_in(organisation.name)}:
            if acronym:
                self._by_acronym.setdefault(folded(acronym), meant)

    def find(self, name, countries=()):
        """The Organisation that `name` means, or None. An acronym or likeness counts within the same country only."""
        exact = self.with_name(name)
        if exact:
            return exact
        for acronym in (name, *acronyms_in(name)):
            candidate = self._by_acronym.get(folded(acronym))
            if candidate and _may_be_in(candidate, countries):
                return candidate
        alike = process.extractOne(folded(name), self._by_name.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=SURE)
        candidate = alike and self._by_name[alike[0]]
        return candidate if candidate and _may_be_in(candidate, countries) else None

    def find_or_make(self, name, countries=()):
        """The Organisation that `name` means; a new one is a stub, out of every list until an editor accepts it."""
        return self.find(name, countries) or self.make(name, countries)

    def with_name(self, name):
        """The Organisation of exactly this name, or None."""
        return self._by_name.get(folded(name))

    def with_key(self, key):
        """The Organisation with this primary key, or None."""
        return self._by_key.get(key)

    def names(self):
        """Every organisation's name in the reader's language."""
        return sorted({str(organisation) for organisation in self._by_key.values()})

    def alike(self, name, limit=5):
        """Organisations with a name like this one, the most alike first."""
        near = process.extract(folded(name), self._by_name.keys(), scorer=fuzz.token_set_ratio, limit=limit)
        return list(dict.fromkeys(self._by_name[each] for each, likeness, _place in near if likeness >= ALIKE))

    def make(self, name, countries=()):
        """A stub with this name."""
        stub = Organisation(country=countries[0] if len(countries) == 1 else "", live=False)
        # An organisation's name is not translated by importing it: it is the same for whoever reads.
        set_text(stub, "name", DEFAULT_LANGUAGE, name[:LONGEST_NAME])
        stub.save()
        self.add(stub)
        self._has_stubs = True
        return stub

    def forget_stubs(self):
        """After a dry run: what it made was taken back."""
        if self._has_stubs:
            self._load()


class ChosenOrganisations:
    """KnownOrganisations for one form, of which an editor decided some names: {name: Organisation, None for a new one}."""

    def __init__(self, known, chosen):
        self._known, self._chosen = known, chosen

    def find(self, name, countries=()):
        return self._chosen[name] if name in self._chosen else self._known.find(name, countries)

    def find_or_make(self, name, countries=()):
        if name not in self._chosen:
            return self._known.find_or_make(name, countries)
        # A name that is new in several forms becomes one organisation.
        return self._chosen[name] or self._known.with_name(name) or self._known.make(name, countries)


def acronyms_in(name):
    """ "ADPARE - Association for ..." has ADPARE; a name all in capitals has none."""
    return [] if name.isupper() and " " in name else [word for word in ACRONYM.findall(name) if len(word) > 2]


def _may_be_in(organisation, countries):
    return not countries or not organisation.country or organisation.country.code in countries
