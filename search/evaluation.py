"""How good the answers to a judged set of queries are. Needs ir-measures, which is for development only.

A judged query: {"id", "lang", "query", "kind", "relevant": [{"type", "number" or "slug", "grade"}]}; "held_out": true
marks the half that nobody tunes for.
"""

from collections import defaultdict
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

NDCG = "nDCG@10"
MEASURES = {NDCG: nDCG @ 10, "MRR": RR, "recall@10": R @ 10}
DEEP_ENOUGH = 50
TUNING, HELD_OUT = HALVES = ("for tuning", "held out")
CROSS_LANGUAGE = "cross-language"
# What each half must reach: nDCG@10 of all, and of queries whose answer is written in another language.
FLOOR, FLOOR_ACROSS_LANGUAGES, MOST_WITHOUT_RESULT = 0.90, 0.85, 0.01


@dataclass(frozen=True)
class Score:
    """Means over the queries of a group; `nothing`: the share of them without any result."""

    queries: int
    values: dict[str, float]
    nothing: float


def evaluate(judged, ranked):
    """{group: Score}: of all, then by half, kind and language. ranked: {id: [{"type", "number" or "slug"}]}."""
    groups = defaultdict(list)
    for query in judged:
        for group in _groups_of(query):
            groups[group].append(query["id"])
    per_query = _per_query(judged, ranked)
    return {group: _mean(groups[group], per_query, ranked) for group in sorted(groups, key=_place)}


def below_floors(scores):
    """In words, what a half of the queries does not reach; [] when both reach everything."""
    missed = []
    for half in HALVES:
        whole, across = scores.get(("half", half)), scores.get(("half", f"{half}, {CROSS_LANGUAGE}"))
        if whole and whole.values[NDCG] < FLOOR:
            missed.append(f"{half} {whole.values[NDCG]:.3f} of {FLOOR}")
        if across and across.values[NDCG] < FLOOR_ACROSS_LANGUAGES:
            missed.append(f"{half}, {CROSS_LANGUAGE} {across.values[NDCG]:.3f} of {FLOOR_ACROSS_LANGUAGES}")
        if whole and whole.nothing > MOST_WITHOUT_RESULT:
            missed.append(f"{half} {whole.nothing:.1%} without a result, at most {MOST_WITHOUT_RESULT:.0%}")
    return missed


def _groups_of(query):
    groups = [("all", ""), ("kind", query["kind"]), ("language", query["lang"])]
    if "held_out" in query:
        half = HELD_OUT if query["held_out"] else TUNING
        groups += [("half", half), ("half", f"{half}, {query['kind']}")]
    return groups


def _place(group):
    return ("all", "half", "kind", "language").index(group[0]), group[1]


def _per_query(judged, ranked):
    """{id: {name of the measure: value}}"""
    qrels = [Qrel(query["id"], _name(each), each["grade"]) for query in judged for each in query["relevant"]]
    run = [
        ScoredDoc(key, _name(each), -float(position))
        for key, found in ranked.items()
        for position, each in enumerate(found)
    ]
    values = {query["id"]: dict.fromkeys(MEASURES, 0.0) for query in judged}
    names = {measure: name for name, measure in MEASURES.items()}
    for one in ir_measures.iter_calc(list(names), qrels, run):
        # Of a run with further queries, only the judged ones count.
        if one.query_id in values:
            values[one.query_id][names[one.measure]] = one.value
    return values


def _name(each):
    return f"{each['type']}:{each.get('number') or each['slug']}"


def _mean(keys, per_query, ranked):
    values = {name: sum(per_query[key][name] for key in keys) / len(keys) for name in MEASURES}
    return Score(len(keys), values, sum(not ranked[key] for key in keys) / len(keys))
