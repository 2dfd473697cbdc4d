"""The demonstration's directory: real names of the field with reserved addresses, invented ones for all else."""

from datetime import date, timedelta
from pathlib import Path

from directory.models import (
    Charter,
    CharterAcceptance,
    CountryProfile,
    Organisation,
    OrganisationContactPoint,
    Service,
    ServiceContactPoint,
)
from records import rich_text
from records.demo_tag import demo_tag, demonstrated
from records.models import Term
from records.operations import publish
from records.seeding import in_columns, read_toml

FOLDER = Path(__file__).parent / "demo"
FILES_OF_ORGANISATIONS = ("organisations.toml", "examples.toml")
FILES_OF_SERVICES = ("examples.toml", "services.toml")
PLAIN_TEXTS = ("referral_role", "accreditation", "referral_procedure")
FACTS = (
    "acronym",
    "legal_name",
    "earlier_names",
    "kind",
    "country",
    "countries",
    "website",
    "accepts_referrals",
    "answer_time",
    "referral_visibility",
    "membership",
    "member_since",
    "standing",
    "ended_on",
    "visibility",
)
FACTS_OF_SERVICES = ("countries", "residential", "places", "languages_spoken", "always_open", "visibility")
TERMS = {"kinds": "services", "target_groups": "target_groups", "exploitation": "exploitation"}


def load():
    """Returns {key of the file: Organisation}; makes what is missing and leaves everything else alone."""
    charter = _load_charters()
    entries = {entry["key"]: entry for entry in _entries(FILES_OF_ORGANISATIONS, "organisations")}
    known = {organisation.name_en: organisation for organisation in Organisation.objects.all()}
    found = {key: known.get(_name(entry)) for key, entry in entries.items()}
    new = [key for key, organisation in found.items() if organisation is None]
    found |= {key: _saved(_organisation(entries[key])) for key in new}
    for key in new:
        _tie(found[key], entries[key], found, charter)
        found[key] = publish(found[key])
    for entry in _entries(FILES_OF_SERVICES, "services"):
        organisation = found[entry["organisation"]]
        if not Service.objects.filter(organisation=organisation, name_en=entry["name"]["en"]).exists():
            _make_service(entry, organisation)
    _load_countries(found)
    return found


def remove():
    """Delete the demonstration's entries, but for those that other records have come to name."""
    demonstrated(CountryProfile.objects.all()).delete()
    demonstrated(Service.objects.all()).delete()
    demonstrated(Organisation.objects.filter(involvements=None, case_studies=None, services=None)).delete()
    demonstrated(Charter.objects.filter(acceptances=None)).delete()


def _entries(files, name):
    return [entry for file in files for entry in read_toml(FOLDER / file)[name]]


def _name(entry):
    """Real names stand in the file once, for they are the same in every language."""
    return entry["name"] if isinstance(entry["name"], str) else entry["name"]["en"]


def _organisation(entry):
    texts = {} if isinstance(entry["name"], str) else in_columns("name", entry["name"])
    for field in PLAIN_TEXTS:
        texts |= in_columns(field, entry.get(field, {}))
    texts |= in_columns("description", entry.get("description", {}), convert=rich_text.from_plain)
    facts = {name: entry[name] for name in FACTS if name in entry}
    if "confirmed_days_ago" in entry:
        facts["confirmed_on"] = date.today() - timedelta(days=entry["confirmed_days_ago"])
    return Organisation(**({"name_en": _name(entry)} | texts | facts))


def _tie(organisation, entry, organisations, charter):
    """What needs the others to be there."""
    organisation.networks = [organisations[key] for key in entry.get("networks", [])]
    organisation.successor = organisations[entry["successor"]] if "successor" in entry else None
    organisation.contact_points = [OrganisationContactPoint(**each) for each in entry.get("contacts", [])]
    if "charter_accepted_by" in entry:
        organisation.charter_acceptances = [
            CharterAcceptance(
                charter=charter, accepted_on=entry["member_since"], accepted_by=entry["charter_accepted_by"]
            )
        ]
    organisation.save()


def _make_service(entry, organisation):
    texts = in_columns("name", entry["name"]) | in_columns("conditions", entry.get("conditions", {}))
    texts |= in_columns("description", entry.get("description", {}), convert=rich_text.from_plain)
    facts = {name: entry[name] for name in FACTS_OF_SERVICES if name in entry}
    service = Service(organisation=organisation, **texts, **facts)
    service.save()
    for field, vocabulary in TERMS.items():
        setattr(service, field, list(Term.objects.filter(vocabulary=vocabulary, code__in=entry.get(field, []))))
    service.contact_points = [ServiceContactPoint(**each) for each in entry.get("contacts", [])]
    publish(_saved(service))


def _load_countries(organisations):
    entries = read_toml(FOLDER / "countries.toml")
    there = set(CountryProfile.objects.values_list("country", flat=True))
    for entry in entries["countries"]:
        if entry["code"] not in there:
            profile = CountryProfile(country=entry["code"], **_facts_of_country(entry["facts"], entries["as_of"]))
            profile.correspondent = organisations.get(entry.get("correspondent"))
            publish(_saved(profile))


def _facts_of_country(facts, as_of):
    """Each heading with its facts as a list, after the words that say of when they are."""
    texts = {}
    for heading in dict.fromkeys(fact["heading"] for fact in facts):
        of_it = [fact for fact in facts if fact["heading"] == heading]
        lists = {language: "\n".join(f"- {fact[language]}" for fact in of_it) for language in as_of}
        whole = {language: f"{as_of[language]}\n\n{lists[language]}" for language in as_of}
        texts |= in_columns(heading, whole, convert=rich_text.from_plain)
    return texts


def _load_charters():
    """Returns the one adopted last."""
    for entry in read_toml(FOLDER / "charter.toml")["charters"]:
        if not Charter.objects.filter(version=entry["version"]).exists():
            texts = in_columns("title", entry["title"])
            texts |= in_columns("text", entry["text"], convert=rich_text.from_plain)
            publish(_saved(Charter(version=entry["version"], adopted_on=entry["adopted_on"], **texts)))
    return Charter.objects.newest_first().first()


def _saved(record):
    """Save a record with the tag by which the demonstration is found again."""
    record.save()
    record.tags.add(demo_tag())
    record.save()
    return record
