"""The story of a record and the comparison of its versions, in a real browser, for anybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from practices.models import Practice
from records.operations import publish
from tests.browser.looks import in_both_looks
from tests.factories import EditorFactory


@pytest.fixture
def practice(site):
    """A practice with a live version, a newer draft, and somebody who edited it."""
    practice = publish(Practice.objects.get(number=12))
    practice.title_en = f"The new {practice.title_en}"
    practice.results_en = "<p>Better.</p>"
    practice.countries, practice.ongoing = ["AT"], not practice.ongoing
    practice.save_revision(user=EditorFactory(first_name="Ada"), log_action=True)
    return Practice.objects.get(number=12)


def address(practice, name, *args):
    return reverse(practice.snippet_viewset.get_url_name(name), args=[practice.pk, *args])


def signed_in_page(browser, site, client, **options):
    client.force_login(EditorFactory())
    context = browser.new_context(**options)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return context.new_page()


@in_both_looks
def test_axe_finds_nothing_in_story_and_comparison(site, practice, browser, client, scheme, size):
    page = signed_in_page(browser, site, client, viewport=size, color_scheme=scheme)
    for path in (address(practice, "history"), address(practice, "revisions_compare", "live", "latest")):
        page.goto(site + path)
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        assert [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.context.close()


def test_an_editor_goes_from_the_form_by_the_story_and_the_comparison_back_to_the_live_version(
    site, practice, browser, client
):
    page = signed_in_page(browser, site, client)
    page.goto(site + address(practice, "edit"))
    page.locator(f'a[href="{address(practice, "history")}"]').first.click()
    page.get_by_role("link", name="What changed since the live version").click()
    page.locator("ins", has_text="The new").first.wait_for()

    page.get_by_role("button", name="Go back to this version").click()

    page.wait_for_url(f"**{address(practice, 'edit')}")
    newest = Practice.objects.get(number=12).latest_revision.as_object()
    assert (newest.title_en, newest.country_codes) == (practice.title_en, practice.country_codes)
    page.context.close()
