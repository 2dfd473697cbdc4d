"""The desk in Chromium: how long until the pages of a full practice (no. 12) can be used, and whether typing lags."""

import time
from statistics import median

from playwright.sync_api import sync_playwright

from tests.browser.chromium import LAUNCH, PATH
from tests.browser.server import demonstration

OPENINGS = 7
EDITOR = "editor@enpates.example"
LIST = "/admin/snippets/practices/practice/"
LONG_TASKS = """window.longest = 0;
new PerformanceObserver(list => {
  for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
}).observe({type: "longtask"})"""


def measure_desk():
    if not PATH:
        return
    with demonstration() as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**LAUNCH)
        context = browser.new_context(base_url=demo.address)
        context.add_cookies([demo.session_of(EDITOR)])
        page = context.new_page()
        form = _address_of_form(page)
        print("\nThe desk in Chromium          median s   slowest s")
        for name, address in {"form": form, "translation": form.replace("/edit/", "/translate/") + "it/"}.items():
            times = [_until_usable(page, address) for _ in range(OPENINGS)]
            print(f"  {name:<27}{median(times):>9.2f}{max(times):>12.2f}")
        print(f"  longest task while typing 200 characters: {_typing(page, form):.0f} ms")
        browser.close()


def _address_of_form(page):
    page.goto(LIST)
    return page.locator("main td a[href*='/edit/']", has_text="Integrative assistance").first.get_attribute("href")


def _until_usable(page, address):
    """Seconds until the last rich text editor of the page is there to be written in."""
    page.goto("about:blank")
    start = time.perf_counter()
    page.goto(address)
    page.locator("[data-draftail-input] ~ * [contenteditable=true], .Draftail-Editor").last.wait_for(state="attached")
    return time.perf_counter() - start


def _typing(page, address):
    page.goto(address, wait_until="networkidle")
    page.get_by_role("tab", name="Aims").click()
    page.locator("[data-contentpath=background_en] [contenteditable=true]").click()
    page.evaluate(LONG_TASKS)
    page.keyboard.type("Trafficked persons need safety, advice and time. " * 4, delay=30)
    return page.evaluate("window.longest")
