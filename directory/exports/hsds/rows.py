"""Our entries as rows of HSDS. Texts are those of the reader's language, with the usual fallback."""

from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.models import ContactPoint
from records import rich_text
from records.addresses import absolute
from records.models import Term
from records.names import country_name, language_name

Kind = ContactPoint.Kind
# Of the vocabularies that services use, what HSDS calls the purpose of such a link.
LINK_TYPES = {"kinds": "service_type", "target_groups": "intended_audience", "exploitation": "exploitation"}
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"


def identifier(table, key):
    """The same for one thing in every file, now and later."""
    return str(uuid5(NAMESPACE_URL, f"{settings.SITE_URL}/hsds/{table}/{key}"))


def rows_of(entries):
    """{table: [row]}; a row is {column: text}."""
    rows = {"taxonomy": [], "taxonomy_term": []}
    in_the_file = {entry.organisation.pk for entry in entries}
    for entry in entries:
        for table, row in _rows(entry, in_the_file):
            rows.setdefault(table, []).append({name: str(value) for name, value in row.items() if value})
    _add_vocabularies(rows)
    return rows


def _rows(entry, in_the_file):
    organisation = entry.organisation
    owner = {"organization_id": identifier("organization", organisation.pk)}
    yield "organization", _organisation(entry, in_the_file)
    yield from _reached(entry.contacts, owner, "organisation")
    seat = _place(entry.contacts, organisation.country.code)
    if seat:
        yield "location", _location(seat, "organisation", organisation.pk, owner)
    for shown in entry.services:
        yield from _of_service(shown, entry, owner)


def _organisation(entry, in_the_file):
    organisation, texts = entry.organisation, entry.organisation.texts
    also = [organisation.acronym, organisation.legal_name, *organisation.earlier_names_listed]
    parent = entry.parent.pk if entry.parent and entry.parent.pk in in_the_file else None
    return {
        "id": identifier("organization", organisation.pk),
        "name": texts.name,
        "alternate_name": "; ".join(filter(None, also)),
        "description": rich_text.to_plain(str(texts.description)) or _in_short(organisation),
        "email": _first(entry.contacts, Kind.EMAIL),
        "website": organisation.website,
        "legal_status": organisation.get_kind_display(),
        "uri": absolute(organisation.get_absolute_url()),
        "parent_organization_id": identifier("organization", parent) if parent else "",
    }


def _in_short(organisation):
    """The specification wants a description of every organisation; not every entry has one."""
    country = country_name(organisation.country.code) if organisation.country else ""
    return ", ".join(filter(None, [str(organisation.get_kind_display()), country])) or str(organisation.texts.name)


def _of_service(shown, entry, of_organisation):
    service, texts = shown.service, shown.service.texts
    organisation = entry.organisation
    key = identifier("service", service.pk)
    owner = {"service_id": key}
    yield (
        "service",
        {
            "id": key,
            **of_organisation,
            "name": texts.name,
            "description": rich_text.to_plain(str(texts.description)),
            "url": absolute(service.get_absolute_url()),
            "email": _first(shown.contacts, Kind.EMAIL),
            "status": "active",
            "application_process": entry.procedure,
            "accreditations": organisation.texts.accreditation,
            "eligibility_description": texts.conditions,
            "assured_date": organisation.confirmed_on.isoformat() if organisation.confirmed_on else "",
            "last_modified": service.last_published_at.isoformat(timespec="milliseconds")
            if service.last_published_at
            else "",
        },
    )
    yield from _reached(shown.contacts, owner, "service")
    if place := _place(shown.contacts):
        yield "location", _location(place, "service", service.pk, of_organisation)
        yield (
            "service_at_location",
            {
                "id": identifier("service_at_location", service.pk),
                **owner,
                "location_id": identifier("location", f"service-{service.pk}"),
            },
        )
    for code in service.country_codes:
        area = {"name": country_name(code), "description": texts.area}
        yield "service_area", {"id": identifier("service_area", f"{service.pk}-{code}"), **owner} | area
    if service.always_open:
        when = {"freq": "WEEKLY", "byday": EVERY_DAY, "description": _("24 hours a day, 7 days a week")}
        yield "schedule", {"id": identifier("schedule", service.pk), **owner} | when
    for code in service.languages_spoken:
        language = {"name": language_name(code), "code": code}
        yield "language", {"id": identifier("language", f"{service.pk}-{code}"), **owner} | language
    yield from _attributes(service, key)


def _attributes(service, key):
    for field, link_type in LINK_TYPES.items():
        for term in getattr(service, field).all():
            yield (
                "attribute",
                {
                    "id": identifier("attribute", f"{service.pk}-{term.pk}"),
                    "link_id": key,
                    "taxonomy_term_id": identifier("taxonomy_term", term.pk),
                    "link_type": link_type,
                    "link_entity": "service",
                    "label": term.texts.label,
                },
            )


def _reached(contacts, owner, place):
    """Phones, web forms, and whoever has an e-mail address: a role, never a person."""
    for contact in contacts:
        key = f"{place}-{contact.pk}"
        if contact.is_phone and contact.value:
            yield "phone", {"id": identifier("phone", key), **owner} | _phone(contact)
        elif contact.kind == Kind.EMAIL:
            who = {"title": contact.role, "email": contact.value}
            yield "contact", {"id": identifier("contact", key), **owner} | who
        elif contact.href:
            link = {"label": contact.get_kind_display(), "url": contact.href}
            yield "url", {"id": identifier("url", key), **owner} | link


def _phone(contact):
    always = _("24 hours a day, 7 days a week") if contact.always_open else ""
    said = [contact.get_kind_display(), always, contact.hours, contact.time_zone, contact.role, contact.note]
    return {
        "number": contact.phone.dial if contact.phone else contact.value,
        "type": "voice",
        "description": "; ".join(str(each) for each in said if each),
    }


def _first(contacts, kind):
    return next((each.value for each in contacts if each.kind == kind), "")


def _place(contacts, country=""):
    """The city that is shown, else the country."""
    city = _first(contacts, Kind.ADDRESS)
    return ", ".join(filter(None, [city, country_name(country) if country else ""]))


def _location(name, kind, pk, owner):
    return {"id": identifier("location", f"{kind}-{pk}"), "location_type": "physical", **owner, "name": name}


def _add_vocabularies(rows):
    """Our vocabularies as taxonomies, whole, so that who reads the file knows what was not said too."""
    vocabularies = {"services", "target_groups", "exploitation"}
    labels = dict(Term.Vocabulary.choices)
    language = get_language()
    for vocabulary in sorted(vocabularies):
        about = _("A vocabulary of the ENPATES resource centre")
        key = identifier("taxonomy", vocabulary)
        rows["taxonomy"].append({"id": key, "name": str(labels[vocabulary]), "description": about})
    for term in Term.objects.filter(vocabulary__in=vocabularies).order_by("vocabulary", "order", "pk"):
        label = str(term.texts.label)
        row = {
            "id": identifier("taxonomy_term", term.pk),
            # Unique among all of the file: two vocabularies may share a code.
            "code": f"{term.vocabulary}/{term.code}",
            "name": label,
            "description": str(term.texts.definition) or label,
            "parent_id": identifier("taxonomy_term", term.parent_id) if term.parent_id else "",
            "taxonomy": str(labels[term.vocabulary]),
            "language": term.texts.label.language or language,
            "taxonomy_id": identifier("taxonomy", term.vocabulary),
        }
        rows["taxonomy_term"].append(row)
