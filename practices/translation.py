from modeltranslation.translator import TranslationOptions, register

from practices.models import Category, Funding, Practice, Replication, Typology
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
