"""What happens around an Elasticsearch server: away, slow, emptied by somebody, used by an older release."""

import logging
import socket

import pytest
from django.core.management import call_command

from records.operations import publish
from search import draining, engines, outbox, rebuilding
from search.documents.making import uid_of
from search.engines import fingerprint
from search.engines.base import PUBLIC, EngineUnavailable, Has, Request
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch import engine as module
from search.query import SearchQuery
from search.service import search
from tests import search_engines
from tests.contract.made_documents import document
from tests.factories import PracticeFactory
from tests.search_engines import ELASTICSEARCH, ENGINES

WORD = Request(Has("plain_en", "word"))

on_a_server = pytest.mark.parametrize("search_engine", ENGINES[1:], indirect=True)


@pytest.fixture
def search_engine(request, settings):
    search_engines.choose(settings, ELASTICSEARCH)


@pytest.fixture
def nobody_there():
    """The address of a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    return f"http://127.0.0.1:{port}"


@pytest.fixture
def never_answering():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def practices_found(word):
    return [hit.record for hit in search(SearchQuery(word)).hits]


# --- Away: these need no server ---


def test_a_server_that_is_away_is_told_and_no_reason_to_build_anything(nobody_there):
    engine = ElasticsearchEngine(nobody_there, "test")

    for ask in (
        lambda: engine.search(PUBLIC, WORD),
        lambda: engine.terms(PUBLIC, "plain_en", "w", 10),
        lambda: engine.near(PUBLIC, "plain_en", "wrod", "w", 1),
        lambda: engine.counts(PUBLIC, [("plain_en", "word")]),
        lambda: engine.rebuild(iter([document(1, "word")])),
    ):
        with pytest.raises(EngineUnavailable) as trouble:
            ask()
        assert not trouble.value.needs_rebuild
    assert not engine.health()["ready"] and engine.health()["trouble"]


def test_nobody_waits_long_for_a_server_that_does_not_answer(never_answering, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_READ", 0.1)

    with pytest.raises(EngineUnavailable, match="Timeout"):
        ElasticsearchEngine(never_answering, "test").search(PUBLIC, WORD)


@pytest.mark.django_db
def test_the_page_is_a_plain_list_while_the_server_is_away(nobody_there, settings, client):
    shown = PracticeFactory(title_en="Lantern")
    settings.SEARCH = settings.SEARCH | {"ELASTICSEARCH_URL": nobody_there}

    response = client.get("/en/search/", {"q": "lantern"})

    assert response.status_code == 200
    results = response.context["listing"].results
    assert results.degraded
    assert [hit.record for hit in results.hits] == [shown]
    assert client.get("/healthz").json()["ready"] is False


def test_neither_the_query_nor_the_password_is_told_by_an_error_or_a_log(nobody_there, caplog):
    caplog.set_level(logging.DEBUG)
    address = nobody_there.replace("://", "://reader:secretword@")
    engine = ElasticsearchEngine(address, "test", api_key=None)

    with pytest.raises(EngineUnavailable) as trouble:
        engine.search(PUBLIC, Request(Has("plain_en", "askedfor")))

    told = f"{trouble.value} {engine.health()} {caplog.text}"
    assert "askedfor" not in told and "secretword" not in told


# --- With a server ---


@pytest.fixture
def engine(search_engine):
    engine = search_engines.elasticsearch()
    engine.rebuild(document(pk, "word") for pk in range(3))
    return engine


def indexes(engine):
    return sorted(engine.client.indices.get_alias(index=f"{search_engines.PREFIX}-*"))


@on_a_server
@pytest.mark.django_db(transaction=True)
def test_while_the_server_is_away_publishing_goes_on_and_everything_arrives_when_it_is_back(
    search_index, nobody_there, settings
):
    there = settings.SEARCH
    settings.SEARCH = there | {"ELASTICSEARCH_URL": nobody_there}
    practice = publish(PracticeFactory(title_en="Arriving"))
    draining.finish()
    assert practice.live
    assert outbox.state()["waiting"] > 0
    assert search(SearchQuery("arriving")).degraded
    settings.SEARCH = there

    call_command("run_due")

    assert practices_found("arriving") == [practice]
    assert outbox.state() == {"waiting": 0, "oldest_seconds": 0, "set_aside": 0}


@on_a_server
@pytest.mark.django_db(transaction=True)
def test_an_index_that_somebody_deleted_is_built_anew_by_the_site(search_index, settings, caplog):
    practice = PracticeFactory(title_en="Mended")
    draining.finish()
    search_engines.leave_nothing_on_the_server()
    rebuilding._asked_at = float("-inf")

    practice.save()
    draining.finish()

    [hit] = engines.engine().search(PUBLIC, Request(Has("plain_en", "mended"))).hits
    assert hit.uid == uid_of(practice)
    assert "built anew" in caplog.text


@on_a_server
def test_writing_makes_no_index_where_there_is_none(engine):
    search_engines.leave_nothing_on_the_server()

    with pytest.raises(EngineUnavailable) as trouble:
        engine.apply([document(1, "word")], [])

    assert trouble.value.needs_rebuild
    assert indexes(engine) == []


@on_a_server
def test_an_index_of_another_schema_is_not_asked(engine, monkeypatch):
    monkeypatch.setattr(module, "fingerprint_of_schema", lambda: "another")

    with pytest.raises(EngineUnavailable) as trouble:
        engine.search(PUBLIC, WORD)

    assert trouble.value.needs_rebuild
    engine.rebuild(iter([document(1, "word")]))
    assert engine.search(PUBLIC, WORD).total == 1


@on_a_server
def test_an_index_of_another_analysis_answers_until_it_is_built_anew(engine, monkeypatch):
    monkeypatch.setattr(fingerprint, "of_texts", lambda: "other")

    assert engine.search(PUBLIC, WORD).total == 3
    assert engine.health()["ready"] and engine.health()["outdated"]
    engine.rebuild(iter([document(1, "word")]))
    assert engine.search(PUBLIC, WORD).total == 1 and not engine.health()["outdated"]


@on_a_server
def test_a_rebuild_leaves_two_indexes_and_nothing_of_one_that_was_given_up(engine):
    with pytest.raises(ZeroDivisionError), engine.building() as building:
        building.apply([document(1, "word")], [])
        assert len(indexes(engine)) == 4
        raise ZeroDivisionError
    assert len(indexes(engine)) == 2

    engine.rebuild(iter([document(1, "word")]))

    assert len(indexes(engine)) == 2


@on_a_server
def test_indexes_of_another_site_on_the_server_stay(engine):
    other = ElasticsearchEngine(search_engines.URL, f"{search_engines.PREFIX}-staging")
    other.rebuild(iter([document(1, "word")]))

    engine.rebuild(iter([]))

    assert other.search(PUBLIC, WORD).total == 1
    other.client.indices.delete(index=sorted(other.client.indices.get_alias(index=f"{other.prefix}-*")))


@on_a_server
def test_the_server_keeps_the_texts_of_its_index_alone(engine):
    [hit] = engine.client.search(index=engine.alias(PUBLIC), size=1)["hits"]["hits"]

    assert hit["_source"] == {"kept": {"titles": {"en": "word"}, "bodies": {}}}


@on_a_server
def test_a_page_far_behind_is_empty_and_no_error(engine):
    found = engine.search(PUBLIC, Request(offset=10_000_000, limit=20))

    assert (found.hits, found.total) == ([], 3)
