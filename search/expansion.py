"""From what was typed to what is meant: each word, concept or phrase becomes a Unit, said in every language.

A concept is one Unit, however many names it has: its names never add up. The longest match wins its words.
Stop words of all five languages are dropped whatever the language of the query, unless quoted or nothing else is left.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from search import typos
from search.analysis import is_stop_word, tokens
from search.countries import countries_in, country_labels, key_of_country
from search.query import Not, Or, Phrase, Prefix, Word
from search.results import Understood
from search.thesaurus import matching
from search.units import EVERYWHERE, STEM, Form, Unit, as_written, of_labels, of_word


@dataclass(frozen=True)
class Expanded:
    """units: what to look for. replaced: {word as typed: word as read} of those that were written nowhere."""

    units: tuple[Unit, ...] = ()
    understood: tuple[Understood, ...] = ()
    replaced: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanted(self):
        return tuple(unit for unit in self.units if not unit.is_excluded)


def expand(parsed, query, vocabulary):
    """The Expanded query. vocabulary: which words are written somewhere (typos.Vocabulary)."""
    expanded = _Expansion(query, vocabulary, is_stop_word).of(parsed.pieces)
    return expanded if expanded.units else _Expansion(query, vocabulary, lambda _word: False).of(parsed.pieces)


@dataclass(frozen=True)
class Named:
    """A concept that the words from `first` to `last`, both counted in, name."""

    first: int
    last: int
    understood: Understood

    @property
    def key(self):
        return self.understood.concept

    def moved(self, by):
        return replace(self, first=self.first + by, last=self.last + by)


class _Expansion:
    def __init__(self, query, vocabulary, is_dropped):
        self.query, self.language = query, query.language
        self.vocabulary, self.is_dropped = vocabulary, is_dropped
        self.thesaurus = matching.current()
        self.understood, self.replaced = {}, {}

    def of(self, pieces):
        units = []
        for is_run, group in groupby(pieces, key=lambda piece: isinstance(piece, Word)):
            run = list(group)
            units += self._of_words(run) if is_run else [_of_piece(piece, self.language) for piece in run]
        units = tuple(unit for unit in _joined(units) if any(unit.forms.values()))
        return Expanded(units, tuple(self.understood.values()), self.replaced)

    def _of_words(self, pieces):
        words = matching.typed_words(" ".join(piece.text for piece in pieces), self.language)
        if not self.query.exact:
            words, replaced = typos.corrected(words, self.language, self.vocabulary)
            self.replaced |= replaced
        concepts = self._concepts_in(words)
        for each in concepts:
            self.understood[each.key] = replace(each.understood, is_on=self._is_on(each))
        return self._units(words, concepts)

    def _is_on(self, named):
        return named.key not in self.query.without_concepts

    def _concepts_in(self, words):
        """[Named], in the order of the words: concepts of the thesaurus, then countries in what these leave."""
        found = [
            _named(words, match.first, match.last, match.concept, matching.labels(match.concept))
            for match in matching.matching(words, self.language, self.thesaurus)
            if not _is_empty(words[match.first : match.last + 1])
        ]
        taken = {at for each in found for at in range(each.first, each.last + 1)}
        found += [
            _named(words, first, last, key_of_country(code), country_labels(code))
            for code, first, last in countries_in(words, self.language)
            if not taken & set(range(first, last + 1))
        ]
        return sorted(found, key=lambda each: each.first)

    def _units(self, words, concepts, is_whole=True):
        """is_whole: these are the words of the query, not a part of one of its concepts."""
        units, at = [], 0
        while at < len(words):
            here = [each for each in concepts if each.first == at and self._is_on(each)]
            if here:
                end = max(each.last for each in here) + 1
                units.append(self._of_concepts(here, words[at:end], is_whole))
                at = end
            else:
                if not self.is_dropped(words[at].plain):
                    units.append(of_word(words[at], self.language))
                at += 1
        return units

    def _of_concepts(self, concepts, words, is_whole):
        """One Unit of a concept, or of several where the words are ambiguous."""
        labels = [each.understood.labels for each in concepts]
        return of_labels(words, self.language, labels, self._parts(concepts[0], words, is_whole))

    def _parts(self, named, words, is_whole):
        """What the words of a concept say one by one; of an acronym or another short name, those of its long one too."""
        if _number_said(words) > 1:
            return self._shorter_units(words)
        long_name = matching.typed_words(next(iter(named.understood.labels.get(self.language, ())), ""), self.language)
        further = self._shorter_units(long_name) if is_whole and _number_said(long_name) > 1 else []
        return [of_word(words[0], self.language), *further]

    def _shorter_units(self, words):
        """Units of words without the concept that they name all together."""
        first_words = self._concepts_in(words[:-1])
        last_words = [each.moved(1) for each in self._concepts_in(words[1:])]
        concepts = max(first_words, last_words, key=lambda found: sum(each.last - each.first + 1 for each in found))
        return self._units(words, concepts, is_whole=False)


def _named(words, first, last, key, labels):
    return Named(first, last, Understood(key, " ".join(word.text for word in words[first : last + 1]), labels))


def _is_empty(words):
    """Whether words are no name of anything: "para" is no "paro"."""
    return all(is_stop_word(word.plain) and not word.text.isupper() for word in words)


def _number_said(words):
    return sum(not is_stop_word(word.plain) for word in words)


# --- Other pieces ---


def _of_piece(piece, language):
    match piece:
        case Or():
            return piece
        case Not():
            return replace(_of_piece(piece.piece, language), is_excluded=True, is_needed=False)
        case Phrase():
            return Unit(f'"{piece.text}"', as_written(piece.text), is_needed=True)
        case Prefix():
            return Unit(f"{piece.text}*", as_written(piece.text, is_prefix=True))
        case Word():
            forms, stems = as_written(piece.text), tuple(word.stem for word in tokens(piece.text, language))
            return Unit(piece.text, forms | ({language: (*forms[language], Form(STEM, stems))} if stems else {}))


def _joined(units):
    """Units with those beside an Or made one: either will do, and one of them must."""
    joined, is_or = [], False
    for unit in units:
        if isinstance(unit, Or):
            is_or = bool(joined)
        elif is_or:
            joined[-1], is_or = _either(joined[-1], unit), False
        else:
            joined.append(unit)
    return joined


def _either(first, second):
    forms = {code: first.forms.get(code, ()) + second.forms.get(code, ()) for code in EVERYWHERE}
    # Whoever writes OR means what it says: no part of a concept will do for the whole.
    return Unit(f"{first.words} OR {second.words}", forms, is_needed=True)
