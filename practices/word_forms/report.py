"""A practice as plain data, by the names that other tools rely on."""

from records import rich_text
from records.languages import DEFAULT_LANGUAGE, source_language, text_in, translated_fields

PLAIN_FACTS = (
    "number",
    "original_title",
    "original_language",
    "start_year",
    "start_month",
    "end_year",
    "end_month",
    "ongoing",
    "scope",
    "evaluation",
    "information_as_of",
)
TERM_FIELDS = ("services", "exploitation", "sectors")


def as_json(practice, language=None):
    """{name: plain text, number, list}: texts of one language, countries as ISO codes, names as lists."""
    language = language or source_language(practice)
    texts = {name: rich_text.to_plain(text_in(practice, name, language)) for name in translated_fields(type(practice))}
    return texts | {name: getattr(practice, name) for name in PLAIN_FACTS} | _relations(practice, language)


def _relations(practice, language):
    terms = {name: [term.code for term in getattr(practice, name).all()] for name in TERM_FIELDS}
    return terms | {
        "category": practice.category.code if practice.category else None,
        "also_in": [category.code for category in practice.also_in.all()],
        "typologies": [text_in(typology, "wording", DEFAULT_LANGUAGE) for typology in practice.typologies.all()],
        "countries": practice.country_codes,
        "organisations": [row.name_as_printed or row.organisation.name for row in practice.involvements.all()],
        "funding": [
            {
                "source": text_in(row, "source", language),
                "share": None if row.share is None else float(row.share),
                "note": text_in(row, "note", language),
            }
            for row in practice.fundings.all()
        ],
        "contacts": [
            {"kind": row.kind, "value": row.value, "note": row.note, "visibility": row.visibility}
            for row in practice.contact_points.all()
        ],
        "source": {"collection": practice.source_collection, "page": practice.source_page},
        "related": [each.number for each in practice.related.all()],
    }


def plain_value(value):
    """A value of a field as words for a person."""
    if isinstance(value, str):
        return rich_text.to_plain(value) if "<" in value else value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return ", ".join(str(each) for each in value.values() if each not in (None, ""))
    return "; ".join(plain_value(each) if isinstance(each, dict | str) else str(each) for each in value if each)
