"""Which concepts a query names, whatever the language and form of its words."""

import pytest

from practices.models import Category
from records.models import Term
from search.models import Concept, Label
from search.thesaurus import matching, storing
from search.thesaurus.entries import DISCOURAGED, FORMER
from tests.search.thesaurus.concepts import entry, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def concepts():
    """A thesaurus of this file's own, in place of the seeded one and of the vocabularies."""
    Concept.objects.all().delete()
    Term.objects.filter(parent__isnull=False).delete()
    Term.objects.all().delete()
    save(
        entry(
            "trafficking",
            labels={
                "en": ("trafficking in human beings", "human trafficking", "trafficking"),
                "it": ("tratta di esseri umani", "tratta"),
                "de": ("Menschenhandel", "Handel mit Menschen"),
                "es": ("trata de seres humanos", "trata de personas", "trata"),
                "fr": ("traite des êtres humains", "traite"),
            },
            acronyms={"en": ["THB"], "fr": ["TEH"]},
        ),
        entry(
            "victim",
            labels={
                "en": "victim of trafficking",
                "it": "vittima di tratta",
                "de": ("Opfer von Menschenhandel", "Betroffene von Menschenhandel"),
            },
            more={("en", FORMER): ("white slave",), ("en", DISCOURAGED): ("modern slave",)},
        ),
        entry("trafficker", labels={"en": ("trafficker", "human trafficker")}),
        entry("human-rights", labels={"en": "human rights", "fr": "droits humains"}),
        entry("labour-exploitation", labels={"en": "labour exploitation", "de": "Arbeitsausbeutung"}),
        entry("network", labels={"en": "network of organisations", "es": "red"}),
        entry("shelter", labels={"en": "women’s shelter", "de": "Frauenhaus", "fr": "foyer d’hébergement"}),
        entry("reintegration", labels={"fr": "réintégration", "de": "Reintegration"}),
        entry("voluntary-return", labels={"en": "voluntary return"}, acronyms={"en": ["AVR"]}),
        entry("committee", labels={"en": "committee against torture"}, acronyms={"en": ["CAT", "WHO"]}),
        entry("animal", labels={"en": ("animal", "cat")}),
    )


def found(text, language="en"):
    """[(concept, the words that name it)]"""
    words = matching.typed_words(text, language)
    return [
        (match.concept, " ".join(word.text for word in words[match.first : match.last + 1]))
        for match in matching.matching(words, language)
    ]


def concepts_in(text, language="en"):
    return [concept for concept, _words in found(text, language)]


def test_the_longest_label_wins_its_words():
    assert found("victims of trafficking and human rights") == [
        ("victim", "victims of trafficking"),
        ("human-rights", "human rights"),
    ]


def test_words_that_no_label_has_name_nothing():
    assert found("a quiet morning") == []
    assert found("") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("tratta di esseri umani", "it"),
        ("TRATTA", "it"),
        ("traite d'êtres humains", "fr"),
        ("traite d’etres humains", "fr"),
        ("Menschenhandels", "de"),
        ("trata de las personas", "es"),
        ("human trafficking", "en"),
    ],
)
def test_inflection_accents_and_small_words_do_not_matter(text, language):
    assert found(text, language) == [("trafficking", text.replace("'", " ").replace("’", " "))]


def test_a_reader_may_ask_in_any_language():
    assert concepts_in("Menschenhandel", "it") == ["trafficking"]
    assert concepts_in("trata de personas", "de") == ["trafficking"]
    assert concepts_in("reintegration", "fr") == ["reintegration"]


def test_a_short_word_of_another_language_is_left_alone():
    assert concepts_in("red", "es") == ["network"]
    assert concepts_in("red", "en") == []


def test_former_and_discouraged_terms_find_too():
    assert concepts_in("white slaves") == ["victim"]
    assert concepts_in("modern slaves") == ["victim"]


def test_of_labels_with_the_same_stems_the_nearer_one_is_meant():
    assert concepts_in("human trafficking") == ["trafficking"]
    assert concepts_in("human traffickers") == ["trafficker"]


def test_what_one_word_means_twice_names_both():
    save(entry("smuggling", labels={"en": "smuggling", "es": "red"}))

    assert sorted(concepts_in("red", "es")) == ["network", "smuggling"]


@pytest.mark.parametrize("text", ["AVR", "avr", "A.V.R.", "Avr"])
def test_an_acronym_is_found_with_and_without_dots(text):
    assert concepts_in(text, "it") == ["voluntary-return"]


def test_an_acronym_that_is_a_word_needs_its_capitals():
    assert concepts_in("CAT") == ["committee"]
    assert concepts_in("C.A.T.") == ["committee"]
    assert concepts_in("cat") == ["animal"]
    assert concepts_in("who") == []
    assert concepts_in("WHO") == ["committee"]


def test_german_compounds_are_put_together_and_taken_apart():
    assert concepts_in("Menschenhandelsopfer", "de") == ["victim"]
    assert concepts_in("Menschenhandelsverfahren", "de") == ["trafficking"]
    assert found("Ausbeutung der Arbeit", "de") == [("labour-exploitation", "Ausbeutung der Arbeit")]
    assert concepts_in("Handel mit den Menschen", "de") == ["trafficking"]


def test_the_order_of_the_parts_of_a_compound_counts():
    assert concepts_in("Frauenhäuser", "de") == ["shelter"]
    assert concepts_in("Hausfrauen", "de") == []


def test_terms_of_the_vocabularies_and_categories_are_concepts():
    Term.objects.create(vocabulary="services", code="hotline", label_en="Hotline", label_it="Numero verde")
    Category.objects.filter(code="A").update(title_it="Prevenzione e ricerca")
    storing.touch()

    assert concepts_in("numero verde", "en") == ["services:hotline"]
    assert concepts_in("prevenzione e ricerca", "it") == ["category:A"]


def test_the_label_of_a_term_belongs_to_the_concept_that_stands_for_it():
    Term.objects.create(vocabulary="services", code="hotline", label_en="Hotline", label_it="Numero verde")
    save(entry("helpline", labels={"en": "helpline"}, term="services:hotline"))

    assert concepts_in("numero verde", "it") == ["helpline"]
    assert matching.labels("helpline") == {"en": ["helpline", "Hotline"], "it": ["Numero verde"]}


def test_labels_are_those_of_every_language_the_preferred_one_first():
    assert matching.labels("trafficking")["it"] == ["tratta di esseri umani", "tratta"]
    assert matching.labels("victim")["en"] == ["victim of trafficking", "white slave", "modern slave"]
    assert matching.labels("nothing") == {}


@pytest.mark.parametrize("change", ["label", "term", "relation"])
def test_a_change_by_whatever_way_gives_the_thesaurus_another_version(change):
    before, concept = storing.version(), Concept.objects.get(key="victim")
    match change:
        case "label":
            Label.objects.filter(concept=concept).first().delete()
        case "term":
            Term.objects.create(vocabulary="services", code="new", label_en="New")
        case "relation":
            concept.broader.add(Concept.objects.get(key="animal"))

    assert storing.version() != before


def test_a_changed_label_is_found_at_once():
    assert concepts_in("kidnapping") == []

    Label.objects.create(
        concept=Concept.objects.get(key="trafficking"), language="en", kind="synonym", text="kidnapping"
    )

    assert concepts_in("kidnapping") == ["trafficking"]


def test_an_index_that_is_fresh_costs_one_query(django_assert_num_queries):
    matching.current()

    with django_assert_num_queries(1):
        found("victims of trafficking")


def test_the_longest_query_is_answered_quickly_and_quietly():
    assert len(concepts_in("of trafficking " * 35)) == 35
