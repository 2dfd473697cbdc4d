"""Values of fields (practices.word_forms.fields) as words for an editor."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from directory.models import ContactPoint
from practices.models import Category, Practice
from practices.periods import Period
from practices.word_forms.fields import BY_NAME
from practices.word_forms.report import plain_value
from records.models import Term
from records.names import country_name

LABELS = {
    "organisations": _("organisations"),
    "dates": _("years"),
    "funding": _("funding"),
    "contacts": _("contacts"),
    "source": _("source: collection"),
}
CHOICES = {"scope": Practice.Scope, "evaluation": Practice.Evaluation}
VOCABULARIES = ("services", "exploitation", "sectors")


def label_of(name):
    """What the desk calls a field."""
    return LABELS.get(name) or Practice._meta.get_field(name).verbose_name


# Texts that words without a place can be added to.
TEXTS = [name for name, each in BY_NAME.items() if each.is_text and each.longest is None]


class InWords:
    """Asks the database once for each kind of name."""

    def __call__(self, name, value):
        """A line for each part of the value; "" for none."""
        if value in ("", None, []):
            return ""
        special = getattr(self, f"_{name}", None)
        if special:
            return special(value)
        if name in CHOICES:
            values = [value] if isinstance(value, str) else value
            return "\n".join(str(CHOICES[name](each).label) for each in values)
        if name in VOCABULARIES:
            return "\n".join(self._terms.get((name, code), code) for code in value)
        return plain_value(value)

    @cached_property
    def categories(self):
        return list(Category.objects.prefetch_related("typologies"))

    @cached_property
    def _titles(self):
        return {category.code: f"{category.code} – {category.heading}" for category in self.categories}

    @cached_property
    def _terms(self):
        terms = Term.objects.filter(vocabulary__in=VOCABULARIES)
        return {(term.vocabulary, term.code): str(term.heading) for term in terms}

    def terms_of(self, vocabulary):
        """[(code, label)]"""
        return [(code, label) for (name, code), label in self._terms.items() if name == vocabulary]

    def _countries(self, value):
        return ", ".join(map(country_name, value))

    def _category(self, value):
        return self._titles.get(value, value)

    def _also_in(self, value):
        return "\n".join(map(self._category, value))

    def _typologies(self, value):
        titles = {each.code: str(each.heading) for category in self.categories for each in category.typologies.all()}
        return "\n".join(titles.get(code, code) for code in value)

    def _dates(self, value):
        return Period(*value).in_words

    def _organisations(self, value):
        return "\n".join(value)

    def _funding(self, value):
        return "\n".join(_funding_in_words(**row) for row in value)

    def _contacts(self, value):
        return "\n".join(contact_in_words(**row) for row in value)


def _funding_in_words(source, share, note):
    share = None if share is None else f"{share:g}%"
    return ", ".join(part for part in (source, share, note) if part)


def contact_in_words(kind, value, note):
    words = f"{ContactPoint.Kind(kind).label}: {value}"
    return f"{words} ({note})" if note else words
