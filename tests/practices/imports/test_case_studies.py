"""Forms of case studies at the desk: shown row by row, asked about when they may be known, and saved with their check open."""

from importlib import import_module

import docx
import pytest
from django.apps import apps

from directory.models import Organisation
from practices.case_studies import protection
from practices.models import CaseStudy, ImportedForm
from records.desk.review import desk_address
from records.erasure import erase
from tests.factories import OrganisationFactory
from tests.practices.case_studies.word_forms.case_form import ANOTHER, FILLED_IN, make_case_form, rows
from tests.practices.imports.test_bringing_in import stored_files
from tests.practices.imports.test_deciding import words
from tests.practices.test_import import take
from tests.practices.word_forms.word_files import add_form

pytestmark = pytest.mark.django_db

HALF = dict.fromkeys(("involvement", "first_contact", "obstacles", "agencies", "solutions"), "Quite other words here.")


@pytest.fixture(autouse=True)
def _no_files_of_other_tests():
    for path in stored_files():
        path.unlink()


@pytest.fixture
def case_form(desk, tmp_path):
    """A form of a case study, as the browser sends it."""
    return lambda name="case.docx", **changes: desk.file(name, make_case_form(tmp_path / name, **changes).read_bytes())


@pytest.fixture
def known(tmp_path):
    """A case study that came from an earlier form."""
    take(make_case_form(tmp_path / "earlier.docx"))
    CaseStudy.objects.update(number=5)
    return CaseStudy.objects.get()


def newest(**known):
    return CaseStudy.objects.get(**known).get_latest_revision_as_object()


def test_both_kinds_are_read_in_one_import_and_the_list_says_which(desk, case_form):
    address = desk.bring(case_form(), desk.form())

    assert [(form.kind, form.effect) for form in ImportedForm.objects.all()] == [
        ("case_study", "create"),
        ("practice", "create"),
    ]
    page = words(desk.client.get(address))
    assert "case study" in page
    assert "Transnational cooperation: Italy" in page
    assert not CaseStudy.objects.exists()


def test_the_page_shows_questions_and_background_beside_what_was_understood(desk, case_form):
    desk.bring(case_form())

    page = words(desk.page())
    assert "How did you get in touch with the victim" in page
    assert FILLED_IN["first_contact"] in page
    assert "sexual exploitation" in page
    asked = desk.page().context["form"]
    assert asked["value-gender"].value() == ["female"]
    assert 'type="checkbox" name="value-gender"' in page
    assert "value-number" not in page
    assert not Organisation.objects.exists()


def test_the_background_is_corrected_with_boxes_and_may_be_emptied(desk, case_form):
    desk.bring(case_form())

    desk.decide(
        value__gender=["male", "transgender"], value__age=[], value__several_cases="yes", value__areas=["release"]
    )

    assert "corrected" in words(desk.page())
    desk.save()
    case_study = newest()
    assert (case_study.gender, case_study.age, case_study.areas) == (["male", "transgender"], [], ["release"])
    assert case_study.several_cases
    assert case_study.exploitation == ["sexual-exploitation"]


def test_the_organisation_and_the_country_are_chosen(desk, case_form):
    known = OrganisationFactory(name_en="Casa Aperta Nazionale", country="FR")
    desk.bring(case_form(country="Exampleland"))
    assert ImportedForm.objects.get().problems > 0

    desk.decide(organisation__0=str(known.pk), value__reporting_country="FR")

    assert ImportedForm.objects.get().problems == 0
    desk.save()
    assert (newest().organisation, newest().reporting_country.code) == (known, "FR")


def test_words_without_a_place_are_added_to_an_answer(desk, case_form):
    desk.bring(case_form(**{"What neighbours said": "They brought tea."}))

    desk.save(line__0="obstacles")

    assert "They brought tea." in newest().obstacles_en
    assert "tea" not in newest().notes


def test_after_saving_the_editor_is_led_to_the_check(desk, case_form):
    desk.bring(case_form(obstacles="On 3 March 2011 we met Maria Popescu, who was 17 years old."))

    response = desk.client.get(desk.save().url)

    case_study = CaseStudy.objects.get()
    assert protection.open_findings(newest())
    page = words(response)
    assert "could identify somebody" in page
    assert desk_address(case_study, protection.PAGE) in page
    assert "Popescu" not in page
    assert not case_study.live


def test_a_likely_one_is_a_question_with_links_to_the_nearest(desk, case_form, known):
    desk.bring(case_form(**HALF))
    form = ImportedForm.objects.get()
    assert (form.effect, form.record) == ("question", None)
    page = words(desk.page())
    assert "Case study no. 5" in page
    assert desk_address(known) in page
    assert "which record it is" in words(desk.client.get(desk.save().url))

    desk.decide(record="5")
    form.refresh_from_db()
    assert (form.effect, form.record, form.number) == ("update", known, 5)
    desk.save()

    assert CaseStudy.objects.count() == 1
    assert "Quite other words" in newest().involvement_en


def test_it_may_be_another_case_all_the_same(desk, case_form, known):
    desk.bring(case_form(**HALF))

    desk.save(record="new")

    assert CaseStudy.objects.count() == 2


def test_one_without_a_number_is_chosen_by_its_key(desk, case_form, known):
    CaseStudy.objects.update(number=None)
    desk.bring(case_form(**HALF))

    desk.save(record=f"id{known.pk}")

    assert CaseStudy.objects.count() == 1


def test_what_was_chosen_and_is_gone_is_asked_again(desk, case_form, known):
    desk.bring(case_form(**HALF))
    desk.decide(record="5")
    CaseStudy.objects.get().delete()

    assert "There is no such record" in words(desk.page())
    desk.save(record="new")
    assert CaseStudy.objects.count() == 1


def test_a_mended_form_shows_what_would_change(desk, case_form, known):
    desk.bring(case_form(tools="A van and a telephone."))

    assert "Number 5, “Transnational cooperation: Italy”, as found" in words(desk.page())
    changes = {label for label, _before, _after, _words in desk.page().context["page"].changes}
    assert changes == {"Tools"}
    desk.save()
    assert newest().tools_en == "<p>A van and a telephone.</p>"


def test_two_cases_in_one_file_are_saved_together(desk, tmp_path):
    document = docx.Document()
    add_form(document, rows())
    document.add_page_break()
    add_form(document, rows(**ANOTHER))
    document.save(tmp_path / "two.docx")
    address = desk.bring(desk.file("two.docx", (tmp_path / "two.docx").read_bytes()))

    desk.tick(address, "save", *ImportedForm.objects.all())

    assert CaseStudy.objects.count() == 2
    assert stored_files() == []
    page = words(desk.client.get(address))
    assert all(desk_address(each) in page for each in CaseStudy.objects.all())


@pytest.mark.django_db(transaction=True)
def test_erasing_a_case_study_forgets_the_forms_about_it_and_their_files(desk, case_form):
    desk.bring(case_form())
    desk.save()
    desk.bring(case_form("mended.docx", tools="A van."), case_form("other.docx", **ANOTHER))

    erase(CaseStudy.objects.get())

    assert [form.file_name for form in ImportedForm.objects.all()] == ["other.docx"]
    assert len(stored_files()) == 1


@pytest.mark.parametrize("number", [1, 4])
def test_the_pages_cost_the_same_for_one_form_and_for_many(desk, case_form, number, django_assert_max_num_queries):
    files = [
        case_form(
            f"{place}.docx", organisations=f"House {place}", **dict.fromkeys(ANOTHER, f"{'ABCDEFGH'[place]}" * 60)
        )
        for place in range(2 * number)
    ]
    address = desk.bring(*files)
    last = ImportedForm.objects.last()
    desk.tick(address, "save", *ImportedForm.objects.filter(place__lt=number))

    with django_assert_max_num_queries(18):
        desk.client.get(address)
    with django_assert_max_num_queries(90):
        desk.page(last)
    assert CaseStudy.objects.count() == number


def test_what_was_decided_before_case_studies_could_be_imported_is_still_understood(desk):
    desk.bring(desk.form())
    ImportedForm.objects.update(decisions={"practice": 31, "language": "de"})
    migration = import_module("practices.migrations.0006_forms_of_case_studies")

    migration.rename_decision("practice", "record")(apps, None)

    assert ImportedForm.objects.get().decisions == {"record": 31, "language": "de"}
