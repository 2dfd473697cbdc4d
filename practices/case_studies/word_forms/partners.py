"""Partners as a list of two levels: below the name of each its kind, its country and its role."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import override

from directory.country_names import parse_countries
from practices.models import CasePartner
from practices.word_forms.outlines import NOTHING, as_outline, read_outline
from records.folding import folded
from records.languages import LANGUAGES
from records.names import country_name


@dataclass(frozen=True)
class Partner:
    """name, role: words; kind: a code of CasePartner.Kind; country: an ISO code or ""."""

    name: str
    kind: str
    country: str = ""
    role: str = ""


def partners_as_outline(partners, language, missing=""):
    """`missing` says that there is a partner, but no name of it in this language."""
    return as_outline(
        (
            each.name or f"{NOTHING} {missing}".strip(),
            [
                _kind_in_words(each.kind, language),
                country_name(each.country, language) if each.country else "",
                each.role,
            ],
        )
        for each in partners
    )


def partners_of_outline(blocks):
    """(Partners, the blocks that are none)"""
    return read_outline(blocks, _partner, most_details=3)


def _kind_in_words(kind, language):
    with override(language):
        return str(CasePartner.Kind(kind).label)


def _partner(name, *details):
    kind, country, role = [*details, "", "", ""][:3]
    code = _kinds().get(folded(kind))
    codes, leftover = parse_countries(country) if country else ((), "")
    return None if code is None or leftover or len(codes) > 1 else Partner(name, code, "".join(codes), role)


@cache
def _kinds():
    """Folded name in any language -> code."""
    return {folded(_kind_in_words(kind, language)): kind for kind in CasePartner.Kind.values for language in LANGUAGES}
