"""What an editor brings in at once and decides part by part: Word forms, rows of a table."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportQuerySet(models.QuerySet):
    def waiting(self):
        """Not yet finished, the newest first."""
        return self.filter(finished_at=None).order_by("-started_at", "-pk")

    def finished(self):
        return self.exclude(finished_at=None).order_by("-finished_at", "-pk")


class Import(models.Model):
    """It waits until each of its parts is saved, refused or discarded.

    A subclass names its parts in `parts`; their `open()` are those still to be decided.
    """

    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(_("language of the texts"), max_length=7, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    # What an import refers to is no use of a record that would keep anybody from deleting it.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.pk)

    def settle(self):
        """Finished once nothing is left to decide; gone when nothing is left at all."""
        if not self.parts.exists():
            self.delete()
        elif not self.finished_at and not self.parts.open().exists():
            self.finished_at = timezone.now()
            self.save(update_fields=["finished_at"])
