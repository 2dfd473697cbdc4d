"""A question on the search page, and everything that is written down anywhere because of it."""

import logging
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection

from search.models import Unanswered
from tests.factories import EditorFactory, MemberFactory, PracticeFactory

pytestmark = pytest.mark.django_db

PAGE = "/en/search/"
QUESTION = "zzyzx harbour"
WORDS = ("zzyzx", "harbour")
FROM = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Reader/7.7", "HTTP_REFERER": "https://chat.example/private"}


def database():
    """{table: all its rows as text}"""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {table: _rows(cursor, table) for table in tables}


def _rows(cursor, table):
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
    return sorted(map(str, cursor.fetchall()))


def files():
    folders = (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT, Path(settings.SEARCH["FOLDER"]))
    return {path: path.read_bytes() for folder in folders for path in Path(folder).rglob("*") if path.is_file()}


@pytest.fixture
def every_log():
    """All that any logger says at any level, as text."""
    told, root = StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(told), root.level
    levels = {
        name: logger.level for name, logger in logging.root.manager.loggerDict.items() if hasattr(logger, "level")
    }
    for logger in (root, *map(logging.getLogger, levels)):
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield told
    root.removeHandler(handler)
    for name, former in {"": level, **levels}.items():
        logging.getLogger(name or None).setLevel(former)


def test_a_question_leaves_one_row_and_no_other_trace(client, search_index, every_log, caplog):
    PracticeFactory(title_en="Something else")
    search_index.refresh()
    client.get(PAGE)
    rows_before, files_before = database(), files()

    for _ in range(2):
        response = client.get(PAGE, {"q": QUESTION}, **FROM)

    assert response.context["listing"].results.total == 0
    rows = database()
    assert {table for table in rows if rows[table] != rows_before[table]} == {"search_unanswered"}
    assert not [word for word in (*WORDS, *FROM.values()) if word in str(rows)]
    assert files() == files_before
    assert not response.cookies
    assert not [word for word in (*WORDS, *FROM.values()) if word in every_log.getvalue() + caplog.text]
    assert not [word for word in (*WORDS, *FROM.values()) if word in str(vars(caches["default"]))]


def test_the_third_asking_leaves_the_question_and_nothing_of_who_asked(client, search_index, every_log):
    for _ in range(3):
        client.get(PAGE, {"q": QUESTION}, **FROM)

    rows = database()
    assert [table for table in rows if QUESTION in str(rows[table])] == ["search_unanswered"]
    assert Unanswered.objects.get().count == 3
    assert not [each for each in FROM.values() if each in str(rows)]
    assert "zzyzx" not in every_log.getvalue()


def test_a_question_of_a_member_is_not_tied_to_her_session(signed_in, search_index):
    client = signed_in(MemberFactory())
    client.get(PAGE)
    before = database()

    client.get(PAGE, {"q": QUESTION})

    rows = database()
    assert {table for table in rows if rows[table] != before[table]} == {"search_unanswered"}
    assert not {*map(str, client.session.values())} & {QUESTION, *WORDS}


def test_what_an_editor_tries_and_what_looks_like_a_person_leave_nothing_at_all(client, signed_in, search_index):
    for _ in range(3):
        client.get(PAGE, {"q": "zzyzx@ngo.example"})
        client.get(PAGE, {"q": "zzyzx +39 333 1234567"})
    signed_in(EditorFactory()).get(PAGE, {"q": QUESTION})

    assert not Unanswered.objects.exists()


def test_suggestions_feeds_and_files_are_no_questions(client, search_index):
    for output in ("suggestions/", "feed.atom", "results.csv", "results.json"):
        assert client.get(PAGE + output, {"q": QUESTION}).status_code == 200

    assert not Unanswered.objects.exists()


def test_loading_the_same_page_again_is_no_other_asking(client, search_index):
    client.get(PAGE, {"q": QUESTION})
    client.get(PAGE, {"q": QUESTION}, headers={"Cache-Control": "max-age=0"})

    assert Unanswered.objects.get().count == 1


def test_a_typing_error_that_was_mended_is_counted(client, search_index):
    PracticeFactory(title_en="Harbours and lighthouses")
    search_index.refresh()

    response = client.get(PAGE, {"q": "lighthuoses"})

    assert response.context["listing"].results.corrected
    assert Unanswered.objects.get().count == 1


def test_a_question_of_a_flood_costs_no_more_than_any_other(client, search_index, monkeypatch):
    monkeypatch.setattr("search.learning.noting.MOST_IN_A_WEEK", 2)
    for number in range(6):
        assert client.get(PAGE, {"q": f"zzyzx {chr(97 + number) * 9}"}).status_code == 200

    assert Unanswered.objects.count() == 2
