"""Countries in the words of a query: by their names, and by those of their people."""

import pytest

from search.countries import countries_in, country_named
from search.query import SearchQuery
from search.service import search
from search.thesaurus.matching import typed_words
from tests.factories import PracticeFactory


def named(text, language):
    return [code for code, _first, _last in countries_in(typed_words(text, language), language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Romanian women", "en"),
        ("Romanians", "en"),
        ("donne rumene", "it"),
        ("ragazzi romeni", "it"),
        ("rumänischen Frauen", "de"),
        ("Rumäninnen", "de"),
        ("mujeres rumanas", "es"),
        ("femmes roumaines", "fr"),
        ("rumänischen Frauen", "it"),
        ("Rumänien", "fr"),
    ],
)
def test_a_country_is_known_by_its_name_and_its_people_in_any_form(text, language):
    assert named(text, language) == ["RO"]


@pytest.mark.parametrize(("text", "language"), [("polished floors", "en"), ("die Armen", "de"), ("it de es", "en")])
def test_other_words_are_no_countries(text, language):
    assert named(text, language) == []


def test_the_longest_name_wins():
    assert named("Bosnia and Herzegovina", "en") == ["BA"]
    assert country_named("Bosnia") == "BA"


@pytest.mark.django_db
def test_records_of_a_country_are_found_by_its_people_in_another_language(search_index):
    PracticeFactory(title_de="Beratung für Rumäninnen", countries=["DE"])
    PracticeFactory(title_en="Elsewhere", countries=["DE"])
    search_index.refresh()

    results = search(SearchQuery("donne rumene", "it"))

    assert results.hits[0].title.text == "Beratung für Rumäninnen"
    assert [(each.concept, each.words) for each in results.understood if each.concept == "country:RO"] == [
        ("country:RO", "rumene")
    ]
