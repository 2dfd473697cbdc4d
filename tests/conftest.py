import os
import shutil

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from config import catalogues
from tests import requests_under_way, search_engines, snapshots
from tests.browser import chromium
from tests.search_index import SearchIndex

# Playwright's event loop lives in the test's own thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


IS_EMPTIED = pytest.StashKey[bool]()

# A slow machine is no failure: speed is measured in tests/benchmark.
hypothesis.settings.register_profile("without_deadline", deadline=None)
hypothesis.settings.load_profile("without_deadline")


def pytest_configure(config):
    if not hasattr(config, "workerinput"):  # once, before the workers start
        catalogues.compile_all()
    requests_under_way.watch()


def pytest_collection_modifyitems(config, items):
    search_engines.leave_out_without_a_server(config, items)
    _leave_out_without_a_browser(items)


def _leave_out_without_a_browser(items):
    """Without Chromium the tests in a browser are skipped, with one line that says how to get it; never in CI."""
    for item in items:
        if {"page", "browser"} & set(item.fixturenames):
            assert {"live_server", "transactional_db"} & set(item.fixturenames), f"{item.name} would run too early"
            item.add_marker(pytest.mark.browser)
            if not chromium.PATH and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason=chromium.HOW_TO_GET_IT))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    assert chromium.PATH, chromium.HOW_TO_GET_IT
    return {"executable_path": chromium.PATH, "args": chromium.ARGUMENTS}


@pytest.fixture(autouse=True)
def _no_memory_between_tests():
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keeps what migrations leave in a new database."""
    with django_db_blocker.unblock():
        snapshots.take("migrations")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Brings it back for whichever test comes after one that emptied every table; before a fixture opens a transaction."""
    if item.session.stash.get(IS_EMPTIED, False):
        with item.config.stash[blocking_manager_key].unblock():
            snapshots.bring_back("migrations")
        item.session.stash[IS_EMPTIED] = False


@pytest.fixture(autouse=True)
def _emptied_by_a_transactional_test(request):
    marker = request.node.get_closest_marker("django_db")
    flushes = {"transactional_db", "live_server"} & set(request.fixturenames)
    if flushes or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        yield
        requests_under_way.wait()
        request.session.stash[IS_EMPTIED] = True
    else:
        yield


@pytest.fixture(scope="module")
def _demonstration_of_the_module(django_db_setup, django_db_blocker):
    """Loading takes seconds, so it is done once for all tests of a module; each leaves it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(_demonstration_of_the_module, db):
    """The whole demonstration in the database, without accounts and reviews."""


@pytest.fixture(scope="session", autouse=True)
def _scratch_files_go():
    yield
    shutil.rmtree(settings.MEDIA_ROOT.parent, ignore_errors=True)
    search_engines.leave_nothing_on_the_server()


@pytest.fixture
def search_engine():
    """The embedded one; see tests/search_engines.py."""
    return search_engines.TANTIVY


@pytest.fixture
def search_index(db, settings, search_engine):
    """An index that follows the changes of this test: `refresh()` brings it to the state of the database."""
    settings.SEARCH = settings.SEARCH | {"FOLLOWS_CHANGES": True}
    index = SearchIndex()
    index.remove()
    yield index.refresh()
    index.remove()


@pytest.fixture
def signed_in(client):
    """Sign an account in: `signed_in(editor)` returns the client."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
