"""The form of a record, its list and its withdrawal in a real browser."""

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from practices.models import Practice
from records.operations import publish
from tests.browser.looks import in_both_looks
from tests.factories import ChiefEditorFactory, EditorFactory, PracticeFactory
from tests.test_secrets import walk


def address(name, *args):
    return reverse(Practice.snippet_viewset.get_url_name(name), args=args)


@in_both_looks
def test_axe_finds_nothing_of_ours_on_the_pages_of_the_desk(site, desk, scheme, size):
    practice = Practice.objects.get(number=12)
    page = desk(ChiefEditorFactory(), viewport=size, color_scheme=scheme)
    for path in (
        address("list"),
        address("add"),
        address("edit", practice.pk),
        address("withdraw", practice.pk),
        address("language", practice.pk),
        reverse("wagtail_bulk_action", args=["practices", "practice", "publish"]) + f"?id={practice.pk}",
    ):
        page.goto(path, wait_until="networkidle")
        found = Axe().run(page, context={"include": [["main"]]}).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], path


def test_only_the_editors_of_the_language_it_was_written_in_are_started(site, desk):
    page = desk(EditorFactory())
    page.goto(address("edit", Practice.objects.get(number=12).pk))

    page.locator(".Draftail-Editor").last.wait_for(state="attached")

    assert page.locator(".Draftail-Editor").count() == 14


def test_a_link_leads_to_the_field_that_hinders_publishing(desk):
    page = desk(ChiefEditorFactory())
    page.goto(address("add"))
    page.locator("#id_summary_en").fill("Kept.")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()

    page.locator(".desk-faults").get_by_role("link", name="Objectives").click()

    assert page.get_by_role("tab", name="Aims").get_attribute("aria-selected") == "true"
    expect(page.locator("[data-contentpath=objectives_en] [contenteditable=true]")).to_be_focused()
    assert page.locator("#id_summary_en").input_value() == "Kept."


def test_a_country_is_found_by_its_first_letters(desk):
    page = desk(EditorFactory())
    page.goto(address("add"))

    page.get_by_label("Find in this list").first.fill("aland i")

    assert [label.strip() for label in page.locator("#id_countries label:visible").all_inner_texts()] == [
        "Åland Islands"
    ]


def test_what_is_withdrawn_is_told_at_no_address(desk):
    practice = publish(PracticeFactory(title_en="Withdrawnword", summary_en="Anotherword", number=77))
    assert "Withdrawnword" in Client().get("/en/practices/").content.decode()
    page = desk(EditorFactory())
    page.goto(address("withdraw", practice.pk))

    page.get_by_label("Why is it withdrawn?").fill("Somebody could be recognised.")
    page.get_by_role("button", name="Withdraw it now").click()

    page.get_by_text("is off the site").wait_for()
    told = walk(Client())
    assert [path for path, text in told.items() if "Withdrawnword" in text or "Anotherword" in text] == []
    assert page.request.get("/fr/practices/77-x/").status == 410
