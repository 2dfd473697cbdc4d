"""Entries from the database and into it, many at once."""

import uuid
from itertools import groupby

from django.apps import apps as current_apps

from records.languages import DEFAULT_LANGUAGE, LANGUAGES, set_text, text_in
from search.thesaurus.entries import Entry


def read_all(apps=current_apps):
    """{key: Entry} of the whole thesaurus, in four queries."""
    Concept, Label = apps.get_model("search", "Concept"), apps.get_model("search", "Label")
    rows = Label.objects.order_by("concept_id", "pk").values_list("concept_id", "language", "kind", "text")
    labels = {concept: list(found) for concept, found in groupby(rows, key=lambda row: row[0])}
    broader, related = _keys_by_concept(Concept.broader), _keys_by_concept(Concept.related)
    return {
        concept.key: Entry(
            key=concept.key,
            definition={code: text for code in LANGUAGES if (text := text_in(concept, "definition", code))},
            labels=_by_place(labels.get(concept.pk, ())),
            broader=broader.get(concept.pk, frozenset()),
            related=related.get(concept.pk, frozenset()),
            term=name_of(concept.term) if concept.term else "",
            note=concept.note,
        )
        for concept in Concept.objects.select_related("term").order_by("key")
    }


def name_of(term):
    """ "services:outreach": how files name a term of a vocabulary."""
    return f"{term.vocabulary}:{term.code}"


def _keys_by_concept(relation):
    """{primary key of a concept: keys of those it points to}"""
    pairs = relation.through.objects.order_by("from_concept_id").values_list("from_concept_id", "to_concept__key")
    return {concept: frozenset(key for _, key in found) for concept, found in groupby(pairs, key=lambda pair: pair[0])}


def _by_place(rows):
    texts = {}
    for _concept, language, kind, text in rows:
        texts.setdefault((language, kind), []).append(text)
    return {place: tuple(found) for place, found in texts.items()}


def save(entries, apps=current_apps):
    """Make the concepts of these entries what the entries say; other concepts stay. Call it in a transaction.

    Relations may point to concepts of the same call. Raises KeyError for a key or term that is nowhere.
    """
    Concept = apps.get_model("search", "Concept")
    before = read_all(apps)
    concepts = {concept.key: concept for concept in Concept.objects.all()}
    terms = {name_of(term): term for term in apps.get_model("records", "Term").objects.all()}
    new = []
    # A term leaves its concept before another takes it.
    Concept.objects.filter(key__in=[entry.key for entry in entries]).update(term=None)
    for entry in entries:
        concept = concepts.get(entry.key)
        if concept is None:
            concept = concepts[entry.key] = Concept(key=entry.key)
            new.append(concept)
        concept.note, concept.term = entry.note, terms[entry.term] if entry.term else None
        concept.definition = entry.definition.get(DEFAULT_LANGUAGE, "")
        for language in LANGUAGES:
            set_text(concept, "definition", language, entry.definition.get(language, ""))
        if concept.pk:
            concept.save()
    Concept.objects.bulk_create(new)
    _save_labels(entries, before, concepts, apps)
    _save_relations(Concept.broader.through, "broader", entries, before, concepts)
    _save_relations(Concept.related.through, "related", entries, before, concepts)
    touch(apps)


def _save_labels(entries, before, concepts, apps):
    """The labels of one kind are written anew when one of them changed, so that they stay in their order."""
    Label = apps.get_model("search", "Label")
    changed = [
        (concepts[entry.key], place)
        for entry in entries
        for place in {*_labels_of(before, entry.key), *entry.labels}
        if _labels_of(before, entry.key).get(place) != entry.labels.get(place)
    ]
    for concept, (language, kind) in changed:
        if (language, kind) in _labels_of(before, concept.key):
            Label.objects.filter(concept=concept, language=language, kind=kind).delete()
    labels_of = {entry.key: entry.labels for entry in entries}
    Label.objects.bulk_create(
        Label(concept=concept, language=language, kind=kind, text=text)
        for concept, (language, kind) in changed
        for text in labels_of[concept.key].get((language, kind), ())
    )


def _labels_of(before, key):
    return before[key].labels if key in before else {}


def _save_relations(through, name, entries, before, concepts):
    """Only what an entry changes is written: two entries that say different things of one relation do not undo each other."""
    added, removed = set(), set()
    for entry in entries:
        old = getattr(before[entry.key], name) if entry.key in before else frozenset()
        new = getattr(entry, name)
        added |= {(entry.key, key) for key in new - old}
        removed |= {(entry.key, key) for key in old - new}
    if name == "related":
        added |= {(there, here) for here, there in added}
        removed |= {(there, here) for here, there in removed}
    for here, there in removed - added:
        through.objects.filter(from_concept=concepts[here], to_concept=concepts[there]).delete()
    through.objects.bulk_create(
        [through(from_concept=concepts[here], to_concept=concepts[there]) for here, there in sorted(added)],
        ignore_conflicts=True,
    )


# --- What tells every process that its index is old ---


def touch(apps=current_apps):
    """Something in the thesaurus or the vocabularies changed."""
    States = apps.get_model("search", "ThesaurusState").objects
    if not States.update(version=uuid.uuid4()):
        States.create()


def version(apps=current_apps):
    """None while nothing was ever put in."""
    return apps.get_model("search", "ThesaurusState").objects.values_list("version", flat=True).first()
