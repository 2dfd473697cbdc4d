"""What a form can change in a practice: each field, how it is read from the chart and put into the record.

Values are plain data (str, list, dict of JSON), so that they can be compared and remembered as digests.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from directory.models import ContactPoint
from practices.models import Category, Funding, Involvement, Practice, PracticeContactPoint, Typology
from practices.periods import Period
from practices.sections import SECTIONS
from practices.word_forms import rich_text
from practices.word_forms.blocks import text_of, tidy
from practices.word_forms.choices import OF_PRACTICE, VOCABULARIES, chosen
from records.folding import has_words
from records.languages import column, set_text, text_in
from records.models import Term
from records.visibility import Visibility

PLAIN_TEXTS = {
    "title": lambda chart: chart.title,
    "summary": lambda chart: text_of(chart.texts.get("summary", ())),
    "period": lambda chart: chart.period_text,
    "area": lambda chart: text_of(chart.texts.get("area", ())),
    "typology_note": lambda chart: chart.typology_note,
}
RICH_TEXTS = tuple(SECTIONS)


@dataclass(frozen=True)
class Field:
    """read(chart) -> value; get(practice, language) -> value; put(practice, language, value, known organisations).

    longest: characters that the record can hold, None for any number.
    translate(practice, language, value) takes the texts of a fact from a form in another language, if they fit.
    """

    name: str
    is_text: bool
    read: Callable
    get: Callable
    put: Callable
    longest: int | None = None
    translate: Callable = lambda practice, language, value: False


def _plain_text(name):
    return Field(
        name,
        True,
        read=PLAIN_TEXTS[name],
        get=lambda practice, language: rich_text.plain_of_form(text_in(practice, name, language)),
        put=lambda practice, language, value, _known: set_text(practice, name, language, value),
        longest=Practice._meta.get_field(name).max_length,
    )


def _rich_text(name):
    return Field(
        name,
        True,
        read=lambda chart: rich_text.to_html(chart.texts.get(name, ())),
        get=lambda practice, language: rich_text.html_of_form(text_in(practice, name, language)),
        put=lambda practice, language, value, _known: set_text(practice, name, language, value),
    )


def dates_of(period):
    """A Period as plain data, [] for one without years."""
    stated = [period.start_year, period.start_month, period.end_year, period.end_month, period.ongoing]
    return stated if period else []


def _put_period(practice, _language, value, _known):
    period = Period(*value)
    practice.start_year, practice.start_month = period.start_year, period.start_month
    practice.end_year, practice.end_month, practice.ongoing = period.end_year, period.end_month, period.ongoing


def _get_category(practice, _language):
    return practice.category.code if practice.category else ""


def _put_category(practice, _language, value, _known):
    practice.category = Category.objects.get(code=value)


def _codes(relation):
    return lambda practice, _language: sorted(each.code for each in getattr(practice, relation).all())


def _put_also_in(practice, _language, value, _known):
    practice.also_in = list(Category.objects.filter(code__in=value))


def _put_typologies(practice, _language, value, _known):
    practice.typologies = list(Typology.objects.filter(code__in=value))


def _put_countries(practice, _language, value, _known):
    practice.countries = value


def _get_organisations(practice, language):
    return names_of(practice.involvements.all(), language)


def names_of(involvements, language):
    """Names as a form prints them."""
    names = (row.name_as_printed or row.organisation.title_in(language) for row in involvements)
    return [" ".join(tidy(name).split()) for name in names if has_words(name)]


def _put_organisations(practice, _language, value, known):
    """The first organisation leads, unless the list is a network's: then all are its members."""
    roles = Involvement.Role
    others = roles.PARTNER if len(value) <= LARGEST_PARTNERSHIP else roles.MEMBER
    practice.involvements = [
        Involvement(
            organisation=known.find_or_make(name, [country.code for country in practice.countries]),
            role=others if position or others == roles.MEMBER else roles.LEAD,
            name_as_printed=name,
        )
        for position, name in enumerate(value)
    ]


def _read_funding(chart):
    return [
        {"source": each.source, "share": None if each.share is None else float(each.share), "note": each.note}
        for each in chart.funding
    ]


def _get_funding(practice, language):
    """Sources that have neither a text in this language nor a share say nothing in it."""
    rows = [
        {
            "source": tidy(text_in(row, "source", language)),
            "share": None if row.share is None else float(row.share),
            "note": tidy(text_in(row, "note", language)),
        }
        for row in practice.fundings.all()
    ]
    return [row for row in rows if any(value not in ("", None) for value in row.values())]


def _put_funding(practice, language, value, _known):
    practice.fundings = [
        Funding(
            share=row["share"], **{column("source", language): row["source"], column("note", language): row["note"]}
        )
        for row in value
    ]


def _translate_funding(practice, language, value):
    """The same sources with the same shares, named in another language."""
    rows = list(practice.fundings.all())
    same = [row.share for row in rows] == [row["share"] for row in value]
    if not same or any(text_in(row, "source", language) for row in rows):
        return False
    for row, texts in zip(rows, value, strict=True):
        set_text(row, "source", language, texts["source"])
        set_text(row, "note", language, texts["note"])
    practice.fundings = rows
    return True


def _read_contacts(chart):
    return [{"kind": each.kind, "value": each.value, "note": each.note} for each in chart.contacts]


def _get_contacts(practice, _language):
    return values_of(practice.contact_points.all())


def values_of(contacts):
    """Contact points as a form says them."""
    return [{"kind": row.kind, "value": tidy(row.value), "note": tidy(row.note)} for row in contacts]


def _put_contacts(practice, _language, value, _known):
    """A website is public; all else is for editors until one of them opens it. What was opened stays open."""
    opened = {(row.kind, row.value): row.visibility for row in practice.contact_points.all()}
    practice.contact_points = [
        PracticeContactPoint(
            kind=row["kind"],
            value=row["value"],
            note=row["note"],
            visibility=opened.get((row["kind"], row["value"])) or _first_visibility(row["kind"]),
        )
        for row in value
    ]


def _first_visibility(kind):
    return Visibility.PUBLIC if kind == ContactPoint.Kind.WEBSITE else Visibility.EDITORS


def _one_of(name):
    """A row with one choice."""
    return Field(
        name,
        False,
        read=lambda chart: next(iter(chosen(chart, name)[0]), ""),
        get=lambda practice, _language: getattr(practice, name),
        put=lambda practice, _language, value, _known: setattr(practice, name, value),
    )


def _some_of(name):
    """A row with several choices."""
    return replace(_one_of(name), read=lambda chart: chosen(chart, name)[0])


def _terms(vocabulary):
    return Field(
        vocabulary,
        False,
        read=lambda chart: sorted(chosen(chart, vocabulary)[0]),
        get=_codes(vocabulary),
        put=lambda practice, _language, value, _known: setattr(
            practice, vocabulary, list(Term.objects.filter(vocabulary=vocabulary, code__in=value))
        ),
    )


def _line(name, column_name, convert=str):
    """A row of one line that is a fact."""
    return Field(
        name,
        False,
        read=lambda chart: convert(" ".join(chart.extra.get(name, ()))),
        get=lambda practice, _language: convert(_on_one_line(str(getattr(practice, column_name) or ""))),
        put=lambda practice, _language, value, _known: setattr(practice, column_name, value),
    )


def _on_one_line(text):
    return " ".join(rich_text.plain_of_form(text).split())


def _year(text):
    return int(text) if re.fullmatch(r"(19|20)\d\d", text.strip()) else ""


def unknown_choices(chart):
    """Lines of rows that offer a choice, which name none of its options."""
    lines = [line for name in (*OF_PRACTICE, *VOCABULARIES) for line in chosen(chart, name)[1]]
    as_of = " ".join(chart.extra.get("information_as_of", ()))
    return lines if _year(as_of) or not as_of else [*lines, as_of]


LARGEST_PARTNERSHIP = 6

# Countries before organisations: an organisation is looked for in them.
FIELDS = (
    *(_plain_text(name) for name in PLAIN_TEXTS),
    *(_rich_text(name) for name in RICH_TEXTS),
    Field("countries", False, lambda chart: list(chart.countries), lambda p, _l: p.country_codes, _put_countries),
    Field("organisations", False, lambda chart: list(chart.organisations), _get_organisations, _put_organisations),
    Field("category", False, lambda chart: chart.category or "", _get_category, _put_category),
    Field("also_in", False, lambda chart: sorted(chart.also_in), _codes("also_in"), _put_also_in),
    Field("typologies", False, lambda chart: sorted(chart.typologies), _codes("typologies"), _put_typologies),
    Field("dates", False, lambda c: dates_of(c.period), lambda p, _l: dates_of(p.stated_period), _put_period),
    Field("funding", False, _read_funding, _get_funding, _put_funding, translate=_translate_funding),
    Field("contacts", False, _read_contacts, _get_contacts, _put_contacts),
    _some_of("scope"),
    _one_of("evaluation"),
    *(_terms(vocabulary) for vocabulary in VOCABULARIES),
    _line("original_title", "original_title"),
    _line("information_as_of", "information_as_of", convert=_year),
    _line("source", "source_collection"),
)
BY_NAME = {each.name: each for each in FIELDS}
