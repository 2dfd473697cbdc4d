"""What the desk shows of each kind of form: how fields are called, which of them can be corrected, which row tells them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from practices.case_studies.places import ROLES
from practices.case_studies.word_forms.fields import OTHERS
from practices.case_studies.word_forms.kind import CASE_STUDIES
from practices.imports.in_words import CaseStudyInWords, InWords, PracticeInWords
from practices.models.case_study import CHOICES
from practices.word_forms.choices import VOCABULARIES
from practices.word_forms.kind import Kind
from practices.word_forms.kinds import PRACTICES


@dataclass(frozen=True)
class OnThePage:
    """in_words: makes the InWords of a page.

    correctable  fields that an editor can correct before the form is saved, in the order of the printed form
    lists        those of them that hold several codes
    always       those that are shown whatever the form says; another one is chosen in the record
    read_from    row of the form -> the fields that are read from it; a row that is not here is its own field
    labels       of fields, where the record has other words or none
    """

    kind: Kind
    in_words: Callable[[], InWords]
    correctable: tuple
    lists: tuple
    always: tuple
    read_from: dict
    labels: dict

    def label_of(self, name):
        return self.labels.get(name) or self.kind.model._meta.get_field(name).verbose_name

    @property
    def texts(self):
        """Names of those that words without a place can be added to."""
        return [each.name for each in self.kind.fields if each.takes_lines]


SOURCE = {"source": _("source: collection")}
LISTS_OF_PRACTICES = ("countries", "also_in", "typologies", "scope", *VOCABULARIES)
ALWAYS_OF_CASES = ("title", "reporting_country", *CHOICES, "several_cases")

OF_PRACTICES = OnThePage(
    kind=PRACTICES,
    in_words=PracticeInWords,
    correctable=("number", "title", "category", "dates", "evaluation", "information_as_of", *LISTS_OF_PRACTICES),
    lists=LISTS_OF_PRACTICES,
    always=("number", "title", "countries", "category", "typologies", "dates"),
    read_from={
        "number": ("number",),
        "country": ("countries",),
        "category": ("category", "also_in"),
        "typologies": ("typologies", "typology_note"),
        "period": ("period", "dates"),
        "learning": ("strengths", "innovation", "challenges", "lessons"),
        "resources": ("resources", "funding"),
        "references": ("references", "contacts"),
        "contacts": ("contacts", "references"),
    },
    labels=SOURCE
    | {
        "organisations": _("organisations"),
        "dates": _("years"),
        "funding": _("funding"),
        "contacts": _("contacts"),
    },
)
OF_CASE_STUDIES = OnThePage(
    kind=CASE_STUDIES,
    in_words=CaseStudyInWords,
    correctable=(*ALWAYS_OF_CASES, "information_as_of"),
    lists=tuple(CHOICES),
    always=ALWAYS_OF_CASES,
    read_from={
        "country": ("reporting_country", "other_countries"),
        "organisations": ("organisations", "partners"),
        "background": (*(name for name in CHOICES if name != "areas"), *OTHERS, "several_cases"),
        "places": ROLES,
    },
    labels=SOURCE | {"organisations": _("reporting organisation"), "partners": _("partners")},
)
ON_THE_PAGE = {each.kind.name: each for each in (OF_PRACTICES, OF_CASE_STUDIES)}
