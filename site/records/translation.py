from modeltranslation.translator import TranslationOptions, register

from records.models import Tag, Term


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("label", "definition")


@register(Tag)
class TagTranslation(TranslationOptions):
    fields = ("name",)
