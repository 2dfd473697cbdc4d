"""What becomes of the forms of an import: saved once, all or some, or discarded; nothing of them stays behind."""

import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.models import ModelLogEntry

from practices.imports import demo_content
from practices.imports.reading import AlreadyDone, Reader
from practices.models import FormImport, ImportedForm, Practice
from records.erasure import erase
from tests.practices.imports.desk import LIST
from tests.practices.imports.test_bringing_in import stored_files
from tests.practices.test_import import take
from tests.word_form import make_form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_files_of_other_tests():
    for path in stored_files():
        path.unlink()


def three(desk):
    files = [desk.form(f"{number}.docx", number=str(number), title=f"Practice {number}") for number in (31, 32, 33)]
    return desk.bring(*files), list(ImportedForm.objects.all())


def test_some_are_saved_and_the_others_wait(desk):
    address, (first, _second, third) = three(desk)

    desk.tick(address, "save", first, third)

    assert sorted(Practice.objects.values_list("number", "live")) == [(31, False), (33, False)]
    assert [form.file_name for form in ImportedForm.objects.ready()] == ["32.docx"]
    assert len(stored_files()) == 1
    assert address in desk.client.get(LIST).content.decode()
    assert FormImport.objects.get().finished_at is None


def test_when_all_are_saved_the_import_is_finished_and_no_file_is_left(desk):
    address, forms = three(desk)

    desk.tick(address, "save", *forms)

    assert Practice.objects.count() == 3
    assert FormImport.objects.get().finished_at
    assert stored_files() == []
    assert {(form.decisions == {}, form.title, form.file.name) for form in ImportedForm.objects.all()} == {
        (True, "", "")
    }
    page = desk.client.get(address).content.decode()
    assert "Practice 32" in page
    assert list(desk.client.get(LIST).context["waiting"]) == []


def test_a_form_without_anything_to_decide_is_ticked_beforehand(desk):
    address = desk.bring(
        desk.form("clean.docx", typologies=None), desk.form("bad.docx", number="32", country="Nowhere")
    )
    clean, bad = ImportedForm.objects.all()

    page = " ".join(desk.client.get(address).content.decode().split())

    assert f'aria-labelledby="name-{clean.pk}" checked' in page
    assert f'aria-labelledby="name-{bad.pk}" checked' not in page


def test_saving_is_logged_in_the_history_with_the_file_and_the_editor(desk):
    desk.bring(desk.form("from-partner.docx"))

    desk.save()

    entry = ModelLogEntry.objects.get(action="records.import")
    assert (entry.user, entry.data) == (desk.editor, {"file": "from-partner.docx", "language": "en"})
    assert entry.revision == Practice.objects.get().latest_revision


def test_the_command_logs_the_same(tmp_path):
    take(make_form(tmp_path / "form.docx"))

    entry = ModelLogEntry.objects.get(action="records.import")
    assert (entry.user, entry.data["file"]) == (None, "form.docx")


def test_saving_leads_to_the_next_form_and_then_to_the_import(desk):
    address, (first, second, third) = three(desk)

    assert desk.save(second).url.endswith(f"/form/{third.pk}/")
    assert desk.save(third).url.endswith(f"/form/{first.pk}/")
    assert desk.save(first).url == address


def test_a_second_click_saves_nothing_twice(desk):
    desk.bring(desk.form())
    form = ImportedForm.objects.select_related("form_import").get()
    asked = desk.page(form).context["form"]
    data, address = desk.data(asked), desk.page(form).request["PATH_INFO"]

    desk.client.post(address, data | {"action": "save"})
    response = desk.client.post(address, data | {"action": "save"}, follow=True)

    assert "saved already" in response.content.decode()
    assert (Practice.objects.count(), Practice.objects.get().revisions.count()) == (1, 1)
    with pytest.raises(AlreadyDone):
        Reader(form.form_import).save(form, desk.editor)


def test_discarding_asks_first_and_then_forgets_form_and_file(desk):
    address, (first, second, _third) = three(desk)

    asked = desk.tick(address, "discard", first, second).content.decode()
    assert "31.docx" in asked or "Practice 31" in asked
    assert ImportedForm.objects.count() == 3

    desk.tick(address, "discard-for-certain", first, second)

    assert [form.file_name for form in ImportedForm.objects.all()] == ["33.docx"]
    assert len(stored_files()) == 1
    assert not Practice.objects.exists()


def test_what_is_saved_is_not_discarded(desk):
    address, (first, *others) = three(desk)
    desk.save(first)

    desk.tick(address, "discard-for-certain", first, *others)

    assert Practice.objects.count() == 1
    assert FormImport.objects.get().finished_at


def test_an_import_of_which_all_is_discarded_is_gone(desk):
    address, forms = three(desk)

    response = desk.tick(address, "discard-for-certain", *forms)

    assert response.url == LIST
    assert not FormImport.objects.exists()
    assert stored_files() == []
    assert "no longer there" in desk.client.get(address, follow=True).content.decode()
    assert "no longer there" in desk.page(forms[0]).wsgi_request._messages._queued_messages[0].message


def test_an_import_of_refused_files_only_is_finished(desk):
    desk.bring(desk.file("broken.docx", b"x"))

    assert FormImport.objects.get().finished_at
    assert stored_files() == []


def test_forms_of_another_import_cannot_be_saved_by_the_way(desk):
    desk.bring(desk.form("theirs.docx"))
    theirs = ImportedForm.objects.get()
    mine = desk.bring(desk.form("mine.docx", number="32"))

    desk.tick(mine, "save", theirs)

    assert not Practice.objects.exists()


def test_a_question_in_one_form_does_not_keep_the_others_from_being_saved(desk):
    address = desk.bring(desk.form("a.docx"), desk.form("b.docx", title="Other", organisations="Other house"))

    response = desk.client.post(
        address, {"action": "save", "form": [form.pk for form in ImportedForm.objects.all()]}, follow=True
    )

    assert Practice.objects.count() == 1
    assert "b.docx: Number 31 is also that of another form" in response.content.decode()


def test_nothing_happens_by_itself(desk):
    three(desk)

    call_command("run_due")

    assert ImportedForm.objects.ready().count() == 3
    assert len(stored_files()) == 3


@pytest.mark.django_db(transaction=True)
def test_erasing_a_practice_forgets_the_forms_about_it_and_their_files(desk):
    _address, (first, _second, _third) = three(desk)
    desk.save(first)
    desk.bring(desk.form("again.docx", number="31", title="Practice 31", results="More."))
    desk.bring(desk.form("kept.docx", number="40", title="Kept"))

    erase(Practice.objects.get(number=31))

    names = ImportedForm.objects.values_list("file_name", flat=True)
    assert sorted(names) == ["32.docx", "33.docx", "kept.docx"]
    assert len(stored_files()) == 3
    assert FormImport.objects.count() == 2


def test_a_deleted_practice_leaves_the_waiting_form_as_it_was(desk, tmp_path):
    take(make_form(tmp_path / "earlier.docx"))
    desk.bring(desk.form(results="More."))

    Practice.objects.get().delete()

    desk.save()
    assert Practice.objects.get().number == 31


def test_the_waiting_files_are_in_every_backup(desk):
    desk.bring(desk.form())

    assert all(path.is_relative_to(settings.PRIVATE_MEDIA_ROOT) for path in stored_files())
    assert ImportedForm.objects.get().file.storage.location == str(settings.PRIVATE_MEDIA_ROOT)


def test_the_demonstration_leaves_one_import_that_waits_and_takes_it_back():
    demo_content.load()
    demo_content.load()

    assert list(ImportedForm.objects.values_list("state", flat=True)) == ["ready", "ready", "ready", "refused"]
    clean, faulty, case_study, _refused = ImportedForm.objects.all()
    assert (clean.problems, faulty.problems > 3) == (0, True)
    assert (case_study.kind, case_study.problems) == ("case_study", 0)

    demo_content.remove()
    assert not FormImport.objects.exists()
    assert stored_files() == []


def test_looking_at_a_form_whose_file_is_away_destroys_nothing(desk):
    desk.bring(desk.form("31.docx"))
    [path] = stored_files()
    path.rename(path.with_suffix(".away"))
    form = ImportedForm.objects.get()

    assert desk.client.get(f"/admin/word-forms/form/{form.pk}/").status_code == 302
    path.with_suffix(".away").rename(path)

    assert ImportedForm.objects.get().is_ready
    assert desk.client.get(f"/admin/word-forms/form/{form.pk}/").status_code == 200


@pytest.mark.parametrize("key", ["²", "9" * 30, "x", "-1"])
def test_what_is_no_key_of_a_form_is_passed_over(desk, key):
    address = desk.bring(desk.form("31.docx"))

    assert desk.client.post(address, {"action": "save", "form": key}).status_code == 302
    assert ImportedForm.objects.get().is_ready


def test_imports_that_wait_stand_on_the_first_page_of_the_desk(desk):
    address = desk.bring(desk.form("31.docx"))

    assert address in desk.client.get("/admin/").content.decode()
