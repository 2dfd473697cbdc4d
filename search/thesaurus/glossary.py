"""The thesaurus for readers: from A to Z in their language, a page for each letter."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import override

from records.folding import folded_words
from records.languages import DEFAULT_LANGUAGE, LANGUAGES, Text, fallback_order
from records.sorting import sort_key
from search.of_thesaurus import worked_out_once
from search.thesaurus import matching
from search.thesaurus.entries import ACRONYM, DISCOURAGED, FORMER, SYNONYM
from search.thesaurus.skos import anchor_of

MOST_FOUND = 30


@dataclass(frozen=True)
class Link:
    """A name that leads to its concept. letter: of its page, in small."""

    anchor: str
    name: Text
    letter: str
    address: str


@dataclass(frozen=True)
class Item:
    """A concept as the glossary shows it.

    also: synonyms and acronyms; not_used: former and discouraged terms; elsewhere: names in the other languages.
    """

    anchor: str
    name: Text
    definition: Text
    also: tuple[str, ...]
    not_used: tuple[str, ...]
    elsewhere: tuple[Text, ...]
    broader: tuple[Link, ...]
    narrower: tuple[Link, ...]
    related: tuple[Link, ...]


class Glossary:
    """All concepts in one language."""

    def __init__(self, index, language):
        self.version, self.language = index.version, language
        self.entries = {key: entry for key, entry in index.entries.items() if not matching.is_of_vocabulary(key)}
        self.links = dict(sorted(self._links(), key=lambda pair: sort_key(pair[1].name.value)))

    @cached_property
    def letters(self):
        """{letter: [key]}, in the order of the alphabet."""
        letters = defaultdict(list)
        for key, link in self.links.items():
            letters[link.letter].append(key)
        return dict(sorted(letters.items()))

    def items(self, keys):
        return [self._item(key) for key in keys]

    def _links(self):
        for key, entry in self.entries.items():
            if name := text_of(entry.preferred, self.language):
                letter, anchor = _letter_of(name.value), anchor_of(key)
                yield key, Link(anchor, name, letter, f"{address(self.language, letter)}#{anchor}")

    def _item(self, key):
        entry, link = self.entries[key], self.links[key]
        return Item(
            anchor=link.anchor,
            name=link.name,
            definition=text_of(lambda code: entry.definition.get(code, ""), self.language),
            also=entry.texts(self.language, SYNONYM, ACRONYM),
            not_used=entry.texts(self.language, FORMER, DISCOURAGED),
            elsewhere=_elsewhere(entry, link.name.language, self.language),
            broader=self._linked(entry.broader),
            narrower=self._linked(self._narrower[key]),
            related=self._linked(entry.related),
        )

    def _linked(self, keys):
        return tuple(link for key, link in self.links.items() if key in keys)

    @cached_property
    def _narrower(self):
        narrower = defaultdict(set)
        for entry in self.entries.values():
            for key in entry.broader:
                narrower[key].add(entry.key)
        return narrower

    # --- Finding ---

    def found(self, text):
        """Keys of the concepts that a text names, whatever forms its words have, then of those with words beginning so."""
        named = matching.matching(matching.typed_words(text, self.language), self.language)
        beginning = " " + " ".join(folded_words(text))
        begun = [key for key in self.links if beginning.strip() and beginning in self._labels[key]]
        keys = dict.fromkeys([*(match.concept for match in named), *begun])
        return [key for key in keys if key in self.links][:MOST_FOUND]

    @cached_property
    def _labels(self):
        """{key: all its labels, folded; no words stand beside each other that are of two}"""
        return {
            key: "".join(f" {' '.join(folded_words(text))}|" for code in LANGUAGES for text in entry.texts(code))
            for key, entry in self.entries.items()
        }


@worked_out_once
def _glossaries(index):
    return {language: Glossary(index, language) for language in LANGUAGES}


def glossary_in(language):
    """The Glossary as the thesaurus is now."""
    return _glossaries()[language]


def address(language, letter=""):
    """Path of the whole, or of a letter's page."""
    with override(language):
        return reverse("glossary:letter", args=[letter]) if letter else reverse("glossary:glossary")


@dataclass(frozen=True)
class GlossaryPage:
    """A page of the glossary as a sitemap lists it: a letter stands for other words in each language."""

    letter: str
    languages_with_text: tuple[str, ...]

    def address_in(self, language):
        return address(language, self.letter)


def pages():
    letters = [GlossaryPage(letter, (code,)) for code in LANGUAGES for letter in glossary_in(code).letters]
    return [GlossaryPage("", LANGUAGES), *letters]


def text_of(text_in, language):
    """The Text of `text_in(code)` in a language, else in another."""
    for code in fallback_order(language, DEFAULT_LANGUAGE):
        if text := text_in(code):
            return Text(text, code, code != language)
    return Text()


def _letter_of(name):
    return next(filter(str.isalnum, sort_key(name)), "0")


def _elsewhere(entry, shown, language):
    texts = [Text(entry.preferred(code), code, code != language) for code in LANGUAGES if code != shown]
    return tuple(text for text in texts if text)
