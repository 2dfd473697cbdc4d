"""An organisation in the words of schema.org, for machines: what the public may read, whoever asks."""

from directory import entry
from directory.models import ContactPoint
from directory.models.organisation import Kind
from records import addresses, rich_text
from records.visibility import PUBLIC

TYPES = {
    Kind.NGO: "NGO",
    Kind.NETWORK: "NGO",
    Kind.PUBLIC_SERVICE: "GovernmentOrganization",
    Kind.POLICE: "GovernmentOrganization",
    Kind.CONSULATE: "GovernmentOffice",
}
Shown = ContactPoint.Kind
ALWAYS = "Mo-Su 00:00-24:00"


def of_organisation(organisation, services):
    """services: those of the organisation; the ones for members are left out here."""
    services = [entry.shown_service(each, PUBLIC) for each in services if each.is_visible_to(PUBLIC)]
    name = organisation.texts.name
    points = [_point(each) for each in entry.contacts_of(organisation, PUBLIC)]
    points += [_point(each, shown.service) for shown in services for each in shown.contacts]
    data = {
        "@context": "https://schema.org",
        "@type": TYPES.get(organisation.kind, "Organization"),
        "name": name.value,
        "alternateName": [each for each in (organisation.acronym, *organisation.earlier_names_listed) if each],
        "legalName": organisation.legal_name,
        "description": rich_text.to_plain(str(organisation.texts.description)),
        "url": addresses.absolute(organisation.address_in(name.language)) if name else "",
        "sameAs": organisation.website if organisation.is_active else "",
        "address": _address(organisation),
        "areaServed": [{"@type": "Country", "identifier": code} for code in organisation.country_codes],
        "dissolutionDate": organisation.ended_on.isoformat() if organisation.ended_on else "",
        "contactPoint": [point for point in points if point],
    }
    return {key: value for key, value in data.items() if value}


def _address(organisation):
    """The country, and a city that the organisation shows; never more."""
    cities = [
        each.value
        for each in entry.contacts_of(organisation, PUBLIC)
        if each.kind == Shown.ADDRESS and each.precision == ContactPoint.Precision.CITY
    ]
    data = {"addressCountry": organisation.country.code or "", "addressLocality": cities[0] if cities else ""}
    told = {key: value for key, value in data.items() if value}
    return {"@type": "PostalAddress"} | told if told else None


def _point(contact, service=None):
    """A schema.org ContactPoint; None for what is none there."""
    told = {
        "contactType": str(contact.get_kind_display()),
        "telephone": contact.phone.dial if contact.phone else "",
        "email": contact.value if contact.kind == Shown.EMAIL else "",
        "url": contact.href if contact.kind in (Shown.WEBSITE, Shown.WEB_FORM) else "",
    }
    if not any(told[key] for key in ("telephone", "email", "url")):
        return None
    told["hoursAvailable"] = ALWAYS if contact.always_open else ""
    told["availableLanguage"] = service.languages_spoken if service else []
    return {"@type": "ContactPoint"} | {key: value for key, value in told.items() if value}
