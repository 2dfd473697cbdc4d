"""What an engine is asked and what it answers. Everything above this line knows no engine.

Fields of a document in an engine, L one of records.languages.LANGUAGES or "other":

    stem_L    stems of the title twice (its weight), then of the body; no stop words; parts of compounds appended (de)
    plain_L   every folded word in order: the title, the body, the facts
    title     the folded words of the titles and further names, in all languages
    uid       what a document is known by, as one token

Title, body and facts are values of their own: no phrase of adjoining words reaches from one into another.

Tokens are made by search.analysis, for texts and for queries alike; an engine only ever sees finished tokens.
Facets (documents.base.FACETS) are many-valued keywords; `years` are whole numbers, each year of a record once.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import accumulate, combinations_with_replacement, islice

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search.documents.base import Document

PUBLIC = "public"
MEMBERS = "members"
# Two indexes, kept apart on disk: word statistics and suggestions of the public one know nothing of members' records.
AUDIENCES = (PUBLIC, MEMBERS)

BATCH = 100
# Words of one beginning, most frequent first, among which a neighbour is looked for.
CANDIDATES = 20_000
NEIGHBOURS = 20
RELEVANCE = "relevance"
NEWEST = "newest"
CHANGED = "changed"
# From the largest number to the smallest; everything else from A to Z.
DESCENDING = (NEWEST, CHANGED)
# Also title_L and country_L, L one of records.languages.LANGUAGES.


class EngineUnavailable(Exception):
    """The engine does not answer. What was asked can be asked again later.

    needs_rebuild: there is no index that it could ask, or a damaged one (see search.rebuilding.ask_for).
    """

    def __init__(self, reason, needs_rebuild=False):
        super().__init__(reason)
        self.needs_rebuild = needs_rebuild


class RejectedDocuments(Exception):
    """Some documents cannot be indexed; none of this batch was. reasons: {uid: str}, without words of the document."""

    def __init__(self, reasons):
        super().__init__(f"Cannot be indexed: {', '.join(sorted(reasons))}")
        self.reasons = reasons


# --- A query as a tree: scores of matching children add up, unless it says otherwise ---


@dataclass(frozen=True)
class Has:
    field: str
    token: str
    boost: float = 1.0


@dataclass(frozen=True)
class HasPhrase:
    """Tokens in this order, at most `slop` others between them in all. Of the ways to stand so, the best one counts."""

    field: str
    tokens: tuple[str, ...]
    slop: int = 0
    boost: float = 1.0

    def ways(self):
        """[places of the tokens] of each way. Engines have a slop of their own, and each makes another score of it."""
        between = range(len(self.tokens) - 1)
        return [
            tuple(accumulate((1 + gaps.count(at) for at in between), initial=0))
            for others in range(self.slop + 1)
            for gaps in combinations_with_replacement(between, others)
        ]


@dataclass(frozen=True)
class StartsWith:
    """Any token of the field that begins so. Every match scores 1."""

    field: str
    prefix: str


@dataclass(frozen=True)
class Either:
    """At least `minimum` of the nodes; their scores add up."""

    nodes: tuple["Node", ...]
    minimum: int = 1


@dataclass(frozen=True)
class Best:
    """At least one of the nodes; the best score counts, the others by `tie`."""

    nodes: tuple["Node", ...]
    tie: float = 0.0


@dataclass(frozen=True)
class Both:
    """Every one of the nodes."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class Without:
    """Whatever does not match; adds nothing to a score."""

    node: "Node"


@dataclass(frozen=True)
class Constant:
    """Matches what the node matches, each with this score."""

    node: "Node"
    score: float = 0.0


@dataclass(frozen=True)
class Promoted:
    """Matches what the node matches; whichever of the others match too add to its score."""

    node: "Node"
    others: tuple["Node", ...]


@dataclass(frozen=True)
class Everything:
    pass


Node = Has | HasPhrase | StartsWith | Either | Best | Both | Without | Constant | Promoted | Everything


# --- A request and its answer ---


@dataclass(frozen=True)
class Request:
    """filters: {facet: values}: any of the values, in every facet; never part of the score.

    ranges: {"years": (from, to)}: a record counts when one of its years lies within, ends included; None is open.
    facets: names whose counts are wanted; each ignores its own filter. "years" among them asks for the histogram.
    """

    node: Node = Everything()
    filters: Mapping[str, Iterable[str]] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 20
    stored: bool = True


@dataclass(frozen=True)
class FoundHit:
    """stored: {"titles": {language: text}, "bodies": {language: text}}, empty when it was not asked for."""

    uid: str
    score: float
    stored: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Counts:
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    histogram: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """counting: waits for the Counts, which an engine may still be at while the hits are read."""

    hits: list[FoundHit]
    total: int
    counting: Callable[[], Counts]

    @property
    def facets(self):
        return self.counting().facets

    @property
    def histogram(self):
        return self.counting().histogram


class Building(ABC):
    """Both indexes while they are built anew, beside those that readers use."""

    @abstractmethod
    def apply(self, upserts: Iterable[Document], deletes: Iterable[str]) -> dict[str, str]:
        """Like the engine's, but documents that cannot be indexed are left out: {uid: reason}."""

    @abstractmethod
    def holds(self, uid: str) -> bool:
        """False when a document is certainly not in it."""

    @abstractmethod
    def take_over(self) -> None:
        """From now on this is what readers search. Without it, what was built is thrown away."""


class Engine(ABC):
    """Every method may raise EngineUnavailable."""

    @abstractmethod
    def search(self, audience: str, request: Request) -> Found: ...

    @abstractmethod
    def terms(self, audience: str, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Tokens that begin so with the number of documents that have them, most frequent first."""

    def near(self, audience: str, field: str, word: str, beginning: str, slips: int) -> dict[str, int]:
        """{token: in how many documents it is} of tokens that begin so and differ from the word by so many slips at most."""
        counts = dict(self.terms(audience, field, beginning, CANDIDATES))
        return {token: counts[token] for token in near(word, counts, slips)}

    @abstractmethod
    def has_token(self, audience: str, field: str, token: str) -> int:
        """In how many documents the token is (of this field)."""

    def counts(self, audience: str, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """{(field, token): in how many documents it is}, many at once."""
        return {place: self.has_token(audience, *place) for place in places}

    def holds(self, uid: str) -> bool:
        """Whether a document is in one of the indexes."""
        return any(self.has_token(audience, "uid", uid) for audience in AUDIENCES)

    @abstractmethod
    def apply(self, upserts: Iterable[Document], deletes: Iterable[str]) -> None:
        """Bring both indexes up to date; safe to repeat. All or nothing: raises RejectedDocuments, then none is in."""

    @abstractmethod
    def building(self) -> AbstractContextManager[Building]:
        """Both indexes anew, while the old ones go on answering and being updated."""

    def rebuild(self, documents: Iterator[Document]) -> dict[str, str]:
        """Both indexes anew from these documents alone. Returns the reasons of those left out."""
        left_out = {}
        with self.building() as building:
            for batch in batched(documents, BATCH):
                left_out |= building.apply(batch, [])
            building.take_over()
        return left_out

    @abstractmethod
    def health(self) -> dict:
        """Never raises. {"engine": name, "ready": bool, "outdated": bool, "documents": {audience: number}, "trouble": str}

        outdated: made by another version of the software; it answers still, and should be built anew.
        """


def near(word, candidates, slips):
    """Candidates that differ from the word by at most so many slips of typing, nearest first.

    A slip is a letter missing, added, changed, or two changed places (optimal string alignment).
    """
    found = extract(word, list(candidates), scorer=OSA.distance, score_cutoff=slips, limit=NEIGHBOURS)
    return [token for token, _distance, _key in found]


def batched(items, size):
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch
