"""A reader in a real browser: any language, keyboard only, without JavaScript, without being followed."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from practices.models import Practice
from tests.browser.looks import DESKTOP, PHONE
from tests.factories import OrganisationFactory, PracticeFactory

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# On the element itself, or on the layer that makes a whole card clickable.
FOCUS_IS_SEEN = """[null, '::after'].some(layer => {
    const style = getComputedStyle(document.activeElement, layer);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
})"""


def public_pages(site, language="en"):
    practice = Practice.objects.get(number=12)
    addresses = [
        "",
        "search/",
        "search/?q=tratta&country=IT",
        "search/?q=traficking",
        "search/?q=shelter&country=LT&category=D",
        "search/help/",
        "practices/",
        "practices/?category=B&country=IT",
        "practices/?category=D&country=LT",
        practice.category.address_in(language).split("/", 2)[2],
        practice.address_in(language).split("/", 2)[2],
        Practice.objects.get(number=13).address_in(language).split("/", 2)[2],
        practice.leads[0].organisation.address_in(language).split("/", 2)[2],
        "about/",
        "contribute/",
        "privacy/",
        "leaving-safely/",
        "accessibility/",
        "contact/",
        "account/sign-in/",
        "nothing-here/",
        "styleguide/",
    ]
    return [f"{site}/{language}/{address}" for address in addresses]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_page_with_menus_open(site, browser, scheme, size):
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for address in public_pages(site):
        page.goto(address)
        for opened in (False, True):
            if opened:
                page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            violations = Axe().run(page).response["violations"]
            if violations:
                found[address, opened] = [
                    (each["id"], each["nodes"][0]["html"], each["nodes"][0]["failureSummary"]) for each in violations
                ]
    context.close()
    assert found == {}


def test_axe_finds_nothing_in_the_longest_language(site, page):
    page.set_viewport_size(PHONE)
    for address in public_pages(site, "de"):
        page.goto(address)
        assert Axe().run(page).response["violations"] == []
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], f"{address} is {width} px wide"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_practice_is_found_and_read_with_the_keyboard_alone(site, page, language):
    page.goto(f"{site}/{language}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"

    _tab_to(page, f'a[href^="/{language}/practices/category/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/category/**")
    _tab_to(page, ".card__link")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/{language}/practices/\d+-"))

    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").inner_text()
    assert page.locator(".record-section").count() > 3
    _tab_to(page, f'a[href^="/{language}/contact/"]')


def _tab_to(page, selector):
    """Press Tab until an element that matches has the focus, and it can be seen."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(FOCUS_IS_SEEN)
            return
    pytest.fail(f"{selector} cannot be reached with Tab")


def test_every_page_works_without_javascript(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    for address in public_pages(site):
        page.goto(address)
        assert page.locator("h1").is_visible()
    page.goto(f"{site}/en/practices/")
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("Italy").check()
    page.get_by_role("button", name="Show these practices").click()
    assert page.locator(".card").count() == Practice.objects.in_countries(["IT"]).count()
    page.locator("summary", has_text=re.compile("Menu")).click()
    assert page.get_by_role("link", name="Practices").first.is_visible()
    context.close()


def test_no_request_leaves_the_site_and_no_cookie_is_set(site, browser):
    context = browser.new_context()
    page = context.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    pages = [address for address in public_pages(site) if "sign-in" not in address]
    for address in pages:
        page.goto(address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    assert context.cookies() == []
    assert [text for text in complaints if "404" not in text] == []
    context.close()


def test_leaving_replaces_the_page(site, page):
    page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(f"{site}/en/about/")
    page.goto(f"{site}/en/practices/")

    page.get_by_role("link", name="Leave").first.click()
    page.wait_for_url("https://www.wikipedia.org/**")
    page.go_back()

    assert "/practices/" not in page.url


def test_the_language_menu_leads_to_the_same_practice(site, page):
    page.goto(site + Practice.objects.get(number=12).address_in("en"))

    page.locator("summary", has_text="English").click()
    page.get_by_role("link", name="Italiano").click()

    page.wait_for_url(f"**{Practice.objects.get(number=12).address_in('it')}")


def test_a_text_page_is_light(site, page):
    sizes = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(site + Practice.objects.get(number=13).address_in("en"), wait_until="networkidle")

    assert sum(sizes) < 100 * 1024


def test_a_long_organisation_page_is_read_without_harm(site, page):
    organisation = OrganisationFactory(name_en="Donaudampfschifffahrtsgesellschaft " * 6)
    PracticeFactory(title_en="W" * 200, organisations=[organisation])
    page.set_viewport_size(PHONE)

    page.goto(site + organisation.get_absolute_url())

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
