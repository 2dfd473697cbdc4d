"""Both engines in tests. Elasticsearch is known by its address alone; see .ci/elasticsearch.

A module whose tests are to run on both imports `search_engine` from here, in the place of the usual one.
"""

import os
import shutil
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as of_the_site
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import ElasticsearchEngine

URL = os.environ.get("ELASTICSEARCH_URL", "")
HOW_TO_GET_IT = "needs Elasticsearch: `.ci/elasticsearch make test` starts a server, ELASTICSEARCH_URL names yours"
TANTIVY, ELASTICSEARCH = "tantivy", "elasticsearch"
ENGINES = [TANTIVY, pytest.param(ELASTICSEARCH, marks=pytest.mark.elasticsearch)]
# Workers, and runs at the same time, keep out of each other's way.
PREFIX = f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}-{uuid4().hex[:8]}"


def leave_out_without_a_server(config, items):
    """Without a server all tests that need it are told of in one line, by the first of them; never in CI."""
    needing = [item for item in items if item.get_closest_marker("elasticsearch")]
    if needing and not URL and not os.environ.get("CI"):
        first, *others = needing
        first.add_marker(pytest.mark.skip(reason=f"{HOW_TO_GET_IT} (this and {len(others)} more)"))
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in set(others)]


@pytest.fixture(params=ENGINES)
def search_engine(request, settings):
    choose(settings, request.param)
    return request.param


def choose(settings, name):
    if name == ELASTICSEARCH:
        assert URL, HOW_TO_GET_IT
        settings.SEARCH = settings.SEARCH | {"ELASTICSEARCH_URL": URL, "ELASTICSEARCH_PREFIX": PREFIX}


@cache
def elasticsearch():
    """An engine with indexes of this process; made once, for making them takes longer than emptying them."""
    assert URL, HOW_TO_GET_IT
    engine = ElasticsearchEngine(URL, PREFIX)
    engine.rebuild(iter([]))
    return engine


def empty(engine):
    engine.client.delete_by_query(index=f"{PREFIX}-*", query={"match_all": {}}, refresh=True, conflicts="proceed")


def remove_indexes():
    """Of whichever engine the settings name."""
    shutil.rmtree(Path(of_the_site.SEARCH["FOLDER"]), ignore_errors=True)
    if of_the_site.SEARCH["ELASTICSEARCH_URL"]:
        leave_nothing_on_the_server()


def leave_nothing_on_the_server():
    if URL:
        indices = Elasticsearch(URL).indices
        if names := list(indices.get_alias(index=f"{PREFIX}-*")):
            indices.delete(index=names)
