"""Pages with 5,000 practices and as many case studies, 1,000 Word forms, and the desk: prints milliseconds, forms per second, memory, seconds."""

import os
import resource
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path
from statistics import quantiles

from tests.benchmark.desk import measure_desk

ROOT = Path(__file__).resolve().parents[2]
RECORDS, REQUESTS, FORMS = 5_000, 60, 1_000


def main():
    with tempfile.TemporaryDirectory() as folder:
        set_up_django(folder)
        measure_pages(int(os.environ.get("RECORDS", RECORDS)))
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
    from django.core.management import call_command
    from django.test import Client

    from practices.models import CaseStudy, Practice
    from tests.benchmark.records import make_records

    make_records(count)
    call_command("rebuild_index", stdout=StringIO())
    client = Client()
    practice, case_study = (model.objects.order_by("number")[count // 2] for model in (Practice, CaseStudy))
    addresses = {
        "home": "/en/",
        "list": "/it/practices/",
        "list, two filters": "/it/practices/?category=B&country=IT",
        "list, last page": f"/de/practices/?page={count // 20}",
        "practice": practice.get_absolute_url(),
        "case studies": "/fr/case-studies/",
        "case studies, two filters": "/es/case-studies/?area=release&country=IT",
        "case study": case_study.get_absolute_url(),
    }
    print(f"\n{count} of each kind             p50 ms   p95 ms    KB")
    for name, address in addresses.items():
        times, size = timed(lambda address=address: client.get(address))
        cuts = quantiles(times, n=20)
        print(f"  {name:<26}{cuts[9]:>9.1f}{cuts[18]:>9.1f}{size / 1024:>6.0f}")


def timed(request):
    """([milliseconds], size of the last answer in bytes)"""
    times = []
    for _ in range(REQUESTS):
        start = time.perf_counter()
        response = request()
        times.append((time.perf_counter() - start) * 1000)
        assert response.status_code == 200, response.status_code
    return times, len(response.content)


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
