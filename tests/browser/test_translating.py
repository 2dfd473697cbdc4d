"""An editor translates in a real browser: with the keyboard alone, beside the source, and beside another editor."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from practices.models import Practice
from records.desk.languages_of_record import address
from records.operations import publish
from tests.browser.looks import in_both_looks
from tests.factories import EditorFactory, PracticeFactory

FOCUSED = "document.activeElement.closest('.desk-line')?.id"
# Draftail hands on what was typed a little later; our page waits for it.
AT_ONCE = {"delay": 0}


@pytest.fixture
def practice(live_server):
    return publish(
        PracticeFactory(
            title_en="Inspections",
            summary_en="Joint visits.",
            objectives_en="<p>Fewer accidents.</p>",
            results_en="<p>Forty visits.</p>",
            results_it="<p>Quaranta visite.</p>",
        )
    )


@pytest.fixture
def editor_at(live_server, browser):
    """Open an address as an editor of one's own: `editor_at(address)` returns her page."""
    contexts = []

    def open_at(path, **options):
        client = Client()
        client.force_login(EditorFactory())
        context = browser.new_context(**options)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.goto(live_server.url + path)
        if "/translate/" in path:
            page.locator("#line-objectives [contenteditable=true]").wait_for()
        return page

    yield open_at
    for context in contexts:
        context.close()


def draft():
    return Practice.objects.get().get_latest_revision_as_object()


def save_with(page, keys):
    with page.expect_navigation():
        page.keyboard.press(keys)


def test_a_practice_is_translated_and_confirmed_with_the_keyboard_alone(practice, editor_at):
    page = editor_at(address(practice, "it"))

    for field, text in (("title", "Ispezioni"), ("summary", "Visite congiunte."), ("objectives", "Meno infortuni.")):
        page.keyboard.press("Alt+n")
        assert page.evaluate(FOCUSED) == f"line-{field}"
        page.keyboard.type(text, **AT_ONCE)
    page.keyboard.press("Alt+p")
    assert page.evaluate(FOCUSED) == "line-summary"
    page.keyboard.press("Alt+n")
    save_with(page, "Control+s")

    # One is where one was, and hears what happened.
    page.locator("#line-objectives [contenteditable=true]:focus").wait_for()
    page.locator("[data-announcement]", has_text="saved as a draft").wait_for(state="attached")
    saved = draft()
    assert (saved.title_it, saved.summary_it) == ("Ispezioni", "Visite congiunte.")
    assert "Meno infortuni." in saved.objectives_it
    page.keyboard.press("Alt+n")
    page.locator("[data-announcement]", has_text="No field needs work.").wait_for(state="attached")

    saved.results_en = "<p>Forty joint visits.</p>"
    saved.save_revision()
    page.reload()
    assert "joint" in page.locator("#line-results ins").inner_text()
    page.locator("#line-results [contenteditable=true]").wait_for()
    page.keyboard.press("Alt+n")
    assert page.evaluate(FOCUSED) == "line-results"
    page.keyboard.press("Alt+r")
    save_with(page, "Alt+s")

    assert Practice.objects.get().translation_state["it"] == {"fields": 4, "missing": 0, "outdated": 0, "machine": 0}
    assert "Quaranta visite." in draft().results_it


def test_the_last_letters_typed_into_a_rich_text_are_saved_however_fast_one_is(practice, editor_at):
    page = editor_at(address(practice, "it"))
    page.locator("#line-objectives [contenteditable=true]").focus()

    page.keyboard.type("Meno infortuni sul lavoro", **AT_ONCE)
    save_with(page, "Alt+s")

    assert "Meno infortuni sul lavoro" in draft().objectives_it


def test_two_editors_of_one_text_are_told_and_both_texts_are_there(practice, editor_at):
    first, second = editor_at(address(practice, "it")), editor_at(address(practice, "it"))
    for page, text in ((first, "Della prima"), (second, "Della seconda")):
        page.locator("#id_summary_it").focus()
        page.keyboard.type(text)
        save_with(page, "Control+s")

    line = second.locator("#line-summary")
    assert "Somebody else changed this meanwhile." in line.inner_text()
    assert "Della prima" in line.inner_text()
    assert second.locator("#id_summary_it").input_value() == "Della seconda"
    assert draft().summary_it == "Della prima"
    assert Axe().run(second).response["violations"] == []

    save_with(second, "Control+s")
    assert draft().summary_it == "Della seconda"


def test_leaving_with_unsaved_texts_is_asked_about(practice, editor_at):
    page = editor_at(address(practice, "it"))
    page.wait_for_timeout(2500)  # Wagtail begins to watch after two seconds
    page.locator("#id_summary_it").focus()
    page.keyboard.type("Visite")
    page.wait_for_timeout(1000)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.goto(page.url.replace("/it/", "/de/"))

    assert asked == ["beforeunload"]


@in_both_looks
def test_axe_finds_nothing_on_the_pages_of_translation(practice, editor_at, size, scheme):
    for path in (address(practice, "it"), reverse("desk_translations", args=["it"])):
        page = editor_at(path, viewport=size, color_scheme=scheme)
        violations = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
