"""The twelve case studies of the demonstration."""

import pytest
from django.core.management import call_command

from practices.case_studies import protection
from practices.demo_case_studies import ATTESTED
from practices.models import CaseStudy
from practices.questions import ANSWERS, official_options, questions
from records.languages import LANGUAGES, Completeness, text_in

pytestmark = pytest.mark.django_db


def test_the_twelve_are_loaded_once_attested_and_removed(demonstration):
    call_command("load_demo", verbosity=0)

    cases = list(CaseStudy.objects.published().order_by("number"))
    assert [case.number for case in cases] == list(range(1, 13))
    for case in cases:
        assert protection.consent(case)["kept"] == ATTESTED
        assert case.hindrances() == []
        for field in ("title", "involvement", "solutions", "what_worked", "recommendations"):
            assert all(text_in(case, field, language) for language in LANGUAGES), (case.number, field)
    whole = [case.number for case in cases if set(case.completeness.values()) == {Completeness.COMPLETE}]
    assert {3, 10} <= set(whole)

    call_command("load_demo", remove=True, verbosity=0)
    assert not CaseStudy.objects.exists()


def test_the_questions_are_there_in_every_language():
    assert [question.number for question in questions().values()] == list(range(1, 13))
    assert len(ANSWERS) == 11
    for question in questions().values():
        assert set(question.titles) == set(question.wordings) == set(LANGUAGES)
    assert official_options()["exploitation"]["debt-bondage"] == "Servitude for debts"
