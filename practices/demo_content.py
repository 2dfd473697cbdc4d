"""The demonstration's practices: one readable file each in practices/demo/."""

from pathlib import Path

from practices.models import Category, Funding, Involvement, Practice, PracticeContactPoint, Typology
from practices.sections import SECTIONS
from records import rich_text
from records.demo_tag import demo_tag, demonstrated
from records.models import Term
from records.operations import publish
from records.seeding import in_columns, read_toml

FOLDER = Path(__file__).parent / "demo"
PLAIN_TEXTS = ("title", "summary", "typology_note", "period", "area")
FACTS = (
    "number",
    "source_language",
    "original_title",
    "original_language",
    "countries",
    "scope",
    "start_year",
    "start_month",
    "end_year",
    "end_month",
    "ongoing",
    "evaluation",
    "information_as_of",
)
TERMS = {
    "services": "services",
    "exploitation": "exploitation",
    "sectors": "sectors",
    "target_groups_direct": "target_groups",
    "target_groups_indirect": "target_groups",
}


def load(organisations, only=None):
    """Make and publish the practices that are missing; yields each with whether it was made now.

    only: numbers of those to load; all, unless said otherwise.
    """
    made = []
    for entry, practice in entries(FOLDER, Practice, only):
        if practice is None:
            made.append((_make(entry, organisations), entry))
        yield practice or made[-1][0], practice is None
    for practice, entry in made:
        practice.related = list(Practice.objects.filter(number__in=entry.get("related", [])))
        practice.save()
        publish(practice)


def entries(folder, model, only=None):
    """(entry of each file, its record or None when it is missing). only: numbers of those wanted."""
    for path in sorted(folder.glob("*.toml")):
        entry = read_toml(path)
        if only is None or entry["number"] in only:
            yield entry, model.objects.filter(number=entry["number"]).first()


def remove():
    demonstrated(Practice.objects.all()).delete()


def _make(entry, organisations):
    facts = facts_of(entry, FACTS) | {"category": Category.objects.get(code=entry["category"])}
    practice = Practice(**facts, **texts_of(entry, PLAIN_TEXTS, SECTIONS))
    practice.save()
    practice.also_in = Category.objects.filter(code__in=entry.get("also_in", []))
    practice.typologies = Typology.objects.filter(code__in=entry["typologies"])
    for field, vocabulary in TERMS.items():
        setattr(practice, field, _terms(vocabulary, entry.get(field, [])))
    practice.involvements = [
        Involvement(organisation=organisations[each["name"]], role=each["role"]) for each in entry["organisations"]
    ]
    practice.fundings = [_funding(each) for each in entry.get("funding", [])]
    practice.contact_points = [PracticeContactPoint(**each) for each in entry.get("contacts", [])]
    return saved(practice)


def saved(record):
    """Save a record of the demonstration with the tag by which it is found again."""
    record.save()
    record.tags.add(demo_tag())
    record.save()
    return record


def facts_of(entry, names):
    return {name: entry[name] for name in names if name in entry} | {
        "source_collection": entry["source"]["collection"],
        "source_page": entry["source"]["page"],
    }


def texts_of(entry, plain, rich):
    texts = {}
    for field in plain:
        texts |= in_columns(field, entry.get(field, {}))
    for field in rich:
        texts |= in_columns(field, entry.get(field, {}), convert=rich_text.from_plain)
    return texts


def _terms(vocabulary, codes):
    return list(Term.objects.filter(vocabulary=vocabulary, code__in=codes))


def _funding(entry):
    return Funding(
        share=entry.get("share"), **in_columns("source", entry["source"]), **in_columns("note", entry.get("note", {}))
    )
