"""One question in, one answer out: `search(query, viewer)`. Whoever shows results knows nothing below this line.

Every hit has passed the database's `visible_to(viewer)` before it leaves here: an index that lags behind tells nothing.
"""

from dataclasses import replace
from time import perf_counter

from records.languages import source_language
from records.visibility import PUBLIC
from search import engines, facets, highlighting, listing, outbox, rebuilding, typos
from search.analysis import tokens
from search.audiences import audience_of
from search.compiling import compiled
from search.documents.base import OTHER
from search.documents.making import shown
from search.engines.base import EngineUnavailable, Request
from search.expansion import expand
from search.named import named
from search.parsing import cleaned, parse
from search.query import COUNTRY, NEWEST, RELEVANCE, TITLE, Phrase, Word
from search.results import Hit, Results
from search.thesaurus import matching
from search.weighing import weighed

ALL_FACETS = (*facets.NAMES, facets.YEARS)
# A longer query is no name.
LONGEST_NAME = 8
# With so few results, another spelling is looked for.
FEW = 2


def search(query, viewer=PUBLIC, wanted=ALL_FACETS):
    """Results of a SearchQuery. wanted: names of the facets to be counted."""
    started = perf_counter()
    parsed = parse(query.text)
    query = query.but(
        text=cleaned(query.text),
        filters=_combined(query.filters, parsed.filters),
        years=tuple(mine if mine is not None else typed for mine, typed in zip(query.years, parsed.years, strict=True)),
    )
    try:
        results = _Asking(query, viewer, parsed).results(wanted)
    except EngineUnavailable as trouble:
        rebuilding.ask_for(trouble)
        results = listing.listed(query, parsed, viewer)
    return replace(results, took_ms=(perf_counter() - started) * 1000)


def _combined(chosen, typed):
    """Filters of the page and of the shortcuts; where both name a facet, what both allow, else the page's."""
    both = {name: tuple(value for value in chosen[name] if value in typed[name]) for name in chosen if name in typed}
    return {**typed, **chosen, **{name: values for name, values in both.items() if values}}


class _Asking:
    """One query on its way through the engine and back."""

    def __init__(self, query, viewer, parsed):
        self.query, self.viewer, self.parsed = query, viewer, parsed
        self.engine, self.audience = engines.engine(), audience_of(viewer)
        self.vocabulary = typos.Vocabulary(self.engine, self.audience)
        self.is_loosened = False

    def results(self, wanted):
        self.wording = self._wording()
        self.named = named(self.query.text, self.viewer) if len(self.wording) <= LONGEST_NAME else ()
        self.expanded = expand(self.parsed, self.query, self.vocabulary)
        found = self._found(wanted)
        records = shown([hit.uid for hit in found.hits], self.viewer)
        readings = {hit.uid: reading for hit, reading in self._readings(found, records)}
        hits = [self._hit(hit, records[hit.uid], readings.get(hit.uid)) for hit in found.hits if hit.uid in records]
        total = found.total - (len(found.hits) - len(hits))
        corrected = self._corrected([reading for reading in readings.values() if reading])
        return Results(
            hits=hits,
            total=total,
            facets=facets.facets(found.facets, self.query.filters, self.viewer),
            histogram=found.histogram,
            understood=list(self.expanded.understood),
            corrected=corrected,
            suggestion=None if corrected or self.query.exact or total > FEW else self._suggestion(total),
            is_loosened=self.is_loosened,
        )

    # --- Asking ---

    def _wording(self):
        """The query as a title would have it: every word as it stands, without operators."""
        texts = [piece.text for piece in self.parsed.pieces if isinstance(piece, Word | Phrase)]
        return tuple(word.plain for word in tokens(" ".join(texts), OTHER))

    def _found(self, wanted):
        found = self._ask(wanted)
        if not found.total:
            found = self._ask(wanted, minimum=1)
        if not found.total and not self.query.exact and (loosened := self._without_quotes()):
            self.expanded, self.is_loosened = expand(loosened, self.query, self.vocabulary), True
            found = self._ask(wanted, minimum=1)
        return found

    def _ask(self, wanted, minimum=None):
        expanded = replace(self.expanded, units=weighed(self.expanded.units, self.vocabulary))
        node = compiled(expanded, self.query.language, self.named, self.wording, minimum)
        return self.engine.search(self.audience, self._request(node, wanted))

    def _request(self, node, wanted=()):
        query = self.query
        return Request(
            node,
            filters=query.filters,
            ranges={"years": query.years} if any(year is not None for year in query.years) else {},
            facets=tuple(wanted),
            sort=self._sort(),
            offset=query.offset,
            limit=query.size,
        )

    def _sort(self):
        if self.query.sort in (TITLE, COUNTRY):
            return f"{self.query.sort}_{self.query.language}"
        return (
            NEWEST if self.query.sort == RELEVANCE and not self.expanded.wanted and not self.named else self.query.sort
        )

    def _without_quotes(self):
        """The query with its phrases as mere words; None when it has none."""
        if not any(isinstance(piece, Phrase) for piece in self.parsed.pieces):
            return None
        loose = [Word(piece.text) if isinstance(piece, Phrase) else piece for piece in self.parsed.pieces]
        return replace(self.parsed, pieces=tuple(loose))

    # --- Reading what was found ---

    def _readings(self, found, records):
        """(FoundHit, Reading) of what may be shown; of a record that was changed since, the index has an old text."""
        markers, behind = highlighting.Markers(self.expanded.wanted), outbox.behind(records)
        for hit in found.hits:
            if hit.uid in records and hit.uid not in behind:
                source = source_language(records[hit.uid])
                yield hit, highlighting.best_reading(hit.stored, markers, self.query.language, source)

    def _hit(self, found, record, reading):
        return Hit(
            record=record,
            type=found.uid.partition(":")[0],
            language=reading.language if reading else self.query.language,
            title=highlighting.marked(reading.title, reading.in_title)
            if reading
            else highlighting.marked(str(record), ()),
            title_language=reading.title_language if reading else self.query.language,
            extract=highlighting.extract(reading) if reading else highlighting.marked("", ()),
            score=found.score,
            is_named=found.uid in self.named,
            words=highlighting.said(reading) if reading else (),
        )

    # --- Words that were written otherwise ---

    def _corrected(self, readings):
        if not self.expanded.replaced:
            return None
        return self.query.text, _with_words(self.query.text, self.expanded.replaced, readings)

    def _suggestion(self, total):
        """Another spelling of the query that finds more; None when there is none."""
        text = " ".join(piece.text for piece in self.parsed.pieces if isinstance(piece, Word))
        words = matching.typed_words(text, self.query.language)
        better = typos.better_known(words, self.query.language, self.vocabulary)
        if not better:
            return None
        text = _with_words(self.query.text, better, ())
        asking = _Asking(self.query.but(text=text, page=1), self.viewer, parse(text))
        asking.wording, asking.named = asking._wording(), ()
        asking.expanded = expand(asking.parsed, asking.query, self.vocabulary)
        return text if asking._ask(()).total > total else None


def _with_words(text, replaced, readings):
    """The text with some words in the place of others, spelled as the readings spell them."""
    for typed, plain in replaced.items():
        text = text.replace(typed, _spelled(plain, readings))
    return text


def _spelled(plain, readings):
    """A folded word with its accents, as some text has it that was found by it."""
    for reading in readings:
        for text, spans in ((reading.title, reading.in_title), (reading.body, reading.in_body)):
            for span in spans:
                for word in tokens(text[span.start : span.end], OTHER):
                    if word.plain == plain:
                        return text[span.start + word.start : span.start + word.end].lower()
    return plain
