from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.organisation import Organisation


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
