"""The facets of a result: in the order of the page, with the reader's words for each value.

What is counted, and that a facet ignores its own choice, is the engine's part (search.engines.base.Request).
"""

from heapq import nsmallest

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from directory.models import Organisation
from directory.models.organisation import Membership, Referrals, Standing
from practices.models import CaseStudy, Category, Practice, Typology
from practices.models.case_study import Area, Exploitation
from records.languages import DEFAULT_LANGUAGE, LANGUAGES, column, columns, fallback_order
from records.models import Tag, Term
from records.names import country_name, language_name
from search.results import Facet, FacetValue

TYPES = {
    "practice": Practice._meta.verbose_name_plural,
    "case_study": CaseStudy._meta.verbose_name_plural,
    "organisation": Organisation._meta.verbose_name_plural,
    "page": _("pages"),
}
LABELS = {
    "type": _("Type of content"),
    "category": _("Category"),
    "typology": _("Typology of intervention"),
    "service": _("Services"),
    "country": _("Country"),
    "seat": _("Country of its seat"),
    "organisation": _("Organisation"),
    "target_group": _("Target group"),
    "exploitation": _("Form of exploitation"),
    "sector": _("Sector"),
    "scope": _("Scope"),
    "language": _("Language available"),
    "area": _("Area of cooperation"),
    "tag": _("Tags"),
    "languages_spoken": _("Language spoken"),
    "hotline": _("Hotline"),
    "referrals": _("Accepts referrals from abroad"),
    "member": _("Membership of the platform"),
    "standing": _("Standing"),
}
NAMES = tuple(LABELS)
HOTLINES = {"yes": _("has a hotline"), "always": _("hotline 24 hours a day")}
YEARS = "years"
# Further values are too rare to be shown, or even looked up: there may be thousands of organisations.
MOST_VALUES = 100
# A map that leaves out a country would say that there is nobody.
MOST_COUNTRIES = 300
# What a database still takes for a number.
LONGEST_KEY = 19
VOCABULARIES = {
    "service": "services",
    "target_group": "target_groups",
    "exploitation": "exploitation",
    "sector": "sectors",
}
NAMES_OF = columns("name")
# Case studies have codes of their own for a few forms of exploitation.
EXPLOITATION = dict(Exploitation.choices)


def facets(counts, filters, viewer):
    """[Facet]. counts: {facet: {value: count}}; filters: what is chosen. A chosen value stays, also with no record."""
    values = {name: _first_of(counts[name], filters.get(name, ()), _most(name)) for name in NAMES if name in counts}
    terms = _terms({code for name in VOCABULARIES for code in values.get(name, ())})
    return [
        _facet(name, counts[name], filters.get(name, ()), _labels(name, values[name], viewer, terms)) for name in values
    ]


def _most(name):
    return MOST_COUNTRIES if name in ("country", "seat") else MOST_VALUES


def _first_of(counts, chosen, most):
    """The values that are shown: the chosen ones, then the most frequent."""
    frequent = nsmallest(most, counts, key=lambda value: (-counts[value], value))
    return list(dict.fromkeys([*chosen, *frequent]))[:most]


def labels_of(name, values, viewer):
    """{value: label} of those values of a facet that the viewer may know of."""
    values = list(values)
    return _labels(name, values, viewer, _terms(values) if name in VOCABULARIES else {})


def _labels(name, values, viewer, terms):
    if name in VOCABULARIES:
        own = EXPLOITATION if name == "exploitation" else {}
        found = {value: terms.get((VOCABULARIES[name], value)) or own.get(value) for value in values}
        return {value: str(label) for value, label in found.items() if label}
    return LABELLING[name](list(values), viewer) if values else {}


def _facet(name, counts, chosen, labels):
    values = [FacetValue(value, label, counts.get(value, 0), value in chosen) for value, label in labels.items()]
    values.sort(key=lambda value: (not value.is_chosen, -value.count, value.label))
    return Facet(name, str(LABELS[name]), values, left_out=max(0, len(counts) - _most(name)))


def _terms(codes):
    """{(vocabulary, code): label} of the four vocabularies in one query, each in the reader's language."""
    if not codes:
        return {}
    languages = fallback_order(get_language(), DEFAULT_LANGUAGE)
    rows = Term.objects.filter(code__in=codes).values_list(
        "vocabulary", "code", *(column("label", language) for language in languages)
    )
    return {(vocabulary, code): next(filter(None, labels), code) for vocabulary, code, *labels in rows}


def _of_choices(choices):
    return lambda values, _viewer: {value: str(choices[value]) for value in values if value in choices}


def _of_headings(model, field="code"):
    def labels(values, _viewer):
        found = model.objects.filter(**{f"{field}__in": values})
        return {getattr(each, field): str(each.heading) for each in found}

    return labels


def _of_organisations(values, viewer):
    keys = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < LONGEST_KEY]
    found = Organisation.objects.visible_to(viewer).filter(pk__in=keys)
    # Rows, for a page may name a hundred: making objects of them would take longer than the search.
    return {
        str(pk): _own(names, source) for pk, source, *names in found.values_list("pk", "source_language", *NAMES_OF)
    }


def _own(texts, source):
    """Of texts in the order of LANGUAGES, the one for the reader."""
    by_language = dict(zip(LANGUAGES, texts, strict=True))
    return next(filter(None, (by_language[language] for language in fallback_order(get_language(), source))), "")


def _of_tags(values, _viewer):
    return {each.slug: str(each.texts.name) for each in Tag.objects.filter(slug__in=values)}


def _of_countries(values, _viewer):
    return {value: country_name(value) for value in values if value in countries}


LABELLING = {
    "type": _of_choices(TYPES),
    "category": _of_headings(Category),
    "typology": _of_headings(Typology),
    "country": _of_countries,
    "seat": _of_countries,
    "organisation": _of_organisations,
    "scope": _of_choices(dict(Practice.Scope.choices)),
    "language": lambda values, _viewer: {value: language_name(value) for value in values if value in LANGUAGES},
    "area": _of_choices(dict(Area.choices)),
    "tag": _of_tags,
    "languages_spoken": lambda values, _viewer: {
        value: language_name(value) for value in values if language_name(value) != value
    },
    "hotline": _of_choices(HOTLINES),
    "referrals": _of_choices(dict(Referrals.choices)),
    "member": _of_choices(dict(Membership.choices)),
    "standing": _of_choices(dict(Standing.choices)),
}
