"""A Unit is one thing that a query asks for, with every way to say it, in every language."""

from collections.abc import Mapping
from dataclasses import dataclass

from records.languages import LANGUAGES
from search.analysis import is_stop_word, parts, stem_of, tokens
from search.documents.base import OTHER

STEM, PLAIN = "stem", "plain"
COMPOUNDING = "de"
EVERYWHERE = (*LANGUAGES, OTHER)
# What a word of the reader's language counts in another one, where it may mean something else.
ELSEWHERE = 0.4
# What the parts of a compound count when they stand apart.
APART = 0.6


@dataclass(frozen=True)
class Form:
    """One way in which a text may say it: tokens of the field `kind`, in this order.

    is_prefix: the one token is the beginning of a word. is_apart: the tokens may stand anywhere.
    is_typed: the reader's own words for a concept; they count by their own rarity (search.weighing).
    """

    kind: str
    tokens: tuple[str, ...]
    boost: float = 1.0
    is_prefix: bool = False
    is_apart: bool = False
    is_typed: bool = False

    def field_in(self, language):
        return f"{self.kind}_{language}"


@dataclass(frozen=True)
class Unit:
    """forms: {language: ways to say it}; the best one counts. words: as they were typed.

    parts: of a concept with a name of several words, what these say one by one; together they count less than the whole.
    is_needed: nothing is found without it. is_excluded: nothing is found with it.
    """

    words: str
    forms: Mapping[str, tuple[Form, ...]]
    parts: tuple["Unit", ...] = ()
    is_needed: bool = False
    is_excluded: bool = False

    def forms_in(self, language):
        """All that a text of this language may say of it, parts included."""
        return (*self.forms.get(language, ()), *(form for part in self.parts for form in part.forms_in(language)))


def of_word(word, language):
    """Of a typed word (matching.TypedWord), read as one of `language`; in other languages it counts less."""
    forms = {}
    for code in LANGUAGES:
        # A loanword keeps the stem that it has at home: "caporale" in an English text.
        stems = dict.fromkeys((stem_of(word.text, code), word.stem))
        # The fields of stems have no stop words.
        kind, found = (PLAIN, (word.plain,)) if is_stop_word(word.plain, code) else (STEM, stems)
        boost = 1.0 if code == language else ELSEWHERE
        forms[code] = tuple(Form(kind, (token,), boost) for token in found)
    forms[OTHER] = (Form(PLAIN, (word.plain,), ELSEWHERE),)
    if compound := parts(tokens(word.text, COMPOUNDING)[0]):
        forms[COMPOUNDING] += (Form(STEM, tuple(compound), APART, is_apart=True),)
    return Unit(word.text, forms)


def of_labels(words, language, all_labels, inner=()):
    """Of a concept that typed words name, or of several: all_labels has {language: [phrases]} of each.

    inner: Units of its parts.
    """
    forms = {
        code: _without_longer(
            [form for labels in all_labels for text in labels.get(code, ()) for form in _of_label(text, code)]
        )
        for code in LANGUAGES
    }
    typed = tuple(word.stem for word in words if not is_stop_word(word.plain, language))
    if len(typed) > 1:
        forms[language] += (Form(STEM, typed, is_typed=True),)
    return Unit(" ".join(word.text for word in words), forms, tuple(inner))


def _without_longer(forms):
    """Forms that are not found already by a shorter one: "women's shelter" is by "shelter"."""
    kept = []
    for form in sorted(dict.fromkeys(forms), key=lambda form: len(form.tokens)):
        if not any(_is_within(shorter, form) for shorter in kept):
            kept.append(form)
    return tuple(kept)


def _is_within(shorter, form):
    size = len(shorter.tokens)
    stretches = (form.tokens[at : at + size] for at in range(len(form.tokens) - size + 1))
    return shorter.kind == form.kind and shorter.tokens in stretches


def _of_label(text, language):
    words = tokens(text, language)
    # The fields of stems have no stop words.
    stems = tuple(word.stem for word in words if not is_stop_word(word.plain, language))
    if text.isupper() or not stems:
        # An acronym has no ending to lose (the Spanish SIDA is no "sido"), but many NGOs.
        plain = tuple(word.plain for word in words)
        return [Form(PLAIN, plain), Form(PLAIN, (*plain[:-1], f"{plain[-1]}s"))] if plain else []
    return [Form(STEM, stems)]


def as_written(text, is_prefix=False):
    """{language: forms} of words that are looked for as they stand, in every language."""
    plain = tuple(word.plain for word in tokens(text, OTHER))
    if not plain:
        return {}
    # Of "drop-in*" the last word is the beginning; what stands before it is left to the other words.
    form = Form(PLAIN, plain[-1:], is_prefix=True) if is_prefix else Form(PLAIN, plain)
    return dict.fromkeys(EVERYWHERE, (form,))
