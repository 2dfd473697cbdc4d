"""Case studies from partners' Word forms to the page, in a real browser: imported, mended, checked, reviewed, read, printed."""

import re

import pytest
from playwright.sync_api import expect

from practices.models import CaseStudy, ImportedForm
from practices.questions import questions
from records.desk.review import desk_address
from tests.browser.action_menu import press
from tests.factories import ChiefEditorFactory, EditorFactory
from tests.practices.case_studies.word_forms.case_files import in_columns, one_below_the_other, rows
from tests.practices.word_forms.word_files import save_form


@pytest.fixture
def forms(tmp_path):
    """A table of two columns with a date too exact; numbers in a column of their own; questions above their answers."""
    folders = [tmp_path / name for name in ("english", "italian", "german")]
    for folder in folders:
        folder.mkdir()
    english = rows(
        obstacles="The family was threatened on 12 March 2010.", background="Gender: ☒ Female\nAge: ☒ Unknown age"
    )
    save_form(folders[0] / "case.docx", english)
    header = [("", "Organizzazione", "Casa Blu"), ("", "Paese", "Italia")]
    italian = {question.field: f"Risposta alla domanda {question.number}" for question in questions().values()}
    italian["background"] = "Genere: [x] Femmina [ ] Maschio"
    in_columns(
        folders[1],
        header + [(f"{each.number}.", each.wording("it"), italian[each.field]) for each in questions().values()],
    )
    one_below_the_other(folders[2], rows(lambda question: f"Frage {question.number}: {question.title('de')}"))
    return [folder / "case.docx" for folder in folders]


def test_three_forms_are_imported_and_one_is_mended_checked_published_by_another_read_in_spanish_and_printed(
    desk, forms
):
    editor, chief = desk(EditorFactory()), desk(ChiefEditorFactory())
    editor.goto("/admin/word-forms/")
    editor.get_by_label("Word files").set_input_files(forms)
    editor.get_by_label("Information as of (year)").fill("2012")
    editor.get_by_role("button", name="Read the forms").click()
    editor.wait_for_url("**/word-forms/*/")
    assert sorted(ImportedForm.objects.values_list("kind", "language")) == [
        ("case_study", "de"),
        ("case_study", "en"),
        ("case_study", "it"),
    ]

    editor.goto(f"/admin/word-forms/form/{ImportedForm.objects.get(language='en').pk}/")
    editor.get_by_label("adult", exact=True).check()
    editor.get_by_role("button", name="Keep these choices").click()
    expect(editor.get_by_text("Your choices are kept.")).to_be_visible()
    editor.get_by_role("link", name="All forms of this import").click()
    for form in ImportedForm.objects.all():
        editor.locator(f"#form-{form.pk}").check()
    editor.get_by_role("button", name="Save the ticked forms as drafts").click()
    expect(editor.get_by_text("3 forms are saved as drafts.")).to_be_visible()
    expect(editor.get_by_text("3 of them have a check to be answered")).to_be_visible()

    case = CaseStudy.objects.get(source_language="en")
    editor.goto(desk_address(case))
    press(editor, "Submit for review")
    editor.get_by_text("not passed on yet").wait_for()
    editor.get_by_role("link", name="1 finding could identify somebody").click()
    editor.get_by_role("button", name="Take the proposal").click()
    editor.get_by_text("The proposal is in the draft.").wait_for()
    for box in editor.locator('input[name="answered"]').all():
        box.check()
    editor.get_by_label("Consent on file").select_option("written")
    editor.get_by_label("Where it is kept").fill("Safe of the organisation")
    editor.get_by_role("button", name="Save the check").click()
    editor.get_by_text("The check is complete.").wait_for()
    editor.get_by_role("link", name="Back to the form").click()
    press(editor, "Submit for review")
    editor.get_by_text("Submitted for review.").wait_for()

    chief.goto("/admin/")
    chief.get_by_role("region", name="Waiting for your review").get_by_role("link").first.click()
    press(chief, "Publish")
    chief.get_by_text("Published.").wait_for()

    case.refresh_from_db()
    chief.context.clear_cookies()
    chief.goto(f"/es/case-studies/{case.number}/")
    obstacles = chief.locator("#obstacles")
    expect(obstacles.locator(".prose")).to_have_attribute("lang", "en")
    expect(obstacles.locator(".fallback")).to_have_text("en inglés")
    expect(obstacles.locator(".prose")).to_contain_text(re.compile(r"threatened in spring"))
    assert "12 March" not in chief.content()

    chief.emulate_media(media="print")
    expect(obstacles.locator(".prose")).to_be_visible()
    expect(chief.locator(".site-header")).to_be_hidden()
    assert chief.pdf().startswith(b"%PDF")
