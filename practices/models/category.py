from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from records.addresses import HasAddress, slug_of
from records.languages import HasTexts


class Category(HasTexts, HasAddress, models.Model):
    """One of the four kinds of practices, A to D, of the printed form."""

    code = models.CharField(_("letter"), max_length=1, unique=True)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["code"]

    def __str__(self):
        return f"{self.code} – {self.title}"

    def get_absolute_url(self):
        return reverse("practices:category", args=[self.code, self.slug])

    @property
    def heading(self):
        """The Text by which a reader knows it."""
        return self.texts.title

    @property
    def slug(self):
        return slug_of(self.texts.title)


class Typology(HasTexts, models.Model):
    """A type of intervention within a category: a short title, and the official wording of the form."""

    category = models.ForeignKey(Category, models.PROTECT, related_name="typologies", verbose_name=_("category"))
    code = models.CharField(_("code"), max_length=4, unique=True)
    title = models.CharField(_("short title"), max_length=200)
    wording = models.TextField(_("official wording"))
    services = models.ManyToManyField(
        "records.Term",
        blank=True,
        limit_choices_to={"vocabulary": "services"},
        related_name="typologies",
        verbose_name=_("services"),
        help_text=_("The services that practices of this type usually offer."),
    )

    class Meta:
        verbose_name = _("typology")
        verbose_name_plural = _("typologies")
        ordering = ["code"]

    def __str__(self):
        return f"{self.code} – {self.title}"

    @property
    def heading(self):
        """The Text by which a reader knows it."""
        return self.texts.title
