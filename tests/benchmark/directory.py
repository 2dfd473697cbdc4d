"""The directory with 10,000 organisations (or ORGANISATIONS): milliseconds of its pages and of "find a counterpart".

    .venv/bin/python -m tests.benchmark.directory
    CLOCK=processor .venv/bin/python -m tests.benchmark.directory    # on a machine that is busy with other things
    FOLDER=/tmp/organisations ... (as above)                         # keeps the records for the next run

Pages are asked for as the public, through Django's test client, in the five languages in turn.
"""

import os
import sys
from io import StringIO
from itertools import accumulate
from random import Random

from tests.benchmark.search import CLOCK, _cuts, _folder, _milliseconds, set_up_django

ORGANISATIONS, REQUESTS, WARM_UP = 10_000, 60, 5
BATCH = 500
LANGUAGES = ("en", "it", "de", "es", "fr")
COUNTRIES = (
    "IT FR DE ES RO BG NL BE AT PT GR PL HU UA MD AL RS XK GE LT LV EE SE DK FI IE CZ SK SI HR GB CH TR BA".split()
)
# The largest has 640 seats of 10,000, and as many organisations from elsewhere that work there.
WEIGHTS = list(accumulate(1 / (place + 10) for place in range(len(COUNTRIES))))
SPOKEN = "en fr de it es ro bg uk ru ar sq tr pl zh vi yo".split()
TEXT = "<p>" + "Trafficked persons need safety, advice and time before they decide what to do. " * 6 + "</p>"


def main():
    with _folder() as folder:
        set_up_django(folder)
        fill(int(os.environ.get("ORGANISATIONS", ORGANISATIONS)))
        measure()


def fill(count):
    from django.core.management import call_command

    from directory.models import Organisation

    call_command("migrate", verbosity=0)
    if Organisation.objects.count() >= count:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    for start in range(0, count, BATCH):
        _make(range(start, min(start + BATCH, count)))
    call_command("rebuild_index", stdout=StringIO())


def _make(numbers):
    """Organisations, each with one to three services; three ways to reach each of them all."""
    from directory.models import Organisation, OrganisationContactPoint, Service, ServiceContactPoint
    from records.models import Term

    randoms = {number: Random(number) for number in numbers}  # noqa: S311 -- the same ones each time
    organisations = Organisation.objects.bulk_create(
        _organisation(number, chance) for number, chance in randoms.items()
    )
    OrganisationContactPoint.objects.bulk_create(_contacts(OrganisationContactPoint, organisations))
    services = [
        _service(organisation, place, chance)
        for organisation, chance in zip(organisations, randoms.values(), strict=True)
        for place in range(chance.randint(1, 3))
    ]
    Service.objects.bulk_create(services)
    ServiceContactPoint.objects.bulk_create(_contacts(ServiceContactPoint, services))
    for field, vocabulary in (
        ("kinds", "services"),
        ("target_groups", "target_groups"),
        ("exploitation", "exploitation"),
    ):
        terms = list(Term.objects.filter(vocabulary=vocabulary).exclude(parent=None)) or list(
            Term.objects.filter(vocabulary=vocabulary)
        )
        through = getattr(Service, field).through
        through.objects.bulk_create(
            through(service_id=service.pk, term_id=term.pk)
            for service in services
            for term in Random(service.pk).sample(terms, k=min(3, len(terms)))  # noqa: S311
        )


def _organisation(number, chance):
    from datetime import date, timedelta

    from django.utils import timezone

    from directory.models import Organisation

    seat = chance.choices(COUNTRIES, cum_weights=WEIGHTS)[0]
    organisation = Organisation(
        name_en=f"Organisation {number}",
        name_it=f"Organizzazione {number}",
        acronym=f"O{number}",
        kind=chance.choice(["ngo", "ngo", "ngo", "public_service", "police"]),
        country=seat,
        countries=sorted({seat, *chance.choices(COUNTRIES, cum_weights=WEIGHTS, k=chance.randint(0, 2))}),
        website=f"https://organisation{number}.example",
        description_en=TEXT,
        accepts_referrals=chance.choice(["yes", "no", "unknown"]),
        answer_time=chance.choice(["", "hours", "same_day", "three_days", "week", "longer"]),
        confirmed_on=chance.choice([None, date.today() - timedelta(days=chance.randint(0, 1000))]),
        membership=chance.choice(["none", "member"]),
        live=True,
        first_published_at=timezone.now(),
    )
    return _with_sort_keys(organisation, "name")


def _service(organisation, place, chance):
    from directory.models import Service

    service = Service(
        organisation=organisation,
        name_en=f"Service {place} of {organisation.name_en}",
        description_en=TEXT,
        conditions_en="Whoever was formally identified.",
        countries=chance.choice([[], [organisation.country.code]]),
        languages_spoken=chance.sample(SPOKEN, k=3),
        always_open=chance.random() < 0.1,
        residential=chance.random() < 0.3,
        visibility="members" if chance.random() < 0.1 else "public",
        live=True,
    )
    return _with_sort_keys(service, "name")


def _with_sort_keys(record, field):
    from records import languages
    from records.sorting import sort_key

    for language in languages.LANGUAGES:
        languages.set_text(record, "sort_key", language, sort_key(str(getattr(record.texts_in(language), field))))
    return record


def _contacts(model, owners):
    for owner in owners:
        yield model(owner=owner, kind="hotline", value=f"+4420794{owner.pk % 100_000:05d}", visibility="public")
        yield model(owner=owner, kind="email", value=f"office{owner.pk}@organisation.example", visibility="members")
        yield model(owner=owner, kind="address", value="A street 1", precision="exact", visibility="members")


def measure():
    from django.conf import settings
    from django.core.cache import cache
    from django.test import Client
    from django.utils import timezone

    from config.gunicorn import post_worker_init
    from directory.counterpart.need import Need
    from directory.counterpart.offers import best_offers
    from directory.models import Organisation
    from records.visibility import PUBLIC

    settings.ALLOWED_HOSTS.append("testserver")
    cache.clear()
    client, largest = Client(), COUNTRIES[0]
    client.get("/en/")
    post_worker_init(None)
    some = list(Organisation.objects.order_by("pk")[::97])
    needs = [_asked(Random(number)) for number in range(REQUESTS)]  # noqa: S311
    requests = {
        "list with facets and map": [f"/{language}/directory/" for language in LANGUAGES],
        "list, three filters": [
            f"/{language}/directory/?country={code}&service=legal-counselling&languages_spoken=en"
            for language in LANGUAGES
            for code in COUNTRIES[:5]
        ],
        "organisation": [each.get_absolute_url() for each in some],
        "table of 1,000 (CSV)": ["/en/search/results.csv?type=organisation"],
    }
    print(f"\n{Organisation.objects.count()} organisations              p50 ms   p95 ms    KB")
    for name, addresses in requests.items():
        show(name, client.get, [(address,) for address in addresses], 5 if "1,000" in name else REQUESTS)
    show("find a counterpart", client.post, [("/en/directory/counterpart/", need) for need in needs])
    show(
        "the same, largest country",
        client.post,
        [("/en/directory/counterpart/", need | {"to_country": largest}) for need in needs],
    )
    need = Need(largest, "RO", ("legal-counselling",), "ro", True)
    today = timezone.localdate()
    offers = _cuts([_milliseconds(lambda asked: best_offers(asked, PUBLIC, today, 5), need) for _ in range(REQUESTS)])
    _best, found = best_offers(need, PUBLIC, today, 5)
    print(f"  offers in {largest} ({found} organisations): {offers[0]:.1f} / {offers[1]:.1f}")


def _asked(chance):
    return {
        "from_country": chance.choice(COUNTRIES),
        "to_country": chance.choices(COUNTRIES, cum_weights=WEIGHTS)[0],
        "services": chance.sample(
            ["legal-counselling", "emergency-shelter", "psychological-support", "medical-care"], k=2
        ),
        "language": chance.choice(SPOKEN),
        "is_urgent": chance.choice(["", "on"]),
    }


def show(name, ask, arguments, count=REQUESTS):
    times, size = [], 0
    for at in range(count + WARM_UP):
        start = CLOCK()
        response = ask(*arguments[at % len(arguments)])
        times.append((CLOCK() - start) * 1000)
        assert response.status_code == 200, (name, response.status_code)
        size = len(response.content)
    cuts = _cuts(times[WARM_UP:])
    print(f"  {name:<30}{cuts[0]:>9.1f}{cuts[1]:>9.1f}{size / 1024:>6.0f}")


if __name__ == "__main__":
    sys.exit(main())
