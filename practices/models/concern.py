from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 2_000


class Concern(models.Model):
    """What a reader fears a page could do to somebody. For the editors alone; deleted once it is dealt with."""

    kind = models.CharField(max_length=100)  # the label of the record's model
    record_pk = models.PositiveBigIntegerField()
    text = models.TextField(_("concern"), max_length=LONGEST_TEXT)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        ordering = ["created_at", "pk"]

    def __str__(self):
        return f"{self.kind} {self.record_pk}"
