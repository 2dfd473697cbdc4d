"""From Units to the tree that an engine scores.

Any Unit may match; who has all of them ranks higher, and so does who has words near each other or has the query in
its title. Of four or more Units a record needs half: the tail is cut.
"""

from itertools import pairwise

from search.engines.base import Best, Both, Constant, Either, Everything, Has, HasPhrase, Promoted, StartsWith, Without
from search.units import STEM

# Between the words of a label a text may have this many others, between two words of the query that many.
SLOP_IN_LABEL = 1
SLOP_BETWEEN_WORDS = 3
NEAR = 0.5
# What the words of a concept count by themselves.
OF_A_PART = 0.3
IN_TITLE = 2.0
# A record whose number, acronym or name was typed comes before whatever else matches.
NAMED = 1000.0
# Most look for what somebody did; a name that is all title, or a page about this site, comes after it.
ADVANTAGE = 5.0
DESCRIPTIONS = tuple(Constant(Has("type", kind), ADVANTAGE) for kind in ("practice", "case_study"))


def compiled(expanded, language, named=(), title=(), minimum=None):
    """The Node of an Expanded query.

    named: uids of records that the query calls by their name. title: the words of the query as a title would have
    them. minimum: how many of the Units a record needs, a matter of their number when None.
    """
    optional = [unit for unit in expanded.wanted if not unit.is_needed]
    needed = [_node(unit) for unit in expanded.wanted if unit.is_needed]
    excluded = [Without(_node(unit)) for unit in expanded.units if unit.is_excluded]
    found = []
    if needed or optional:
        nodes = [_node(unit) for unit in optional]
        more = _for_more(optional, language, title)
        if needed:
            found = [Promoted(_all(needed), (*nodes, *more, *DESCRIPTIONS))]
        else:
            minimum = needed_of(len(optional)) if minimum is None else minimum
            found = [Promoted(Either(tuple(nodes), minimum), (*more, *DESCRIPTIONS))]
    if named:
        found = [Either((*found, *(Constant(Has("uid", uid), NAMED) for uid in named)))]
    return _all([*(found or [Everything()]), *excluded])


def needed_of(number):
    """How many of so many Units a record needs."""
    return max(1, number // 2)


def _for_more(units, language, title):
    """What a record scores beside its Units: for having all of them in the reader's language, near each other, or in the title.

    In her language alone: in every language it would double what the whole query costs, and find nothing better.
    """
    own = [_of_forms(unit.forms.get(language, ()), language) for unit in units]
    more = [Both(tuple(own))] if len(own) > 1 and all(own) else []
    more += _for_nearness(units, language)
    return [*more, HasPhrase("title", title, boost=IN_TITLE)] if len(title) > 1 else more


def _of_forms(forms, language):
    return _best([_of_form(form, language) for form in forms])


def _for_nearness(units, language):
    stems = [_single_stem(unit, language) for unit in units]
    pairs = pairwise(stems)
    return [
        HasPhrase(f"{STEM}_{language}", pair, SLOP_BETWEEN_WORDS, NEAR)
        for pair in pairs
        if all(pair) and pair[0] != pair[1]
    ]


def _single_stem(unit, language):
    """The stem of a Unit that is a mere word of the reader's language."""
    forms = [form for form in unit.forms.get(language, ()) if form.kind == STEM and not form.is_apart]
    return forms[0].tokens[0] if len(forms) == 1 and len(forms[0].tokens) == 1 else None


def _node(unit, weight=1.0):
    nodes = [_of_form(form, language, weight) for language, forms in unit.forms.items() for form in forms]
    if unit.parts:
        nodes.append(Either(tuple(_node(part, weight * OF_A_PART) for part in unit.parts)))
    return _best(nodes) or Either(())


def _best(nodes):
    return nodes[0] if len(nodes) == 1 else Best(tuple(nodes)) if nodes else None


def _of_form(form, language, weight=1.0):
    field, boost = form.field_in(language), form.boost * weight
    if form.is_prefix:
        return StartsWith(field, form.tokens[0])
    if len(form.tokens) == 1:
        return Has(field, form.tokens[0], boost)
    if form.is_apart:
        return Both(tuple(Has(field, token, boost) for token in form.tokens))
    # Words of a part stand beside each other: another one between them finds nothing better, and costs a tenth more.
    slop = SLOP_IN_LABEL if form.kind == STEM and weight == 1 else 0
    return HasPhrase(field, form.tokens, slop, boost)


def _all(nodes):
    return nodes[0] if len(nodes) == 1 else Both(tuple(nodes))
