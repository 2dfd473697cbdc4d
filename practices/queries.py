"""Counts and choices of practices, each in one query."""

from collections import Counter

from django.urls import reverse

from records.names import country_name
from records.sorting import fold


def categories_with_counts(categories, practices):
    """The categories, each with `practice_count`: practices that are in it, or also in it."""
    first = Counter(practices.order_by().values_list("category_id", flat=True))
    also = Counter(practices.order_by().exclude(also_in=None).values_list("also_in", flat=True))
    categories = list(categories)
    for category in categories:
        category.practice_count = first[category.pk] + also[category.pk]
    return categories


def typologies_with_counts(typologies, practices):
    counts = Counter(practices.order_by().values_list("typologies", flat=True))
    typologies = list(typologies)
    for typology in typologies:
        typology.practice_count = counts[typology.pk]
    return typologies


def countries_with_counts(practices):
    """[{code, name, count, url}] of countries that have practices, in the order of the reader's alphabet."""
    counts = Counter(
        code for codes in practices.order_by().values_list("countries", flat=True) for code in codes.split(",") if code
    )
    rows = [
        {
            "code": code,
            "name": country_name(code),
            "count": count,
            "url": f"{reverse('practices:list')}?country={code}",
        }
        for code, count in counts.items()
    ]
    return sorted(rows, key=lambda row: fold(row["name"]))
