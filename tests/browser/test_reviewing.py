"""A practice on its way through review in a real browser: submitted, sent back, submitted again, published."""

from axe_playwright_python.sync_playwright import Axe

from practices.models import Practice
from records.desk.review import desk_address
from tests.browser.action_menu import press
from tests.browser.looks import in_both_looks
from tests.factories import ChiefEditorFactory, EditorFactory

COMMENT = "Please say since when."


def changed_by(user):
    practice = Practice.objects.get(number=13)
    practice.summary_en = "Help for years, in Belgrade."
    practice.save_revision(user=user)
    return practice


def test_an_editor_and_a_chief_editor_bring_a_practice_to_the_site(site, desk):
    editor, chief_editor = EditorFactory(), ChiefEditorFactory()
    practice = changed_by(editor)
    form = desk_address(practice)
    hers, chiefs = desk(editor), desk(chief_editor)

    hers.goto(form)
    press(hers, "Submit for review")
    hers.get_by_text("Submitted for review.").wait_for()

    chiefs.goto("/admin/")
    waiting = chiefs.get_by_role("region", name="Waiting for your review")
    waiting.get_by_role("link", name="See what changed").click()
    chiefs.locator("ins", has_text="for years").first.wait_for()
    chiefs.goto(form)
    press(chiefs, "Send back with a comment")
    chiefs.get_by_label("What is to be done?").fill(COMMENT)
    chiefs.locator(".modal").get_by_role("button", name="Send back with a comment").click()
    chiefs.get_by_text("Sent back with your comment.").wait_for()

    hers.goto("/admin/")
    back = hers.get_by_role("region", name="Sent back to you")
    assert COMMENT in back.inner_text()
    back.get_by_role("link").first.click()
    hers.get_by_text(COMMENT).first.wait_for()
    press(hers, "Submit for review")
    hers.get_by_text("Submitted for review.").wait_for()

    chiefs.goto(form)
    press(chiefs, "Publish")
    chiefs.get_by_text("Published.").wait_for()

    chiefs.goto(practice.get_absolute_url())
    assert "Help for years, in Belgrade." in chiefs.content()


@in_both_looks
def test_axe_finds_nothing_on_the_dashboard_and_the_mails(site, desk, settings, tmp_path, size, scheme):
    settings.DEMONSTRATION = True
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", tmp_path
    editor, chief_editor = EditorFactory(), ChiefEditorFactory()
    practice = changed_by(editor)
    practice.get_workflow().start(practice, editor).current_task_state.reject(user=chief_editor, comment=COMMENT)
    page = desk(editor, viewport=size, color_scheme=scheme)

    for address, words in (("/admin/", COMMENT), ("/admin/mails/", "Sent back: Practice no. 13")):
        page.goto(address)
        page.get_by_text(words).first.wait_for()
        found = Axe().run(page, context="main").response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
