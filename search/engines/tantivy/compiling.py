"""Nodes of search.engines.base as tantivy's queries. Never from text: a reader's words cannot name a field."""

import re
from dataclasses import replace
from functools import singledispatch

from tantivy import FieldType, Occur, Query

from search.engines import base


def filtered(schema, node, filters, ranges):
    """The node's query within filters and ranges, which add nothing to the score."""
    limits = [Query.term_set_query(schema, name, list(values)) for name, values in filters.items()]
    for name, (first, last) in ranges.items():
        if first is not None or last is not None:
            limits.append(_between(schema, name, first, last))
    query = compiled(node, schema)
    if not limits:
        return query
    return Query.boolean_query([(Occur.Must, query), *((Occur.Must, _unscored(limit)) for limit in limits)])


def _between(schema, name, first, last):
    if (last is not None and last < 0) or (first is not None and last is not None and first > last):
        return Query.empty_query()
    return Query.range_query(schema, name, FieldType.Unsigned, None if first is None else max(first, 0), last)


def _unscored(query):
    return Query.const_score_query(query, 0.0)


def matching(node):
    """A node that matches the same without a score, and costs less: counting facets asks the whole query again."""
    match node:
        case base.Promoted() | base.Constant():
            return matching(node.node)
        case base.Best() | base.Either(minimum=0 | 1):
            return _any_of(node.nodes)
        case base.Both() | base.Either():
            return replace(node, nodes=tuple(map(matching, node.nodes)))
        case base.Without():
            return base.Without(matching(node.node))
        case base.Has() | base.HasPhrase():
            return replace(node, boost=1.0)
    return node


def _any_of(nodes):
    """Any of the nodes, those within others among them: each once, and no phrase one word of which is enough."""
    found = {}
    for node in map(matching, nodes):
        found |= dict.fromkeys(node.nodes if isinstance(node, base.Either) and node.minimum < 2 else [node])
    words = {(node.field, node.token) for node in found if isinstance(node, base.Has)}
    return base.Either(tuple(node for node in found if not _is_within(node, words)))


def _is_within(node, words):
    return isinstance(node, base.HasPhrase) and any((node.field, token) in words for token in node.tokens)


@singledispatch
def compiled(node, schema):
    raise TypeError(f"No node of a query: {type(node).__name__}")


@compiled.register
def _(node: base.Has, schema):
    return _boosted(Query.term_query(schema, node.field, node.token), node.boost)


@compiled.register
def _(node: base.HasPhrase, schema):
    if not node.tokens:
        return Query.empty_query()
    if len(node.tokens) == 1:  # tantivy panics at a phrase of one word
        return compiled(base.Has(node.field, node.tokens[0], node.boost), schema)
    phrases = [
        Query.phrase_query(schema, node.field, list(zip(places, node.tokens, strict=True))) for places in node.ways()
    ]
    query = phrases[0] if len(phrases) == 1 else Query.disjunction_max_query(phrases)
    return _boosted(query, node.boost)


@compiled.register
def _(node: base.StartsWith, schema):
    if not node.prefix:
        return Query.empty_query()
    return Query.regex_query(schema, node.field, re.escape(node.prefix) + ".*")


@compiled.register
def _(node: base.Either, schema):
    if len(node.nodes) < max(node.minimum, 1):
        return Query.empty_query()
    branches = [(Occur.Should, compiled(each, schema)) for each in node.nodes]
    return Query.boolean_query(branches, minimum_number_should_match=max(node.minimum, 1))


@compiled.register
def _(node: base.Best, schema):
    if not node.nodes:
        return Query.empty_query()
    return Query.disjunction_max_query([compiled(each, schema) for each in node.nodes], tie_breaker=node.tie)


@compiled.register
def _(node: base.Both, schema):
    wanted = [(Occur.Must, compiled(each, schema)) for each in node.nodes if not isinstance(each, base.Without)]
    unwanted = [(Occur.MustNot, compiled(each.node, schema)) for each in node.nodes if isinstance(each, base.Without)]
    # What only forbids finds nothing, unless there is something to forbid it of.
    return Query.boolean_query((wanted or [(Occur.Must, _unscored(Query.all_query()))]) + unwanted)


@compiled.register
def _(node: base.Without, schema):
    return compiled(base.Both((node,)), schema)


@compiled.register
def _(node: base.Constant, schema):
    return Query.const_score_query(compiled(node.node, schema), node.score)


@compiled.register
def _(node: base.Promoted, schema):
    others = [(Occur.Should, compiled(each, schema)) for each in node.others]
    return Query.boolean_query([(Occur.Must, compiled(node.node, schema)), *others])


@compiled.register
def _(node: base.Everything, _schema):
    return Query.all_query()


def _boosted(query, boost):
    return query if boost == 1 else Query.boost_query(query, boost)
