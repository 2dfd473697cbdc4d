import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

import tantivy
from tantivy import Order, Query

from search.engines import base
from search.engines.base import (
    AUDIENCES,
    DESCENDING,
    MEMBERS,
    PUBLIC,
    RELEVANCE,
    Counts,
    EngineUnavailable,
    Found,
    FoundHit,
)
from search.engines.entries import prepared
from search.engines.tantivy import compiling
from search.engines.tantivy.generations import Generation, Generations
from search.engines.tantivy.schema import in_tantivy, kept, register_tokenizer, schema

logger = logging.getLogger(__name__)

# More is built in fewer, larger steps, at several times its own size in memory.
HEAP = 64_000_000
THREADS = 1
MOST_VALUES = 10_000  # of a facet: more than there are, for what is cut off is only estimated
COUNTED_EXACTLY = 1_000
HISTOGRAM = "years"
MOST_KEPT = 50


class TantivyEngine(base.Engine):
    def __init__(self, folder):
        self.generations = Generations(folder / "tantivy")
        self._opened = {}
        self._opening = threading.Lock()

    # --- Reading ---

    def search(self, audience, request):
        generation = self.generations.current()
        with self._troubles_of(generation):
            opened = self._open(generation, audience)
            plan = _Plan(opened.index.searcher(), request)
            # While hits are scored, and then read: tantivy holds no lock of the interpreter meanwhile.
            counting = self._in_background(generation, partial(_counted_once, opened.counts, plan))
            return Found(*plan.hits(), counting.result)

    def _in_background(self, generation, count):
        """A future of what it returns."""
        beside = ThreadPoolExecutor(1)
        try:
            return beside.submit(self._troubles_of(generation)(count))
        finally:
            beside.shutdown(wait=False)

    def terms(self, audience, field, prefix, limit):
        if limit < 1:
            return []
        with self._searcher(audience) as searcher:
            # With a filter only documents count that are there; without one, what was deleted does too.
            return searcher.terms_with_prefix(field, prefix, filter_query=Query.all_query(), limit=limit)

    def near(self, audience, field, word, beginning, slips):
        """Like every engine's, but only what is near is counted without what was deleted."""
        with self._searcher(audience) as searcher:
            written = dict(searcher.terms_with_prefix(field, beginning, limit=base.CANDIDATES))
        counts = self.counts(audience, [(field, token) for token in base.near(word, written, slips)])
        return {token: count for (_field, token), count in counts.items() if count}

    def has_token(self, audience, field, token):
        with self._searcher(audience) as searcher:
            return searcher.search(Query.term_query(schema(), field, token), limit=1).count

    def counts(self, audience, places):
        """What thousands have is counted with what was deleted and lies there still: no weight tells the difference."""
        fields = schema()
        with self._searcher(audience) as searcher:
            found = {place: searcher.doc_freq(*place) for place in places}
            return {
                (field, token): number
                if number > COUNTED_EXACTLY or not number
                else searcher.search(Query.term_query(fields, field, token), limit=1).count
                for (field, token), number in found.items()
            }

    def health(self):
        health = {"engine": "tantivy", "ready": False, "outdated": False, "documents": {}, "trouble": ""}
        try:
            health["outdated"] = self.generations.current().is_outdated
            for audience in AUDIENCES:
                with self._searcher(audience) as searcher:
                    health["documents"][audience] = searcher.num_docs
            health["ready"] = True
        except EngineUnavailable as error:
            health["trouble"] = str(error)
        return health

    @contextmanager
    def _searcher(self, audience):
        generation = self.generations.current()
        with self._troubles_of(generation):
            yield self._open(generation, audience).index.searcher()

    @contextmanager
    def _troubles_of(self, generation):
        try:
            with _panics_as_errors():
                yield
        except (OSError, ValueError, Panic) as error:
            raise self._trouble(generation, error) from error

    def _open(self, generation, audience):
        """The index of this audience with every commit there is. Opened once for each process, as late as possible."""
        opened = self._opened.get(audience)
        commit = _last_commit(generation.index_folder(audience))
        if not opened or (opened.generation, opened.commit) != (generation, commit):
            with self._opening:
                index = opened.index if opened and opened.generation == generation else _index_of(generation, audience)
                index.reload()
                opened = self._opened[audience] = _Opened(generation, commit, index, {})
        return opened

    def _trouble(self, generation, error):
        """EngineUnavailable for an error: a damaged index is given up, so that it is built anew."""
        logger.error("The search index does not answer: %s", type(error).__name__)
        if generation.is_whole():
            return EngineUnavailable(f"the index does not answer ({type(error).__name__})")
        self.generations.give_up(generation)
        logger.error("The search index is damaged, and has to be built anew.")
        return EngineUnavailable("the index is damaged", needs_rebuild=True)

    # --- Writing ---

    def apply(self, upserts, deletes):
        additions, rejected = _prepared(upserts)
        if rejected:
            raise base.RejectedDocuments(rejected)
        with self._writing():
            generation = self.generations.current()
            with self._troubles_of(generation):
                self._write(generation, additions, deletes)

    def _write(self, generation, additions, deletes):
        # Both are closed after both commits: closing may wait for the merging of segments.
        with _writer(generation, PUBLIC) as public, _writer(generation, MEMBERS) as members:
            # The public's first: what was narrowed or withdrawn leaves it before anything else happens.
            for audience, writer in ((PUBLIC, public), (MEMBERS, members)):
                try:
                    _bring_in(writer, audience, additions, deletes)
                    writer.commit()
                except BaseException:
                    # Or the next commit of this writer would report success, and lose everything.
                    writer.rollback()
                    raise

    @contextmanager
    def building(self):
        with self._writing_errors(), self.generations.new() as generation:
            for audience in AUDIENCES:
                tantivy.Index(schema(), path=str(generation.index_folder(audience)))
            building = _Building(self.generations, generation)
            try:
                yield building
            finally:
                building.close()

    @contextmanager
    def _writing(self):
        with self._writing_errors(), self.generations.writing():
            yield

    @contextmanager
    def _writing_errors(self):
        try:
            with _panics_as_errors():
                yield
        except (OSError, ValueError, Panic) as error:
            logger.error("The search index cannot be written: %s", type(error).__name__)
            raise EngineUnavailable(f"the index cannot be written ({type(error).__name__})") from error


class _Opened(NamedTuple):
    """counts: {what was asked without any word: its Counts}, as of this commit."""

    generation: Generation
    commit: tuple
    index: tantivy.Index
    counts: dict


def _index_of(generation, audience):
    index = tantivy.Index.open(str(generation.index_folder(audience)))
    register_tokenizer(index)
    index.config_reader("manual")
    return index


def _counted_once(known, plan):
    """Lists without words are asked for again and again; what a reader types is not kept."""
    key = plan.key_without_words()
    if key is None:
        return plan.counts()
    counts = known.get(key)
    if counts is None:
        counts = plan.counts()
        if len(known) >= MOST_KEPT:
            known.clear()
        known[key] = counts
    return counts


def _last_commit(folder):
    """What tells a commit from those before it: each writes this file anew. To reload after each question takes longer."""
    written = (folder / "meta.json").stat()
    return written.st_ino, written.st_mtime_ns, written.st_size


class _Building(base.Building):
    def __init__(self, generations, generation):
        self.generations, self.generation = generations, generation
        self.writers = {audience: _opened_writer(generation, audience) for audience in AUDIENCES}

    def holds(self, uid):
        return True

    def apply(self, upserts, deletes):
        additions, rejected = _prepared(upserts)
        for audience, writer in self.writers.items():
            _bring_in(writer, audience, additions, [*deletes, *rejected])
        return rejected

    def take_over(self):
        for writer in self.writers.values():
            writer.commit()
        self.close()
        with self.generations.writing():
            self.generations.replace_current(self.generation)

    def close(self):
        """Whoever writes next finds nobody at it."""
        while self.writers:
            _audience, writer = self.writers.popitem()
            writer.wait_merging_threads()


class _Plan:
    """One request: the hits, then one count for all facets without a choice, and one for each that has one."""

    def __init__(self, searcher, request):
        self.searcher, self.request = searcher, request
        self.matching = compiling.matching(request.node)

    def _query(self, node, without=None):
        filters = {name: values for name, values in self.request.filters.items() if name != without and values}
        ranges = {name: limits for name, limits in self.request.ranges.items() if name != without}
        return compiling.filtered(schema(), node, filters, ranges)

    def hits(self):
        # What is not sorted by its score needs none.
        node = self.request.node if self.request.sort == RELEVANCE else self.matching
        result = self.searcher.search(
            self._query(node), limit=max(self.request.limit, 1), offset=max(self.request.offset, 0), **self._order()
        )
        hits = result.hits[: max(self.request.limit, 0)]
        return [self._hit(key, self.searcher.doc(address)) for key, address in hits], result.count

    def _order(self):
        sort = self.request.sort
        if sort == RELEVANCE:
            return {}
        return {"order_by_field": sort, "order": Order.Desc if sort in DESCENDING else Order.Asc}

    def _hit(self, key, document):
        score = key if self.request.sort == RELEVANCE else 0.0
        return FoundHit(document.get_first("uid"), score, kept(document) if self.request.stored else {})

    def key_without_words(self):
        """What the Counts depend on, None where words are among it."""
        if self.request.node != base.Everything():
            return None
        filters = tuple(sorted((name, tuple(sorted(values))) for name, values in self.request.filters.items()))
        return filters, tuple(sorted(self.request.ranges.items())), self.request.facets

    def counts(self):
        chosen = {name for name, values in self.request.filters.items() if values}
        chosen |= {name for name, limits in self.request.ranges.items() if limits != (None, None)}
        together = [name for name in self.request.facets if name not in chosen]
        counts = self._counted(self._query(self.matching), together)
        for name in self.request.facets:
            if name in chosen:
                counts |= self._counted(self._query(self.matching, without=name), [name])
        histogram = {int(year): count for year, count in sorted(counts.pop(HISTOGRAM, {}).items())}
        return Counts({name: counts[name] for name in self.request.facets if name != HISTOGRAM}, histogram)

    def _counted(self, query, names):
        if not names:
            return {}
        asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names}
        answer = self.searcher.aggregate(query, asked)
        return {name: {row["key"]: row["doc_count"] for row in answer[name]["buckets"]} for name in names}


def _prepared(documents):
    """([(Entry, as tantivy takes it)], {uid: why it cannot be})"""
    entries, rejected = prepared(documents)
    return [(entry, in_tantivy(entry)) for entry in entries], rejected


def _bring_in(writer, audience, additions, deletes):
    for uid in (*deletes, *(entry.uid for entry, _addition in additions)):
        writer.delete_documents_by_term("uid", uid)
    for entry, addition in additions:
        if audience == MEMBERS or entry.audience == PUBLIC:
            writer.add_document(addition)


@contextmanager
def _writer(generation, audience):
    writer = _opened_writer(generation, audience)
    try:
        yield writer
    finally:
        # Lets go of the folder.
        writer.wait_merging_threads()


def _opened_writer(generation, audience):
    index = tantivy.Index.open(str(generation.index_folder(audience)))
    register_tokenizer(index)
    return index.writer(HEAP, THREADS)


class Panic(Exception):
    """The library itself gave up."""


@contextmanager
def _panics_as_errors():
    """A panic of the library is no `Exception`: nothing outside would catch it."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise Panic from None
        raise
