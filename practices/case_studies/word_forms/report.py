"""A case study as plain data, by the names that other tools rely on."""

from practices.case_studies.places import ROLES, codes_of
from practices.case_studies.titles import generated_title
from practices.case_studies.word_forms.fields import OTHERS, PARTNERS
from practices.models import CasePartner
from practices.questions import ANSWERS, official_options, questions
from records import rich_text
from records.languages import source_language, text_in


def as_json(case_study, language=None):
    """{name: plain text, number, list}: texts of one language, answers by the number of their question, choices by
    their official name, countries as ISO codes, the reporting organisation and its country first."""
    language = language or source_language(case_study)
    partners = PARTNERS.all_of(case_study, language)
    return {
        "number": case_study.number,
        "title": text_in(case_study, "title", language) or generated_title(case_study, language),
        "answers": {str(questions()[name].number): _plain(case_study, name, language) for name in ANSWERS},
        "background": _background(case_study, language),
        "several_cases": case_study.several_cases,
        "areas": list(case_study.areas),
        "organisations": [*_reporting(case_study, language), *_organisations_among(partners)],
        "countries": _countries(case_study),
        **{role: list(getattr(case_study, role)) for role in ROLES},
        "partners": partners,
        "references": _plain(case_study, "references", language),
        "information_as_of": case_study.information_as_of,
        "source": {"collection": case_study.source_collection, "page": case_study.source_page},
        "related": [each.number for each in case_study.related.all()],
        "related_practices": [each.number for each in case_study.related_practices.all()],
    }


def _plain(case_study, name, language):
    return rich_text.to_plain(text_in(case_study, name, language))


def _background(case_study, language):
    chosen = {
        group: [options[code] for code in options if code in getattr(case_study, group)]
        for group, options in official_options().items()
    }
    others = {group: text_in(case_study, name, language) for name, group in OTHERS.items()}
    return chosen | {"other": {group: text for group, text in others.items() if text}}


def _reporting(case_study, language):
    return [case_study.organisation.title_in(language)] if case_study.organisation else []


def _organisations_among(partners):
    return [row["name"] for row in partners if row["kind"] == CasePartner.Kind.NGO]


def _countries(case_study):
    reporting = case_study.reporting_country.code
    return sorted(codes_of(case_study), key=lambda code: (code != reporting, code))
