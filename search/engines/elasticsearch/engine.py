import logging
import re
from contextlib import contextmanager
from uuid import uuid4

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError, helpers
from elasticsearch.dsl import Search, query

from search.engines import base, fingerprint
from search.engines.base import (
    AUDIENCES,
    CHANGED,
    MEMBERS,
    NEWEST,
    PUBLIC,
    RELEVANCE,
    Counts,
    EngineUnavailable,
    Found,
    FoundHit,
)
from search.engines.elasticsearch.compiling import compiled, limits
from search.engines.elasticsearch.schema import (
    ANALYZER,
    MAPPINGS,
    MOST_HITS,
    NO_WORDS,
    SETTINGS,
    fingerprint_of_schema,
    in_elasticsearch,
)
from search.engines.entries import prepared

logger = logging.getLogger(__name__)

# A page waits no longer than this before it does without; who writes waits in the background.
SECONDS_TO_READ, SECONDS_TO_WRITE = 3, 60
RETRIES = 3
# Of one request that writes.
DOCUMENTS, BYTES = 200, 10_000_000
MOST_VALUES = 10_000  # of a facet: more than there are, for what is cut off is only estimated
MOST_NEIGHBOURS = 200
MOST_TERMS = 1_000_000_000
PLACES = 500  # of one request that counts
HISTOGRAM = "years"
MISSING = "index_not_found_exception"


class ElasticsearchEngine(base.Engine):
    """Indexes are named PREFIX-<audience>-<schema>-<texts>-<number>, behind the alias PREFIX-<audience>-<schema>.

    So a release finds an index of its own schema or none, and sees by its name what texts were cut with.
    """

    def __init__(self, url, prefix, api_key=None, ca_certs=None):
        self.prefix = prefix
        access = {"api_key": api_key} if api_key else {}
        if ca_certs:
            access["ca_certs"] = ca_certs
        self.client = Elasticsearch(url, request_timeout=SECONDS_TO_READ, max_retries=0, **access)
        self._writer = self.client.options(request_timeout=SECONDS_TO_WRITE, max_retries=RETRIES)

    def alias(self, audience):
        return f"{self.prefix}-{audience}-{fingerprint_of_schema()}"

    # --- Reading ---

    def search(self, audience, request):
        with _errors_told():
            plan = _Plan(self._search(audience), request)
            answer = plan.search.execute().to_dict()
        counts = plan.counts(answer)
        return Found(plan.hits(answer), answer["hits"]["total"]["value"], lambda: counts)

    def terms(self, audience, field, prefix, limit):
        if limit < 1:
            return []
        search = self._search(audience)[:0]
        # One more than asked for, in case NO_WORDS is among them.
        search.aggs.bucket("words", "terms", field=field, include=f"{re.escape(prefix)}.*", size=limit + 1)
        with _errors_told():
            found = search.execute().aggregations.words.buckets
        return [(row.key, row.doc_count) for row in found if row.key != NO_WORDS][:limit]

    def near(self, audience, field, word, beginning, slips):
        """Asked of the server's own speller: `terms` would look at each word of each document.

        It finds nobody who has another first letter and a second slip besides.
        """
        asked = {
            "field": field,
            "analyzer": ANALYZER,
            "suggest_mode": "always",
            "max_edits": slips,
            "prefix_length": 1 if word.startswith(beginning) else 0,
            "min_word_length": 1,
            "accuracy": 0,
            "size": MOST_NEIGHBOURS,
            "max_inspections": 100,
            "max_term_freq": MOST_TERMS,
        }
        search = self._search(audience)[:0].suggest("near", word, term=asked)
        with _errors_told():
            [found] = search.execute().to_dict()["suggest"]["near"]
        # The speller leaves out the word itself, and counts what was deleted too.
        tokens = [
            token for token in (word, *(each["text"] for each in found["options"])) if token.startswith(beginning)
        ]
        counts = self.counts(audience, [(field, token) for token in base.near(word, tokens, slips)])
        return {token: count for (_field, token), count in counts.items() if count}

    def has_token(self, audience, field, token):
        return self.counts(audience, [(field, token)])[field, token]

    def counts(self, audience, places):
        counts = {}
        for some in base.batched(places, PLACES):
            search = self._search(audience)[:0]
            filters = {str(number): query.Term(**{field: token}) for number, (field, token) in enumerate(some)}
            search.aggs.bucket("places", "filters", filters=filters)
            with _errors_told():
                found = search.execute().to_dict()["aggregations"]["places"]["buckets"]
            counts |= {place: found[str(number)]["doc_count"] for number, place in enumerate(some)}
        return counts

    def health(self):
        health = {"engine": "elasticsearch", "ready": False, "outdated": False, "documents": {}, "trouble": ""}
        try:
            with _errors_told():
                health["documents"], indexes = self._numbers()
            health["outdated"] = any(index.split("-")[-2] != fingerprint.of_texts() for index in indexes)
            health["ready"] = True
        except EngineUnavailable as error:
            health["trouble"] = str(error)
        return health

    def _numbers(self):
        """({audience: number of documents}, names of the indexes)"""
        aliases = {audience: self.alias(audience) for audience in AUDIENCES}
        indexes = self.client.indices.get_alias(name=list(aliases.values()))
        search = Search(using=self.client, index=list(indexes))[:0]
        search.aggs.bucket("indexes", "terms", field="_index")
        numbers = _counted(search.execute().to_dict()["aggregations"]["indexes"])
        index_of = {alias: index for index, each in indexes.items() for alias in each["aliases"]}
        return {audience: numbers.get(index_of[alias], 0) for audience, alias in aliases.items()}, list(indexes)

    def _search(self, audience):
        return Search(using=self.client, index=self.alias(audience))

    # --- Writing ---

    def apply(self, upserts, deletes):
        entries, rejected = prepared(upserts)
        if rejected:
            raise base.RejectedDocuments(rejected)
        # The public's first: what was narrowed or withdrawn leaves it before anything else happens.
        for audience in (PUBLIC, MEMBERS):
            # Found at once: until then the outbox has to know of the change.
            self._bring_in(self.alias(audience), audience, entries, deletes, require_alias=True, refresh=True)

    def _bring_in(self, index, audience, entries, deletes, **options):
        with _errors_told():
            actions = _actions(index, audience, entries, deletes)
            answers = helpers.streaming_bulk(
                self._writer,
                actions,
                chunk_size=DOCUMENTS,
                max_chunk_bytes=BYTES,
                max_retries=RETRIES,
                initial_backoff=0.2,
                raise_on_error=False,
                **options,
            )
            for is_done, answer in answers:
                if not is_done:
                    _raise_unless_gone(answer)

    @contextmanager
    def building(self):
        names = {audience: self._new_name(audience) for audience in AUDIENCES}
        try:
            with _errors_told():
                for name in names.values():
                    self._writer.indices.create(index=name, settings=SETTINGS, mappings=MAPPINGS)
            yield _Building(self, names)
        finally:
            self._remove_unused(list(names.values()))

    def _new_name(self, audience):
        return f"{self.alias(audience)}-{fingerprint.of_texts()}-{uuid4().hex[:8]}"

    def _take_over(self, names):
        """The new indexes in the place of all older ones, in one step."""
        with _errors_told():
            self._writer.indices.refresh(index=list(names.values()))
            ours = [f"{self.prefix}-{audience}-*" for audience in AUDIENCES]
            older = set(self._writer.indices.get_alias(index=ours)) - set(names.values())
            actions = [{"remove_index": {"index": name}} for name in sorted(older)]
            actions += [{"add": {"index": name, "alias": self.alias(audience)}} for audience, name in names.items()]
            self._writer.indices.update_aliases(actions=actions)

    def _remove_unused(self, names):
        try:
            found = self._writer.indices.get_alias(index=names, ignore_unavailable=True)
            # Asked of the server: it may have put them in place, and the answer got lost.
            if unused := [name for name, each in found.items() if not each["aliases"]]:
                self._writer.indices.delete(index=unused)
        except (ApiError, TransportError) as error:
            # The next rebuild removes it.
            logger.warning("An unfinished search index stays on the server: %s", type(error).__name__)


class _Building(base.Building):
    def __init__(self, engine, names):
        self.engine, self.names = engine, names

    def holds(self, uid):
        return True

    def apply(self, upserts, deletes):
        entries, rejected = prepared(upserts)
        for audience, name in self.names.items():
            self.engine._bring_in(name, audience, entries, [*deletes, *rejected])
        return rejected

    def take_over(self):
        self.engine._take_over(self.names)


class _Plan:
    """One request to the server: the query, and a count of facets for each set of filters that one of them needs.

    Filters of facets that are counted come after the counting; all others are part of the query.
    """

    def __init__(self, search, request):
        self.request = request
        everything = limits(request.filters, request.ranges)
        self.chosen = {name: limit for name, limit in everything.items() if name in request.facets}
        always = [limit for name, limit in everything.items() if name not in self.chosen]
        self.search = search.query(query.Bool(must=[compiled(request.node)], filter=always))
        self.search = self._in_order(self.search.extra(track_total_hits=True))
        self.search = self.search.source(["kept"] if request.stored else False)
        if self.chosen:
            self.search = self.search.post_filter(_all(self.chosen.values()))
        self._count_facets()

    def _in_order(self, search):
        offset, limit = max(self.request.offset, 0), max(self.request.limit, 0)
        end = min(offset + limit, MOST_HITS)
        sort = {
            # Of equals the older one first, whichever copy of the index answers. No two are of the same moment.
            RELEVANCE: ("_score", "newest"),
            NEWEST: ("-newest",),
            CHANGED: ("-changed",),
        }.get(self.request.sort, (self.request.sort,))
        return search.sort(*sort)[min(offset, end) : end]

    def _count_facets(self):
        together = [name for name in self.request.facets if name not in self.chosen]
        self._count("together", self.chosen, together)
        for name in self.chosen:
            others = {other: limit for other, limit in self.chosen.items() if other != name}
            self._count(f"apart {name}", others, [name])

    def _count(self, group, chosen, names):
        if names:
            bucket = self.search.aggs.bucket(group, "filter", filter=_all(chosen.values()))
            for name in names:
                bucket.bucket(name, "terms", field=name, size=MOST_VALUES)

    def hits(self, answer):
        is_ranked = self.request.sort == RELEVANCE
        return [
            FoundHit(hit["_id"], hit["sort"][0] if is_ranked else 0.0, hit.get("_source", {}).get("kept", {}))
            for hit in answer["hits"]["hits"]
        ]

    def counts(self, answer):
        groups = answer.get("aggregations", {}).values()
        counts = {name: _counted(group[name]) for group in groups for name in group if name in self.request.facets}
        histogram = dict(sorted(counts.pop(HISTOGRAM, {}).items()))
        return Counts({name: counts[name] for name in self.request.facets if name != HISTOGRAM}, histogram)


def _counted(terms):
    return {row["key"]: row["doc_count"] for row in terms["buckets"]}


def _all(limits):
    return query.Bool(filter=list(limits)) if limits else query.MatchAll()


def _actions(index, audience, entries, deletes):
    gone = [*deletes]
    for entry in entries:
        if audience == MEMBERS or entry.audience == PUBLIC:
            yield {"_op_type": "index", "_index": index, "_id": entry.uid, "_source": in_elasticsearch(entry)}
        else:
            gone.append(entry.uid)
    for uid in gone:
        yield {"_op_type": "delete", "_index": index, "_id": uid}


def _raise_unless_gone(answer):
    """What was to be deleted and is not there is as it should be."""
    [(action, item)] = answer.items()
    kind = item.get("error", {}).get("type") if isinstance(item.get("error"), dict) else None
    if kind == MISSING:
        raise EngineUnavailable("there is no index yet", needs_rebuild=True)
    if kind or action != "delete":
        raise EngineUnavailable(f"the index cannot be written ({kind or item['status']})")


@contextmanager
def _errors_told():
    """Errors of the client as EngineUnavailable. Their own words may hold those of a reader."""
    try:
        yield
    except NotFoundError:
        raise EngineUnavailable("there is no index yet", needs_rebuild=True) from None
    except ApiError as error:
        raise EngineUnavailable(f"the search server refuses to answer ({error.status_code})") from None
    except (TransportError, UnicodeError) as error:
        raise EngineUnavailable(f"the search server does not answer ({type(error).__name__})") from None
