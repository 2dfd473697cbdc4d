from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 2_000


class ReaderMessageQuerySet(models.QuerySet):
    def about(self, record):
        return self.filter(kind=record._meta.label, record_pk=record.pk)

    def on(self, occasion):
        return self.filter(occasion=occasion)


class ReaderMessage(models.Model):
    """What a reader without an account tells the editors. It may name people: no log and no mail repeats its words.

    For the editors alone; deleted once it is dealt with, and after KEPT days in any case (records.from_readers).
    """

    class Occasion(models.TextChoices):
        CONCERN = "concern", _("concern")
        ERROR = "error", _("error")
        SUGGESTION = "suggestion", _("suggestion")

    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion.choices)
    kind = models.CharField(max_length=100, blank=True)  # the label of the record's model, "" without a record
    record_pk = models.PositiveBigIntegerField(null=True, blank=True)
    text = models.TextField(_("message"), max_length=LONGEST_TEXT, blank=True)
    facts = models.JSONField(default=dict, blank=True)  # what a form asks for beside the text
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ReaderMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message of a reader")
        verbose_name_plural = _("messages of readers")
        ordering = ["created_at", "pk"]
        # Whoever may change the record may read what is said of it; nobody adds or changes one.
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "record_pk"], name="reader_message_about")]

    def __str__(self):
        return f"{self.occasion} {self.pk}"

    @property
    def record(self):
        """The record it is about, None without one."""
        return apps.get_model(self.kind).objects.filter(pk=self.record_pk).first() if self.kind else None


class Sender(models.Model):
    """How many messages came from one address today. Of the address there is a keyed hash, another one each day."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    day = models.DateField()
    number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("sender of today")
        verbose_name_plural = _("senders of today")
        default_permissions = ()

    def __str__(self):
        return str(self.day)
