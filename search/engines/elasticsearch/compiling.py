"""Nodes of search.engines.base as Elasticsearch's queries. Never from text: a reader's words cannot name a field."""

from functools import singledispatch

from elasticsearch.dsl import query

from search.engines import base
from search.engines.elasticsearch.schema import GAP, WITH_GAPS
from search.engines.entries import LARGEST

NOTHING = query.MatchNone()


def limits(filters, ranges):
    """{name: query} of what filters and ranges let through."""
    found = {name: query.Terms(**{name: list(values)}) for name, values in filters.items() if values}
    for name, (first, last) in ranges.items():
        if first is not None or last is not None:
            found[name] = _between(name, first, last)
    return found


def _between(name, first, last):
    bounds = {"gte": max(first or 0, 0), "lte": LARGEST if last is None else last}
    return query.Range(**{name: bounds}) if bounds["gte"] <= bounds["lte"] <= LARGEST else NOTHING


@singledispatch
def compiled(node):
    raise TypeError(f"No node of a query: {type(node).__name__}")


@compiled.register
def _(node: base.Has):
    return query.Term(**{node.field: {"value": node.token, "boost": node.boost}})


@compiled.register
def _(node: base.HasPhrase):
    if len(node.tokens) == 1:
        return compiled(base.Has(node.field, node.tokens[0], node.boost))
    # What is no single token would be parted at its spaces.
    if not node.tokens or any(token.split() != [token] for token in node.tokens):
        return NOTHING
    phrases = [
        query.MatchPhrase(
            **{node.field: {"query": _with_gaps(node.tokens, places), "analyzer": WITH_GAPS, "boost": node.boost}}
        )
        for places in node.ways()
    ]
    return phrases[0] if len(phrases) == 1 else query.DisMax(queries=phrases)


def _with_gaps(tokens, places):
    words = [GAP] * (places[-1] + 1)
    for place, token in zip(places, tokens, strict=True):
        words[place] = token
    return " ".join(words)


@compiled.register
def _(node: base.StartsWith):
    return query.Prefix(**{node.field: {"value": node.prefix}}) if node.prefix else NOTHING


@compiled.register
def _(node: base.Either):
    minimum = max(node.minimum, 1)
    if len(node.nodes) < minimum:
        return NOTHING
    return query.Bool(should=[compiled(each) for each in node.nodes], minimum_should_match=minimum)


@compiled.register
def _(node: base.Best):
    return (
        query.DisMax(queries=[compiled(each) for each in node.nodes], tie_breaker=node.tie) if node.nodes else NOTHING
    )


@compiled.register
def _(node: base.Both):
    wanted = [compiled(each) for each in node.nodes if not isinstance(each, base.Without)]
    unwanted = [compiled(each.node) for each in node.nodes if isinstance(each, base.Without)]
    # What only forbids finds nothing, unless there is something to forbid it of.
    return query.Bool(must=wanted, must_not=unwanted, filter=[] if wanted else [query.MatchAll()])


@compiled.register
def _(node: base.Without):
    return compiled(base.Both((node,)))


@compiled.register
def _(node: base.Constant):
    return query.ConstantScore(filter=compiled(node.node), boost=node.score)


@compiled.register
def _(node: base.Promoted):
    return query.Bool(must=[compiled(node.node)], should=[compiled(each) for each in node.others])


@compiled.register
def _(node: base.Everything):
    return query.MatchAll()
