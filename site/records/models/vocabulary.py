from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from taggit.models import ItemBase, TagBase

from records.languages import HasTexts


class Term(HasTexts, models.Model):
    """An entry of a list that subjects share, so that practices, providers and reports meet in the same facets."""

    class Vocabulary(models.TextChoices):
        EXPLOITATION = "exploitation", _("Forms of exploitation")
        SECTORS = "sectors", _("Sectors")
        TARGET_GROUPS = "target_groups", _("Target groups")
        SERVICES = "services", _("Services")
        TOPICS = "topics", _("Topics")

    vocabulary = models.CharField(_("vocabulary"), max_length=20, choices=Vocabulary.choices)
    code = models.SlugField(_("code"), max_length=60, help_text=_("Never changes: other systems may know it."))
    label = models.CharField(_("label"), max_length=200)
    definition = models.TextField(_("definition"), blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower", verbose_name=_("broader term")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    mapping = models.CharField(
        _("external mapping"),
        max_length=200,
        blank=True,
        help_text=_("The term of another standard, for example an HSDS taxonomy term."),
    )

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["vocabulary", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["vocabulary", "code"], name="one_term_per_code")]

    def __str__(self):
        return self.label

    @property
    def heading(self):
        """The Text by which a reader knows it."""
        return self.texts.label


def terms_of(vocabulary, related_name, verbose_name, **options):
    """A choice of several terms of one vocabulary."""
    return ParentalManyToManyField(
        "records.Term",
        blank=True,
        limit_choices_to={"vocabulary": vocabulary},
        related_name=related_name,
        verbose_name=verbose_name,
        **options,
    )


class Tag(HasTexts, TagBase):
    """A free word of the editors, with a name in each language."""

    free_tagging = True

    # Not unique, as taggit has it: one word may be the name of two tags in different languages.
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")


class TaggedRecord(ItemBase):
    """Base of the table that ties the tags to one kind of record; `content_object` is its ParentalKey."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="%(app_label)s_%(class)s_items")

    class Meta:
        abstract = True
