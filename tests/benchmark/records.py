"""Records like those of the demonstration, in bulk: texts of some 7 KB, two languages."""

from django.utils import timezone

from directory.models import Organisation
from practices.models import CaseStudy, Category, Involvement, Practice
from practices.models.case_study import Area
from practices.questions import ANSWERS
from records import languages
from records.sorting import sort_key

COUNTRIES = ["IT", "FR", "DE", "ES", "RO", "GE", "XK", "LT", "RS", "TR"]
TEXT = "<p>" + "Trafficked persons need safety, advice and time before they decide what to do. " * 6 + "</p>"


def make_records(count):
    """As many practices as case studies, and a tenth of it organisations."""
    organisations = Organisation.objects.bulk_create(
        Organisation(name_en=f"Organisation {number}", live=True, country=COUNTRIES[number % 10])
        for number in range(count // 10)
    )
    make_practices(count, organisations)
    make_case_studies(count, organisations)


def make_practices(count, organisations):
    categories = list(Category.objects.all())
    practices = Practice.objects.bulk_create(
        (
            _published(
                Practice,
                number,
                en=f"Practice {number} of outreach and advice",
                it=f"Pratica {number} di contatto e consulenza",
                summary_en=TEXT[3:160],
                category=categories[number % 4],
                start_year=2000 + number % 20,
                ongoing=True,
                **{f"{field}_en": TEXT for field in ("background", "activities", "results", "resources", "objectives")},
            )
            for number in range(1, count + 1)
        ),
        batch_size=500,
    )
    Involvement.objects.bulk_create(
        Involvement(practice=practice, organisation=organisations[practice.number % len(organisations)])
        for practice in practices
    )


def make_case_studies(count, organisations):
    areas = Area.values
    CaseStudy.objects.bulk_create(
        (
            _published(
                CaseStudy,
                number,
                en=f"Return {number} prepared by two organisations",
                it=f"Ritorno {number} preparato da due organizzazioni",
                organisation=organisations[number % len(organisations)],
                areas=[areas[number % 9], areas[number % 5]],
                gender=["female"],
                exploitation=["forced-labour"],
                **{f"{field}_en": TEXT for field in ANSWERS},
            )
            for number in range(1, count + 1)
        ),
        batch_size=500,
    )


def _published(model, number, en, it, **fields):
    record = model(
        number=number,
        title_en=en,
        title_it=it,
        countries=[COUNTRIES[number % 10], COUNTRIES[number % 7]],
        live=True,
        first_published_at=timezone.now(),
        **fields,
    )
    for language in languages.LANGUAGES:
        languages.set_text(record, "sort_key", language, sort_key(record.title_in(language)))
    return record
