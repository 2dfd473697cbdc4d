"""What a reader asks: the query as it stands in an address, and the small pieces that its text is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from records.languages import DEFAULT_LANGUAGE
from search.documents.base import FACETS

LONGEST_TEXT = 500
LONGEST_LIST = 50
RELEVANCE, NEWEST, TITLE, COUNTRY = SORTS = ("relevance", "newest", "title", "country")
# How feeds are sorted, and nothing that an address can ask for.
CHANGED = "changed"
SIZES = (10, 20, 50)
USUAL_SIZE = 20
# No engine goes further into a list than this; by then nobody reads.
DEEPEST = 10_000
YEARS = range(1900, 2101)
ANY_YEAR = (None, None)


@dataclass(frozen=True)
class SearchQuery:
    """What is asked of `search.service.search`; whoever asks is told apart there, never here.

    filters: {facet: values}; years: from, to, each may be None. without_concepts: keys of concepts that the
    reader switched off. exact: words are taken as they were typed, also where nothing is written so.
    """

    text: str = ""
    language: str = DEFAULT_LANGUAGE
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
    sort: str = RELEVANCE
    page: int = 1
    size: int = USUAL_SIZE
    without_concepts: tuple[str, ...] = ()
    exact: bool = False

    @classmethod
    def from_params(cls, params, language, **fixed):
        """The query of an address (a QueryDict). Values that nothing can be made of are ignored.

        fixed: filters of the section, for example type=("practice",); an address cannot change them.
        """
        filters = {name: _several(params.getlist(name)) for name in FACETS}
        sort, size = params.get("sort"), _number(params.get("size"))
        text = params.get("q", "")[:LONGEST_TEXT]
        return cls(
            text=text,
            language=language,
            filters={name: values for name, values in (filters | fixed).items() if values},
            years=(_year(params.get("from")), _year(params.get("to"))),
            sort=sort if sort in SORTS else RELEVANCE,
            page=max(1, _number(params.get("page")) or 1),
            size=size if size in SIZES else USUAL_SIZE,
            without_concepts=_several(params.getlist("without")),
            # A form says of which words it means this: other words are read anew.
            exact=bool(text) and params.get("exact") in ("1", text),
        )

    def as_params(self):
        """[(name, value)] of the address of this query: what `from_params` reads, defaults left out."""
        first, last = self.years
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name in FACETS for value in self.filters.get(name, ())]
        pairs += [(name, str(year)) for name, year in (("from", first), ("to", last)) if year is not None]
        pairs += [("without", key) for key in self.without_concepts]
        pairs += [("exact", "1")] if self.exact else []
        pairs += [("sort", self.sort)] if self.sort not in (RELEVANCE, CHANGED) else []
        pairs += [("size", str(self.size))] if self.size != USUAL_SIZE else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return pairs

    @property
    def offset(self):
        return min((self.page - 1) * self.size, DEEPEST - self.size)

    def but(self, **changes):
        return replace(self, **changes)


def _several(values):
    # PostgreSQL refuses to be asked for a NUL.
    return tuple(dict.fromkeys(value for value in values if value and "\0" not in value))[:LONGEST_LIST]


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _year(text):
    year = _number(text)
    return year if year in YEARS else None


# --- The pieces of a text, in the order they were typed ---


@dataclass(frozen=True)
class Word:
    text: str


@dataclass(frozen=True)
class Phrase:
    """Words in quotes: in this order, as they stand."""

    text: str


@dataclass(frozen=True)
class Prefix:
    """A beginning of words: `tratt*`."""

    text: str


@dataclass(frozen=True)
class Not:
    piece: Word | Phrase | Prefix


@dataclass(frozen=True)
class Or:
    """Stands between two pieces, of which either will do.

    A piece is a word, or the words of one concept; concepts are only known later (search.expansion), so that
    "labour exploitation OR forced labour" joins two concepts and not the two words beside it.
    """


Piece = Word | Phrase | Prefix | Not | Or


@dataclass(frozen=True)
class Parsed:
    """A text taken apart. filters, years: of its shortcuts."""

    pieces: tuple[Piece, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
