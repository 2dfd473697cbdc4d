from modeltranslation.translator import TranslationOptions, register

from practices.models import CasePartner, CaseStudy, Category, Funding, Practice, Replication, Typology
from practices.questions import ANSWERS
from practices.sections import SECTIONS


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("title", "description")


@register(Typology)
class TypologyTranslation(TranslationOptions):
    fields = ("title", "wording")


@register(Practice)
class PracticeTranslation(TranslationOptions):
    fields = (
        "title",
        "summary",
        "typology_note",
        "period",
        "area",
        *SECTIONS,
        "sort_key",
    )


@register(Funding)
class FundingTranslation(TranslationOptions):
    fields = ("source", "note")


@register(Replication)
class ReplicationTranslation(TranslationOptions):
    fields = ("who", "changes", "outcome")


@register(CaseStudy)
class CaseStudyTranslation(TranslationOptions):
    fields = (
        "title",
        "exploitation_other",
        "recruited_by_other",
        "proposed_other",
        *ANSWERS,
        "references",
        "sort_key",
    )


@register(CasePartner)
class CasePartnerTranslation(TranslationOptions):
    fields = ("name", "role")
