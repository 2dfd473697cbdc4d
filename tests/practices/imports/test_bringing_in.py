"""Files come in: all that can be read is read, the rest says why; nothing is lost, nothing is served."""

import docx
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from practices.imports import reading
from practices.imports.tasks import read_forms
from practices.models import FormImport, ImportedForm, Practice
from records.languages import LANGUAGES
from tests.factories import ChiefEditorFactory, MemberFactory
from tests.practices.imports.desk import LIST
from tests.practices.word_forms.word_files import add_form
from tests.word_form import FILLED_IN, LABELS, make_form

pytestmark = pytest.mark.django_db


def states():
    return list(ImportedForm.objects.values_list("file_name", "state"))


def stored_files():
    return list((settings.PRIVATE_MEDIA_ROOT / "imports").glob("*"))


@pytest.fixture(autouse=True)
def _no_files_of_other_tests():
    for path in stored_files():
        path.unlink()


def test_fifteen_forms_are_read_and_nothing_is_a_practice_yet(desk):
    files = [desk.form(f"{number}.docx", number=str(number), title=f"Practice {number}") for number in range(1, 16)]

    address = desk.bring(*files, as_of=2012, source="Training course")

    page = desk.client.get(address).content.decode()
    assert all(f"Practice {number}" in page for number in range(1, 16))
    assert not Practice.objects.exists()
    assert FormImport.objects.get().as_of == 2012


def test_a_broken_file_says_why_and_how_to_mend_it_and_the_others_are_read(desk):
    address = desk.bring(
        desk.file("broken.docx", b"no Word file"), desk.file("empty.docx", b""), desk.form("good.docx")
    )

    page = desk.client.get(address).content.decode()
    assert states() == [("broken.docx", "refused"), ("empty.docx", "refused"), ("good.docx", "ready")]
    assert "The file is not a Word file." in page
    assert "Word Document (.docx)" in page


def test_an_old_or_too_large_file_is_named_with_its_reason(desk, monkeypatch):
    monkeypatch.setattr("practices.imports.uploads.LARGEST_FILE", 100_000)
    old = desk.file("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))

    page = desk.client.get(desk.bring(old, desk.file("large.docx", bytes(100_001)), desk.form())).content.decode()

    assert "old .doc format" in page
    assert "larger than 10 MiB" in page
    assert states() == [("old.doc", "refused"), ("large.docx", "refused"), ("form.docx", "ready")]
    assert len(stored_files()) == 1


def test_of_51_files_50_are_taken_and_the_last_is_named(desk):
    content = desk.form(number=None).read()

    desk.bring(*(desk.file(f"{place}.docx", content) for place in range(51)))

    assert [name for name, state in states() if state == "refused"] == ["50.docx"]
    assert "more than 50 files" in ImportedForm.objects.last().why_refused


def test_50_files_are_taken_all(desk):
    content = desk.form(number=None).read()

    desk.bring(*(desk.file(f"{place}.docx", content) for place in range(50)))

    assert {state for _name, state in states()} == {"ready"}


def test_without_a_file_the_page_asks_for_one(desk):
    response = desk.client.post(LIST, {"as_of": "2012"})

    assert response.context["form"].errors["files"] == ["Choose at least one file."]
    assert not FormImport.objects.exists()


def test_one_file_may_hold_several_forms(desk, tmp_path):
    document = docx.Document()
    for number in (31, 32):
        add_form(document, [(LABELS[name], value) for name, value in (FILLED_IN | {"number": str(number)}).items()])
        document.add_page_break()
    document.save(tmp_path / "two.docx")

    desk.bring(desk.file("two.docx", (tmp_path / "two.docx").read_bytes()), desk.form("one.docx", number="33"))

    forms = ImportedForm.objects.all()
    assert [(form.file_name, form.position, form.number) for form in forms] == [
        ("two.docx", 0, 31),
        ("two.docx", 1, 32),
        ("one.docx", 0, 33),
    ]
    desk.save(forms[0])
    assert len(stored_files()) == 2, "the other form of the file still needs it"
    desk.save(forms[1])
    assert len(stored_files()) == 1


def test_a_fault_of_ours_in_one_form_does_not_stop_the_others_and_logs_no_word_of_it(desk, monkeypatch, caplog):
    def fail(self, form):
        if form.file_name == "strange.docx":
            raise ZeroDivisionError("a secret title")
        return real(self, form)

    real = reading.Reader.preview
    monkeypatch.setattr(reading.Reader, "preview", fail)

    desk.bring(desk.form("strange.docx", number="5"), desk.form("good.docx"))

    assert states() == [("strange.docx", "refused"), ("good.docx", "ready")]
    assert "ZeroDivisionError" in caplog.text
    assert "secret title" not in caplog.text


def test_reading_twice_does_no_harm(desk):
    desk.bring(desk.form())
    before = ImportedForm.objects.values().get()

    read_forms.enqueue(FormImport.objects.get().pk)

    assert ImportedForm.objects.values().get() == before


def test_after_a_worker_died_the_rest_is_read_again(desk, monkeypatch):
    with monkeypatch.context() as context:
        context.setattr(reading.Reader, "read", lambda self, form: 1 / 0)
        address = desk.bring(desk.form("one.docx"), desk.form("two.docx", number="32"))
    assert {state for _name, state in states()} == {"waiting"}
    page = desk.client.get(address)
    assert "Read the rest again" in page.content.decode()
    assert "0 of 2 forms are read." in page.content.decode()

    desk.client.post(address, {"action": "read"})

    assert {state for _name, state in states()} == {"ready"}


def test_progress_is_told_in_the_editors_language(desk):
    desk.bring(desk.form())
    FormImport.objects.update(finished_at=None)
    ImportedForm.objects.update(state="waiting")
    desk.editor.wagtail_userprofile.preferred_language = "it"
    desk.editor.wagtail_userprofile.save()

    told = desk.client.get(reverse("practice_imports:progress", args=[FormImport.objects.get().pk])).json()

    with override("it"):
        assert (told["done"], told["read"], told["number"]) == (False, 0, 1)


def test_a_closed_browser_loses_nothing(desk):
    address = desk.bring(desk.form("known-problem.docx", country="Exampleland"), desk.form("two.docx", number="32"))
    desk.decide(ImportedForm.objects.first(), value__countries=["FR"])

    desk.client.logout()
    desk.client.force_login(ChiefEditorFactory())
    page = desk.client.get(LIST).content.decode()

    assert address in page
    assert desk.editor.email in page or str(desk.editor) in page
    assert desk.page(ImportedForm.objects.first()).context["form"]["value-countries"].value() == ["FR"]


def test_members_and_the_public_get_nothing(desk):
    address = desk.bring(desk.form())
    form = reverse("practice_imports:form", args=[ImportedForm.objects.get().pk])
    progress = reverse("practice_imports:progress", args=[FormImport.objects.get().pk])
    desk.client.logout()

    for sign_in in (lambda: None, lambda: desk.client.force_login(MemberFactory())):
        sign_in()
        for page in (LIST, address, form, progress):
            assert desk.client.get(page).status_code == 302
            assert desk.client.post(page, {"action": "save"}).status_code == 302
    assert not Practice.objects.exists()


def test_an_editor_without_the_right_to_add_practices_is_sent_away(desk):
    address = desk.bring(desk.form())
    group = desk.editor.groups.get()
    group.permissions.remove(group.permissions.get(codename="add_practice"))

    assert desk.client.get(address).url == reverse("wagtailadmin_home")
    assert LIST not in desk.client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_uploaded_file_has_no_address(desk):
    desk.bring(desk.form())
    name = ImportedForm.objects.get().file.name

    for address in (f"/media/{name}", f"/documents/{name}", f"/private/{name}"):
        assert desk.client.get(address, follow=True).status_code in (404, 410)


@pytest.mark.parametrize("number", [1, 8])
def test_the_pages_cost_the_same_for_one_form_and_for_many(desk, number, django_assert_max_num_queries):
    for place in range(number):
        form = desk.form(f"{place}.docx", number=str(100 + place), organisations=f"Organisation {place}")
        address = desk.bring(form, desk.form(f"more-{place}.docx", number=str(200 + place)))
    desk.tick(address, "save", ImportedForm.objects.last())
    ImportedForm.objects.update(form_import=FormImport.objects.last())

    desk.client.get(LIST)
    with django_assert_max_num_queries(14):
        desk.client.get(LIST)
    with django_assert_max_num_queries(14):
        desk.client.get(reverse("practice_imports:import", args=[FormImport.objects.last().pk]))


def test_a_form_the_house_wrote_itself_comes_back_without_anything_to_decide(desk, tmp_path):
    make_form(tmp_path / "plain.docx", typologies=None)
    desk.bring(desk.file("plain.docx", (tmp_path / "plain.docx").read_bytes()))

    assert ImportedForm.objects.get().needs_nobody


def test_a_refusal_is_read_in_the_language_of_whoever_looks(desk, monkeypatch):
    desk.bring(*[desk.form(f"{number}.docx", number=str(number)) for number in range(1, 52)])
    monkeypatch.setattr("practices.imports.reading.Reader._read", lambda *_: 1 / 0)
    desk.bring(desk.form("fault.docx"))

    refusals = [form.refusal for form in ImportedForm.objects.filter(state=ImportedForm.State.REFUSED)]

    assert len(refusals) == 2
    for refusal in refusals:
        assert len({problem for problem, _fix in refusal.values()}) == len(LANGUAGES)
