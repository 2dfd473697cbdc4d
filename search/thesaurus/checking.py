"""What an entry of the thesaurus must keep to, said in words that tell the fix."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from records.folding import has_words, plain_letters
from records.languages import LANGUAGES
from records.names import language_name
from search.models import Concept, Label
from search.thesaurus.entries import ACRONYM, BETWEEN_LABELS, PREFERRED

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY = Concept._meta.get_field("key").max_length
LONGEST_LABEL = Label._meta.get_field("text").max_length
SHORTEST_LABEL, SHORTEST_ACRONYM = 3, 2
INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True)
class Problem:
    """field: of the entry; language, kind: of its labels, where it is about them."""

    message: str
    field: str = ""
    language: str = ""
    kind: str = ""


def problems(entry, entries, terms):
    """What is wrong with an entry among `entries` ({key: Entry}, itself included). terms: names of all terms."""
    return [
        *_of_key(entry),
        *_of_labels(entry),
        *_of_relations(entry, entries),
        *_of_term(entry, entries, terms),
    ]


def _of_key(entry):
    if not KEY.fullmatch(entry.key) or len(entry.key) > LONGEST_KEY:
        message = _("“%(key)s” cannot be a key. Write small letters a to z, digits and hyphens, at most %(most)s.")
        yield Problem(message % {"key": entry.key, "most": LONGEST_KEY}, "key")


def _of_labels(entry):
    if not entry.labels:
        yield Problem(_("It has no label. Write what it is called in one language at least."), "labels")
    for language in LANGUAGES:
        texts = entry.texts(language)
        if len(entry.texts(language, PREFERRED)) > 1:
            message = _("%(language)s has several preferred labels. Keep one, and make the others synonyms.")
            yield Problem(message % {"language": language_name(language)}, "labels", language, PREFERRED)
        elif texts and not entry.preferred(language):
            message = _("%(language)s has labels, but no preferred one. Choose one of them.")
            yield Problem(message % {"language": language_name(language)}, "labels", language, PREFERRED)
        seen = set()
        for kind, text in (
            (kind, text) for (code, kind), found in entry.labels.items() for text in found if code == language
        ):
            if said := _of_label(text, kind):
                yield Problem(said, "labels", language, kind)
            elif text.casefold() in seen:
                message = _("“%(text)s” is there twice in one language. Keep it in one place.")
                yield Problem(message % {"text": text}, "labels", language, kind)
            seen.add(text.casefold())


def _of_label(text, kind):
    if len(text) > LONGEST_LABEL:
        return _("“%(text)s …” is too long for a label. Write at most %(most)s characters.") % {
            "text": text[:40],
            "most": LONGEST_LABEL,
        }
    if BETWEEN_LABELS in text or INVISIBLE.search(text):
        return _("“%(text)s” holds a sign that separates labels. Write it as two labels.") % {"text": text}
    shortest = SHORTEST_ACRONYM if kind == ACRONYM else SHORTEST_LABEL
    if not has_words(text) or len(re.sub(r"\W", "", plain_letters(text))) < shortest:
        return _("“%(text)s” is too short to find anything by. Write at least %(least)s letters.") % {
            "text": text,
            "least": shortest,
        }
    return ""


def _of_relations(entry, entries):
    for name in ("broader", "related"):
        for key in sorted(getattr(entry, name)):
            if key == entry.key:
                yield Problem(_("It points to itself. Take “%(key)s” out.") % {"key": key}, name)
            elif key not in entries:
                message = _("There is no concept “%(key)s”. Correct the key, or add that concept first.")
                yield Problem(message % {"key": key}, name)
    above = ancestors(entry, entries)
    if entry.key in above and entry.key not in entry.broader:
        yield Problem(
            _("It would be broader than itself. Take out the broader concept that leads back to it."), "broader"
        )
    for key in sorted(entry.related - {entry.key}):
        if key in above or (key in entries and entry.key in ancestors(entries[key], entries)):
            message = _("“%(key)s” is broader or narrower already. Take it out of the related concepts.")
            yield Problem(message % {"key": key}, "related")


def ancestors(entry, entries):
    """Keys of all that is broader, however far up."""
    found, waiting = set(), set(entry.broader)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting |= entries[key].broader if key in entries else set()
    return found


def _of_term(entry, entries, terms):
    if entry.term and entry.term not in terms:
        message = _("There is no term “%(term)s” in the vocabularies. Correct it, or leave it empty.")
        yield Problem(message % {"term": entry.term}, "term")
    for other in entries.values():
        if entry.term and other.term == entry.term and other.key != entry.key:
            message = _("The term “%(term)s” belongs to “%(key)s” already. One of the two has to go without.")
            yield Problem(message % {"term": entry.term, "key": other.key}, "term")


def shared_labels(entry, entries):
    """(text, language, key of the other concept) of labels that another concept has as well: allowed, seldom meant."""
    others = {
        (language, text.casefold()): other.key
        for other in entries.values()
        if other.key != entry.key
        for (language, _kind), texts in other.labels.items()
        for text in texts
    }
    return [
        (text, language, others[language, text.casefold()])
        for (language, _kind), texts in entry.labels.items()
        for text in texts
        if (language, text.casefold()) in others
    ]
