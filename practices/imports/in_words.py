"""Values of fields (practices.word_forms.field) as words for an editor, and what she can choose instead."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from directory.models import ContactPoint
from practices.case_studies.places import ROLES, named
from practices.case_studies.word_forms.fields import NO, YES
from practices.models import CasePartner, Category
from practices.models.case_study import CHOICES
from practices.periods import Period
from practices.word_forms.choices import OF_PRACTICE, VOCABULARIES
from practices.word_forms.report import plain_value
from records.models import Term
from records.names import country_name

YES_OR_NO = ((YES, _("yes")), (NO, _("no")))


class InWords:
    """options: {field: [(code, label)]}"""

    options = {}

    def __call__(self, name, value):
        """A line for each part of the value; "" for none."""
        if value in ("", None, []):
            return ""
        special = getattr(self, f"_{name}", None)
        if special:
            return special(value)
        if name in self.options:
            labels = dict(self.options[name])
            return "\n".join(str(labels[each]) for each in ([value] if isinstance(value, str) else value))
        return plain_value(value)

    def choices_of(self, name):
        return self.options[name]

    def _countries(self, value):
        return ", ".join(map(country_name, value))

    def _organisations(self, value):
        return "\n".join(value)

    @property
    def all_countries(self):
        return sorted(((code, country_name(code)) for code, _name in countries), key=lambda pair: pair[1])


class PracticeInWords(InWords):
    """Asks the database once for each kind of name."""

    options = {name: choices.choices for name, choices in OF_PRACTICE.items()}

    def __call__(self, name, value):
        if name in VOCABULARIES:
            return "\n".join(self._terms.get((name, code), code) for code in value)
        return super().__call__(name, value)

    def choices_of(self, name):
        if name == "countries":
            return self.all_countries
        if name in ("category", "also_in"):
            return [(each.code, str(each)) for each in self._all_categories]
        if name == "typologies":
            return [
                (str(category), [(each.code, str(each.heading)) for each in category.typologies.all()])
                for category in self._all_categories
            ]
        if name in VOCABULARIES:
            return [(code, label) for (vocabulary, code), label in self._terms.items() if vocabulary == name]
        return super().choices_of(name)

    @cached_property
    def _all_categories(self):
        return list(Category.objects.prefetch_related("typologies"))

    @cached_property
    def _titles(self):
        return {category.code: f"{category.code} – {category.heading}" for category in self._all_categories}

    @cached_property
    def _terms(self):
        terms = Term.objects.filter(vocabulary__in=VOCABULARIES)
        return {(term.vocabulary, term.code): str(term.heading) for term in terms}

    def _category(self, value):
        return self._titles.get(value, value)

    def _also_in(self, value):
        return "\n".join(map(self._category, value))

    def _typologies(self, value):
        titles = {
            each.code: str(each.heading) for category in self._all_categories for each in category.typologies.all()
        }
        return "\n".join(titles.get(code, code) for code in value)

    def _dates(self, value):
        return Period(*value).in_words

    def _funding(self, value):
        return "\n".join(_funding_in_words(**row) for row in value)

    def _contacts(self, value):
        return "\n".join(contact_in_words(**row) for row in value)


class CaseStudyInWords(InWords):
    options = {name: choices.choices for name, choices in CHOICES.items()} | {"several_cases": YES_OR_NO}

    def __call__(self, name, value):
        if name in ROLES:
            return "; ".join(str(named(place, "")) for place in value)
        return super().__call__(name, value)

    def choices_of(self, name):
        return self.all_countries if name == "reporting_country" else super().choices_of(name)

    def _reporting_country(self, value):
        return country_name(value)

    def _partners(self, value):
        return "\n".join(_partner_in_words(**row) for row in value)


def _funding_in_words(source, share, note):
    share = None if share is None else f"{share:g}%"
    return ", ".join(part for part in (source, share, note) if part)


def _partner_in_words(name, role, kind, country):
    kind = str(dict(CasePartner.Kind.choices).get(kind, kind))
    return ", ".join(part for part in (name, kind, country_name(country) if country else "", role) if part)


def contact_in_words(kind, value, note):
    words = f"{ContactPoint.Kind(kind).label}: {value}"
    return f"{words} ({note})" if note else words
