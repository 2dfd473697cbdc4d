"""What is kept of a question that found nothing, and what never is."""

import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from records.visibility import PUBLIC, Viewer
from search import learning
from search.learning import noting
from search.models import Unanswered
from search.query import SearchQuery
from search.results import Results

pytestmark = pytest.mark.django_db

NOTHING = Results()


def ask(text, times=1, language="en", results=NOTHING, viewer=PUBLIC, place=(), **query):
    for _ in range(times):
        learning.note(SearchQuery(text, language=language, **query), results, viewer, place)


def kept():
    return list(Unanswered.objects.values_list("language", "text", "count"))


def test_a_question_that_found_nothing_is_counted_and_cannot_be_read():
    ask("Safe harbour")
    ask("safe HARBOUR ")

    row = Unanswered.objects.get()
    assert (row.language, row.text, row.count) == ("en", "", 2)
    assert not {"safe", "harbour"} & {word for value in vars(row).values() for word in str(value).lower().split()}


def test_from_the_third_asking_on_it_can_be_read_without_capitals_accents_and_signs():
    ask("«Réfugiés»   à la mer?", times=3, language="fr")

    assert kept() == [("fr", "refugies a la mer", 3)]


def test_the_third_asking_may_come_in_another_week(monkeypatch):
    ask("safe harbour", times=2)
    later = noting._this_week() + timedelta(weeks=2)
    monkeypatch.setattr(noting, "_this_week", lambda: later)
    ask("safe harbour")

    assert sorted(kept()) == [("en", "safe harbour", 1), ("en", "safe harbour", 2)]


def test_the_same_words_in_another_language_are_another_question():
    ask("visa", times=2, language="en")
    ask("visa", times=1, language="fr")

    assert sorted(kept()) == [("en", "", 2), ("fr", "", 1)]


def test_nothing_is_kept_but_language_week_question_and_number():
    ask("safe harbour", times=3)

    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, Unanswered._meta.db_table)
    row = Unanswered.objects.values().get()
    assert {column.name for column in columns} == set(row)
    row.pop("fingerprint")
    today = timezone.localdate()
    assert {name: str(value) for name, value in row.items()} == {
        "language": "en",
        "week": str(today - timedelta(days=today.weekday())),
        "text": "safe harbour",
        "count": "3",
    }


def test_the_hash_cannot_be_made_without_the_key_of_the_installation(settings):
    ask("safe harbour")
    first = Unanswered.objects.get().fingerprint
    Unanswered.objects.all().delete()
    settings.SECRET_KEY = "another key"
    ask("safe harbour")

    assert Unanswered.objects.get().fingerprint != first


@pytest.mark.parametrize(
    "text",
    [
        "anna.verdi@ngo.example",
        "anna.verdi (at) ngo.example",
        "＠annaverdi",
        "https://chat.example/anna",
        "+39 333 1234567",
        "333 12 34 567",
        "1234 5678",
        "passport YA1234567",
        "AB 12345",
        "case no. 12/2019",
        "anna 12 3 1998",
        "woman born on 12 March 1998",
        "my sister is 17 years old",
        "RSSMRA85T10A562S",
        "a b " * 21,
        "",
        "?!",
    ],
)
def test_what_could_identify_somebody_is_not_even_counted(text):
    ask(text, times=3)

    assert kept() == []


@pytest.mark.parametrize(
    "text", ["directive 2011/36/EU", "practices 2006-2010", "art. 18", "286/98", "girls under 18", "T4T"]
)
def test_numbers_of_the_field_are_counted(text):
    ask(text)

    assert Unanswered.objects.count() == 1


def test_what_was_found_is_not_counted():
    ask("safe harbour", results=Results(total=1))

    assert kept() == []


@pytest.mark.parametrize("results", [Results(total=2, corrected=("saef", "safe")), Results(total=2, is_loosened=True)])
def test_what_was_found_by_reading_it_otherwise_is_counted(results):
    ask("saef", results=results)

    assert Unanswered.objects.get().count == 1


def test_nothing_is_learned_while_the_engine_is_away():
    ask("safe harbour", results=Results(degraded=True))

    assert kept() == []


def test_what_editors_try_is_not_counted():
    ask("safe harbour", viewer=Viewer(is_editor=True))

    assert kept() == []


def test_what_members_ask_is_counted_like_what_everybody_asks():
    ask("safe harbour", viewer=Viewer(organisations=frozenset([1])))

    assert Unanswered.objects.get().count == 1


@pytest.mark.parametrize(
    "query",
    [
        {"page": 2},
        {"sort": "title"},
        {"size": 50},
        {"exact": True},
        {"without_concepts": ("harbour",)},
        {"filters": {"country": ("IT",)}},
        {"years": (2006, None)},
        {"text": "safe harbour country:IT"},
        {"text": "safe harbour year:2006"},
    ],
)
def test_a_question_is_counted_as_it_was_asked_and_not_as_it_was_narrowed(query):
    ask(query.pop("text", "safe harbour"), times=3, **query)

    assert kept() == []


def test_a_question_in_the_list_of_one_type_of_content_is_counted():
    place = {"type": ("organisation",), "standing": ("active",)}
    ask("safe harbour", filters=place, place=place)

    assert Unanswered.objects.get().count == 1


def test_a_flood_fills_one_week_of_one_language_and_no_more(monkeypatch):
    monkeypatch.setattr(noting, "MOST_IN_A_WEEK", 3)
    for word in "one two three four five".split():
        ask(word)
    ask("two")
    ask("uno", language="it")

    assert Unanswered.objects.filter(language="en").count() == 3
    assert Unanswered.objects.filter(language="it").count() == 1
    assert Unanswered.objects.filter(language="en", count=2).count() == 1


def test_a_question_asked_by_many_at_once_takes_few_queries(django_assert_max_num_queries):
    ask("safe harbour")

    with django_assert_max_num_queries(4):
        ask("safe harbour")


def test_old_questions_are_forgotten_by_what_is_due(monkeypatch):
    from django.core.management import call_command

    this_week = noting._this_week()
    for weeks in (0, noting.WEEKS_AS_HASH + 1, noting.WEEKS_READABLE + 1):
        monkeypatch.setattr(noting, "_this_week", lambda weeks=weeks: this_week - timedelta(weeks=weeks))
        ask(f"asked once {weeks}")
        ask(f"asked often {weeks}", times=3)
    monkeypatch.setattr(noting, "_this_week", lambda: this_week)

    call_command("run_due")

    assert Unanswered.objects.count() == 3
    assert sorted(Unanswered.objects.readable().values_list("text", flat=True)) == ["asked often 0", "asked often 14"]


def test_a_database_that_refuses_neither_stops_the_page_nor_tells_the_log(monkeypatch, caplog):
    def refuse(question, language):
        raise DatabaseError(question)

    monkeypatch.setattr(noting, "_count", refuse)

    with caplog.at_level(logging.DEBUG):
        ask("safe harbour")

    assert "could not be counted" in caplog.text
    assert "harbour" not in caplog.text
