"""Hotlines of the whole directory by country, for those who do not know whom they are looking for."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from directory.models import ContactPoint, Organisation, OrganisationContactPoint, Service, ServiceContactPoint
from directory.models.organisation import Standing, visible_organisations
from records.folding import folded


@dataclass(frozen=True)
class CountryHotline:
    """contact: the number. service: None where it is the organisation's own. countries: codes of where it answers."""

    contact: ContactPoint
    organisation: Organisation
    service: Service | None
    countries: tuple[str, ...]

    @property
    def name(self):
        """The Text of what it is called."""
        return (self.service or self.organisation).texts.name

    @property
    def is_always_open(self):
        return self.contact.always_open

    @property
    def languages(self):
        """Names of the languages that are spoken, in the reader's own."""
        return self.service.languages_spoken_labels if self.service else []


def by_country(viewer, audiences=tuple(ContactPoint.Audience), country=None):
    """{code: [CountryHotline]} of organisations to call, of these audiences; all of them in two queries."""
    found = defaultdict(list)
    for hotline in chain(_of_organisations(viewer, audiences), _of_services(viewer, audiences)):
        for code in hotline.countries:
            if country in (None, code):
                found[code].append(hotline)
    return {code: sorted(hotlines, key=_in_order) for code, hotlines in found.items()}


def _in_order(hotline):
    is_for_professionals = hotline.contact.audience == ContactPoint.Audience.PROFESSIONALS
    return is_for_professionals, not hotline.is_always_open, folded(str(hotline.name))


def _numbers(model, viewer, audiences):
    numbers = model.objects.visible_to(viewer).filter(kind=ContactPoint.Kind.HOTLINE, audience__in=audiences)
    return numbers.exclude(value="").order_by("owner", "sort_order", "pk")


def _of_organisations(viewer, audiences):
    numbers = _numbers(OrganisationContactPoint, viewer, audiences).filter(
        visible_organisations(viewer, "owner__"), owner__standing=Standing.ACTIVE
    )
    for contact in numbers.select_related("owner"):
        yield CountryHotline(contact, contact.owner, None, _countries_of(contact.owner))


def _of_services(viewer, audiences):
    services = Service.objects.visible_to(viewer).filter(organisation__standing=Standing.ACTIVE)
    numbers = _numbers(ServiceContactPoint, viewer, audiences).filter(owner__in=services)
    for contact in numbers.select_related("owner__organisation"):
        service = contact.owner
        served = tuple(service.country_codes) or _countries_of(service.organisation)
        yield CountryHotline(contact, service.organisation, service, served)


def _countries_of(organisation):
    """A number belongs to a country: to that of the seat, not to each where the organisation works as well."""
    return tuple(organisation.country_codes[:1]) if organisation.country else tuple(organisation.work_codes)
