"""A concept as plain values: what files, forms, the database and the index in memory have in common."""

import unicodedata
from dataclasses import dataclass, field

from records.languages import LANGUAGES
from search.models import Label

KINDS = tuple(Label.Kind.values)
PREFERRED, SYNONYM, ACRONYM, FORMER, DISCOURAGED = KINDS
# Between the labels of one cell in files; a label cannot hold it.
BETWEEN_LABELS = "|"


def tidy(text):
    """A text as it is kept, whatever wrote it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def tidy_labels(texts):
    """Labels as they are kept: single blanks, none empty, none twice."""
    labels = (" ".join(tidy(text).split()) for text in texts)
    return tuple(dict.fromkeys(label for label in labels if label))


@dataclass(frozen=True)
class Entry:
    """definition: {language: text}. labels: {(language, kind): (text, ...)}, in the editors' order; none is empty.

    broader, related: keys. term: "services:outreach", the vocabulary and code of a Term, or "".
    """

    key: str
    definition: dict[str, str] = field(default_factory=dict)
    labels: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    broader: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()
    term: str = ""
    note: str = ""

    def texts(self, language, *kinds):
        """Its labels in a language, the preferred one first; of all kinds unless some are named."""
        return tuple(text for kind in kinds or KINDS for text in self.labels.get((language, kind), ()))

    def preferred(self, language):
        return next(iter(self.texts(language, PREFERRED)), "")


@dataclass(frozen=True)
class Change:
    """What an entry gains and loses in one place. language, kind: "" where they do not apply."""

    field: str
    language: str = ""
    kind: str = ""
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def changes(before, after):
    """What makes one entry the other, in the order of the form. Another order of labels alone is a Change of nothing."""
    found = [
        (Change(name, removed=tuple(sorted(old - new)), added=tuple(sorted(new - old))), old, new)
        for name in ("broader", "related")
        for old, new in [(getattr(before, name), getattr(after, name))]
    ]
    for name in ("term", "note"):
        found.append(_of_texts(name, "", "", _one(getattr(before, name)), _one(getattr(after, name))))
    for language in LANGUAGES:
        old, new = _one(before.definition.get(language, "")), _one(after.definition.get(language, ""))
        found.append(_of_texts("definition", language, "", old, new))
        for kind in KINDS:
            old, new = before.labels.get((language, kind), ()), after.labels.get((language, kind), ())
            found.append(_of_texts("labels", language, kind, old, new))
    return [change for change, old, new in found if old != new]


def _one(text):
    return (text,) if text else ()


def _of_texts(name, language, kind, old, new):
    removed, added = tuple(text for text in old if text not in new), tuple(text for text in new if text not in old)
    return Change(name, language, kind, removed, added), old, new
