"""The glossary and the desk of the thesaurus in a real browser."""

from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from search.models import Concept
from tests.browser.looks import in_both_looks
from tests.factories import EditorFactory


def address(name, *args):
    return reverse(f"wagtailsnippets_search_concept:{name}", args=args)


def violations(page):
    found = Axe().run(page, context={"include": [["main"]]}).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


@in_both_looks
def test_axe_finds_nothing_in_the_glossary_and_no_line_is_cut(live_server, desk, scheme, size):
    page = desk(EditorFactory(), viewport=size, color_scheme=scheme)

    for path in ("/de/glossary/", "/de/glossary/z/", "/de/glossary/?q=zzzz", "/de/glossary/?q=zwang"):
        page.goto(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path


@in_both_looks
def test_axe_finds_nothing_of_ours_on_the_desk_of_the_thesaurus(live_server, desk, scheme, size):
    page = desk(EditorFactory(), viewport=size, color_scheme=scheme)
    concept = Concept.objects.get(key="trafficking")
    for path in (
        address("list"),
        address("add"),
        address("edit", concept.pk),
        address("take_in"),
        address("try") + "?q=tratta&language=it",
    ):
        page.goto(path, wait_until="networkidle")
        assert violations(page) == [], path


def test_a_concept_is_reached_by_its_address_and_searched_for(live_server, desk):
    page = desk(EditorFactory())
    page.goto("/glossary/#concept-trafficking")

    page.wait_for_url("**/glossary/t/#concept-trafficking")
    page.goto("/it/glossary/#concept-trafficking")
    page.wait_for_url("**/it/glossary/t/#concept-trafficking")
    expect(page.locator("#concept-trafficking")).to_be_in_viewport()
    page.get_by_role("button", name="tratta di esseri umani", exact=False).first.click()

    page.wait_for_url("**/it/search/?q=tratta*")


def test_labels_are_written_one_a_line(live_server, desk):
    page = desk(EditorFactory())
    concept = Concept.objects.get(key="trafficking")
    page.goto(address("edit", concept.pk), wait_until="networkidle")

    page.locator("#id_labels_it_synonym").fill("tratta\nmercato di persone")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**" + address("list"))

    assert "mercato di persone" in concept.labels.filter(language="it").values_list("text", flat=True)
