"""What each way to say a Unit counts: by how rare the Unit is, more than by how rare the way.

An engine scores a word by how rare it is. Left to that, a record that uses a rare synonym, or a usual word in a
language in which few have it, comes before one that says the same thing plainly, and a concept that is everywhere
outweighs the word that mattered. So every form is brought half the way to the rarity of the most usual one.
Forms that no text has are left out. What the reader typed herself keeps the weight it has.
"""

from dataclasses import replace
from math import log, sqrt


def weighed(units, vocabulary):
    """The Units with such boosts. vocabulary: typos.Vocabulary, which knows in how many documents a token is."""
    vocabulary.look_up(_places(units))
    return tuple(_weighed(unit, vocabulary) for unit in units)


def _places(units):
    """(field, token) of every form that is weighed, parts included."""
    for unit in units:
        yield from _places(unit.parts)
        for language, forms in unit.forms.items():
            for form in forms:
                if not _is_left(form):
                    yield from ((form.field_in(language), token) for token in form.tokens)


def _is_left(form):
    return form.is_prefix or form.is_typed


def _weighed(unit, vocabulary):
    counts = {
        (language, form): [vocabulary.documents(form.field_in(language), token) for token in form.tokens]
        for language, forms in unit.forms.items()
        for form in forms
        if not _is_left(form)
    }
    written = {place: numbers for place, numbers in counts.items() if all(numbers)}
    strongest = max((form.boost for _language, form in written), default=1.0)
    usual = max((min(numbers) for (_language, form), numbers in written.items() if form.boost == strongest), default=0)
    wanted = _rarity(usual, vocabulary.size)

    def in_place(language, form):
        if _is_left(form):
            return form
        rarity = sum(_rarity(number, vocabulary.size) for number in written[language, form])
        return replace(form, boost=form.boost * sqrt(wanted / rarity))

    forms = {
        language: tuple(in_place(language, form) for form in forms if _is_left(form) or (language, form) in written)
        for language, forms in unit.forms.items()
    }
    return replace(unit, forms=forms, parts=tuple(_weighed(part, vocabulary) for part in unit.parts))


def _rarity(number, size):
    """As BM25 has it, of something that so many of all documents have."""
    return log(1 + (max(size, number) - number + 0.5) / (number + 0.5))
