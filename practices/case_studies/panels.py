"""The form of a case study at the desk: the questions of the printed form, in its order, with their official wording."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, PublishingPanel

from practices.case_studies.places import NOT_DISCLOSED, ROLES, named
from practices.models import CaseStudy, Practice
from practices.models.case_study import CHOICES
from practices.panels import NumbersField, lines, number_is_for_good
from practices.questions import wording_of
from records.desk.forms import RecordForm
from records.desk.panels import TextPanel, TextRowsPanel
from records.desk.widgets import Several
from records.folding import folded
from records.names import country_name

PLACES_HELP = _("With semicolons between them: a country, a region in words, or “not disclosed”.")


class PlacesField(forms.CharField):
    """Places as one writes them, "Romania; Balkans; not disclosed": names or codes of countries become codes."""

    def prepare_value(self, value):
        if isinstance(value, list):
            return "; ".join(str(named(place, "")) for place in value)
        return value

    def to_python(self, value):
        words = [word.strip() for word in re.split(r"[;\n]", value or "") if word.strip()]
        return list(dict.fromkeys(map(_place, words)))

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


def _place(words):
    if folded(words) in (NOT_DISCLOSED, folded(str(named(NOT_DISCLOSED, "")))):
        return NOT_DISCLOSED
    known = {folded(country_name(code)): code for code, _name in countries} | {
        code.lower(): code for code in countries.countries
    }
    return known.get(folded(words), words)


def several(field):
    model_field = CaseStudy._meta.get_field(field)
    return forms.MultipleChoiceField(
        label=model_field.verbose_name, choices=CHOICES[field].choices, required=False, widget=Several
    )


class CaseStudyForm(RecordForm):
    gender, age, exploitation = several("gender"), several("age"), several("exploitation")
    recruited_by, proposed, areas = several("recruited_by"), several("proposed"), several("areas")
    origin, transit, destination, other_countries = (
        PlacesField(label=CaseStudy._meta.get_field(role).verbose_name, required=False, help_text=PLACES_HELP)
        for role in ROLES
    )
    related_practices = NumbersField(
        Practice.objects.exclude(number=None),
        label=_("Related practices"),
        required=False,
        help_text=_("Their numbers, with commas between them: 6, 12."),
    )
    related = NumbersField(
        CaseStudy.objects.exclude(number=None),
        label=_("Related case studies"),
        required=False,
        help_text=_("Their numbers, with commas between them: 6, 12."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        number_is_for_good(self)


def answer(field):
    return TextPanel(field, help_text=wording_of(field))


def other(field):
    return TextPanel(field, widget=forms.TextInput)


WHO = [
    FieldRowPanel([FieldPanel("number"), FieldPanel("several_cases")]),
    TextPanel("title"),
    FieldRowPanel([FieldPanel("organisation"), FieldPanel("reporting_country")]),
    TextRowsPanel(
        "partners",
        label=_("Partner"),
        heading=_("Partners"),
        panels=[
            FieldPanel("kind"),
            FieldPanel("country"),
            TextPanel("name", widget=forms.TextInput),
            TextPanel("role", widget=lines),
        ],
    ),
    *(FieldPanel(role) for role in ROLES),
    FieldPanel("areas"),
]
BACKGROUND = MultiFieldPanel(
    [
        FieldPanel("gender"),
        FieldPanel("age"),
        FieldPanel("exploitation"),
        other("exploitation_other"),
        FieldPanel("recruited_by"),
        other("recruited_by_other"),
        FieldPanel("proposed"),
        other("proposed_other"),
    ],
    heading=_("Background"),
    help_text=wording_of("background"),
)
CASE = [answer("involvement"), BACKGROUND, *map(answer, ("first_contact", "obstacles", "agencies"))]
WORK = [answer(field) for field in ("solutions", "collaboration", "wishes", "privacy")]
LEARNING = [answer(field) for field in ("what_worked", "tools", "recommendations")]
LINKS = [
    TextPanel("references"),
    InlinePanel("document_rows", label=_("Document"), heading=_("Documents")),
    FieldPanel("related_practices"),
    FieldPanel("related"),
    FieldPanel("tags"),
]
ABOUT = [
    FieldPanel("visibility"),
    FieldRowPanel([FieldPanel("information_as_of"), FieldPanel("last_reviewed")]),
    FieldRowPanel([FieldPanel("source_collection"), FieldPanel("source_page")]),
    FieldPanel("notes"),
    PublishingPanel(),
]
TABS = [
    ObjectList(WHO, heading=_("Who and where")),
    ObjectList(CASE, heading=_("The case")),
    ObjectList(WORK, heading=_("Working together")),
    ObjectList(LEARNING, heading=_("Lessons")),
    ObjectList(LINKS, heading=_("Links")),
    ObjectList(ABOUT, heading=_("About the record")),
]
