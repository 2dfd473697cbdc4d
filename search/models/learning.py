"""What readers asked for and did not find: a question and how often, and nothing about who asked or when exactly."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_QUESTION = 80


class UnansweredQuerySet(models.QuerySet):
    def readable(self):
        return self.exclude(text="")


class Unanswered(models.Model):
    """A question in one language and one week. Its key has no running number, which would tell the order of asking.

    fingerprint: a keyed hash of language and question, all there is before the third asking. text: the question
    without capitals, accents and signs, from the third asking on; an editor can then read it.
    """

    pk = models.CompositePrimaryKey("language", "week", "fingerprint")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    week = models.DateField(_("week"), help_text=_("Its Monday."))
    fingerprint = models.CharField(max_length=64, db_index=True)
    text = models.CharField(_("question"), max_length=LONGEST_QUESTION, blank=True)
    count = models.PositiveIntegerField(_("asked"), default=0)

    objects = UnansweredQuerySet.as_manager()

    class Meta:
        verbose_name = _("question without an answer")
        verbose_name_plural = _("questions without an answer")
        # Nobody adds, changes or views one by itself: whoever keeps the thesaurus reads the list.
        default_permissions = ()

    def __str__(self):
        return self.text or self.fingerprint[:8]
