"""Nobody can be recognised: no path publishes a case study before its check is answered for what it says."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from practices.case_studies import protection
from practices.models import CasePartner, CaseStudy
from records import operations
from records.requirements import Incomplete
from tests.factories import CaseStudyDraftFactory, CaseStudyFactory, ChiefEditorFactory, DraftFactory

pytestmark = pytest.mark.django_db


def draft(**texts):
    return CaseStudyDraftFactory(attested=False, **texts)


def reasons(record):
    return " ".join(str(each.text) for each in record.hindrances())


def test_a_case_study_without_its_check_is_not_published():
    case = draft()

    with pytest.raises(Incomplete, match="not answered yet"):
        operations.publish(case)

    assert not CaseStudy.objects.get().live


def test_a_case_study_whose_check_is_answered_is_published_and_numbered():
    case = draft()
    protection.attest(case, "Printed in 2012")
    case.save_revision()

    assert operations.publish(case).number == 1


@pytest.mark.parametrize("left_out", protection.QUESTIONS)
def test_each_question_has_to_be_answered(left_out):
    case = draft()
    protection.give_consent(case, None, kind="written", when="spring 2011", kept="the safe")
    for question in protection.QUESTIONS:
        if question != left_out:
            protection.answer(case, question, None)

    assert set(protection.open_questions(case)) == {left_out}
    assert "part of the check" in reasons(case) or "Changed since" in reasons(case)


def test_consent_alone_can_be_what_is_missing():
    case = draft()
    protection.attest(case, "Printed in 2012")
    del case.safety_check["consent"]

    assert "consent" in reasons(case)


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_edit_asks_again_about_what_changed_alone(language):
    case = CaseStudyDraftFactory(solutions_en="<p>She was met at the border.</p>")
    setattr(case, f"solutions_{language}", "<p>Otra frase.</p>")

    asked = protection.open_questions(case)

    assert set(asked) == set(protection.QUESTIONS)
    assert {passage.name for about in asked.values() for passage in about} == {f"solutions_{language}"}
    assert "Solutions and steps" in reasons(case)


def test_a_changed_fact_asks_again_for_it_may_make_a_rare_combination():
    case = CaseStudyDraftFactory()
    case.age = ["child"]

    assert "Age" in reasons(case)


def test_a_partner_who_moves_up_the_list_asks_nothing_again():
    case = CaseStudyDraftFactory(attested=False)
    case.partners = [CasePartner(name_en="Police"), CasePartner(name_en="Court")]
    protection.attest(case, "Printed")
    case.partners = list(reversed(case.partners.all()))
    assert case.hindrances() == []

    case.partners.add(CasePartner(name_en="Consulate"))
    assert "Name" in reasons(case)


def test_a_text_that_is_taken_away_asks_nothing():
    case = CaseStudyDraftFactory(tools_en="<p>A data sheet.</p>")
    case.tools_en = ""

    assert case.hindrances() == []


@pytest.mark.parametrize(
    "texts",
    [
        {"title_en": "The case of 12 March 2010"},
        {"obstacles_it": "<p>Arrivò il 12 marzo 2010.</p>"},
        {"recruited_by_other_en": "A man reached at vasile@example.org"},
        {"references_de": "<p>Siehe vasile@example.org</p>"},
        {"origin": ["The valley of 12 March 2010"]},
    ],
)
def test_a_finding_in_any_text_and_language_blocks_until_it_is_answered(texts):
    case = CaseStudyDraftFactory(attested=False, **texts)
    for question in protection.QUESTIONS:
        protection.answer(case, question, None)
    protection.give_consent(case, None, kind="written", when="", kept="the safe")
    (found,) = protection.open_findings(case)
    assert "1 finding could identify" in reasons(case)

    protection.give_reason(case, found.key, "A law.", None)

    assert case.hindrances() == []


def test_a_finding_in_a_row_blocks():
    case = CaseStudyDraftFactory(attested=False)
    case.partners = [CasePartner(name_en="NGO", role_fr="Rencontre le 12 mars 2010")]

    assert [found.passage.name for found in protection.open_findings(case)] == ["partners.role_fr"]


def test_the_check_says_who_answered_and_when_and_travels_with_the_revision():
    chief_editor = ChiefEditorFactory()
    case = draft()
    protection.attest(case, "Printed", chief_editor)
    checked = case.save_revision()
    case.solutions_en = "<p>New.</p>"
    case.safety_check = {}
    case.save_revision()

    consent = protection.consent(checked.as_object())
    assert (consent["by"], consent["kept"]) == (chief_editor.pk, "Printed")
    assert consent["at"][:4] == str(timezone.now().year)


def test_going_back_to_a_version_without_a_check_does_not_publish_it():
    case = CaseStudyFactory(live=False, number=None, attested=False)
    unchecked = case.save_revision()
    protection.attest(case, "Printed")
    case.save_revision()
    operations.publish(case)

    operations.go_back(case, unchecked, ChiefEditorFactory())

    with pytest.raises(Incomplete):
        operations.publish(CaseStudy.objects.get())
    with pytest.raises(Incomplete):
        unchecked.publish()


def test_reinstating_what_was_never_checked_is_refused_and_changes_nothing():
    case = CaseStudyFactory(attested=False)
    case.live_revision = case.save_revision()
    case.save()
    operations.withdraw(case, "In danger.")

    with pytest.raises(Incomplete):
        operations.reinstate(CaseStudy.objects.get())

    assert CaseStudy.objects.get().withdrawn_at


def test_a_schedule_cannot_be_set_without_the_check():
    case = draft()
    case.go_live_at = timezone.now() + timedelta(hours=1)

    with pytest.raises(Incomplete):
        case.save_revision().publish()


def test_a_schedule_that_is_refused_stops_no_other(caplog):
    case, practice = draft(title_en="Secret case"), DraftFactory()
    due = timezone.now() - timedelta(minutes=1)
    for record in (case, practice):
        revision = record.save_revision()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=due - timedelta(minutes=record is case))

    call_command("run_due")

    practice.refresh_from_db()
    assert practice.live
    assert not CaseStudy.objects.get().live
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert "practices.CaseStudy" in caplog.text
    assert "Secret" not in caplog.text
