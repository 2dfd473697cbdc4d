from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from records.models import Record, RecordQuerySet, TaggedRecord
from records.visibility import Visibility, VisibleQuerySet


class OrganisationQuerySet(RecordQuerySet):
    def stubs(self):
        """Names met in an imported form, never yet accepted by an editor."""
        return self.filter(live=False, first_published_at=None, withdrawn_at=None)


class OrganisationTag(TaggedRecord):
    content_object = ParentalKey("directory.Organisation", related_name="tagged_items")


class Organisation(Record):
    """An organisation of the field. It is a stub, out of every list, until an editor publishes it."""

    title_field = "name"
    required_to_publish = ("name",)
    proper_names = ("name",)

    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    country = CountryField(_("country of its seat"), blank=True)
    website = models.URLField(_("website"), blank=True)
    tags = ClusterTaggableManager(through=OrganisationTag, blank=True, verbose_name=_("tags"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]

    @property
    def is_stub(self):
        return not self.live and self.first_published_at is None and self.withdrawn_at is None

    def get_absolute_url(self):
        return reverse("directory:organisation", args=[self.pk, self.slug])

    def preview(self, request):
        from directory.views import render_organisation

        return render_organisation(request, self)


class Representative(models.Model):
    """An account that speaks for an organisation, and so sees what members see."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="representations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="representatives")

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="representative_once_per_organisation")
        ]

    def __str__(self):
        return f"{self.user} ({self.organisation})"


class ContactPoint(Orderable):
    """A way to reach an organisation or those who run a practice. Never a person's name.

    Base of one table for each owner, whose ParentalKey is called `owner`.
    """

    class Kind(models.TextChoices):
        WEBSITE = "website", _("website")
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")
        HOTLINE = "hotline", _("hotline")
        ADDRESS = "address", _("address")
        WEB_FORM = "web_form", _("web form")

    class Audience(models.TextChoices):
        TRAFFICKED_PERSONS = "trafficked_persons", _("trafficked persons")
        PROFESSIONALS = "professionals", _("professionals")
        PUBLIC = "public", _("the public")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    value = models.TextField(_("contact"))
    audience = models.CharField(_("for whom"), max_length=20, choices=Audience.choices, default=Audience.PROFESSIONALS)
    note = models.TextField(_("note"), blank=True)
    visibility = models.CharField(_("visibility"), max_length=7, choices=Visibility.choices, default=Visibility.EDITORS)

    objects = VisibleQuerySet.as_manager()

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.value}"

    @property
    def href(self):
        """Address for a link, "" where there is nothing to open."""
        if self.kind in (self.Kind.WEBSITE, self.Kind.WEB_FORM):
            return self.value if self.value.startswith(("http://", "https://")) else ""
        if self.kind == self.Kind.EMAIL:
            return f"mailto:{self.value}"
        if self.kind in (self.Kind.PHONE, self.Kind.HOTLINE):
            return "tel:" + "".join(char for char in self.value if char.isdigit() or char == "+")
        return ""


class OrganisationContactPoint(ContactPoint):
    owner = ParentalKey(Organisation, related_name="contact_points")
