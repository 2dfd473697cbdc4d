from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField

from directory.models.contact_point import EntryContactPoint
from directory.models.organisation import Organisation, visible_organisations
from records.models import Record, RecordQuerySet, TaggedRecord, terms_of
from records.names import language_name


class ServiceQuerySet(RecordQuerySet):
    def visible_to(self, viewer):
        """A service is seen where its organisation is."""
        return super().visible_to(viewer).filter(visible_organisations(viewer, "organisation__"))


class ServiceTag(TaggedRecord):
    content_object = ParentalKey("directory.Service", related_name="tagged_items")


class Service(Record):
    """What an organisation offers. A day centre, a shelter and a hotline of one organisation are three."""

    title_field = "name"
    required_to_publish = ("name", "organisation")

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name of the service"), max_length=300)
    kinds = terms_of("services", "directory_services", _("kinds of service"))
    description = RichTextField(_("description"), blank=True)
    target_groups = terms_of("target_groups", "directory_services_for", _("for whom"))
    exploitation = terms_of("exploitation", "directory_services_on", _("forms of exploitation"))
    conditions = models.TextField(
        _("conditions"),
        blank=True,
        help_text=_("What must be so before somebody is taken in, for example that she is formally identified."),
    )
    countries = CountryField(_("countries served"), multiple=True, blank=True)
    area = models.TextField(_("area"), blank=True, help_text=_("Within the country. Never the place of a shelter."))
    residential = models.BooleanField(_("residential"), default=False)
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    # ISO 639 codes, of three letters where two do not do.
    languages_spoken = models.JSONField(_("languages spoken"), default=list, blank=True)
    always_open = models.BooleanField(_("24 hours a day, 7 days a week"), default=False)
    tags = ClusterTaggableManager(through=ServiceTag, blank=True, verbose_name=_("tags"))

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(
                fields=["live", "visibility", "withdrawn_at", "countries", "organisation", "languages_spoken"],
                name="service_place",
            )
        ]

    def clean(self):
        super().clean()
        if self.places and not self.residential:
            raise ValidationError(
                {"places": _("Places are those of a residential service. Mark it as one, or empty this.")}
            )

    def is_visible_to(self, viewer):
        return (
            super().is_visible_to(viewer) and self.organisation is not None and self.organisation.is_visible_to(viewer)
        )

    @property
    def is_active(self):
        """A service ends with its organisation."""
        return self.organisation is None or self.organisation.is_active

    @property
    def country_codes(self):
        return [country.code for country in self.countries]

    @property
    def languages_spoken_labels(self):
        """Names of the languages, in the reader's own."""
        return [language_name(code) for code in self.languages_spoken]

    def get_absolute_url(self):
        return reverse("directory:service", args=[self.pk or 0, self.slug])

    def preview(self, request):
        from directory.views import render_service

        return render_service(request, self)


class ServiceContactPoint(EntryContactPoint):
    owner = ParentalKey(Service, related_name="contact_points")

    @property
    def country(self):
        organisation = self.owner.organisation if hasattr(self, "owner") else None
        return organisation.country.code if organisation and organisation.country else ""
