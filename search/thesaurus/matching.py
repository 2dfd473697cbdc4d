"""Which concepts the words of a query or text name, in any of the languages, whatever form the words have.

All labels are held in memory, in a tree of stems for each language: a process builds it anew when the version
in the database is another (search.thesaurus.storing.touch). Terms of the vocabularies, categories and typologies
that no concept stands for are concepts of their own, with keys such as "services:outreach".
"""

from dataclasses import dataclass, field, replace
from itertools import product

from rapidfuzz.distance import Levenshtein

from practices.models import Category, Typology
from records.languages import LANGUAGES, text_in
from records.models import Term
from search.analysis import is_stop_word, parts, stem_of, tokens
from search.thesaurus import storing
from search.thesaurus.entries import ACRONYM, PREFERRED, SYNONYM, Entry

COMPOUNDING = "de"
# A shorter word that another language writes the same is another word: Spanish "red" is a network.
SHORTEST_FOREIGN_WORD = 4
LONGEST_OPEN_COMPOUND = 4
# A short part of a compound says little of the whole: "Opferschutz" is about protection.
SHORTEST_LONE_PART = 8
END = ""  # in a node of the tree: the labels that end here; no stem is empty


@dataclass(frozen=True)
class Match:
    """A concept that the words from `first` to `last`, both counted in, name."""

    concept: str
    first: int
    last: int


@dataclass(frozen=True)
class TypedWord:
    """A word as `matching` wants it. text: as it was typed, for capitals tell an acronym from a word."""

    text: str
    plain: str
    stem: str


def typed_words(text, language):
    return [TypedWord(text[word.start : word.end], word.plain, word.stem) for word in tokens(text, language)]


@dataclass(frozen=True)
class Leaf:
    """A label in the tree. words: how many of its words say something. in_capitals: found only when typed so."""

    concept: str
    language: str
    kind: str
    plain: str
    words: int
    in_capitals: bool


@dataclass(frozen=True)
class Found:
    """A label met in the words. distance: letters in which they differ, for "trafficker" has the stem of "trafficking"."""

    leaf: Leaf
    first: int
    last: int
    distance: int


def _found(leaf, words, first, last):
    said = " ".join(word.plain for word in words[first : last + 1])
    return Found(leaf, first, last, Levenshtein.distance(said, leaf.plain))


@dataclass
class Index:
    """What `matching` looks in. compounds, phrases: German labels of one word, of several, by the stems of their parts."""

    version: object
    entries: dict[str, Entry]
    trees: dict[str, dict] = field(default_factory=lambda: {language: {} for language in LANGUAGES})
    compounds: dict[tuple, list[Leaf]] = field(default_factory=dict)
    phrases: dict[tuple, list[Leaf]] = field(default_factory=dict)


def matching(words, language, index=None):
    """[Match], in the order of the words: the longest first wins its words. Two of the same words when they are ambiguous.

    words: anything with `plain`, `stem` and `text` (see `typed_words`), stop words among them or not.
    language: of the reader; a label in her language goes before one of another.
    index: of `current`, for who asks several times in a row.
    """
    index = index or current()
    found = [one for first in range(len(words)) for one in _found_at(index, words, first, language)]
    taken, chosen = set(), []
    for one in sorted(found, key=lambda one: _rank(one, language)):
        span = (one.first, one.last)
        covered = set(range(one.first, one.last + 1))
        same = [other for other in chosen if (other.first, other.last) == span]
        if same and _is_equal(same[0], one, language):
            chosen.append(one)
        elif not taken & covered:
            chosen.append(one)
            taken |= covered
    matches = [Match(one.leaf.concept, one.first, one.last) for one in chosen]
    return sorted(dict.fromkeys(matches), key=lambda match: match.first)


def _rank(found, language):
    return (
        -found.leaf.words,
        found.first - found.last,
        found.leaf.language != language,
        # Typed in capitals, "CAT" is the acronym rather than the animal.
        not found.leaf.in_capitals,
        found.distance,
        is_of_vocabulary(found.leaf.concept),
        found.first,
    )


def _is_equal(first, second, language):
    return _rank(first, language) == _rank(second, language)


def is_of_vocabulary(key):
    """Whether a key names a term, category or typology that no concept stands for."""
    return ":" in key


def labels(key):
    """{language: [phrases]} of a concept, the preferred one first; empty for one that is gone."""
    entry = (_index or current()).entries.get(key)
    found = {language: list(entry.texts(language)) for language in LANGUAGES} if entry else {}
    return {language: texts for language, texts in found.items() if texts}


# --- Looking ---


def _found_at(index, words, first, language):
    as_written = [
        _found(leaf, words, first, last)
        for code in LANGUAGES
        for leaf, last in _along(index.trees[code], words, first, code, language)
        if _may_be(leaf, words[first], language)
    ]
    yield from as_written
    if not any(found.last == first for found in as_written):
        yield from _found_in_one_word(index, words, first)
    yield from _found_taken_apart(index, words, first)


def _along(node, words, at, code, language):
    """(Leaf, position of its last word) of every label that begins with the word at `at`."""
    waiting = [(node, at)]
    while waiting:
        node, position = waiting.pop()
        if position == len(words):
            continue
        for form in _forms_of(words[position], code, language):
            if form in node:
                for leaf in node[form].get(END, ()):
                    yield leaf, position
                waiting.append((node[form], position + 1))
        if position > at and is_stop_word(words[position].plain, code):
            waiting.append((node, position + 1))


def _forms_of(word, code, language):
    """As the label may have been stemmed: with its accents, and as people type it, without."""
    written = getattr(word, "text", "") or word.plain
    return {word.stem if code == language else stem_of(written, code), stem_of(word.plain, code)}


def _may_be(leaf, word, language):
    if leaf.in_capitals:
        return getattr(word, "text", "").replace(".", "").isupper()
    is_own = leaf.language == language or leaf.kind == ACRONYM
    return is_own or leaf.words > 1 or len(word.plain) >= SHORTEST_FOREIGN_WORD


def _found_in_one_word(index, words, at):
    """The longest label in a German compound: "Menschenhandelsopfer" is "Opfer von Menschenhandel"."""
    all_parts = _parts_of(words[at])
    for stretch in _stretches(all_parts) if len(all_parts) > 1 else ():
        head_first = stretch[-1:] + stretch[:-1]
        found = [
            *index.compounds.get(stretch, ()),
            *index.phrases.get(stretch, ()),
            *index.phrases.get(head_first, ()),
        ]
        if found:
            return [_found(leaf, words, at, at) for leaf in found]
    return []


def _found_taken_apart(index, words, first):
    """German words that make one compound of a label: "Ausbeutung der Arbeit" is "Arbeitsausbeutung"."""
    head, rest = _parts_of(words[first]), ()
    for last in range(first + 1, min(first + LONGEST_OPEN_COMPOUND, len(words))):
        if is_stop_word(words[last].plain, COMPOUNDING):
            continue
        rest += _parts_of(words[last])
        for leaf in index.compounds.get(rest + head, []) + index.compounds.get(head + rest, []):
            yield _found(leaf, words, first, last)


def _stretches(parts_of_word):
    """Neighbouring parts of a compound, all of them first, then fewer; a single one only when it is long."""
    length = len(parts_of_word)
    for size in range(length, 0, -1):
        for begin in range(length - size + 1):
            stretch = parts_of_word[begin : begin + size]
            if size > 1 or len(stretch[0]) >= SHORTEST_LONE_PART:
                yield stretch


def _parts_of(word):
    """Stems of the parts of a German word; its own stem when it has none."""
    stem = stem_of(word.plain, COMPOUNDING)
    return tuple(parts(TypedWord(word.plain, word.plain, stem))) or (stem,)


# --- The index in memory ---

_index = None


def current():
    """The Index of the thesaurus as it is in the database."""
    global _index
    version = storing.version()
    index = _index
    if index is None or index.version != version or version is None:
        index = _index = build(storing.read_all(), version)
    return index


def build(entries, version=None):
    entries = _with_vocabularies(entries)
    index = Index(version, entries)
    ordinary = _ordinary_words(entries.values())
    for entry in entries.values():
        for (language, kind), texts in entry.labels.items():
            for text in texts:
                _put(index, entry.key, language, kind, text, ordinary)
    return index


def _ordinary_words(entries):
    return {
        word.plain
        for entry in entries
        for (language, kind), texts in entry.labels.items()
        if kind != ACRONYM
        for text in texts
        for word in tokens(text, language)
    }


def _put(index, key, language, kind, text, ordinary):
    all_words = tokens(text, language)
    words = [word for word in all_words if not is_stop_word(word.plain, language)] or all_words
    if not words:
        return
    in_capitals = kind == ACRONYM and any(_is_ambiguous(word.plain, ordinary) for word in words)
    leaf = Leaf(key, language, kind, " ".join(word.plain for word in all_words), len(words), in_capitals)
    for stems in product(*({word.stem, stem_of(word.plain, language)} for word in words)):
        node = index.trees[language]
        for stem in stems:
            node = node.setdefault(stem, {})
        node.setdefault(END, []).append(leaf)
    if language == COMPOUNDING and kind != ACRONYM:
        all_parts = tuple(part for word in words for part in _parts_of(word))
        place = index.compounds if len(words) == 1 else index.phrases
        place.setdefault(all_parts, []).append(leaf)


def _is_ambiguous(plain, ordinary):
    """Whether an acronym typed in small letters is rather a word."""
    return len(plain) < 3 or is_stop_word(plain) or plain in ordinary


def _with_vocabularies(entries):
    """Terms go into the concept that stands for them, the others and the categories are concepts themselves."""
    found = dict(entries)
    concepts = {entry.term: entry.key for entry in entries.values() if entry.term}
    for term in Term.objects.all():
        name = storing.name_of(term)
        if name in concepts:
            found[concepts[name]] = _with_labels_of(found[concepts[name]], term)
        else:
            found[name] = _entry_of(name, term, "label")
    for category in Category.objects.all():
        found[f"category:{category.code}"] = _entry_of(f"category:{category.code}", category, "title")
    for typology in Typology.objects.all():
        found[f"typology:{typology.code}"] = _entry_of(f"typology:{typology.code}", typology, "title")
    return found


def _entry_of(key, instance, name):
    texts = {language: text_in(instance, name, language) for language in LANGUAGES}
    return Entry(key, labels={(language, PREFERRED): (text,) for language, text in texts.items() if text})


def _with_labels_of(entry, term):
    labels = dict(entry.labels)
    for language in LANGUAGES:
        text = text_in(term, "label", language)
        if text and text.casefold() not in {known.casefold() for known in entry.texts(language)}:
            labels[language, SYNONYM] = (*labels.get((language, SYNONYM), ()), text)
    return replace(entry, labels=labels)
