"""Drafts of the demonstration, invented and without a number, and a change of one published practice."""

from pathlib import Path

from practices.models import Category, Practice
from records import rich_text
from records.demo_tag import demo_tag, demonstrated
from records.seeding import in_columns, read_toml

FILE = Path(__file__).parent / "demo_drafts.toml"


def load(user):
    """Make the drafts that are missing; yields each with its entry, whose `state` says what is to become of it."""
    for entry in read_toml(FILE)["drafts"]:
        if not demonstrated(Practice.objects.filter(number=None, title_en=entry["title"])).exists():
            yield _make(entry, user), entry


def change(user):
    """Change a published practice, as a draft, once. Returns it, or None when it is changed or gone already."""
    entry = read_toml(FILE)["change"]
    practice = demonstrated(Practice.objects.published().filter(number=entry["number"])).first()
    if practice is None or practice.has_unpublished_changes or practice.workflow_states.exists():
        return None
    practice.summary_en = entry["summary"]
    practice.save_revision(user=user)
    return practice


def _make(entry, user):
    draft = Practice(
        live=False,
        category=Category.objects.get(code=entry["category"]),
        countries=entry["countries"],
        **_texts(entry),
    )
    draft.save()
    draft.tags.add(demo_tag())
    draft.save()
    draft.save_revision(user=user)
    return draft


def _texts(entry):
    plain = (in_columns(field, {"en": entry[field]}) for field in ("title", "summary"))
    rich = (
        in_columns(field, {"en": entry[field]}, convert=rich_text.from_plain)
        for field in ("objectives", "activities")
        if field in entry
    )
    return {name: text for texts in (*plain, *rich) for name, text in texts.items()}
