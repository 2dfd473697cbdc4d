"""The concepts of the field and what they are called in each language, as the editors keep them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from records.languages import DEFAULT_LANGUAGE, LANGUAGES, HasTexts, fallback_order


class ConceptQuerySet(models.QuerySet):
    def with_names(self):
        """With what `__str__` and a list of concepts need."""
        return self.prefetch_related("labels")


class Concept(HasTexts, models.Model):
    """A thing that people of this field look for, whatever they call it."""

    key = models.SlugField(
        _("key"),
        max_length=80,
        unique=True,
        help_text=_("Its name in addresses and files. It never changes."),
    )
    definition = models.TextField(_("definition"), blank=True, help_text=_("One or two plain sentences."))
    broader = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader concepts"),
        help_text=_("What this is a kind or a part of."),
    )
    related = models.ManyToManyField(
        "self",
        symmetrical=True,
        blank=True,
        verbose_name=_("related concepts"),
        help_text=_("What a reader of this one may want to look at next."),
    )
    term = models.OneToOneField(
        "records.Term",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="concept",
        verbose_name=_("vocabulary term"),
        help_text=_("The term of a vocabulary that means exactly this, if there is one."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("For editors: where it comes from, what it does not cover.")
    )

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["key"]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """Its preferred label in the reader's language, else in another; its key while it has none."""
        preferred = self._preferred()
        languages = fallback_order(get_language() or DEFAULT_LANGUAGE, DEFAULT_LANGUAGE)
        return next((preferred[language] for language in languages if language in preferred), self.key)

    @property
    def languages(self):
        """Those it has a preferred label in."""
        preferred = self._preferred()
        return [language for language in LANGUAGES if language in preferred]

    def _preferred(self):
        """{language: preferred label}; of a concept that is deleted or not saved yet, nothing."""
        labels = self.labels.all() if self.pk else ()
        return {label.language: label.text for label in labels if label.kind == Label.Kind.PREFERRED}


class Label(models.Model):
    """What a concept is called in one language."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("Preferred label")
        SYNONYM = "synonym", _("Synonyms")
        ACRONYM = "acronym", _("Acronyms")
        FORMER = "former", _("Former terms")
        DISCOURAGED = "discouraged", _("Discouraged terms")

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="labels", verbose_name=_("concept"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    text = models.CharField(_("text"), max_length=200)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        # Editors' own order within a kind: labels are written in it.
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "language", "text"], name="one_label_per_text"),
            models.UniqueConstraint(
                fields=["concept", "language"], condition=models.Q(kind="preferred"), name="one_preferred_label"
            ),
        ]

    def __str__(self):
        return self.text


class ThesaurusState(models.Model):
    """One row. version: another one after every change of a concept or vocabulary, so that each process knows
    when what it holds in memory is old. Random, not counted: a number would come again after a rollback.
    seeded: keys of the concepts that came with the product: what an editor deletes does not come back.
    """

    version = models.UUIDField(default=uuid.uuid4)
    seeded = models.JSONField(default=list)

    class Meta:
        verbose_name = _("state of the thesaurus")
        verbose_name_plural = _("state of the thesaurus")

    def __str__(self):
        return str(self.version)
