"""Two people, one record, in two browsers; and what happens to a text when the session ends or a button is pressed twice."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import ModelLogEntry

from practices.models import Practice
from records.operations import publish
from tests.factories import ChiefEditorFactory, EditorFactory, PracticeFactory

PASSWORD = "a long and dull pass phrase"
# Wagtail looks for changes against what the form held two seconds after it was loaded.
TELL_WHEN_WATCHING = """document.addEventListener("w-unsaved:watch-edits", () => {
    document.documentElement.dataset.watching = "yes";
})"""


@pytest.fixture
def address_of_form(live_server, settings):
    settings.SITE_URL = live_server.url
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 300
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 1000
    practice = publish(
        PracticeFactory(title_en="Inspections", summary_en="Joint visits.", objectives_en="<p>Less.</p>")
    )
    return live_server.url + reverse(Practice.snippet_viewset.get_url_name("edit"), args=[practice.pk])


@pytest.fixture
def open_as(browser, live_server):
    """open_as(user, address): a page in a browser of that user's own."""
    contexts = []

    def open_page(user, address):
        context = browser.new_context()
        contexts.append(context)
        context.add_init_script(TELL_WHEN_WATCHING)
        sign_in(context, user, live_server.url)
        page = context.new_page()
        page.goto(address)
        return ready(page)

    yield open_page
    for context in contexts:
        context.close()


def sign_in(context, user, url):
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}])


def ready(page):
    expect(page.locator("html[data-watching]")).to_be_attached(timeout=30_000)
    return page


def write(page, name, text):
    page.locator(f"[name={name}]").fill(text)


def save(page):
    """Press the button and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()


def autosaved(page):
    expect(page.locator(".w-autosave-indicator__state--saved")).to_be_visible(timeout=15_000)


def notice(page, name):
    return page.locator(f".desk-notice[data-notice={name}]")


def draft():
    return Practice.objects.get().get_latest_revision_as_object()


def end_session(page):
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def test_each_sees_that_the_other_is_there_and_has_saved(address_of_form, open_as):
    anna = open_as(EditorFactory(first_name="Anna"), address_of_form)
    ben = open_as(ChiefEditorFactory(first_name="Ben"), address_of_form)

    expect(notice(anna, "together")).to_contain_text("Ben has it open")
    expect(notice(ben, "together")).to_contain_text("Anna has it open")
    write(anna, "title_en", "Night inspections")
    save(anna)
    expect(notice(ben, "together")).to_contain_text("Anna saved a newer version")


def test_different_fields_both_survive_with_autosave_and_without(address_of_form, open_as):
    anna, ben = open_as(EditorFactory(), address_of_form), open_as(ChiefEditorFactory(), address_of_form)

    write(anna, "title_en", "Night inspections")
    autosaved(anna)
    write(ben, "summary_en", "Joint visits at night.")
    autosaved(ben)
    assert (draft().title_en, draft().summary_en) == ("Night inspections", "Joint visits at night.")
    write(anna, "title_en", "Inspections at night")
    save(anna)
    save(ben)

    assert (draft().title_en, draft().summary_en) == ("Inspections at night", "Joint visits at night.")
    expect(ben.locator("[name=title_en]")).to_have_value("Inspections at night")


def test_whoever_saves_the_same_field_second_is_asked(address_of_form, open_as):
    anna, ben = open_as(EditorFactory(), address_of_form), open_as(ChiefEditorFactory(), address_of_form)
    write(anna, "title_en", "Night inspections")
    save(anna)

    write(ben, "title_en", "Day inspections")
    expect(ben.locator(".w-autosave-indicator__state--paused")).to_be_visible(timeout=15_000)
    save(ben)

    expect(ben.locator("[name=title_en]")).to_have_value("Day inspections")
    expect(ben.get_by_text("This was changed meanwhile, to: Night inspections").first).to_be_visible()
    assert draft().title_en == "Night inspections"
    save(ben)
    assert draft().title_en == "Day inspections"


@pytest.mark.parametrize("found_by", ["the button", "autosave"])
def test_a_session_that_ended_keeps_the_text_and_asks_to_sign_in(address_of_form, open_as, found_by):
    user = EditorFactory()
    user.set_password(PASSWORD)
    user.save()
    page = open_as(user, address_of_form)

    end_session(page)
    write(page, "title_en", "Written for an hour")
    if found_by == "the button":
        page.get_by_role("button", name="Save draft").click()
    expect(notice(page, "signed-out")).to_be_visible(timeout=15_000)
    expect(page.locator("[name=title_en]")).to_have_value("Written for an hour")
    with page.context.expect_page() as opened:
        notice(page, "signed-out").get_by_role("link").click()
    tab = opened.value
    tab.locator("[name=username]").fill(user.email)
    tab.locator("[name=password]").fill(PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: "login" not in url)
    tab.close()
    page.bring_to_front()
    save(page)

    assert draft().title_en == "Written for an hour"


def test_without_a_connection_the_text_stays(address_of_form, open_as):
    page = open_as(EditorFactory(), address_of_form)

    page.context.set_offline(True)
    write(page, "title_en", "Written on a train")
    page.get_by_role("button", name="Save draft").click()
    expect(notice(page, "offline")).to_be_visible()
    expect(page.get_by_role("button", name="Save draft")).to_be_enabled()
    page.context.set_offline(False)
    save(page)

    assert draft().title_en == "Written on a train"


def test_a_button_pressed_twice_saves_once(address_of_form, open_as):
    page = open_as(EditorFactory(), address_of_form)
    before = Practice.objects.get().revisions.count()

    write(page, "title_en", "Pressed twice")
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").dblclick()
    expect(page.locator(".messages")).to_contain_text("Pressed twice")

    assert Practice.objects.get().revisions.count() == before + 1


def test_a_new_record_saved_twice_is_one_record(address_of_form, open_as, live_server):
    page = open_as(EditorFactory(), live_server.url + reverse(Practice.snippet_viewset.get_url_name("add")))

    write(page, "title_en", "Pressed twice")
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").dblclick()
    expect(page.locator(".messages")).to_contain_text("Pressed twice")

    assert Practice.objects.filter(title_en="Pressed twice").count() == 1


def test_saving_while_a_new_record_is_being_autosaved_makes_one(address_of_form, open_as, live_server):
    before = Practice.objects.count()
    page = open_as(EditorFactory(), live_server.url + reverse(Practice.snippet_viewset.get_url_name("add")))

    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/add/")):
        write(page, "title_en", "Half a tit")
    write(page, "title_en", "Half a title, and its end")
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("and its end")

    assert Practice.objects.count() == before + 1


def test_withdrawing_twice_is_withdrawing_once(address_of_form, open_as):
    page = open_as(EditorFactory(), address_of_form)
    page.goto(address_of_form.replace("/edit/", "/withdraw/"))

    page.locator("[name=because]").fill("Somebody could be recognised.")
    with page.expect_navigation():
        page.locator("form[data-keeps-text] [type=submit]").dblclick()
    expect(page.locator(".messages")).to_contain_text("is off the site")

    assert ModelLogEntry.objects.filter(action="records.withdraw").count() == 1


def test_the_back_button_shows_what_is_there_by_now(address_of_form, open_as):
    anna, ben = open_as(EditorFactory(), address_of_form), open_as(ChiefEditorFactory(), address_of_form)
    write(anna, "title_en", "Night inspections")
    save(anna)
    write(ben, "summary_en", "Joint visits at night.")
    save(ben)

    anna.go_back()
    ready(anna)

    expect(anna.locator("[name=summary_en]")).to_have_value("Joint visits at night.")
    save(anna)
    assert (draft().title_en, draft().summary_en) == ("Night inspections", "Joint visits at night.")


def test_back_to_the_empty_form_is_an_empty_form(address_of_form, open_as, live_server):
    page = open_as(EditorFactory(), live_server.url + reverse(Practice.snippet_viewset.get_url_name("add")))
    write(page, "title_en", "Made once")
    save(page)

    page.go_back()
    ready(page)

    expect(page.locator("[name=title_en]")).to_have_value("")
    assert Practice.objects.filter(title_en="Made once").count() == 1


def test_a_refused_autosave_says_on_a_phone_what_hinders(address_of_form, open_as):
    page = open_as(EditorFactory(), address_of_form)
    page.set_viewport_size({"width": 360, "height": 780})

    write(page, "title_en", "x" * 301)
    page.locator("[name=title_en]").evaluate("input => { input.maxLength = 400 }")
    write(page, "title_en", "x" * 301)

    expect(notice(page, "paused")).to_contain_text("To be mended first: Name of the practice")
    write(page, "title_en", "Short")
    expect(notice(page, "paused")).to_have_count(0, timeout=15_000)
    expect(page.locator(".w-autosave-indicator__text", has_text="Saved")).to_be_visible()
