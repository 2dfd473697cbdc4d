"""Case studies in a real browser: read in Spanish, and kept off the site until a finding is answered."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from directory import demo_content as organisations
from practices import demo_case_studies
from practices.models import CaseStudy
from records.desk.review import desk_address
from tests.browser.looks import in_both_looks
from tests.factories import CaseStudyDraftFactory, ChiefEditorFactory, EditorFactory


@pytest.fixture
def cases(site, search_index):
    loaded = [case for case, _is_new in demo_case_studies.load(organisations.load())]
    search_index.refresh()
    return loaded


def test_a_case_study_is_read_in_spanish_with_fallbacks_marked(site, cases, page):
    page.goto(f"{site}/es/")
    page.locator('.sections a[href="/es/case-studies/"]').click()
    page.locator("#facet-area > summary").click()
    court = page.locator('input[name="area"][value="court-proceedings"]')
    if not court.is_visible():
        page.locator("#more-area > summary").click()
    court.check()
    page.wait_for_url("**/?area=court-proceedings")
    case = CaseStudy.objects.get(number=1)
    page.locator(f'a[href="{case.address_in("es")}"]').click()

    assert page.locator("h1").inner_text() == case.title_es
    solutions = page.locator("#solutions")
    assert solutions.locator(".prose").get_attribute("lang") is None
    obstacles = page.locator("#obstacles")
    assert obstacles.locator(".prose").get_attribute("lang") == "en"
    assert "en inglés" in obstacles.locator(".fallback").inner_text()


def test_a_finding_blocks_publishing_until_it_is_answered(site, desk):
    draft = CaseStudyDraftFactory(attested=False, obstacles_en="<p>She was met on 12 March 2010 at the border.</p>")
    draft.save_revision()
    page = desk(ChiefEditorFactory())

    page.goto(desk_address(draft))
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.locator("footer").get_by_text("Publish", exact=True).click()
    page.get_by_text("not passed on yet").wait_for()
    page.get_by_role("link", name="1 finding could identify somebody").click()

    page.get_by_role("button", name="Take the proposal").click()
    page.get_by_text("The proposal is in the draft.").wait_for()
    for box in page.locator('input[name="answered"]').all():
        box.check()
    page.get_by_label("Consent on file").select_option("written")
    page.get_by_label("Where it is kept").fill("Safe of the organisation")
    page.get_by_role("button", name="Save the check").click()
    page.get_by_text("The check is complete.").wait_for()

    page.get_by_role("link", name="Back to the form").click()
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.locator("footer").get_by_text("Publish", exact=True).click()
    page.wait_for_url(re.compile(r"/casestudy/$"))
    case = CaseStudy.objects.get()
    page.goto(case.get_absolute_url())
    assert "12 March" not in page.content()
    assert "at the border" in page.content()


@in_both_looks
def test_axe_finds_nothing_on_list_page_concern_and_check(site, cases, desk, browser, scheme, size):
    case = CaseStudy.objects.get(number=3)
    draft = CaseStudyDraftFactory(attested=False, obstacles_en="<p>She was met on 12 March 2010 at the border.</p>")
    draft.save_revision()
    reader = browser.new_context(viewport=size, color_scheme=scheme).new_page()
    addresses = ["/en/case-studies/", case.get_absolute_url(), f"/en/case-studies/{case.number}/concern/"]

    for address in addresses:
        reader.goto(site + address)
        violations = Axe().run(reader).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == [], address
        assert reader.evaluate("document.documentElement.scrollWidth") <= size["width"]
    reader.context.close()

    editor = desk(EditorFactory(), viewport=size, color_scheme=scheme)
    editor.goto(desk_address(draft, "check"))
    found = Axe().run(editor, context="main").response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert editor.evaluate("document.documentElement.scrollWidth") <= size["width"]
