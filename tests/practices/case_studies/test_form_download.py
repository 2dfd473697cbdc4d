import pytest

from practices.word_forms.filled_in import MIME_TYPE
from records.operations import publish, unpublish
from tests.factories import CaseStudyDraftFactory, CaseStudyFactory, EditorFactory, OrganisationFactory
from tests.practices.test_form_download import words_in

pytestmark = pytest.mark.django_db


def test_a_case_study_can_be_saved_as_a_word_form_in_the_language_of_the_page(client):
    case_study = CaseStudyFactory(number=31, title_en="A return", title_it="Un ritorno")
    page = client.get(case_study.address_in("it")).content.decode()

    response = client.get("/it/case-studies/31/form.docx")

    assert '"/it/case-studies/31/form.docx"' in page
    assert (response.status_code, response["Content-Type"]) == (200, MIME_TYPE)
    assert response["Content-Disposition"] == 'attachment; filename="case-study-31-it.docx"'
    assert "Un ritorno" in words_in(response)
    assert "A return" not in words_in(response)


def test_the_empty_form_is_offered_on_the_list_of_case_studies(client):
    page = client.get("/de/case-studies/").content.decode()

    response = client.get("/de/case-studies/form.docx")

    assert '"/de/case-studies/form.docx"' in page
    assert response["Content-Disposition"] == 'attachment; filename="case-study-form-de.docx"'
    assert "2. Hintergrundinformationen zum Opfer" in words_in(response)


def test_what_has_no_page_has_no_form(client):
    unpublish(publish(CaseStudyFactory(number=7)))
    CaseStudyFactory(number=8, visibility="members")
    CaseStudyDraftFactory(number=9)

    answers = [client.get(f"/en/case-studies/{number}/form.docx").status_code for number in (7, 8, 9, 10)]

    assert answers == [410, 404, 404, 404]


def test_an_editors_form_names_the_organisation_and_stays_out_of_caches(client, signed_in):
    CaseStudyFactory(number=31, organisation=OrganisationFactory(name_en="Secret house", live=False))

    assert "Secret house" not in words_in(client.get("/en/case-studies/31/form.docx"))

    response = signed_in(EditorFactory()).get("/en/case-studies/31/form.docx")
    assert "Secret house" in words_in(response)
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_a_form_costs_twelve_queries_at_most(client, django_assert_max_num_queries):
    CaseStudyFactory(number=31)

    with django_assert_max_num_queries(12):
        client.get("/en/case-studies/31/form.docx")
