import pytest
from django.test import Client


@pytest.fixture
def site(live_server, settings):
    """The demonstration on a server of its own; returns its address."""
    from directory import demo_content as organisations
    from practices import demo_content as practices

    settings.SITE_URL = live_server.url
    for _practice in practices.load(organisations.load()):
        pass
    return live_server.url


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
