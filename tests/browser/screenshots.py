"""`make screenshots`: the main pages as a person sees them, into screenshots/."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import HOW_TO_GET_IT, LAUNCH, PATH

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "screenshots"
PAGES = {
    "home": "",
    "practices": "practices/",
    "practices-filtered": "practices/?category=B&country=IT",
    "practices-empty": "practices/?category=D&country=LT",
    "category": "practices/category/B-x/",
    "practice": "practices/12-x/",
    "practice-fallback": "practices/13-x/",
    "about": "about/",
    "leaving": "leaving-safely/",
    "sign-in": "account/sign-in/",
    "missing": "nothing/",
    "styleguide": "styleguide/",
}
SIZES = {"phone": {"width": 360, "height": 780}, "desktop": {"width": 1280, "height": 900}}


@contextmanager
def demonstration():
    """A demonstration of its own on a free port; yields its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = os.environ | {"DATA_DIR": folder, "DEMONSTRATION": "true", "DEBUG": "false"}
        demo = [sys.executable, str(ROOT / "manage.py"), "demo", "--port", str(port)]
        server = subprocess.Popen(demo, env=environment)
        try:
            yield _wait_for(f"http://localhost:{port}")
        finally:
            server.terminate()
            server.wait()


def _wait_for(address):
    for _attempt in range(600):
        try:
            urllib.request.urlopen(f"{address}/healthz")  # noqa: S310 - our own server
            return address
        except urllib.error.URLError:
            time.sleep(0.2)
    sys.exit("The demonstration did not start.")


def main():
    if not PATH:
        sys.exit(HOW_TO_GET_IT)
    FOLDER.mkdir(exist_ok=True)
    wanted = sys.argv[1:] or list(PAGES)
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**LAUNCH)
        for size, scheme, language in product(SIZES, ("light", "dark"), ("en", "de")):
            page = browser.new_page(viewport=SIZES[size], color_scheme=scheme)
            for name in wanted:
                page.goto(f"{address}/{language}/{PAGES[name]}")
                page.screenshot(path=FOLDER / f"{name}-{language}-{size}-{scheme}.png", full_page=True)
            page.close()
        browser.close()
    sys.stdout.write(f"{FOLDER}\n")


if __name__ == "__main__":
    main()
