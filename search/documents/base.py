"""A record as the search knows it, and nothing that a reader of its audience could not read on its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

OTHER = "other"  # texts in a language that is none of the site's

# Facets: keywords, many-valued. Labels are the pages' business.
FACETS = (
    "type",  # practice, case_study, organisation, page
    "category",  # code of the primary category and of those it is also in
    "typology",
    "service",
    "country",  # ISO 3166 alpha-2; of an organisation its seat, where it works, and what its services serve
    "seat",  # country of an organisation's seat
    "organisation",  # primary key
    "target_group",
    "exploitation",
    "sector",
    "scope",
    "language",  # languages it can be read in, without fallback
    "area",  # area of cooperation
    "tag",
    "languages_spoken",  # ISO 639 codes: what a service can be talked to in
    "hotline",  # yes, always: of hotlines that are public, and of organisations that still exist
    "referrals",  # yes, no: whether it accepts them from abroad
    "member",  # member, applicant, former
    "standing",  # active, ceased, renamed, merged: whether an organisation is still to be called
)


@dataclass(frozen=True)
class Document:
    """uid: "practice:12": type and primary key; `key` is the number or slug that an address carries.

    titles, bodies: {language: plain text}, a record's own texts only, no fallback in the place of a translation.
    facts: {language: what the page says in labels and names}: searched like the body, but never kept or shown,
    for what it names may be hidden a moment later. names: acronyms and the like, searched like titles.
    years: every year from the first to the last. newest, changed: sort the newest first, those
    changed last first. sort_keys: {"title_it": folded key}.
    """

    uid: str
    type: str
    key: str
    audience: str
    titles: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    newest: int = 0
    changed: int = 0
    sort_keys: Mapping[str, str] = field(default_factory=dict)
