"""An editor with a folder of Word forms from partners, in a real browser."""

import tomllib

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from practices.models import ImportedForm, Practice
from practices.word_forms.labels import LABELS as WORDINGS
from records.desk.review import desk_address
from tests.browser.action_menu import press
from tests.browser.looks import in_both_looks
from tests.factories import ChiefEditorFactory, EditorFactory
from tests.practices.word_forms.word_files import add_form, save_form
from tests.word_form import FILLED_IN, LABELS, make_form


def labels(language):
    """The labels of the form as printed in a language."""
    wordings = tomllib.loads(WORDINGS.read_text(encoding="utf-8"))
    return LABELS | {field: wordings[field]["label"][language] for field in LABELS if field in wordings}


def rows(**changes):
    return [(LABELS.get(name, name), value) for name, value in (FILLED_IN | changes).items() if value is not None]


@pytest.fixture
def forms(tmp_path):
    """Ten files as partners send them: five languages, several layouts, and the faults that people make."""

    def of(which, **changes):
        return {"number": str(which), "title": f"Practice {which}", "organisations": f"House {which}"} | changes

    for number, language in enumerate(("it", "de", "es", "fr"), start=101):
        make_form(tmp_path / f"{language}.docx", labels(language), **of(number))
    make_form(tmp_path / "unknown-row.docx", **of(105), **{"What the neighbours said": "They bring tea."})
    save_form(tmp_path / "header.docx", rows(**of(106, number=None, country=None)), ["Chart No. 106 France"])
    save_form(tmp_path / "lists.docx", rows(**of(107, objectives=["* Be there", "* Stay there"])))
    make_form(tmp_path / "faults.docx", **of("one hundred and eight", title="A bus", country="Exampleland"))
    document = docx.Document()
    for number in (109, 110):
        add_form(document, rows(**of(number)))
    document.save(tmp_path / "two-in-one.docx")
    (tmp_path / "broken.docx").write_bytes(b"no Word file")
    return sorted(tmp_path.glob("*.docx"))


@pytest.fixture
def word_forms(live_server, client, context):
    """A browser in which an editor is signed in; returns the address of her page of Word forms."""
    client.force_login(EditorFactory())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return f"{live_server.url}/admin/word-forms/"


def test_ten_forms_are_imported_mended_saved_submitted_and_published_by_a_chief_editor(desk, forms):
    page, chiefs = desk(EditorFactory()), desk(ChiefEditorFactory())
    page.goto("/admin/word-forms/")
    page.get_by_label("Word files").set_input_files(forms)
    page.get_by_label("Information as of (year)").fill("2024")
    page.get_by_role("button", name="Read the forms").click()
    page.wait_for_url("**/word-forms/*/")
    assert page.get_by_role("row").count() == 1 + 11
    expect(page.get_by_text("The file is not a Word file.")).to_be_visible()
    assert not Practice.objects.exists()

    page.get_by_role("link", name="A bus").click()
    countries = page.get_by_label("Countries", exact=True)
    countries.select_option(label="France")
    page.get_by_label("Number", exact=True).fill("108")
    page.get_by_role("button", name="Keep these choices").click()
    expect(page.get_by_text("Your choices are kept.")).to_be_visible()
    expect(page.get_by_text("corrected")).to_have_count(2)
    page.get_by_role("link", name="All forms of this import").click()

    for form in ImportedForm.objects.ready():
        page.locator(f"#form-{form.pk}").check()
    page.get_by_role("button", name="Save the ticked forms as drafts").click()

    expect(page.get_by_text("10 forms are saved as drafts.")).to_be_visible()
    assert list(Practice.objects.order_by("number").values_list("number", "live")) == [
        (number, False) for number in range(101, 111)
    ]
    mended = Practice.objects.get(number=108)
    assert (mended.country_codes, mended.information_as_of) == (["FR"], 2024)
    assert Practice.objects.get(number=106).country_codes == ["FR"]
    languages = Practice.objects.filter(number__lt=105).order_by("number").values_list("source_language", flat=True)
    assert list(languages) == ["it", "de", "es", "fr"]

    page.goto(desk_address(mended))
    press(page, "Submit for review")
    page.get_by_text("Submitted for review.").wait_for()
    chiefs.goto("/admin/")
    chiefs.get_by_role("region", name="Waiting for your review").get_by_role("link", name="A bus").click()
    press(chiefs, "Publish")
    chiefs.get_by_text("Published.").wait_for()
    chiefs.goto("/en/practices/108/")
    assert chiefs.locator("h1").inner_text() == "A bus"


@in_both_looks
def test_axe_finds_nothing_on_the_pages_of_word_forms(word_forms, page, forms, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    found = {}

    def look():
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        for each in Axe().run(page).response["violations"]:
            found[page.url, each["id"]] = each["nodes"][0]["html"]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]

    page.goto(word_forms)
    look()
    page.get_by_label("Word files").set_input_files(forms)
    page.get_by_role("button", name="Read the forms").click()
    page.wait_for_url("**/word-forms/*/")
    look()
    page.get_by_role("link", name="A bus").click()
    look()
    page.get_by_role("button", name="Discard …").click()
    look()
    page.get_by_role("link", name="Keep them").click()
    assert found == {}


def test_files_can_be_dropped(word_forms, page, forms):
    page.goto(word_forms)
    content = list(forms[0].read_bytes())

    page.evaluate(
        """([name, content]) => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([new Uint8Array(content)], name));
            document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped }));
        }""",
        ["dropped.docx", content],
    )
    expect(page.get_by_text("dropped.docx")).to_be_visible()
    page.get_by_role("button", name="Read the forms").click()
    page.wait_for_url("**/word-forms/*/")

    assert ImportedForm.objects.get().file_name == "dropped.docx"


def test_everything_works_without_javascript(word_forms, browser, context, forms):
    plain = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(word_forms)
    page.get_by_label("Word files").set_input_files(forms[:1])
    page.get_by_role("button", name="Read the forms").click()
    assert page.locator("input[name=form]").count() == ImportedForm.objects.count()
    plain.close()
