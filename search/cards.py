"""What a result says of its record beside title and extract: the same facts for a page, a feed and a table."""

from dataclasses import dataclass, replace

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from practices.models import Category
from records import rich_text
from records.languages import Text

ORGANISATION, PAGE = _("Organisation"), _("Page")
LONGEST_SUMMARY = 240


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
    ended = () if organisation.is_active else (organisation.get_standing_display(),)
    return Card(
        capfirst(organisation.get_kind_display()) if organisation.kind else ORGANISATION,
        organisation.get_absolute_url(),
        [organisation.country.code] if organisation.country else [],
        [],
        terms=tuple(filter(None, (organisation.acronym, *ended))),
        summary=_plain(organisation.texts.description),
    )


def _plain(text):
    """The beginning of a rich text, as a Text."""
    return replace(text, value=Truncator(rich_text.to_plain(text.value)).chars(LONGEST_SUMMARY))


def _page(page):
    return Card(PAGE, page.url, [], [], summary=page.texts.intro)


CARDS = {"practice": _practice, "case_study": _case_study, "organisation": _organisation, "page": _page}
