from modeltranslation.translator import TranslationOptions, register

from directory.models import Organisation


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "sort_key")
