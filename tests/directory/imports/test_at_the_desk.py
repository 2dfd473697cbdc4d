"""A table at the desk: uploaded, looked at, decided, saved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from directory.models import ImportedRow, Organisation, TableImport
from records.erasure import erase
from tests.directory.test_desk import address
from tests.factories import (
    ChiefEditorFactory,
    EditorFactory,
    MemberFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/organisation-tables/"
TABLE = """Name,Country,E-mail,Acronym,Colour
Casa Aperta,Italy,office@ngo.example,CA,
New one,Exampleland,new@ngo.example,,blue
,Italy,nobody@ngo.example,,
Casa Apertta,Italy,,CAP,
"""


@pytest.fixture
def desk(signed_in):
    """The client of an editor."""
    return signed_in(EditorFactory())


@pytest.fixture
def known():
    return OrganisationFactory(name_en="Casa Aperta", country="IT")


def upload(client, text=TABLE, **fields):
    file = SimpleUploadedFile("table.csv", text.encode())
    return client.post(LIST, {"file": file, "language": ""} | fields, follow=True)


def row(number):
    return ImportedRow.objects.get(row=number)


def decide(client, place, action="keep", **changes):
    page = reverse("table_imports:row", args=[row(place).pk])
    form = client.get(page).context["form"]
    data = {}
    for field in form:
        value = field.value()
        if value not in (None, False):
            data[field.html_name] = value
    data |= {"action": action} | changes
    return client.post(page, {name: value for name, value in data.items() if value is not None}, follow=True)


def test_a_table_is_read_and_nothing_is_saved_yet(desk, known):
    page = upload(desk).content.decode()

    assert [(each.row, each.effect, each.problems) for each in ImportedRow.objects.all()] == [
        (2, "update", 0),
        (3, "create", 2),
        (4, "refused", 1),
        (5, "question", 1),
    ]
    assert Organisation.objects.count() == 1
    assert not known.revisions.exists()
    assert "Colour" in page
    assert "changes an entry" in page
    assert reverse("table_imports:import", args=[TableImport.objects.get().pk]) in desk.get("/admin/").content.decode()


@pytest.mark.parametrize("text", ["", "colour\nred\n", "name\n"])
def test_what_is_no_table_is_refused_with_the_reason(desk, text):
    response = upload(desk, text or "x")

    assert response.context["form"].errors["file"]
    assert not TableImport.objects.exists()


def test_ticked_rows_become_drafts(desk, known):
    upload(desk)
    page = reverse("table_imports:import", args=[TableImport.objects.get().pk])

    response = desk.post(page, {"action": "save", "row": [each.pk for each in ImportedRow.objects.all()]}, follow=True)

    said = response.content.decode()
    assert "2 rows are saved as drafts." in said
    assert "Row 4 is not saved." in said
    assert "Row 5 is not saved." in said
    assert known.get_latest_revision_as_object().acronym == ""
    draft = Organisation.objects.get(pk=known.pk).get_latest_revision_as_object()
    assert draft.acronym == "CA"
    assert not Organisation.objects.get(pk=known.pk).acronym, "what is on the site stays"
    stub = Organisation.objects.stubs().get()
    assert str(stub) == "New one"
    assert row(2).cells == [], "what is saved is not kept twice"
    history = desk.get(address(Organisation, "history", stub.pk)).content.decode()
    assert "Imported from a table" in history


def test_a_wrong_cell_is_mended_on_the_page_of_its_row(desk):
    upload(desk)

    decide(desk, 3, **{"cell-1": "Spain"})
    assert row(3).problems == 1, "the column that nobody knows is left"
    decide(desk, 3, action="save")

    assert Organisation.objects.get().country.code == "ES"


def test_a_name_that_is_missing_is_entered_on_the_page_of_its_row(desk):
    upload(desk)

    decide(desk, 4, action="save", **{"cell-0": "Nobody's house"})

    assert str(Organisation.objects.get()) == "Nobody's house"


def test_an_editor_says_whom_an_uncertain_row_means(desk, known):
    upload(desk)
    page = desk.get(reverse("table_imports:row", args=[row(5).pk])).content.decode()
    assert "a name like it" in page

    decide(desk, 5, record=str(known.pk))
    assert row(5).effect == "refused", "row 2 is about it already"
    decide(desk, 5, record="new")
    assert row(5).effect == "create"
    decide(desk, 5, action="save")

    assert str(Organisation.objects.stubs().get()) == "Casa Apertta"


def test_an_entry_that_was_chosen_and_erased_meanwhile_is_not_made_anew(desk, known):
    upload(desk)
    kept = row(3)
    kept.decisions = {"record": 999_999}
    kept.save()

    response = decide(desk, 3, action="save", record="999999")
    assert "record" in response.context["form"].errors
    page = reverse("table_imports:import", args=[kept.table_import_id])
    said = desk.post(page, {"action": "save", "row": [kept.pk]}, follow=True).content.decode()

    assert "There is no entry with this number." in said
    assert Organisation.objects.get() == known


def test_addresses_and_names_of_people_are_not_kept_with_the_row(desk):
    upload(desk, "name,address,contact person,services\nCasa Aperta,Secret Street 1,Mrs Example,Shelter\n")
    page = reverse("table_imports:row", args=[row(2).pk])

    said = desk.get(page).content.decode()

    assert row(2).cells == ["Casa Aperta", "…", "…", "Shelter"]
    assert row(2).problems == 3
    assert "that of a shelter must not be written down anywhere" in said
    assert "Secret Street" not in said
    assert "cell-1" not in said, "nor is it asked for anew"


def test_what_changed_since_it_was_shown_is_looked_at_again(desk, known):
    known.website = "https://old.example"
    known.save()
    upload(desk, "name,website\nCasa Aperta,https://table.example\n")
    table_page = reverse("table_imports:import", args=[TableImport.objects.get().pk])
    row_page = reverse("table_imports:row", args=[row(2).pk])
    form = desk.get(row_page).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    known.website = "https://editor.example"
    known.save_revision()

    from_the_list = desk.post(table_page, {"action": "save", "row": [row(2).pk]}, follow=True).content.decode()
    from_an_old_page = desk.post(row_page, shown | {"action": "save"}, follow=True).content.decode()

    assert "This row changed meanwhile: look at it again." in from_the_list
    assert "This row changed meanwhile: look at it again." in from_an_old_page
    assert Organisation.objects.get().get_latest_revision_as_object().website == "https://editor.example"
    decide(desk, 2, action="save")
    assert Organisation.objects.get().get_latest_revision_as_object().website == "https://table.example"


def test_an_entry_made_since_the_row_was_shown_is_not_changed_unseen(desk):
    upload(desk, "name,acronym\nCasa Aperta,CA\n")
    made = OrganisationFactory(name_en="Casa Aperta")
    page = reverse("table_imports:import", args=[TableImport.objects.get().pk])

    said = desk.post(page, {"action": "save", "row": [row(2).pk]}, follow=True).content.decode()

    assert "This row changed meanwhile: look at it again." in said
    assert not made.revisions.exists()
    decide(desk, 2, action="save")
    assert made.revisions.count() == 1


def test_a_row_of_which_nothing_is_taken_changes_nothing(desk, known):
    upload(desk)

    decide(desk, 2, **{"take-email": None, "take-acronym": None})
    assert row(2).effect == "nothing"
    decide(desk, 2, action="save", **{"take-email": None, "take-acronym": None})

    assert row(2).state == "saved"
    assert not known.revisions.exists()


def test_what_is_unticked_is_shown_as_it_would_be(desk, known):
    OrganisationContactPointFactory(owner=known, value="old@ngo.example")
    upload(desk)

    decide(desk, 2, **{"take-email": None})
    page = desk.get(reverse("table_imports:row", args=[row(2).pk]))

    after = {change.key: change.after for change, _take, _words in page.context["changes"]}
    assert after["email"] == "old@ngo.example\noffice@ngo.example"


def test_a_chief_editor_takes_what_waits_for_review(signed_in, known):
    known.save_revision()
    known.get_workflow().start(known, EditorFactory())

    upload(signed_in(EditorFactory()))
    assert row(2).effect == "refused"
    TableImport.objects.all().delete()
    upload(signed_in(ChiefEditorFactory()))
    assert row(2).effect == "update"


def test_a_table_that_is_too_long_is_refused(desk):
    response = upload(desk, "name,country\n" + "".join(f"House {number},Italy\n" for number in range(1001)))

    assert "The table has more than 1,000 rows." in response.content.decode()


def test_a_number_names_an_entry_that_is_there(desk, known):
    upload(desk)

    assert "number" in decide(desk, 3, record="number", number="999999").context["form"].errors
    decide(desk, 3, record="number", number=str(known.pk))

    assert row(3).effect in ("update", "refused")
    assert "known" not in row(3).decisions


def test_what_is_unticked_is_not_taken(desk, known):
    upload(desk)

    decide(desk, 2, action="save", **{"take-acronym": None})

    draft = Organisation.objects.get(pk=known.pk).get_latest_revision_as_object()
    assert draft.acronym == ""
    assert draft.contact_points.get().value == "office@ngo.example"


def test_rows_that_are_discarded_are_forgotten_and_an_empty_import_goes(desk, known):
    upload(desk)
    page = reverse("table_imports:import", args=[TableImport.objects.get().pk])

    desk.post(page, {"action": "discard", "row": [row(4).pk]})
    assert ImportedRow.objects.count() == 3
    desk.post(page, {"action": "discard", "row": [each.pk for each in ImportedRow.objects.all()]})

    assert not TableImport.objects.exists()
    assert desk.get(page, follow=True).status_code == 200
    assert not known.revisions.exists()


def test_a_row_is_saved_once(desk, known):
    upload(desk)
    decide(desk, 2, action="save")

    response = desk.get(reverse("table_imports:row", args=[row(2).pk]), follow=True)

    assert "This row is saved already." in response.content.decode()


def test_members_import_nothing(signed_in):
    assert signed_in(MemberFactory()).get(LIST).status_code == 302


def test_the_list_of_rows_costs_the_same_however_long_it_is(desk, django_assert_max_num_queries):
    def listed(number):
        TableImport.objects.all().delete()
        upload(desk, "name,country\n" + "".join(f"House {each},Italy\n" for each in range(number)))
        with django_assert_max_num_queries(100) as asked:
            desk.get(reverse("table_imports:import", args=[TableImport.objects.get().pk]))
        return len(asked)

    listed(1)
    assert listed(2) == listed(30)


@pytest.mark.django_db(transaction=True)
def test_rows_go_with_the_organisation_that_is_erased(signed_in):
    client = signed_in(ChiefEditorFactory())
    known = OrganisationFactory(name_en="Casa Aperta", country="IT")
    upload(client)

    erase(known)

    assert not ImportedRow.objects.filter(row=2).exists()
    assert ImportedRow.objects.filter(row=3).exists()
