"""The concepts that come with the product."""

import pytest

from records.languages import LANGUAGES
from records.models import Term
from search.models import Concept, Label, ThesaurusState
from search.thesaurus import editing, seeding, storing
from search.thesaurus.checking import shared_labels
from search.thesaurus.entries import changes

pytestmark = pytest.mark.django_db


def test_at_least_200_concepts_are_there_in_five_languages_after_the_migrations():
    entries = storing.read_all()

    assert len(entries) >= 200
    assert [
        (entry.key, language)
        for entry in entries.values()
        for language in LANGUAGES
        if not entry.preferred(language) or not entry.definition.get(language)
    ] == []


def test_the_seed_keeps_to_what_editors_must_keep_to():
    entries = storing.read_all()

    found = editing.found_wrong(entries.values(), entries)

    assert {key: [each.message for each in wrong] for key, wrong in found.items()} == {}


def test_what_is_saved_is_what_the_files_say():
    entries = storing.read_all()
    related = {(entry.key, key) for entry in seeding.read() for key in entry.related}
    said = {entry.key: entry for entry in seeding.read()}

    assert entries.keys() == said.keys()
    for key, entry in entries.items():
        expected = {other for other in said if (key, other) in related or (other, key) in related}
        assert entry.related == expected, key
        assert [each for each in changes(said[key], entry) if each.field != "related"] == [], key


def test_every_term_that_a_file_names_is_in_the_vocabularies():
    terms = {storing.name_of(term) for term in Term.objects.all()}

    assert {entry.term for entry in seeding.read() if entry.term} <= terms


def test_few_labels_belong_to_two_concepts():
    """They are allowed, for words are ambiguous; many of them would be a mistake."""
    entries = storing.read_all()

    shared = {(text, language) for entry in entries.values() for text, language, _key in shared_labels(entry, entries)}

    assert len(shared) <= Label.objects.count() / 100, shared


def test_what_an_editor_changed_or_deleted_stays_so_when_the_seed_comes_again():
    changed, deleted = Concept.objects.order_by("key")[:2]
    Label.objects.filter(concept=changed, language="en", kind="preferred").update(text="our own word")
    deleted.delete()

    seeding.seed()

    assert changed.labels.get(language="en", kind="preferred").text == "our own word"
    assert not Concept.objects.filter(key=deleted.key).exists()


def test_a_concept_new_in_the_seed_comes_without_relations_to_what_was_deleted(monkeypatch):
    gone, stays = Concept.objects.order_by("key")[:2]
    gone_key = gone.key
    gone.delete()
    new = seeding.Entry(
        "quite-new", labels={("en", "preferred"): ("quite new",)}, related=frozenset({gone_key, stays.key})
    )
    files = [*seeding.read(), new]
    monkeypatch.setattr(seeding, "read", lambda: files)

    seeding.seed()

    concept = Concept.objects.get(key="quite-new")
    assert list(concept.related.all()) == [stays]
    assert "quite-new" in ThesaurusState.objects.get().seeded


def test_seeding_an_emptied_database_brings_all_back():
    before = storing.read_all()
    Concept.objects.all().delete()
    ThesaurusState.objects.all().delete()

    seeding.seed()

    assert storing.read_all() == before
