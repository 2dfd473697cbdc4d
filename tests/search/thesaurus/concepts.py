"""Concepts as tests need them."""

from search.thesaurus import storing
from search.thesaurus.entries import ACRONYM, PREFERRED, SYNONYM, Entry


def entry(key, *, labels=None, **values):
    """labels: {language: preferred label, or (preferred, *synonyms)}; English is the key unless it is given."""
    texts = {"en": key.replace("-", " ")} | (labels or {})
    found = {}
    for language, names in texts.items():
        preferred, *synonyms = [names] if isinstance(names, str) else names
        found[language, PREFERRED] = (preferred,)
        if synonyms:
            found[language, SYNONYM] = tuple(synonyms)
    found |= {(language, ACRONYM): tuple(names) for language, names in values.pop("acronyms", {}).items()}
    found |= values.pop("more", {})
    relations = {name: frozenset(values.pop(name, ())) for name in ("broader", "related")}
    return Entry(key, labels=found, **relations, **values)


def save(*entries):
    storing.save(entries)
