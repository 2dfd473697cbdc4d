import pytest
from django.test import Client

from tests import snapshots

# Whole in five languages, or with fallbacks; of every category that the tests look at.
PRACTICES = (2, 6, 8, 12, 13, 16)


@pytest.fixture
def site(live_server, settings, search_index):
    """Some of the demonstration on a server of its own, ready to be searched; returns its address."""
    settings.SITE_URL = live_server.url
    if snapshots.is_taken("site"):
        snapshots.bring_back("site")
    else:
        _load_some()
        snapshots.take("site")
    search_index.refresh()
    return live_server.url


def _load_some():
    from directory import demo_content as organisations
    from practices import demo_content as practices

    for _practice in practices.load(organisations.load(), only=PRACTICES):
        pass


@pytest.fixture
def desk(live_server, browser):
    """`desk(user)` is a page of a browser in which this account is signed in; options as for a new context."""
    contexts = []

    def open_as(user, **options):
        client = Client()
        client.force_login(user)
        context = browser.new_context(base_url=live_server.url, **options)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()
