"""The four categories of the printed form and their typologies, with the services each usually offers."""

from pathlib import Path

from django.apps import apps as current_apps

from records.seeding import TERMS, in_columns, read_toml

CATEGORIES = Path(__file__).parent / "seed" / "categories.toml"


def seed(apps=current_apps):
    """What is there already is left as the editors made it. Needs the terms of records.seeding."""
    Category, Typology = apps.get_model("practices", "Category"), apps.get_model("practices", "Typology")
    for entry in read_toml(CATEGORIES)["categories"]:
        texts = in_columns("title", entry["title"]) | in_columns("description", entry["description"])
        category, _created = Category.objects.get_or_create(code=entry["code"], defaults=texts)
        for kind in entry["typologies"]:
            texts = in_columns("title", kind["title"]) | in_columns("wording", kind["wording"])
            typology, created = Typology.objects.get_or_create(
                code=kind["code"], defaults={"category": category, **texts}
            )
            if created:
                typology.services.set(_services_of(kind["code"], apps))


def _services_of(typology_code, apps):
    codes = [entry["code"] for entry in read_toml(TERMS)["terms"] if typology_code in entry.get("typologies", [])]
    return apps.get_model("records", "Term").objects.filter(vocabulary="services", code__in=codes)
