"""The search in a real browser: typed, narrowed, shared, gone back in; by keyboard, by ear, without scripts, on a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from practices.models import Practice
from search import engines
from search.engines.base import EngineUnavailable
from tests.browser.looks import PHONE, in_both_looks
from tests.search_engines import search_engine  # noqa: F401 - a fixture: all of this on both engines


@pytest.fixture
def search_page(site, page):
    page.goto(f"{site}/en/search/")
    return page


def count_of(page):
    return int(re.search(r"\d+", page.locator("[data-count]").inner_text())[0])


def choose(page, name, value):
    facet = page.locator(f"#facet-{name}")
    if facet.get_attribute("open") is None:
        facet.locator("summary").first.click()
    page.locator(f'input[name="{name}"][value="{value}"]').check()


def test_typing_choosing_removing_and_going_back(site, search_page):
    page = search_page
    page.get_by_role("searchbox").or_(page.get_by_role("combobox", name=re.compile("Words to look for"))).fill("tratta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=tratta")
    expect(page.locator("mark").first).to_be_visible()
    everything = count_of(page)

    choose(page, "category", "B")
    page.wait_for_url("**/en/search/?q=tratta&category=B")
    fewer = count_of(page)
    assert 0 < fewer < everything
    assert page.evaluate("document.activeElement.id") == "category-B"
    expect(page.locator("[data-announced]")).to_have_text(page.locator("[data-count]").inner_text())

    page.get_by_role("link", name=re.compile("Remove filter")).click()
    page.wait_for_url("**/en/search/?q=tratta")
    expect(page.locator('input[name="category"][value="B"]')).not_to_be_checked()
    assert count_of(page) == everything

    page.go_back()
    page.wait_for_url("**/en/search/?q=tratta&category=B")
    expect(page.locator('input[name="category"][value="B"]')).to_be_checked()
    assert count_of(page) == fewer
    page.go_back()
    expect(page.locator("#words")).to_have_value("tratta")


def test_nothing_of_what_was_looked_for_stays_in_the_browsers_store(site, search_page, context):
    page = search_page
    page.locator("#words").fill("tratta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=tratta")
    choose(page, "category", "B")
    page.wait_for_url("**category=B")

    assert page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)") == "{}{}"
    assert context.cookies() == []


def test_a_search_is_shared_by_its_address_alone(site, search_page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = search_page
    page.locator("#words").fill("tratta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=tratta")
    choose(page, "category", "B")
    page.wait_for_url("**category=B")

    page.get_by_role("button", name="Copy the link to this search").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    other = context.new_page()
    other.goto(address)

    assert count_of(other) == count_of(page)
    expect(other.locator("#words")).to_have_value("tratta")


def test_another_language_keeps_the_query(site, search_page):
    page = search_page
    page.locator("#words").fill("Menschenhandel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=Menschenhandel")
    choose(page, "category", "B")
    page.wait_for_url("**category=B")

    page.locator(".language-menu summary").click()
    page.get_by_role("link", name="Deutsch").click()

    page.wait_for_url("**/de/search/?q=Menschenhandel&category=B")
    expect(page.locator("#words")).to_have_value("Menschenhandel")


def test_a_concept_is_switched_off_and_on(site, page):
    page.goto(f"{site}/en/search/?q=tratta")
    chip = page.locator(".concept")
    expect(chip).to_contain_text("Menschenhandel")

    chip.click()
    page.wait_for_url("**without=**")
    expect(page.locator(".concept--off")).to_be_visible()
    page.locator(".concept--off").click()

    page.wait_for_url("**/?q=tratta")
    expect(page.locator(".concept--off")).to_have_count(0)


def test_pages_are_turned_from_the_top_of_the_list(site, page):
    page.goto(f"{site}/en/search/?size=10")
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**page=2")

    expect(page.locator("#results")).to_be_focused()
    assert page.locator("#results").bounding_box()["y"] < 400


def test_suggestions_are_used_with_the_keyboard_alone(site, search_page):
    page = search_page
    field = page.get_by_role("combobox", name=re.compile("Words to look for"))
    field.press_sequentially("traff")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")

    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("traff")

    field.press_sequentially("i")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    words = options.first.get_attribute("data-text")
    field.press("Enter")
    page.wait_for_url("**/search/?q=**")
    expect(field).to_have_value(words)


def test_a_suggested_record_is_opened_from_the_header_of_any_page(site, page):
    practice = Practice.objects.get(number=12)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}/en/about/")
    field = page.get_by_role("combobox", name="Search the whole site")
    field.press_sequentially(practice.title_en[:12])
    page.get_by_role("option", name=re.compile(re.escape(practice.title_en[:30]))).click()

    page.wait_for_url(f"**{practice.get_absolute_url()}")


def test_the_words_are_marked_on_the_record_until_the_reader_removes_them(site, page):
    page.goto(f"{site}/en/search/?q=shelter&type=practice")
    page.locator(".card__link").first.click()
    page.wait_for_url(re.compile(r"/en/practices/\d+-"))

    marks = page.locator("main mark")
    expect(marks.first).to_be_visible()
    expect(page.get_by_text("Words of your search are marked here:")).to_be_visible()
    assert "#" not in page.url
    text = page.locator(".record__text").inner_text()

    page.get_by_role("button", name="Remove the marks").click()

    expect(marks).to_have_count(0)
    assert page.locator(".record__text").inner_text() == text


def test_everything_is_found_and_read_with_the_keyboard_alone(site, page):
    page.goto(f"{site}/it/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "words":
            break
    page.keyboard.type("rifugio")
    page.keyboard.press("Enter")
    page.wait_for_url("**/it/search/?q=rifugio")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.card__link')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/it/(practices|directory|case-studies)/\d+-"))


def test_a_screen_reader_hears_what_everything_is(site, page):
    page.goto(f"{site}/en/search/?q=tratta&category=B")

    expect(page).to_have_title(re.compile(r"^tratta: \d+ results? – Search the whole site"))
    assert page.get_by_role("search").count() == 1
    expect(page.get_by_role("combobox", name="Words to look for, in any of the five languages")).to_be_visible()
    expect(page.get_by_role("group", name="Category")).to_be_visible()
    expect(page.get_by_role("checkbox", name=re.compile(r"^Identification.*\( ?\d+ ?\)$"))).to_be_checked()
    expect(page.get_by_role("region", name="Results")).to_be_visible()
    expect(page.get_by_role("list", name="Chosen filters")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Remove filter: Identification"))).to_be_visible()
    expect(page.get_by_role("list", name="Understood as")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Records by year, from"))).to_be_visible()
    expect(page.get_by_role("combobox", name="Sort by")).to_be_visible()
    expect(page.get_by_role("article").first.get_by_role("heading", level=3)).to_be_visible()


def test_without_javascript_the_form_and_the_links_do_it_all(site, browser):
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{site}/en/")
    page.locator("#words").fill("tratta")
    page.locator("main").get_by_role("button", name="Search").click()
    everything = count_of(page)
    page.locator(".facets-toggle summary").click()
    page.locator('input[name="category"][value="B"]').check()
    page.get_by_role("button", name="Show these results").click()

    assert "category=B" in page.url
    assert 0 < count_of(page) < everything
    page.get_by_role("link", name=re.compile("Remove filter")).click()
    assert count_of(page) == everything
    page.locator(".concept").click()
    assert "without=" in page.url
    page.context.close()


def test_without_javascript_exactly_as_typed_is_meant_of_these_words_alone(site, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/en/search/?q=traficking")
    page.get_by_role("link", name="Search for exactly what I typed").click()
    expect(page.get_by_text("Words are taken exactly as typed.")).to_be_visible()
    page.locator("main").get_by_role("button", name="Search").click()
    expect(page.get_by_text("Words are taken exactly as typed.")).to_be_visible()

    page.locator("#words").fill("trafficing")
    page.locator("main").get_by_role("button", name="Search").click()

    expect(page.get_by_text("Nothing is written as “trafficing”")).to_be_visible()
    page.context.close()


def test_an_empty_list_leads_out_of_itself(site, page):
    page.goto(f"{site}/en/search/?q=tratta&category=B&country=PT")
    expect(page.get_by_role("heading", name="Nothing matches all of this")).to_be_visible()

    page.get_by_role("link", name="Any country").click()

    page.wait_for_url("**/?q=tratta&category=B")
    expect(page.locator("#results")).to_be_focused()
    assert count_of(page) > 0
    expect(page.locator("[data-announced]")).to_have_text(page.locator("[data-count]").inner_text())


def test_the_order_is_chosen_and_stays_in_the_address(site, page):
    page.goto(f"{site}/en/search/?q=tratta&type=practice")
    page.get_by_role("combobox", name="Sort by").select_option(label="Title")
    page.wait_for_url("**sort=title")

    titles = page.locator(".card__title").all_inner_texts()
    page.reload()

    assert len(titles) > 1
    assert titles == page.locator(".card__title").all_inner_texts() == sorted(titles, key=str.casefold)
    expect(page.get_by_role("combobox", name="Sort by")).to_have_value("title")


def test_on_a_phone_the_filters_are_a_drawer(site, browser):
    page = browser.new_context(viewport=PHONE, has_touch=True).new_page()
    page.goto(f"{site}/en/search/?q=tratta")
    filters = page.locator(".facets")
    expect(filters).to_be_hidden()
    page.locator(".facets-toggle summary").click()

    choose(page, "category", "B")
    page.wait_for_url("**category=B")
    expect(filters).to_be_visible()
    page.get_by_role("button", name="Show these results").click()

    expect(filters).to_be_hidden()
    expect(page.locator("#results")).to_be_focused()
    expect(page.get_by_text("Filter (1 chosen)")).to_be_visible()
    page.context.close()


def test_on_paper_a_list_is_its_results(site, page):
    page.goto(f"{site}/en/search/?q=tratta")
    page.emulate_media(media="print")

    expect(page.locator(".card").first).to_be_visible()
    for hidden in (".search-form", ".facets", ".understood", ".outputs", ".site-header"):
        expect(page.locator(f"main {hidden}, body > {hidden}").first).to_be_hidden()
    expect(page.locator("#print-origin")).to_contain_text("q=tratta")


def test_without_the_engine_the_page_is_a_plain_list(site, page, monkeypatch):
    def away():
        raise EngineUnavailable("away")

    monkeypatch.setattr(engines, "engine", away)
    page.goto(f"{site}/en/search/?q=network")

    expect(page.get_by_text("The search is being repaired")).to_be_visible()
    assert page.locator(".card").count() > 0


@in_both_looks
def test_axe_finds_nothing_with_everything_open(site, browser, scheme, size):
    page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
    for address in (
        "de/search/?q=traficking&from=2000",
        "en/search/?q=%22no+such+words%22&country=LT",
        "en/search/help/",
    ):
        page.goto(f"{site}/{address}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        violations = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    page.goto(f"{site}/en/search/")
    page.locator("#words").press_sequentially("traff")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    violations = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []
    page.context.close()
