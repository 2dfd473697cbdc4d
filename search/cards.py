"""What a result says of its record beside title and extract: the same facts for a page, a feed and a table."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from practices.models import Category
from records.languages import Text

ORGANISATION, PAGE = _("Organisation"), _("Page")


@dataclass(frozen=True)
class Card:
    """name: what it is, with its number. category: of a practice. when: a period in words. terms: further words."""

    name: str
    address: str
    countries: list[str]
    organisations: list[str]
    category: Category | None = None
    when: str = ""
    terms: tuple[str, ...] = ()
    summary: Text | None = None


def card(hit):
    """The Card of a Hit."""
    return CARDS[hit.type](hit.record)


def _practice(practice):
    return Card(
        practice.numbered_name,
        practice.get_absolute_url(),
        practice.country_codes,
        [str(row) for row in practice.leads],
        category=practice.category,
        when=practice.period_in_words,
        summary=practice.texts.summary,
    )


def _case_study(case_study):
    return Card(
        case_study.numbered_name,
        case_study.get_absolute_url(),
        case_study.country_codes,
        [str(row) for row in case_study.leads],
        terms=tuple(str(label) for label in case_study.areas_labels),
    )


def _organisation(organisation):
    return Card(
        ORGANISATION,
        organisation.get_absolute_url(),
        [organisation.country.code] if organisation.country else [],
        [],
        terms=(organisation.acronym,) if organisation.acronym else (),
    )


def _page(page):
    return Card(PAGE, page.url, [], [], summary=page.texts.intro)


CARDS = {"practice": _practice, "case_study": _case_study, "organisation": _organisation, "page": _page}
