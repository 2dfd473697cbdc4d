"""Organisations as one reader may take them away. Files are passed on: they hold less than a page does."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from directory import entry
from directory.models import ContactPoint, Organisation
from directory.models.contact_point import in_order_of_use
from records.languages import Text
from records.visibility import Viewer, Visibility, visible

ANY_MEMBER = Viewer(organisations=frozenset({0}))
# What is loaded for all of them at once.
NAMED = ("contact_points", "networks", "parent", "successor")


@dataclass(frozen=True)
class Entry:
    """An organisation with what the reader may see of it. services: [ShownService], without addresses of the street."""

    organisation: Organisation
    contacts: list
    services: list
    procedure: Text
    networks: list
    parent: Organisation | None
    successor: Organisation | None
    is_for_members: bool

    @property
    def hotlines_of_services(self):
        return [each for shown in self.services for each in shown.contacts if each.is_hotline]


def entries_of(organisations, viewer):
    """[Entry] in the order given; as many queries for one as for many."""
    reader = _reader(viewer)
    organisations = list(organisations)
    prefetch_related_objects(organisations, *NAMED)
    services = entry.services_of_all([each for each in organisations if each.is_active], reader)
    return [_entry(each, services.get(each.pk, []), reader) for each in organisations]


def _reader(viewer):
    """Whoever edits takes away what a member would: what is for editors alone never leaves in a file."""
    return ANY_MEMBER if viewer.is_editor else viewer


def _entry(organisation, services, reader):
    shown = [_shown(service, reader) for service in services]
    contacts = _contacts(organisation, reader)
    procedure = organisation.referral_procedure_for(reader)
    networks = entry.visible_ones(organisation.networks.all(), reader)
    parent, successor = (entry.visible_one(each, reader) for each in (organisation.parent, organisation.successor))
    visibilities = {
        organisation.visibility,
        *(each.visibility for each in (*contacts, *services, *networks, parent, successor) if each),
        *(contact.visibility for each in shown for contact in each.contacts),
        *([organisation.referral_visibility] if procedure else []),
    }
    return Entry(
        organisation=organisation,
        contacts=contacts,
        services=shown,
        procedure=procedure,
        networks=networks,
        parent=parent,
        successor=successor,
        is_for_members=visibilities != {Visibility.PUBLIC},
    )


def _shown(service, reader):
    return entry.ShownService(service, _contacts(service, reader), "")


def _contacts(owner, reader):
    """Those that leave: of addresses the city alone, whoever asks."""
    if not owner.is_active:
        return []
    told = in_order_of_use(visible(owner.contact_points.all(), reader))
    return [each for each in told if each.kind != ContactPoint.Kind.ADDRESS or _is_city(each)]


def _is_city(contact):
    return contact.precision == ContactPoint.Precision.CITY
