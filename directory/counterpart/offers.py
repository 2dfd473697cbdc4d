"""What entries offer in a country, read for a viewer: as much of them as ranks them, and nothing that only shows.

Rows, not objects, and none of modeltranslation's rewriting: a large country has thousands of organisations. How they are
reached, and all that they speak, is read of those alone that can still be among the best.
"""

from collections import defaultdict
from dataclasses import replace

from django.db.models import Case, Q, TextField, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.utils.translation import get_language

from directory.counterpart.ranking import Offer, in_question, ranked
from directory.models import Organisation, OrganisationContactPoint, Service, ServiceContactPoint
from records.languages import column

REACHING = ("email", "phone", "hotline", "web_form")
CALLED = ("phone", "hotline")


def best_offers(need, viewer, today, number):
    """([Offer], total): so many at most of all who can be called, work in the country or have a service there.

    The best first. Eight queries at most.
    """
    services = _services_in(need, viewer)
    offers = _offers(need, viewer, services)
    candidates = _in_full(in_question(offers, need, today, number), services, viewer)
    return [offer for offer, _score in ranked(candidates, need, today)][:number], len(offers)


def works_in(country, path=""):
    # A country is two capitals, so that it matches no part of another.
    return Q(**{f"{path}country": country}) | Q(**{f"{path}countries__contains": country})


def _to_call(viewer):
    return Organisation.objects.rewrite(False).visible_to(viewer).to_call().order_by()


def _services_in(need, viewer):
    """{primary key: (organisation, whether it speaks the language asked for)}

    Of services that say they serve the country; without any country, of those of an organisation that works there.
    Whether their organisation may be seen, is known where that was read: others are dropped there.
    """
    at_home = _to_call(viewer).filter(works_in(need.to_country)).values("pk")
    there = Q(countries__contains=need.to_country) | Q(countries="", organisation__in=at_home)
    found = Service.objects.rewrite(False).published().filter(there, visibility__in=viewer.may_see).order_by()
    rows = found.values_list("pk", "organisation_id", _speaks(need.language))
    return {pk: (owner, bool(speaks)) for pk, owner, speaks in rows}


def _speaks(language):
    if not language:
        return Value(False)
    # JSON has no "contains" in SQLite.
    spoken = Cast("languages_spoken", TextField())
    return Case(When(Contains(spoken, Value(f'"{language}"')), then=True), default=False)


def _offers(need, viewer, services):
    """[Offer] as far as few rows tell: of services and languages what is asked for, of contacts nothing."""
    rows = list(_rows(_to_call(viewer).filter(works_in(need.to_country))))
    elsewhere = {owner for owner, _speaks in services.values()} - {row[0] for row in rows}
    rows += _rows(_to_call(viewer).filter(pk__in=elsewhere)) if elsewhere else []
    kinds = _kinds(need, services)
    speaking = {owner for owner, speaks in services.values() if speaks}
    return [
        _offer(row, frozenset(kinds[row[0]]), frozenset({need.language} if row[0] in speaking else ())) for row in rows
    ]


def _rows(organisations):
    return organisations.values_list(
        "pk",
        "country",
        "countries",
        "accepts_referrals",
        "answer_time",
        "confirmed_on",
    )


def _kinds(need, services):
    """{organisation: {code}} of the services that are asked for."""
    kinds = Service.kinds.through.objects.filter(term__vocabulary="services", term__code__in=need.services)
    return _grouped(
        (services[service][0], code)
        for service, code in kinds.values_list("service_id", "term__code")
        if service in services
    )


def _in_full(offers, services, viewer):
    """The same offers, now also with their place in the alphabet, all that is spoken, and how they are reached."""
    owners = {offer.key for offer in offers}
    of_theirs = [service for service, (owner, _speaks) in services.items() if owner in owners]
    sort_keys, languages = _sort_keys(owners), _languages(of_theirs)
    reached, always_open = _reached(owners, of_theirs, viewer)
    return [
        replace(
            offer,
            sort_key=sort_keys.get(offer.key, ""),
            languages=frozenset(languages[offer.key]),
            has_contact=offer.key in reached,
            is_always_open=offer.key in always_open,
        )
        for offer in offers
    ]


def _sort_keys(owners):
    entries = Organisation.objects.rewrite(False).filter(pk__in=owners).order_by()
    return dict(entries.values_list("pk", column("sort_key", get_language())))


def _languages(services):
    spoken = Service.objects.filter(pk__in=services).order_by().values_list("organisation_id", "languages_spoken")
    return _grouped((owner, language) for owner, several in spoken for language in several)


def _reached(owners, services, viewer):
    """{organisation} that the viewer can reach, and those among them where somebody answers at any hour."""
    own = _contacts(OrganisationContactPoint, viewer).filter(owner__in=owners)
    of_services = _contacts(ServiceContactPoint, viewer).filter(owner__in=services)
    contacts = [
        *((*row, False) for row in own.values_list("owner_id", "kind", "always_open")),
        *of_services.values_list("owner__organisation_id", "kind", "always_open", "owner__always_open"),
    ]
    # A service that is always open helps nobody without a number to call.
    always_open = {
        owner
        for owner, kind, is_always_open, has_open_service in contacts
        if (is_always_open and kind == "hotline") or (has_open_service and kind in CALLED)
    }
    return {owner for owner, *_facts in contacts}, always_open


def _contacts(model, viewer):
    return model.objects.visible_to(viewer).filter(kind__in=REACHING).order_by()


def _grouped(pairs):
    groups = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return groups


def _offer(row, services, languages):
    key, seat, countries, accepts_referrals, answer_time, confirmed_on = row
    return Offer(
        key=key,
        seat=seat or "",
        countries=frozenset({seat or "", *_codes(countries)} - {""}),
        services=services,
        languages=languages,
        accepts_referrals=accepts_referrals,
        answer_time=answer_time,
        confirmed_on=confirmed_on,
    )


def _codes(countries):
    return countries.split(",") if isinstance(countries, str) else [each.code for each in countries]
