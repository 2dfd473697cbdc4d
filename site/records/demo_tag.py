"""Demonstration records carry a tag, by which editors see them and `load_demo --remove` finds them."""

from records.models import Tag
from records.seeding import in_columns

NAMES = {
    "en": "demonstration",
    "it": "dimostrazione",
    "de": "Demonstration",
    "es": "demostración",
    "fr": "démonstration",
}
SLUG = "demonstration"


def demo_tag():
    tag, _created = Tag.objects.get_or_create(slug=SLUG, defaults=in_columns("name", NAMES))
    return tag


def demonstrated(queryset):
    return queryset.filter(tags__slug=SLUG)
