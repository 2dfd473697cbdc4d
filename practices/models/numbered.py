"""What the two kinds of printed forms share as records: a number for good, countries, how old the description is, and
what forms brought last."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from records.models import RecordQuerySet

YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]
YEARS_UNTIL_DATED = 5


def any_of(column, codes, form="%s"):
    """Condition: a column of codes holds one of these. form: how a code stands in it.

    A country is two capitals, so that it matches no part of another.
    """
    condition = Q(pk=None)
    for code in codes:
        condition |= Q(**{f"{column}__contains": form % code})
    return condition


class NumberedQuerySet(RecordQuerySet):
    def in_countries(self, codes):
        return self.filter(any_of("countries", codes))

    def dated(self):
        """Those of which `is_dated` is true."""
        year = date.today().year - YEARS_UNTIL_DATED
        reviewed_then = Q(last_reviewed__year__lte=year)
        return self.filter(
            Q(information_as_of__lte=year) & (Q(last_reviewed=None) | reviewed_then)
            | Q(information_as_of=None) & reviewed_then
        )


class Numbered(models.Model):
    """Mixin of a record that is cited by number.

    A subclass has `countries`, `information_as_of`, and its kind in words: `name_with_number`, `name_without_number`.
    """

    number = models.PositiveIntegerField(
        _("number"),
        unique=True,
        null=True,
        blank=True,
        help_text=_("Given when first published, if left empty."),
    )
    # What an import last brought: {language: {field: {"form": digest, "record": digest}}} (practices.word_forms).
    imported_digests = models.JSONField(default=dict, blank=True, editable=False)
    form_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, **kwargs):
        if self.live and self.number is None:
            self.number = self._next_number()
        super().save(**kwargs)

    def _next_number(self):
        # Whoever publishes next waits at this lock, and so gets another number.
        ContentType.objects.select_for_update().get(app_label=self._meta.app_label, model=self._meta.model_name)
        return (type(self).objects.aggregate(last=Max("number"))["last"] or 0) + 1

    def with_content_json(self, content):
        obj = super().with_content_json(content)
        # A number given at publication is this record's for good, also when an older revision returns.
        obj.number = self.number or obj.number
        return obj

    @property
    def numbered_name(self):
        """ "Practice no. 6": by which a page calls it, beside its title."""
        return self.name_with_number % {"number": self.number} if self.number else self.name_without_number

    @property
    def country_codes(self):
        return [country.code for country in self.countries]

    @property
    def is_dated(self):
        """Too old to be read as today's state, unless somebody has reviewed it since."""
        known_in = max(
            filter(None, [self.information_as_of, self.last_reviewed and self.last_reviewed.year]),
            default=None,
        )
        return known_in is not None and known_in + YEARS_UNTIL_DATED <= date.today().year


def notes_for_editors():
    return models.TextField(
        _("notes for editors"),
        blank=True,
        help_text=_("Never shown to readers. An import keeps here what it could not place."),
    )
