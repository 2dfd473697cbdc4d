"""The directory in a real browser: on a phone without scripts, on paper, by keyboard, by ear."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from directory.models import Organisation
from tests.browser.looks import DESKTOP, PHONE, in_both_looks

PAGES = (
    "directory/",
    "directory/?country=RO&hotline=yes",
    "directory/?country=NG",
    "directory/counterpart/",
    "countries/",
    "countries/RO-romania/",
    "countries/AT-austria/",
    "help-now/",
    "coverage/",
    "",
)


def ask(page, to="RO"):
    page.get_by_label("I work in").select_option("IT")
    page.get_by_label("She is going to").select_option(to)
    page.get_by_label("She speaks").select_option("ro")
    page.get_by_label("Hotline").check()
    page.get_by_label("It is urgent").check()
    page.get_by_role("button", name="Find whom to call").click()


def test_a_counterpart_is_found_on_a_phone_without_javascript_and_printed(site, browser):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Find a counterpart").click()
    ask(page)

    expect(page.get_by_role("heading", name="Whom to call: Romania")).to_be_visible()
    best = page.locator(".answer__item").first
    expect(best).to_contain_text("Homeward Example Foundation")
    expect(best).to_contain_text("Language spoken: Romanian")
    expect(best.get_by_role("link", name=re.compile(r"^\+44"))).to_have_attribute("href", re.compile("^tel:"))
    assert page.url == f"{site}/en/directory/counterpart/", "nothing of what was asked stands in the address"
    assert context.cookies() == []

    page.emulate_media(media="print")
    for left_out in (".counterpart-form", ".counterpart-again", ".site-header", ".answer__print"):
        expect(page.locator(left_out).first).to_be_hidden()
    expect(best).to_be_visible()
    expect(page.locator("#print-origin")).to_be_visible()
    context.close()


def test_the_answer_fits_a_phone_and_axe_finds_nothing(site, browser):
    for scheme in ("light", "dark"):
        page = browser.new_context(viewport=PHONE, color_scheme=scheme).new_page()
        page.goto(f"{site}/en/directory/counterpart/")
        ask(page)
        expect(page.locator(".answer__item").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert Axe().run(page).response["violations"] == []
        page.context.close()


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')") or ""


def walk_to(page, country):
    """Tab through the map to a country; returns the countries that were passed."""
    page.locator("#by-country > summary").focus()
    passed = []
    for _step in range(60):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if passed[-1].startswith(country):
            return passed
    raise AssertionError(f"{country} was not reached: {passed}")


def test_the_map_is_walked_and_used_by_keyboard(site, page):
    page.set_viewport_size(DESKTOP)
    page.goto(f"{site}/en/directory/")
    everywhere = page.locator("[data-count]").inner_text()
    small = {"Kosovo", "Luxembourg", "Montenegro"}

    passed = [words.partition(":")[0] for words in walk_to(page, "Romania")]
    wide = [name for name in passed if name not in small]
    assert wide == sorted(wide), "in the order of the alphabet"
    drawn = "getComputedStyle(document.activeElement.querySelector('path'))"
    assert page.evaluate(f"parseFloat({drawn}.strokeWidth)") >= 3, "the focus is seen"

    page.keyboard.press("Enter")
    page.wait_for_url("**/en/directory/?country=RO#by-country")
    words = page.locator(".map__country--chosen").get_attribute("aria-label")
    assert words == f"Romania: {page.locator('[data-count]').inner_text()} (chosen)"
    expect(page.locator('input[name="country"][value="RO"]')).to_be_checked()

    walk_to(page, "Romania")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/directory/#by-country")
    assert page.locator("[data-count]").inner_text() == everywhere


def test_the_table_beside_the_map_chooses_countries_as_well(site, page):
    page.goto(f"{site}/en/directory/")
    row = page.get_by_role("table", name="Countries in this list").get_by_role("row", name=re.compile("Italy"))
    row.get_by_role("link", name="Italy").click()
    page.wait_for_url("**/en/directory/?country=IT")

    expect(page.get_by_role("link", name="Remove filter: Italy")).to_be_visible()
    expect(page.locator(".by-country__chosen")).to_contain_text("Italy")


def test_without_javascript_the_map_filters_too(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/directory/")
    page.locator('.map__country[href*="country=ES"] circle').click()

    page.wait_for_url("**/en/directory/?country=ES#by-country")
    found = Organisation.objects.filter(country="ES", live=True, standing="active").count()
    expect(page.locator("[data-count]")).to_have_text(re.compile(rf"^{found} organisation"))
    context.close()


def test_help_is_two_clicks_away_on_a_phone_without_javascript(site, browser):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/practices/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Need help now?").click()

    page.get_by_role("link", name="Romania").click()
    number = page.locator("#RO").get_by_role("link", name=re.compile(r"^\+44"))
    expect(number).to_be_in_viewport()
    assert number.get_attribute("href").startswith("tel:+44")
    expect(page.locator(".site-header [data-leave]")).to_be_in_viewport()
    page.get_by_role("link", name="Deutsch").first.click()
    assert page.url.endswith("/de/help-now/")
    assert context.cookies() == []
    context.close()


def test_the_coverage_is_scrolled_by_keyboard_under_its_heads(site, page):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/en/coverage/")
    table = page.get_by_role("region", name=re.compile("Number of practices"))
    table.focus()
    for key in ("ArrowDown", "ArrowRight"):
        for _step in range(8):
            page.keyboard.press(key)
    page.wait_for_timeout(1000)  # the browser scrolls smoothly
    assert table.evaluate("each => each.scrollLeft > 0 && each.scrollTop > 0")

    here = table.bounding_box()
    corner = page.locator(".coverage__corner").bounding_box()
    assert abs(corner["x"] - here["x"]) <= 2, "the first column stays"
    assert abs(corner["y"] - here["y"]) <= 2, "so do the names of the countries"


@in_both_looks
def test_axe_finds_nothing_on_any_page_of_the_directory(site, browser, scheme, size):
    page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
    for language in ("en", "de"):
        for address in PAGES:
            page.goto(f"{site}/{language}/{address}")
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            violations = Axe().run(page).response["violations"]
            found = [(each["id"], each["nodes"][0]["html"], each["nodes"][0]["failureSummary"]) for each in violations]
            assert found == [], address
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = false })")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    page.context.close()


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_header_fits_a_tablet_in_the_longest_language(site, page, language):
    for width in (768, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{site}/{language}/help-now/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
