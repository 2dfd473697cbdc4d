"""Which known organisation a row means. Where it may be one and may be another, a person is asked."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from directory.duplicates import Duplicate, Known, Reason, acronyms_of
from directory.matching import KnownOrganisations
from directory.models import Organisation
from records.folding import folded

# Of names beside the same website: "Casa Aperta" and "Casa Aperta onlus", but not two branches of one house.
ALIKE = 85


@dataclass(frozen=True)
class Found:
    """organisation: whom it means, None for a new one. maybe: [Duplicate], where a person must say."""

    organisation: Organisation | None = None
    maybe: tuple[Duplicate, ...] = ()


class Finder:
    """Every known organisation, made once for a whole table. Names in drafts count as well."""

    def __init__(self):
        self.names = KnownOrganisations()
        self._known = Known(with_drafts=True)

    def find(self, row):
        """row: an unsaved Organisation with the names, the country and the website of the row."""
        duplicates = self._known.like(row)
        sure = [each for each in duplicates if _is_sure(each, row)]
        if len(sure) == 1:
            return Found(sure[0].organisation)
        return Found(self._withdrawn(row), maybe=tuple(sure or duplicates))

    def _withdrawn(self, row):
        """One of exactly this name that was withdrawn: it is not to come back under another number."""
        named = filter(None, map(self.names.with_name, row.every_name))
        return next((each for each in named if each.withdrawn_at), None)

    def with_key(self, key):
        """The Organisation with this number, or the one that took its place; None for none."""
        return self.names.with_key(key)

    def numbered(self, key, row):
        """What the number of our own export means: the organisation, if anything else in the row agrees."""
        organisation = self.with_key(key)
        if organisation is None:
            return self.find(row)
        agrees = any(each.organisation == organisation for each in self._known.like(row)) or _is_alike(
            organisation, row
        )
        return Found(organisation) if agrees else Found(maybe=(Duplicate(organisation, (Reason.NUMBER,)),))


def _is_sure(duplicate, row):
    """The same name; or the same acronym in the same country; or the same website under a name that is alike."""
    known = duplicate.organisation
    if known.country and row.country and known.country != row.country:
        return False
    if Reason.NAME in duplicate.reasons:
        return True
    if Reason.ACRONYM in duplicate.reasons and known.country and known.country == row.country:
        return _means_by_acronym(known, row)
    return Reason.DOMAIN in duplicate.reasons and _is_alike(known, row)


def _means_by_acronym(known, row):
    """The row has no name but the acronym, or one that is alike; two of one acronym may be two."""
    acronyms = acronyms_of(known)
    return all(folded(name) in acronyms for name in row.every_name) or _is_alike(known, row)


def _is_alike(known, row):
    pairs = ((folded(one), folded(other)) for one in known.every_name for other in row.every_name)
    return any(fuzz.token_set_ratio(one, other) >= ALIKE for one, other in pairs)
