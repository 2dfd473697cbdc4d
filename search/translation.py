from modeltranslation.translator import TranslationOptions, register

from search.models import Concept


@register(Concept)
class ConceptTranslation(TranslationOptions):
    fields = ("definition",)
