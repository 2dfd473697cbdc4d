"""The concepts that come with the product: seed/<theme>.toml."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from django.apps import apps as current_apps

from records.languages import LANGUAGES
from records.seeding import read_toml
from search.thesaurus import storing
from search.thesaurus.entries import ACRONYM, DISCOURAGED, FORMER, PREFERRED, SYNONYM, Entry, tidy, tidy_labels

SEED = Path(__file__).parent / "seed"
LISTS = {"synonyms": SYNONYM, "acronyms": ACRONYM, "former": FORMER, "discouraged": DISCOURAGED}


def seed(apps=current_apps):
    """What is there already is left as the editors made it, and what they deleted does not come back."""
    State = apps.get_model("search", "ThesaurusState")
    state = State.objects.first() or State.objects.create()
    there = set(apps.get_model("search", "Concept").objects.values_list("key", flat=True))
    terms = {storing.name_of(term) for term in apps.get_model("records", "Term").objects.filter(concept=None)}
    new = [entry for entry in read() if entry.key not in there and entry.key not in state.seeded]
    known = there | {entry.key for entry in new}
    storing.save([_that_fits(entry, known, terms) for entry in new], apps)
    State.objects.update(seeded=sorted({*state.seeded, *(entry.key for entry in read())}))


def _that_fits(entry, keys, terms):
    """Without the relations to what an editor deleted, and without a term that is gone or taken."""
    return replace(
        entry,
        broader=entry.broader & keys,
        related=entry.related & keys,
        term=entry.term if entry.term in terms else "",
    )


@cache
def read():
    """The entries of all seed files."""
    return [_entry(concept) for path in sorted(SEED.glob("*.toml")) for concept in read_toml(path)["concepts"]]


def _entry(concept):
    labels = {}
    for language in LANGUAGES:
        texts = concept["labels"].get(language, {})
        if texts.get("preferred"):
            labels[language, PREFERRED] = tidy_labels([texts["preferred"]])
        for name, kind in LISTS.items():
            if texts.get(name):
                labels[language, kind] = tidy_labels(texts[name])
    return Entry(
        key=concept["key"],
        definition={code: tidy(text) for code, text in concept.get("definition", {}).items()},
        labels=labels,
        broader=frozenset(concept.get("broader", ())),
        related=frozenset(concept.get("related", ())),
        term=concept.get("term", ""),
        note=concept.get("note", ""),
    )
