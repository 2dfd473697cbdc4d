"""Concepts near to what was asked, for a list that found nothing: neighbours in the thesaurus, or written much alike."""

from rapidfuzz import fuzz, process

from records.folding import folded, folded_words
from search.thesaurus import matching

MOST = 5
ALIKE = 78  # of 100
SHORTEST = 4


def concepts_near(text, understood, language):
    """Names of concepts in the reader's language. understood: keys of those that the text names; they are left out."""
    entries = matching.current().entries
    near = [*_neighbours(understood, entries), *_written_alike(text, entries, language)]
    keys = [key for key in dict.fromkeys(near) if key not in understood]
    names = [entries[key].preferred(language) for key in keys if key in entries]
    return [name for name in names if name][:MOST]


def _neighbours(understood, entries):
    for key in understood:
        if entry := entries.get(key):
            yield from sorted(entry.broader)
            yield from sorted(entry.related)
            yield from sorted(each.key for each in entries.values() if key in each.broader)


def _written_alike(text, entries, language):
    names = [(folded(label), key) for key, entry in entries.items() for label in entry.texts(language)]
    scores = {}
    for asked in (folded(text), *(word for word in folded_words(text) if len(word) >= SHORTEST)):
        found = process.extract(
            asked, [name for name, _key in names], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST
        )
        for _name, score, place in found:
            key = names[place][1]
            scores[key] = max(score, scores.get(key, 0))
    return sorted(scores, key=lambda key: (-scores[key], key))
