"""What of the import is special to case studies: they are found by likeness, and nothing is published unchecked."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.case_studies import protection
from practices.case_studies.word_forms.fields import FIELDS, countries_of
from practices.case_studies.word_forms.finding import find_case_study, mark_of_case, refuse_repeated_case
from practices.case_studies.word_forms.report import as_json
from practices.models import CaseStudy
from practices.word_forms.field import unknown_year
from practices.word_forms.form_reader import Problem
from practices.word_forms.kind import Kind


def findings(case_study):
    """One Problem that counts what could identify somebody. It repeats no word of it: problems are printed and logged."""
    number = len(protection.open_findings(case_study))
    if not number:
        return []
    said = ngettext(
        "%(number)s finding could identify somebody and has no answer.",
        "%(number)s findings could identify somebody and have no answer.",
        number,
    )
    return [Problem(None, "", "", said % {"number": number}, _("Open the check of the draft and read each of them."))]


def attest(case_study, reason, user):
    """Answer the check with one reason, for what was printed before, unless it is answered already."""
    if not case_study.hindrances():
        return False
    protection.attest(case_study, reason, user)
    return True


CASE_STUDIES = Kind(
    name="case_study",
    model=CaseStudy,
    fields=FIELDS,
    find=find_case_study,
    mark=mark_of_case,
    repeats=refuse_repeated_case,
    as_json=as_json,
    unknown=unknown_year,
    countries=countries_of,
    review=findings,
    attest=attest,
)
