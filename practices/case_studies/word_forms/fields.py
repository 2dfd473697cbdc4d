"""What a form can change in a case study."""

from dataclasses import replace

from practices.case_studies.places import ROLES
from practices.models import CasePartner, CaseStudy
from practices.models.case_study import CHOICES
from practices.questions import ANSWERS
from practices.word_forms.blocks import tidy
from practices.word_forms.field import LAST_LINES, Field, Rows, fact, formatted_text, plain_text
from records.folding import folded

OTHERS = {"exploitation_other": "exploitation", "recruited_by_other": "recruited_by", "proposed_other": "proposed"}
YES, NO = "yes", "no"


def _answer(name):
    return formatted_text(name, lambda chart: chart.answers.get(name, ()))


def _other(name):
    return plain_text(name, lambda chart: chart.others.get(OTHERS[name], ""))


def _choices(name):
    """Codes in the order of the model."""
    order = CHOICES[name].values
    return Field(
        name,
        False,
        read=lambda chart: list(chart.areas if name == "areas" else chart.background.get(name, ())),
        get=lambda case_study, _language: [code for code in order if code in getattr(case_study, name)],
        put=lambda case_study, _language, value, _known: setattr(case_study, name, value),
    )


def _places(role):
    return Field(
        role,
        False,
        read=lambda chart: _places_of(chart, role),
        get=lambda case_study, _language: [tidy(place) for place in getattr(case_study, role)],
        put=lambda case_study, _language, value, _known: setattr(case_study, role, value),
    )


def _places_of(chart, role):
    """A second country in the row "Country" is not that of the reporting organisation, and has a part in the case."""
    beside = chart.countries[1:] if role == "other_countries" else ()
    return list(dict.fromkeys([*chart.places.get(role, ()), *beside]))


def _read_several(chart):
    return "" if chart.several_cases is None else YES if chart.several_cases else NO


def _put_several(case_study, _language, value, _known):
    case_study.several_cases = value == YES


def _get_organisation(case_study, language):
    return [tidy(case_study.organisation.title_in(language))] if case_study.organisation else []


def _put_organisation(case_study, _language, value, known):
    found = [known.find_or_make(name, countries_of(case_study)) for name in value[:1]]
    case_study.organisation = found[0] if found else None


def _is_organisation(case_study, value, known):
    """A name that is printed otherwise may mean the organisation all the same."""
    if case_study.organisation is None or not value:
        return False
    return known.find(value[0], countries_of(case_study)) == case_study.organisation


def countries_of(case_study):
    """Where its organisation is looked for."""
    code = case_study.reporting_country.code
    return [code] if code else []


def _read_partners(chart):
    """The partners' own row; and the organisations that stand beside the reporting one."""
    rows = [
        {"name": each.name, "role": each.role, "kind": each.kind, "country": each.country} for each in chart.partners
    ]
    named = {folded(row["name"]) for row in rows}
    beside = [name for name in chart.organisations[1:] if folded(name) not in named]
    return rows + [{"name": name, "role": "", "kind": CasePartner.Kind.NGO.value, "country": ""} for name in beside]


PARTNERS = Rows(
    "partners",
    CasePartner,
    ("name", "role"),
    {"kind": str, "country": lambda country: country.code or ""},
    telling=("name", "role"),
)

# The country before the organisation, which is looked for in it.
FIELDS = (
    plain_text("title", lambda chart: chart.title, longest=CaseStudy._meta.get_field("title").max_length),
    *map(_answer, ANSWERS),
    formatted_text("references", lambda chart: chart.references),
    *(_choices(name) for name in CHOICES),
    *map(_other, OTHERS),
    Field(
        "several_cases",
        False,
        read=_read_several,
        # A box that is not ticked was perhaps never asked about.
        get=lambda case_study, _language: YES if case_study.several_cases else "",
        put=_put_several,
    ),
    replace(
        fact("reporting_country", lambda chart: "".join(chart.countries[:1])),
        get=lambda case_study, _language: case_study.reporting_country.code or "",
    ),
    Field(
        "organisations",
        False,
        lambda chart: list(chart.organisations[:1]),
        _get_organisation,
        _put_organisation,
        means_the_same=_is_organisation,
    ),
    *map(_places, ROLES),
    PARTNERS.field("partners", _read_partners),
    *LAST_LINES,
)
