import os

import pytest

from tests.browser.chromium import ARGUMENTS, HOW_TO_GET_IT, PATH


def pytest_collection_modifyitems(items):
    """Without Chromium the tests in a browser are skipped, with one line that says how to get it; never in CI."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if not PATH and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_IT))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    assert PATH, HOW_TO_GET_IT
    return {"executable_path": PATH, "args": ARGUMENTS}


@pytest.fixture
def site(live_server, settings):
    """The demonstration on a server of its own; returns its address."""
    from directory import demo_content as organisations
    from practices import demo_content as practices

    settings.SITE_URL = live_server.url
    for _practice in practices.load(organisations.load()):
        pass
    return live_server.url
