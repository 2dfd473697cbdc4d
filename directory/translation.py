from modeltranslation.translator import TranslationOptions, register

from directory.models import Charter, CountryProfile, Organisation, Service
from directory.models.country import HEADINGS


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "description", "referral_role", "accreditation", "referral_procedure", "sort_key")


@register(Service)
class ServiceTranslation(TranslationOptions):
    fields = ("name", "description", "conditions", "area", "sort_key")


@register(Charter)
class CharterTranslation(TranslationOptions):
    fields = ("title", "text", "sort_key")


@register(CountryProfile)
class CountryProfileTranslation(TranslationOptions):
    fields = (*HEADINGS, "sort_key")
