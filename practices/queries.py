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


def countries_with_counts(practices):
    """[{code, name, count, url}] of countries that have such practices, in the order of the reader's alphabet."""
    counts = Counter()
    for codes, number in practices.order_by().values_list("countries").annotate(Count("pk")):
        counts.update(dict.fromkeys(filter(None, codes.split(",")), number))
    rows = [
        {
            "code": code,
            "name": country_name(code),
            "count": count,
            "url": f"{reverse('search:practices')}?country={code}",
        }
        for code, count in counts.items()
    ]
    return sorted(rows, key=lambda row: folded(row["name"]))
