"""The demonstration's organisations: real names of the field, reserved addresses."""

from pathlib import Path

from directory.models import Organisation
from records.demo_tag import demo_tag, demonstrated
from records.operations import publish
from records.seeding import read_toml

ORGANISATIONS = Path(__file__).parent / "demo" / "organisations.toml"


def load():
    """Returns {key of the file: Organisation}; makes those that are missing and leaves the others alone."""
    entries = {entry["key"]: entry for entry in read_toml(ORGANISATIONS)["organisations"]}
    known = {organisation.name_en: organisation for organisation in Organisation.objects.all()}
    return {key: known.get(entry["name"]) or _make(entry) for key, entry in entries.items()}


def _make(entry):
    organisation = Organisation(
        name_en=entry["name"], acronym=entry["acronym"], country=entry["country"], website=entry["website"]
    )
    organisation.save()
    organisation.tags.add(demo_tag())
    return publish(organisation)


def remove():
    """Delete the demonstration's organisations, but for those that other records have come to name."""
    demonstrated(Organisation.objects.filter(involvements=None, case_studies=None)).delete()
