"""What entries offer in a country, read for a viewer: as much of all of them as ranks them, and nothing that only shows.

Rows, not objects, and none of modeltranslation's rewriting: a large country has thousands of organisations.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language

from directory.counterpart.ranking import Offer
from directory.models import Organisation, OrganisationContactPoint, Service, ServiceContactPoint
from records.languages import column

REACHING = ("email", "phone", "hotline", "web_form")
CALLED = ("phone", "hotline")


NOTHING = frozenset()


@dataclass(slots=True)
class _Known:
    services: frozenset = NOTHING
    languages: frozenset = NOTHING
    is_always_open: bool = False
    has_contact: bool = False


def offers_in(need, viewer):
    """[Offer] of every organisation to call that works in the country, or has a service there. Six queries at most."""
    of_country = _to_call(viewer).filter(works_in(need.to_country)).values("pk")
    services = _services_in(need.to_country, of_country, viewer).values("pk")
    rows = _rows(Organisation.objects.filter(pk__in=of_country))
    served = _read_services(services)
    elsewhere = {owner for owner, _languages, _is_open in served.values()} - {row[0] for row in rows}
    rows += _rows(_to_call(viewer).filter(pk__in=elsewhere)) if elsewhere else []
    known = {row[0]: _Known() for row in rows}
    owners = {}
    for pk, (owner, languages, _is_open) in served.items():
        if owner in known:
            owners[pk] = known[owner]
            owners[pk].languages |= set(languages)
    _add_kinds(owners, need)
    _add_contacts(OrganisationContactPoint, known, viewer)
    _add_contacts(ServiceContactPoint, owners, viewer, {pk for pk, (*_facts, is_open) in served.items() if is_open})
    return [_offer(row, known[row[0]]) for row in rows]


def _to_call(viewer):
    return Organisation.objects.rewrite(False).visible_to(viewer).to_call().order_by()


def works_in(country, path=""):
    # A country is two capitals, so that it matches no part of another.
    return Q(**{f"{path}country": country}) | Q(**{f"{path}countries__contains": country})


def _services_in(country, of_country, viewer):
    """Services that say they serve the country; without any country, those of an organisation that works there.

    Whether their organisation may be seen, is known where that was read: others are dropped there.
    """
    there = Q(countries__contains=country) | Q(countries="", organisation__in=of_country)
    return Service.objects.rewrite(False).published().filter(there, visibility__in=viewer.may_see).order_by()


def _read_services(keys):
    """{primary key: (organisation, languages spoken, whether always open)}"""
    found = Service.objects.rewrite(False).filter(pk__in=keys).order_by()
    read = found.values_list("pk", "organisation_id", "languages_spoken", "always_open")
    return {pk: facts for pk, *facts in read}


def _rows(organisations):
    return list(
        organisations.rewrite(False)
        .order_by()
        .values_list(
            "pk",
            column("sort_key", get_language()),
            "country",
            "countries",
            "accepts_referrals",
            "answer_time",
            "confirmed_on",
        )
    )


def _add_kinds(owners, need):
    """Of the kinds of service those that are asked for: no other counts."""
    if not need.services:
        return
    kinds = Service.kinds.through.objects.filter(
        term__vocabulary="services", term__code__in=need.services, service__in=owners
    )
    for service, code in kinds.values_list("service_id", "term__code"):
        owners[service].services |= {code}


def _add_contacts(model, known, viewer, always_open=frozenset()):
    """always_open: owners that are so themselves. Without a number that the viewer may call, that helps nobody."""
    contacts = model.objects.visible_to(viewer).filter(owner__in=known, kind__in=REACHING).order_by()
    for owner, kind, is_always_open in contacts.values_list("owner_id", "kind", "always_open"):
        known[owner].has_contact = True
        answers_always = is_always_open and kind == "hotline"
        known[owner].is_always_open |= answers_always or (kind in CALLED and owner in always_open)


def _offer(row, known):
    key, sort_key, seat, countries, accepts_referrals, answer_time, confirmed_on = row
    return Offer(
        key=key,
        sort_key=sort_key,
        seat=seat or "",
        countries=frozenset({seat or "", *_codes(countries)} - {""}),
        services=known.services,
        languages=known.languages,
        accepts_referrals=accepts_referrals,
        answer_time=answer_time,
        confirmed_on=confirmed_on,
        is_always_open=known.is_always_open,
        has_contact=known.has_contact,
    )


def _codes(countries):
    return countries.split(",") if isinstance(countries, str) else [each.code for each in countries]
