"""What may be meant while somebody is still typing: records by the words of their titles, concepts by their labels."""

from bisect import bisect_left
from itertools import takewhile

from records.languages import DEFAULT_LANGUAGE, LANGUAGES
from records.visibility import PUBLIC
from search import engines, highlighting, outbox
from search.analysis import tokens
from search.audiences import audience_of
from search.documents.base import OTHER
from search.documents.making import shown
from search.engines.base import Both, EngineUnavailable, Has, Request, StartsWith
from search.of_thesaurus import worked_out_once
from search.parsing import cleaned
from search.results import Hit, Suggestions, Understood
from search.thesaurus import matching
from search.thesaurus.entries import ACRONYM, DISCOURAGED, FORMER, PREFERRED, SYNONYM
from search.units import Unit, as_written

MOST_RECORDS = 5
MOST_CONCEPTS = 4
LOOKED_AT = 200


def suggest(text, viewer=PUBLIC, language=DEFAULT_LANGUAGE):
    """Suggestions for what has been typed so far."""
    words = tuple(word.plain for word in tokens(cleaned(text), OTHER))
    if not words:
        return Suggestions()
    return Suggestions(_records(words, viewer, language), _concepts(" ".join(words), language))


# --- Records ---


def _records(words, viewer, language):
    node = Both((*(Has("title", word) for word in words[:-1]), StartsWith("title", words[-1])))
    try:
        found = engines.engine().search(audience_of(viewer), Request(node, limit=MOST_RECORDS))
    except EngineUnavailable:
        return []
    records = shown([hit.uid for hit in found.hits], viewer)
    for uid in outbox.behind(records):  # their names may be others by now
        del records[uid]
    units = [Unit(word, as_written(word)) for word in words[:-1]] + [
        Unit(words[-1], as_written(words[-1], is_prefix=True))
    ]
    markers = highlighting.Markers(units)
    return [_hit(hit, records[hit.uid], markers, language) for hit in found.hits if hit.uid in records]


def _hit(found, record, markers, language):
    reading = highlighting.best_reading({"titles": found.stored.get("titles", {})}, markers, language)
    kind = found.uid.partition(":")[0]
    title = highlighting.marked(reading.title, reading.in_title)
    return Hit(record, kind, reading.language, title, reading.title_language, score=found.score)


# --- Concepts ---


def _concepts(beginning, language):
    """[Understood] of concepts with a label that has a word beginning so: the reader's language first, then the shortest."""
    labels = _labels()
    start = bisect_left(labels, (beginning,))
    near = takewhile(lambda entry: entry[0].startswith(beginning), labels[start : start + LOOKED_AT])
    found = {}
    for _words, _is_beginning, text, _code, key in sorted(near, key=lambda entry: _rank(entry, language)):
        found.setdefault(key, text)
    return [Understood(key, text, matching.labels(key)) for key, text in list(found.items())[:MOST_CONCEPTS]]


def _rank(entry, language):
    _words, is_beginning, text, code, key = entry
    return code != language, not is_beginning, len(text), text, key


@worked_out_once
def _labels(index):
    """Labels from each of their words on, in order: (words, do they begin the label, what is offered, language, concept)."""
    return sorted(
        (" ".join(words[at:]), at == 0, offered, code, entry.key)
        for entry in index.entries.values()
        for code in LANGUAGES
        for text, offered in _offered(entry, code)
        for words in [[word.plain for word in tokens(text, OTHER)]]
        for at in range(len(words))
    )


def _offered(entry, language):
    """(label, what is offered for it): for a word that we avoid, the one that we use."""
    yield from ((text, text) for text in entry.texts(language, PREFERRED, SYNONYM, ACRONYM))
    if preferred := entry.preferred(language):
        yield from ((text, preferred) for text in entry.texts(language, FORMER, DISCOURAGED))
