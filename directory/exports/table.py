"""A row for each organisation, and one for each of its services. Columns and codes are the same in every language."""

from directory.models import ContactPoint
from records import rich_text
from records.addresses import absolute

Kind = ContactPoint.Kind
CODES = ("kind", "accepts_referrals", "answer_time", "membership", "standing", "visibility")
DAYS = ("member_since", "confirmed_on", "ended_on")
ORGANISATION_COLUMNS = (
    "type",
    "id",
    "name",
    "language",
    "acronym",
    "legal_name",
    "earlier_names",
    "kind",
    "country",
    "countries",
    "website",
    "hotline",
    "phone",
    "email",
    "web_form",
    "city",
    "description",
    "services",
    "hotlines_of_services",
    "languages_spoken",
    "accepts_referrals",
    "answer_time",
    "referral_procedure",
    "referral_role",
    "accreditation",
    "networks",
    "part_of",
    "membership",
    "member_since",
    "confirmed_on",
    "standing",
    "ended_on",
    "successor",
    "visibility",
    "address",
)
SERVICE_COLUMNS = (
    "type",
    "id",
    "organisation_id",
    "organisation",
    "name",
    "language",
    "kinds",
    "target_groups",
    "exploitation",
    "description",
    "conditions",
    "countries",
    "area",
    "residential",
    "places",
    "languages_spoken",
    "always_open",
    "hotline",
    "phone",
    "email",
    "web_form",
    "city",
    "visibility",
    "address",
)


def organisation_row(entry):
    """{column: text or list of texts}"""
    organisation = entry.organisation
    texts = organisation.texts
    return {
        "type": "organisation",
        "id": organisation.pk,
        "name": str(texts.name),
        "language": texts.name.language,
        "acronym": organisation.acronym,
        "legal_name": organisation.legal_name,
        "earlier_names": organisation.earlier_names_listed,
        "country": organisation.country.code or "",
        "countries": organisation.work_codes,
        **{name: getattr(organisation, name) for name in CODES},
        **{name: _day(getattr(organisation, name)) for name in DAYS},
        "successor": _name(entry.successor),
        "part_of": _name(entry.parent),
        "networks": [_name(each) for each in entry.networks],
        "website": organisation.website,
        "description": rich_text.to_plain(str(texts.description)),
        "referral_role": str(texts.referral_role),
        "accreditation": str(texts.accreditation),
        "referral_procedure": str(entry.procedure),
        "hotline": _values(entry.contacts, Kind.HOTLINE),
        "phone": _values(entry.contacts, Kind.PHONE),
        "email": _values(entry.contacts, Kind.EMAIL),
        "web_form": _values(entry.contacts, Kind.WEB_FORM),
        "city": _values(entry.contacts, Kind.ADDRESS),
        "services": [str(each.service.texts.name) for each in entry.services],
        "hotlines_of_services": _values(entry.hotlines_of_services, Kind.HOTLINE),
        "languages_spoken": list(
            dict.fromkeys(code for each in entry.services for code in each.service.languages_spoken)
        ),
        "address": absolute(organisation.get_absolute_url()),
    }


def service_rows(entry):
    """[{column: text or list of texts}]"""
    return [_service_row(entry, shown) for shown in entry.services]


def _service_row(entry, shown):
    service, texts = shown.service, shown.service.texts
    return {
        "type": "service",
        "id": service.pk,
        "organisation_id": entry.organisation.pk,
        "organisation": _name(entry.organisation),
        "name": str(texts.name),
        "language": texts.name.language,
        "kinds": _codes(service.kinds),
        "target_groups": _codes(service.target_groups),
        "exploitation": _codes(service.exploitation),
        "description": rich_text.to_plain(str(texts.description)),
        "conditions": str(texts.conditions),
        "countries": service.country_codes,
        "area": str(texts.area),
        "residential": _yes(service.residential),
        "places": service.places if service.places is not None else "",
        "languages_spoken": list(service.languages_spoken),
        "always_open": _yes(service.always_open),
        "visibility": service.visibility,
        "hotline": _values(shown.contacts, Kind.HOTLINE),
        "phone": _values(shown.contacts, Kind.PHONE),
        "email": _values(shown.contacts, Kind.EMAIL),
        "web_form": _values(shown.contacts, Kind.WEB_FORM),
        "city": _values(shown.contacts, Kind.ADDRESS),
        "address": absolute(service.get_absolute_url()),
    }


def nested(entry):
    """The row with its services and contact points in full, for a format that can hold them."""
    services = [
        row | {"contacts": _contact_rows(shown.contacts)}
        for row, shown in zip(service_rows(entry), entry.services, strict=True)
    ]
    return organisation_row(entry) | {"contacts": _contact_rows(entry.contacts), "services": services}


def _contact_rows(contacts):
    return [
        {
            "kind": contact.kind,
            "value": _value(contact),
            "hours": contact.hours,
            "always_open": contact.always_open,
            "time_zone": contact.time_zone,
            "role": contact.role,
            "audience": contact.audience,
            "note": contact.note,
            "visibility": contact.visibility,
        }
        for contact in contacts
    ]


def _values(contacts, kind):
    return [_value(each) for each in contacts if each.kind == kind and each.value]


def _value(contact):
    """A number as one dials it from anywhere, or as it is dialled in its own country where that is the only way."""
    return (contact.phone.international or contact.phone.national) if contact.phone else contact.value


def _codes(terms):
    return [term.code for term in terms.all()]


def _name(organisation):
    return str(organisation.texts.name) if organisation else ""


def _day(day):
    return day.isoformat() if day else ""


def _yes(value):
    return "yes" if value else "no"
