from io import BytesIO

import docx
import pytest

from practices.word_forms.filled_in import MIME_TYPE
from records.operations import publish, unpublish
from tests.factories import DraftFactory, EditorFactory, PracticeContactPointFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def words_in(response):
    table = docx.Document(BytesIO(response.content)).tables[0]
    return "\n".join(cell.text for row in table.rows for cell in row.cells)


def test_a_practice_can_be_saved_as_a_word_form_in_the_language_of_the_page(client):
    practice = PracticeFactory(number=31, title_en="Night walks", title_it="Passeggiate notturne")
    page = client.get(practice.address_in("it")).content.decode()

    response = client.get("/it/practices/31/form.docx")

    assert '"/it/practices/31/form.docx"' in page
    assert (response.status_code, response["Content-Type"]) == (200, MIME_TYPE)
    assert response["Content-Disposition"] == 'attachment; filename="practice-31-it.docx"'
    assert "Passeggiate notturne" in words_in(response)
    assert "Night walks" not in words_in(response)


def test_the_empty_form_is_offered_on_the_list_of_practices(client):
    page = client.get("/de/practices/").content.decode()

    response = client.get("/de/practices/form.docx")

    assert '"/de/practices/form.docx"' in page
    assert response["Content-Disposition"] == 'attachment; filename="practice-form-de.docx"'
    assert "Umsetzungszeitraum" in words_in(response)


def test_what_has_no_page_has_no_form(client):
    withdrawn = publish(PracticeFactory(number=7))
    unpublish(withdrawn)
    PracticeFactory(number=8, visibility="members")
    DraftFactory(number=9)

    answers = [client.get(f"/en/practices/{number}/form.docx").status_code for number in (7, 8, 9, 10)]

    assert answers == [410, 404, 404, 404]


def test_an_editors_form_has_every_contact_and_stays_out_of_caches(client, signed_in):
    practice = PracticeFactory(number=31)
    PracticeContactPointFactory(owner=practice, value="secret@ngo.example", visibility="editors")

    public = client.get("/en/practices/31/form.docx")
    assert "secret@ngo.example" not in words_in(public)

    response = signed_in(EditorFactory()).get("/en/practices/31/form.docx")
    assert "secret@ngo.example" in words_in(response)
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_a_form_costs_twenty_queries_at_most(client, django_assert_max_num_queries):
    practice = PracticeFactory(number=31)
    practice.typologies = list(practice.category.typologies.all())
    practice.save()

    with django_assert_max_num_queries(20):
        client.get("/en/practices/31/form.docx")
