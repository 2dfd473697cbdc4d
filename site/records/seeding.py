"""Reading seed and demo files: TOML, with a table of languages for each text."""

import tomllib
from pathlib import Path

from django.apps import apps as current_apps

from records.languages import DEFAULT_LANGUAGE, LANGUAGES, column

TERMS = Path(__file__).parent / "seed" / "vocabularies.toml"


def read_toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def in_columns(field, texts, convert=str):
    """{"title": ..., "title_en": ..., "title_it": ...} of a table of languages; a missing one stays empty."""
    values = {column(field, code): convert(texts[code]) for code in LANGUAGES if texts.get(code)}
    return {field: values.get(column(field, DEFAULT_LANGUAGE), "")} | values


def seed(apps=current_apps):
    """The shared vocabularies. What is there already is left as the editors made it."""
    Term = apps.get_model("records", "Term")
    terms = {(term.vocabulary, term.code): term for term in Term.objects.all()}
    for order, entry in enumerate(read_toml(TERMS)["terms"]):
        key = (entry["vocabulary"], entry["code"])
        if key not in terms:
            terms[key] = Term.objects.create(
                vocabulary=entry["vocabulary"],
                code=entry["code"],
                parent=terms.get((entry["vocabulary"], entry.get("parent"))),
                order=order,
                mapping=entry.get("mapping", ""),
                **in_columns("label", entry["label"]),
                **in_columns("definition", entry.get("definition", {})),
            )
