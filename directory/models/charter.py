from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from records.models import Record, RecordQuerySet, TaggedRecord


class CharterQuerySet(RecordQuerySet):
    def newest_first(self):
        return self.order_by(models.F("adopted_on").desc(nulls_last=True), "-pk")


class CharterTag(TaggedRecord):
    content_object = ParentalKey("directory.Charter", related_name="tagged_items")


class Charter(Record):
    """What every member of the platform has agreed to. Each version is a record; the newest one counts."""

    required_to_publish = ("title", "version", "adopted_on", "text")

    title = models.CharField(_("title"), max_length=300)
    version = models.CharField(_("version"), max_length=60, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    text = RichTextField(_("text"), blank=True)
    tags = ClusterTaggableManager(through=CharterTag, blank=True, verbose_name=_("tags"))

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")
        ordering = ["sort_key", "pk"]

    def get_absolute_url(self):
        return reverse("directory:charter", args=[self.pk or 0, self.slug])

    def preview(self, request):
        from directory.views import render_charter

        return render_charter(request, self)


class CharterAcceptance(Orderable):
    """That an organisation accepted a version of the Charter: when, and by which role."""

    organisation = ParentalKey("directory.Organisation", related_name="charter_acceptances")
    charter = models.ForeignKey(Charter, models.PROTECT, related_name="acceptances", verbose_name=_("charter"))
    accepted_on = models.DateField(_("accepted on"))
    accepted_by = models.CharField(
        _("accepted by"), max_length=200, blank=True, help_text=_("A role: “executive board”. Never a name.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("acceptance of the Charter")
        verbose_name_plural = _("acceptances of the Charter")

    def __str__(self):
        return f"{self.charter} ({self.accepted_on})"
