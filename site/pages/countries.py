"""A country as a whole: what is written about it, and everything recorded that concerns it."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django_countries import countries

from directory import entry, hotlines
from directory.models import CountryProfile, Organisation, Service
from directory.models.country import HEADINGS
from practices.models import CaseStudy, Practice
from records.addresses import HasAddress, slug_of
from records.folding import folded
from records.languages import Text
from records.names import country_name

SHOWN = 6
SHOWN_ORGANISATIONS = 12


@dataclass(frozen=True)
class Country(HasAddress):
    """Has a page when anything is recorded about it. The numbers are of what the viewer may see."""

    code: str
    organisations: int = 0
    practices: int = 0
    case_studies: int = 0

    @property
    def name(self):
        return country_name(self.code)

    @property
    def slug(self):
        return slug_of(self.name)

    def get_absolute_url(self):
        return reverse("pages:country", args=[self.code, self.slug])


def recorded(viewer):
    """[Country] about which there is anything, in the order of the reader's alphabet. A constant number of queries."""
    organisations = Counter(code for codes in _countries_of_organisations(viewer).values() for code in codes)
    practices, case_studies = _count(Practice, viewer), _count(CaseStudy, viewer)
    profiles = CountryProfile.objects.visible_to(viewer).values_list("country", flat=True)
    codes = ({*organisations, *practices, *case_studies, *profiles}) & set(countries.countries)
    found = [Country(code, organisations[code], practices[code], case_studies[code]) for code in codes]
    return sorted(found, key=lambda country: folded(country.name))


def _countries_of_organisations(viewer):
    """{primary key: codes} of those to call: their seat, where they work, what their services serve."""
    found = Organisation.objects.visible_to(viewer).to_call().order_by()
    codes = {
        pk: {seat, *works.split(",")} - {"", None}
        for pk, seat, works in found.values_list("pk", "country", "countries")
    }
    served = Service.objects.visible_to(viewer).exclude(countries="").order_by()
    for pk, countries_served in served.values_list("organisation", "countries"):
        if pk in codes:
            codes[pk].update(countries_served.split(","))
    return codes


def _count(model, viewer):
    """Counter of the countries of practices or case studies."""
    rows = model.objects.visible_to(viewer).order_by().values_list("countries", flat=True)
    return Counter(code for row in rows for code in row.split(",") if code)


@dataclass(frozen=True)
class Section:
    """A text of the profile. markup: of the Text, its links resolved."""

    name: str
    label: str
    text: Text
    markup: str


@dataclass(frozen=True)
class Some:
    """The first of some records, and how many there are in all."""

    first: list = field(default_factory=list)
    total: int = 0
    url: str = ""

    @property
    def are_all(self):
        return self.total <= len(self.first)


@dataclass(frozen=True)
class Picture:
    """Everything about a country that a viewer may see."""

    country: Country
    profile: CountryProfile | None
    sections: list[Section]
    correspondent: Organisation | None
    hotlines: list[hotlines.CountryHotline]
    organisations: Some
    practices: Some
    case_studies: Some

    @property
    def is_empty(self):
        return not (self.profile or self.organisations.total or self.practices.total or self.case_studies.total)


def picture(code, viewer, draft=None):
    """The Picture of a country; draft: a profile in preview, instead of the published one."""
    profile = draft or _profile(code, viewer)
    return Picture(
        country=Country(code),
        profile=profile,
        sections=_sections(profile) if profile else [],
        correspondent=entry.visible_one(profile.correspondent, viewer) if profile else None,
        hotlines=hotlines.by_country(viewer, country=code).get(code, []),
        organisations=_some(_organisations_in(code, viewer), "search:organisations", code, SHOWN_ORGANISATIONS),
        practices=_some(_cards(Practice, code, viewer), "search:practices", code),
        case_studies=_some(_cards(CaseStudy, code, viewer), "search:case_studies", code),
    )


def _profile(code, viewer):
    return CountryProfile.objects.visible_to(viewer).filter(country=code).select_related("correspondent").first()


def _sections(profile):
    texts = [(name, getattr(profile.texts, name)) for name in HEADINGS]
    return [
        Section(name, capfirst(profile._meta.get_field(name).verbose_name), text, entry.markup(text))
        for name, text in texts
        if text
    ]


def _organisations_in(code, viewer):
    serving = Service.objects.visible_to(viewer).filter(countries__contains=code).values("organisation")
    to_call = Organisation.objects.visible_to(viewer).to_call()
    found = to_call.working_in([code]) | to_call.filter(pk__in=serving)
    return found.annotate(is_based_there=Q(country=code)).order_by("-is_based_there", "sort_key", "pk")


def _cards(model, code, viewer) -> QuerySet:
    return model.objects.visible_to(viewer).in_countries([code]).for_cards(viewer).order_by("sort_key", "pk")


def _some(records, list_name, code, most=SHOWN):
    first = list(records[: most + 1])
    total = len(first) if len(first) <= most else records.count()
    return Some(first[:most], total, f"{reverse(list_name)}?country={code}")
