"""What editors fill in of a record: texts, facts and rows, in the model's order, and how a fact reads.

A fact reads as its kind of field does: `get_FOO_display`, the name of what it refers to, yes or no, a date. A model
whose field needs words of its own has a property FOO_labels.
"""

from decimal import Decimal

from django.db import models
from django.template.defaultfilters import yesno
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.timezone import template_localtime
from django_countries.fields import CountryField
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from records import names
from records.languages import BLOCK_KEY, columns, translated_fields

KEPT_BY_THE_SITE = ("source_digests", "first_published_at")


def fields_in_order(model):
    """Texts, each once and not for each language, and facts."""
    of_languages = columns(*translated_fields(model))
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return sorted(
        (field for field in fields if _is_filled_in(field) and field.name not in of_languages),
        key=lambda field: field.creation_counter,
    )


def _is_filled_in(field):
    is_key = field.primary_key or isinstance(field, ParentalKey)
    return field.editable and not is_key and field.name not in KEPT_BY_THE_SITE


def facts_in_order(model):
    texts = translated_fields(model)
    return [field for field in fields_in_order(model) if field.name not in texts]


def row_relations(model):
    """The kinds of rows that belong to a record; tags are a field."""
    of_tags = {field.through for field in model._meta.many_to_many if is_of_tags(field)}
    return [relation for relation in get_all_child_relations(model) if relation.related_model not in of_tags]


def is_of_tags(field):
    return isinstance(field, ClusterTaggableManager)


def label_of(field):
    return capfirst(str(field.verbose_name))


def label_of_rows(relation):
    return capfirst(str(relation.related_model._meta.verbose_name_plural))


def rows(record, relation):
    return list(getattr(record, relation.get_accessor_name()).all())


def bare_value(field, value):
    """A value without what its column or the editor adds to it: 90 of 90.00, a text without the keys of its blocks."""
    if isinstance(field, models.DecimalField) and value is not None:
        number = Decimal(value)
        return number.to_integral_value() if number == number.to_integral_value() else number.normalize()
    return BLOCK_KEY.sub("", value) if isinstance(value, str) else value


def fact_in_words(instance, field):
    """What a fact says in the reader's language: a list, for some say several things."""
    value = bare_value(field, getattr(instance, field.name))
    if (labels := getattr(instance, f"{field.name}_labels", None)) is not None:
        return [str(label) for label in labels]
    if field.many_to_many:
        return [str(each) for each in value.all()]
    if isinstance(field, CountryField):
        countries = value if field.multiple else [value] if value else []
        return [names.country_name(country.code) for country in countries]
    if value in (None, ""):
        return []
    if field.flatchoices:
        return [str(getattr(instance, f"get_{field.name}_display")())]
    return [yesno(value) if isinstance(value, bool) else str(localize(template_localtime(value)))]
