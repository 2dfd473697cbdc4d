"""What the search still has to hear of. Rows are written in the transaction of the change itself, so none is lost."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ChangeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(is_applied=False, set_aside_because="")

    def set_aside(self):
        return self.exclude(set_aside_because="")


class Change(models.Model):
    """Something readers may see is not what it was: `uid` ("practice:12", "term:7") is to be indexed anew.

    Many rows may stand for one uid. Whoever drains the outbox deletes exactly the rows that were read.
    """

    uid = models.CharField(_("what changed"), max_length=60, db_index=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    # In the index that readers use now, but not yet in the one being built beside it.
    is_applied = models.BooleanField(default=False, editable=False)
    set_aside_because = models.CharField(_("not indexed because"), max_length=200, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change for the search")
        verbose_name_plural = _("changes for the search")
        ordering = ["pk"]

    def __str__(self):
        return self.uid
