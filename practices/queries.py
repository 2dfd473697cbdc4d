"""Counts and choices of practices, each in one query."""

from collections import Counter

from django.db.models import Count
from django.urls import reverse

from records.folding import folded
from records.names import country_name


def categories_with_counts(categories, practices):
    """The categories, each with `practice_count`: practices that are in it, or also in it."""
    first, also = count_by(practices, "category"), count_by(practices, "also_in")
    categories = list(categories)
    for category in categories:
        category.practice_count = first.get(category.pk, 0) + also.get(category.pk, 0)
    return categories


def typologies_with_counts(typologies, practices):
    counts = count_by(practices, "typologies")
    typologies = list(typologies)
    for typology in typologies:
        typology.practice_count = counts.get(typology.pk, 0)
    return typologies


def count_by(practices, relation):
    """{primary key of the related object: number of practices}"""
    return dict(practices.order_by().values_list(relation).annotate(Count("pk")))


def count_codes(records, column, codes_of=list):
    """{code: number of records} of a column that holds several codes. codes_of(value): those in one value."""
    counts = Counter()
    for value, number in records.order_by().values_list(column).annotate(Count("pk")):
        counts.update(dict.fromkeys(codes_of(value), number))
    return counts


def countries_with_counts(records, list_name="practices:list"):
    """[{code, name, count, url}] of countries that have such records, in the order of the reader's alphabet."""
    counts = count_codes(records, "countries", lambda codes: filter(None, codes.split(",")))
    rows = [
        {
            "code": code,
            "name": country_name(code),
            "count": count,
            "url": f"{reverse(list_name)}?country={code}",
        }
        for code, count in counts.items()
    ]
    return sorted(rows, key=lambda row: folded(row["name"]))
