"""Which known organisation a printed name means."""

import re

from rapidfuzz import fuzz, process

from directory.models import Organisation
from records.folding import folded
from records.languages import DEFAULT_LANGUAGE, LANGUAGES, set_text, text_in

SURE = 93
LONGEST_NAME = Organisation._meta.get_field("name").max_length
ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")


class KnownOrganisations:
    """An index of every organisation by its names and acronym, made once for an import."""

    def __init__(self):
        self._load()

    def _load(self):
        self._by_name, self._by_acronym, self._has_stubs = {}, {}, False
        for organisation in Organisation.objects.all():
            self.add(organisation)

    def add(self, organisation):
        for language in LANGUAGES:
            name = folded(text_in(organisation, "name", language))
            if name:
                self._by_name.setdefault(name, organisation)
        for acronym in {organisation.acronym, *acronyms_in(organisation.name)}:
            if acronym:
                self._by_acronym.setdefault(folded(acronym), organisation)

    def find(self, name, countries=()):
        """The Organisation that `name` means, or None. An acronym or likeness counts within the same country only."""
        exact = self._by_name.get(folded(name))
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
        known = self.find(name, countries)
        if known:
            return known
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


def acronyms_in(name):
    """ "ADPARE - Association for ..." has ADPARE; a name all in capitals has none."""
    return [] if name.isupper() and " " in name else [word for word in ACRONYM.findall(name) if len(word) > 2]


def _may_be_in(organisation, countries):
    return not countries or not organisation.country or organisation.country.code in countries
