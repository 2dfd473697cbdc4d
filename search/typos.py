"""Words that are written nowhere are read as the nearest word that is.

Distances are those of typing: a letter missing, added, changed, or two changed places (optimal string alignment).
Candidates come from what an index holds for this audience and from the thesaurus: no word of a record that the
reader may not see.
"""

from functools import cached_property

from rapidfuzz.distance import OSA

from records.languages import LANGUAGES
from search.analysis import stem_of, tokens
from search.countries import is_of_country
from search.documents.base import OTHER
from search.engines.base import near
from search.of_thesaurus import worked_out_once
from search.thesaurus import matching

# Shorter words have too many neighbours.
SHORTEST = 4
# From this length on, two slips are believed.
LONG = 8
SPELLED_OUT = {"ae": "ä", "oe": "ö", "ue": "ü"}
# A neighbour is offered for a rare word when it is so much more frequent.
MUCH_MORE = 5


class Vocabulary:
    """The words of an index, as one audience may know them, and those of the thesaurus."""

    def __init__(self, engine, audience):
        self._engine, self._audience = engine, audience
        self._counts = {}

    @cached_property
    def size(self):
        """How many documents there are."""
        return self._engine.health()["documents"].get(self._audience, 0)

    def look_up(self, places):
        """Learn of many (field, token) at once what `documents` will be asked."""
        new = {place for place in places if place not in self._counts}
        self._counts |= self._engine.counts(self._audience, new) if new else {}

    def documents(self, field, token):
        """In how many documents a token is."""
        if (field, token) not in self._counts:
            self._counts[field, token] = self._engine.has_token(self._audience, field, token)
        return self._counts[field, token]

    def frequency(self, plain):
        """In how many documents a word is written just so, in the language that has most of them."""
        fields = [f"plain_{code}" for code in (*LANGUAGES, OTHER)]
        self.look_up((field, plain) for field in fields)
        return max(self.documents(field, plain) for field in fields)

    def knows(self, word):
        """Whether a word is written somewhere, in whatever form."""
        return (
            self.frequency(word.plain) > 0
            or word.plain in _words_of_thesaurus()
            or is_of_country(word)
            or any(self.documents(f"stem_{code}", stem_of(word.text, code)) for code in LANGUAGES)
        )

    def near(self, plain, language):
        """The nearest words, nearest first; among equals, those of the reader's language, then the usual ones."""
        # The first letter is rarely wrong; when it is, it mostly changed places with the second.
        for beginning in dict.fromkeys(plain[:2]):
            ranked = {}
            for code in dict.fromkeys((language, *LANGUAGES, OTHER)):
                for word, rank in self._near(plain, beginning, code, is_foreign=code != language):
                    ranked.setdefault(word, rank)
            if ranked:
                return sorted(ranked, key=ranked.get)
        return []

    def _near(self, plain, beginning, language, is_foreign):
        slips = 1 if len(plain) < LONG else 2
        found = self._engine.near(self._audience, f"plain_{language}", plain, beginning, slips)
        if not is_foreign:
            labels = [word for word in _words_of_thesaurus() if word.startswith(beginning)]
            found = dict.fromkeys(near(plain, labels, slips), 1) | found
        return [(word, (OSA.distance(plain, word), is_foreign, -found[word])) for word in found if word != plain]


def corrected(words, language, vocabulary):
    """The words as they are read, and {word as typed: word as read} of those that are read otherwise."""
    read, replaced = [], {}
    for word in words:
        if not _may_be_mistyped(word) or vocabulary.knows(word):
            read.append(word)
        elif umlauts := _with_umlauts(word, language, vocabulary):
            read.append(umlauts)
        elif near := vocabulary.near(word.plain, language):
            read.append(_typed(near[0], language))
            replaced[word.text] = near[0]
        else:
            read.append(word)
    return read, replaced


def better_known(words, language, vocabulary):
    """{word: neighbour} of words that are written somewhere, but have a neighbour that is far more usual."""
    found = {}
    for word in words:
        if _may_be_mistyped(word) and (near := vocabulary.near(word.plain, language)):
            usual = max(near, key=vocabulary.frequency)
            if vocabulary.frequency(usual) >= MUCH_MORE * max(1, vocabulary.frequency(word.plain)):
                found[word.text] = usual
    return found


def _may_be_mistyped(word):
    """Not a short word, a number or an acronym."""
    return len(word.plain) >= SHORTEST and word.plain.isalpha() and not word.text.isupper()


def _with_umlauts(word, language, vocabulary):
    """ "Rueckkehr" is "Rückkehr": no mistake, and nothing to be told about."""
    text = word.text.lower()
    for letters, umlaut in SPELLED_OUT.items():
        text = text.replace(letters, umlaut)
    typed = _typed(text, language)
    return typed if text != word.text.lower() and vocabulary.knows(typed) else None


def _typed(text, language):
    return matching.typed_words(text, language)[0]


@worked_out_once
def _words_of_thesaurus(index):
    """Every word of a label, in any language."""
    return frozenset(
        word.plain
        for entry in index.entries.values()
        for language in LANGUAGES
        for text in entry.texts(language)
        for word in tokens(text, language)
    )
