"""From a need to the page of answers."""

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from directory import entry
from directory.counterpart.explaining import reasons, reasons_of_services
from directory.counterpart.offers import best_offers, works_in
from directory.models import Organisation, Service
from records.languages import Text
from records.models import Term

# A page to print; more is shown to who asks for more.
SHOWN, MORE = 5, 20


@dataclass(frozen=True)
class Counterpart:
    """An organisation to call, as a viewer may know it. fits, missing: sentences."""

    organisation: Organisation
    fits: list[str]
    missing: list[str]
    hotlines: list
    contacts: list
    services: list
    referral_procedure: Text


@dataclass(frozen=True)
class Answer:
    """total: how many there are in all; the best of them are `counterparts`. number: how many were asked for."""

    counterparts: list[Counterpart]
    total: int
    number: int

    @property
    def are_all_shown(self):
        return self.total <= len(self.counterparts)

    @property
    def has_more(self):
        return self.number < min(self.total, MORE)


def answer(need, viewer, number=SHOWN):
    """The Answer to a Need, with so many at most. A constant number of queries."""
    today = timezone.localdate()
    best, total = best_offers(need, viewer, today, number)
    labels = {term.code: str(term) for term in Term.objects.filter(vocabulary="services", code__in=need.services)}
    organisations = _organisations([offer.key for offer in best], viewer)
    services = entry.services_of_all(organisations.values(), viewer, _of_use(need))
    return Answer(
        [
            _counterpart(organisations[offer.key], services[offer.key], reasons(offer, need, labels, today), viewer)
            for offer in best
            if offer.key in organisations
        ],
        total,
        number,
    )


def _organisations(keys, viewer):
    """{primary key: Organisation} of those that are still visible."""
    found = Organisation.objects.visible_to(viewer).filter(pk__in=keys)
    return {each.pk: each for each in found.prefetch_related("contact_points")}


def _counterpart(organisation, services, said, viewer):
    shown = [entry.shown_service(service, viewer) for service in services]
    said = [*said, *reasons_of_services(services)]
    return Counterpart(
        organisation=organisation,
        fits=[reason.text for reason in said if reason.is_met],
        missing=[reason.text for reason in said if not reason.is_met],
        hotlines=entry.hotlines(organisation, shown, viewer),
        contacts=[each for each in entry.contacts_of(organisation, viewer) if not each.is_hotline],
        services=[_without_hotlines(each) for each in shown],
        referral_procedure=organisation.referral_procedure_for(viewer),
    )


def _without_hotlines(shown):
    """They stand before everything else already."""
    return replace(shown, contacts=[each for each in shown.contacts if not each.is_hotline])


def _of_use(need):
    """Services in the country, and of a kind that is asked for; a hotline is always of use."""
    there = Q(countries="") & works_in(need.to_country, "organisation__") | Q(countries__contains=need.to_country)
    kinds = Service.kinds.through.objects.filter(
        service=OuterRef("pk"),
        term__vocabulary=Term.Vocabulary.SERVICES,
        term__code__in=[*need.services, "hotline"],
    )
    return there & Q(Exists(kinds)) if need.services else there
