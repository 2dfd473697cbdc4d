from django.db import models
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField

from directory.models.organisation import Organisation
from records.languages import Text, Texts
from records.models import Record, TaggedRecord
from records.names import country_name

# In the order of the page.
HEADINGS = (
    "legislation",
    "referral_mechanism",
    "identification",
    "reflection_period",
    "assistance",
    "access_to_justice",
    "returning",
    "coordinator",
)
# ISO 3166 leaves it to its users: of a draft in which nobody chose a country yet.
NO_COUNTRY = "ZZ"


class CountryProfileTag(TaggedRecord):
    content_object = ParentalKey("directory.CountryProfile", related_name="tagged_items")


class TextsWithCountry(Texts):
    """Texts of a country: its name is CLDR's, in the reader's language."""

    @property
    def name(self):
        code = self._record.country.code
        return Text(country_name(code, self._language), self._language) if code else Text()


class CountryProfile(Record):
    """What is to be known of a country, under fixed headings. Its page is made elsewhere, of all subjects (pages)."""

    texts_class = TextsWithCountry
    title_field = "name"
    title_made_of = ("country",)
    required_to_publish = ("country",)
    country = CountryField(_("country"), unique=True)
    legislation = RichTextField(_("legislation"), blank=True)
    referral_mechanism = RichTextField(_("referral mechanism"), blank=True)
    identification = RichTextField(_("identification"), blank=True)
    reflection_period = RichTextField(_("reflection period and permits"), blank=True)
    assistance = RichTextField(_("assistance"), blank=True)
    access_to_justice = RichTextField(_("access to justice"), blank=True)
    returning = RichTextField(_("return"), blank=True)
    coordinator = RichTextField(_("coordinator"), blank=True)
    correspondent = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="corresponds_for",
        verbose_name=_("correspondent"),
        help_text=_("The organisation that keeps this page true."),
    )
    tags = ClusterTaggableManager(through=CountryProfileTag, blank=True, verbose_name=_("tags"))

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["sort_key", "pk"]

    def get_absolute_url(self):
        return reverse("pages:country", args=[self.country.code or NO_COUNTRY, self.slug])

    def preview(self, request):
        # Its page is made of all subjects, by an app above this one: it is found by its address.
        page = resolve(self.get_absolute_url())
        return page.func(request, **page.kwargs, draft=self)
