"""What the search answers, engine or no engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from records.models import Record


@dataclass(frozen=True)
class Marked:
    """A text and the (start, end) of what is marked in it, in order and apart from each other."""

    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()

    def __bool__(self):
        return bool(self.text)

    @property
    def pieces(self):
        """[(text, is_marked)], in order: the whole text."""
        pieces, done = [], 0
        for start, end in self.marks:
            pieces += [(self.text[done:start], False), (self.text[start:end], True)]
            done = end
        pieces.append((self.text[done:], False))
        return [piece for piece in pieces if piece[0]]


@dataclass(frozen=True)
class Hit:
    """language: of the extract, the one whose text matched best; title_language: of the title, mostly the same.

    is_named: the query is its very name.
    words: of the query as they stand in the whole text, for marking them on the record's page.
    """

    record: Record
    type: str
    language: str
    title: Marked
    title_language: str
    extract: Marked = Marked()
    score: float = 0.0
    is_named: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class FacetValue:
    """count: how many records this value would show beside the choices of the other facets."""

    value: str
    label: str
    count: int = 0
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """values: chosen ones first, then the most frequent. left_out: how many values are too rare to be among them."""

    name: str
    label: str
    values: list[FacetValue] = field(default_factory=list)
    left_out: int = 0

    @property
    def chosen(self):
        return [value for value in self.values if value.is_chosen]


@dataclass(frozen=True)
class Understood:
    """A concept that words of the query name. labels: {language: [phrases]}, the preferred one first.

    is_on: False when the reader switched it off, so that only her words count.
    """

    concept: str
    words: str
    labels: Mapping[str, list[str]] = field(default_factory=dict)
    is_on: bool = True


@dataclass(frozen=True)
class Results:
    """histogram: {year: records}. corrected: (as asked, as read), when a word was written nowhere.

    suggestion: another spelling that finds more. is_loosened: nothing held every phrase, so their words were asked.
    degraded: the engine was away; a plain list of titles, without facets and marks.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: list[Facet] = field(default_factory=list)
    histogram: Mapping[int, int] = field(default_factory=dict)
    understood: list[Understood] = field(default_factory=list)
    corrected: tuple[str, str] | None = None
    suggestion: str | None = None
    is_loosened: bool = False
    took_ms: float = 0.0
    degraded: bool = False


@dataclass(frozen=True)
class Suggestions:
    """What may be meant while somebody is typing: records by their names, concepts by their labels."""

    hits: list[Hit] = field(default_factory=list)
    concepts: list[Understood] = field(default_factory=list)
