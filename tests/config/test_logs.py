import logging
import sys

import pytest

from config.logs import DiscreetFormatter


def line(message, *arguments, exc_info=None):
    record = logging.LogRecord("django.server", logging.INFO, __file__, 1, message, arguments, exc_info)
    return DiscreetFormatter("%(message)s").format(record)


def test_a_log_line_has_no_query_string():
    assert (
        line('"%s" 200', "GET /it/practices/?country=IT&q=Mario+Rossi HTTP/1.1")
        == '"GET /it/practices/?… HTTP/1.1" 200'
    )


@pytest.mark.parametrize(
    ("logger", "level", "is_logged"),
    [("django_tasks", logging.INFO, False), ("django_tasks_db", logging.ERROR, True), ("config", logging.INFO, True)],
)
def test_a_task_is_logged_only_when_it_goes_wrong(logger, level, is_logged):
    [console] = [handler for handler in logging.getLogger().handlers if handler.name == "console"]

    assert bool(console.filter(logging.LogRecord(logger, level, __file__, 1, "", (), None))) == is_logged


@pytest.mark.parametrize(
    ("asked", "logged"),
    [
        ("/en/practices/9-secret-title/", "/en/practices/9-…/"),
        ("/documents/3/secret-file.pdf", "/documents/3/…"),
        ("/en/practices/9-secret-title", "/en/practices/9-…"),
        ("/admin/snippets/practices/practice/edit/12/", "/admin/snippets/practices/practice/edit/12/"),
        ("/en/practices/", "/en/practices/"),
    ],
)
def test_a_log_line_has_no_title_and_no_name_of_a_file(asked, logged):
    assert line('"GET %s" 200', asked) == f'"GET {logged}" 200'


def test_a_logged_exception_tells_its_place_and_not_its_values():
    try:
        raise ValueError("victim@example.org")
    except ValueError:
        text = line("it failed", exc_info=sys.exc_info())

    assert "ValueError" in text
    assert "test_a_logged_exception" in text
    assert "victim@example.org" not in text.replace('raise ValueError("victim@example.org")', "")


@pytest.mark.django_db
def test_a_failing_page_logs_no_form_data(client, caplog, monkeypatch, settings):
    monkeypatch.setattr("search.views.result_page", lambda *_a, **_k: 1 / 0)
    client.raise_request_exception = False

    response = client.get("/en/practices/?country=secretword")

    assert response.status_code == 500
    assert "secretword" not in "".join(DiscreetFormatter("%(message)s").format(each) for each in caplog.records)
