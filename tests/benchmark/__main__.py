"""Pages with 5,000 practices, 1,000 Word forms, and the desk: prints milliseconds, forms per second, memory, seconds."""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

from tests.benchmark.desk import measure_desk

ROOT = Path(__file__).resolve().parents[2]
PRACTICES, REQUESTS, FORMS = 5_000, 60, 1_000


def main():
    with tempfile.TemporaryDirectory() as folder:
        set_up_django(folder)
        measure_pages(int(os.environ.get("PRACTICES", PRACTICES)))
        measure_import(Path(folder), int(os.environ.get("FORMS", FORMS)))
    measure_desk()


def set_up_django(folder):
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATA_DIR": folder, "DEBUG": "false"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def measure_pages(count):
    from django.test import Client

    from practices.models import Practice

    make_practices(count)
    client = Client()
    middle = Practice.objects.order_by("number")[count // 2]
    addresses = {
        "home": "/en/",
        "list": "/it/practices/",
        "list, two filters": "/it/practices/?category=B&country=IT",
        "list, last page": f"/de/practices/?page={count // 20}",
        "practice": middle.get_absolute_url(),
    }
    print(f"\n{count} practices               p50 ms   p95 ms    KB")
    for name, address in addresses.items():
        times, size = timed(lambda address=address: client.get(address))
        cuts = quantiles(times, n=20)
        print(f"  {name:<24}{cuts[9]:>9.1f}{cuts[18]:>9.1f}{size / 1024:>6.0f}")


def timed(request):
    """([milliseconds], size of the last answer in bytes)"""
    times = []
    for _ in range(REQUESTS):
        start = time.perf_counter()
        response = request()
        times.append((time.perf_counter() - start) * 1000)
        assert response.status_code == 200, response.status_code
    return times, len(response.content)


def make_practices(count):
    """Practices like those of the demonstration, in bulk: texts of some 7 KB, two languages."""
    from django.utils import timezone

    from directory.models import Organisation
    from practices.models import Category, Involvement, Practice
    from records import languages
    from records.sorting import sort_key

    categories = list(Category.objects.all())
    countries = ["IT", "FR", "DE", "ES", "RO", "GE", "XK", "LT", "RS", "TR"]
    organisations = Organisation.objects.bulk_create(
        Organisation(name_en=f"Organisation {number}", live=True, country=countries[number % 10])
        for number in range(count // 10)
    )
    text = "<p>" + "Trafficked persons need safety, advice and time before they decide what to do. " * 6 + "</p>"
    practices = []
    for number in range(1, count + 1):
        title = f"Practice {number} of outreach and advice"
        practice = Practice(
            number=number,
            title_en=title,
            title_it=f"Pratica {number} di contatto e consulenza",
            summary_en=text[3:160],
            category=categories[number % 4],
            countries=[countries[number % 10], countries[number % 7]],
            start_year=2000 + number % 20,
            ongoing=True,
            live=True,
            first_published_at=timezone.now(),
            **{f"{field}_en": text for field in ("background", "activities", "results", "resources", "objectives")},
        )
        for language in languages.LANGUAGES:
            languages.set_text(practice, "sort_key", language, sort_key(practice.title_in(language)))
        practices.append(practice)
    Practice.objects.bulk_create(practices, batch_size=500)
    Involvement.objects.bulk_create(
        Involvement(practice=practice, organisation=organisations[practice.number % len(organisations)])
        for practice in practices
    )


def measure_import(folder, count):
    from practices.word_forms.importing import Import, Options
    from tests.word_form import make_form

    text = "Every night two people ride to the fields and talk with those who sleep there. " * 8
    paths = [
        make_form(
            folder / f"{number}.docx",
            number=str(number),
            title=f"Night outreach {number}",
            organisations=f"Organisation of benchmark {number % 200}",
            **dict.fromkeys(("background", "objectives", "activities", "results", "transferability"), text),
        )
        for number in range(100_000, 100_000 + count)
    ]
    before = peak_memory()
    start = time.perf_counter()
    outcomes = [outcome.outcome for outcome in Import(Options(as_of=2026)).run(paths)]
    took = time.perf_counter() - start
    assert set(outcomes) == {"created"}, set(outcomes)
    print(f"\n{count} forms imported in {took:.1f} s: {count / took:.1f} a second, ")
    print(f"peak memory {peak_memory():.0f} MB, {peak_memory() - before:.0f} MB more than before the import")


def peak_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


main()
