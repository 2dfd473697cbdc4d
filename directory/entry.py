"""An entry of the directory as one viewer may read it. Whatever leaves by a page has passed here."""

from dataclasses import dataclass
from itertools import chain

from django.db.models import Q
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from directory.models import Service
from directory.models.contact_point import in_order_of_use
from records.visibility import visible

ALL = Q()
TERMS = ("kinds", "target_groups", "exploitation")


@dataclass(frozen=True)
class ShownService:
    """A service with those of its contact points that this viewer may see, hotlines first."""

    service: Service
    contacts: list
    description: str

    @property
    def anchor(self):
        return f"service-{self.service.pk}"


@dataclass(frozen=True)
class Hotline:
    """contact: the number; service: whose it is, None for the organisation itself."""

    contact: object
    service: Service | None = None


def contacts_of(owner, viewer):
    """Of an organisation or service, the hotlines first; none of one that has ended, for nobody should call it."""
    return in_order_of_use(visible(owner.contact_points.all(), viewer)) if owner.is_active else []


def shown_service(service, viewer):
    return ShownService(service, contacts_of(service, viewer), markup(service.texts.description))


def services_of(organisation, viewer):
    """[Service] that this viewer may see, with all that its page says."""
    is_open = organisation.pk and organisation.is_active
    return services_of_all([organisation], viewer)[organisation.pk] if is_open else []


def services_of_all(organisations, viewer, which=ALL):
    """{primary key of the organisation: [Service]}; as many queries for one as for many. which: a further condition."""
    owners = {each.pk: each for each in organisations}
    found = {key: [] for key in owners}
    services = Service.objects.visible_to(viewer).filter(which, organisation__in=owners)
    for service in services.prefetch_related("contact_points", *TERMS):
        service.organisation = owners[service.organisation_id]
        found[service.organisation_id].append(service)
    return found


def hotlines(organisation, services, viewer):
    """[Hotline] of the organisation, then of the services that are shown."""
    own = (Hotline(each) for each in contacts_of(organisation, viewer))
    of_services = (Hotline(each, shown.service) for shown in services for each in shown.contacts)
    return [each for each in chain(own, of_services) if each.contact.is_hotline]


def acceptances_of(organisation, viewer):
    return [row for row in organisation.charter_acceptances.all() if row.charter.is_visible_to(viewer)]


def visible_ones(records, viewer):
    return [record for record in records if record.is_visible_to(viewer)]


def visible_one(record, viewer):
    return record if record and record.is_visible_to(viewer) else None


def markup(text):
    """HTML of a rich text, its links resolved."""
    return mark_safe(expand_db_html(str(text))) if text else ""


def last_change(organisation, services):
    """When the entry or one of these services of it was last published; None where neither ever was."""
    return max(filter(None, (each.last_published_at for each in (organisation, *services))), default=None)
