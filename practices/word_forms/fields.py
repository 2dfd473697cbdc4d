"""What a form can change in a practice."""

from dataclasses import replace

from directory.models import ContactPoint
from practices.models import Category, Funding, Involvement, Practice, PracticeContactPoint, Typology
from practices.periods import Period
from practices.sections import SECTIONS
from practices.word_forms.blocks import text_of, tidy
from practices.word_forms.choices import OF_PRACTICE, VOCABULARIES, chosen
from practices.word_forms.field import LAST_LINES, Field, Rows, fact, formatted_text, line, plain_text, unknown_year
from records.folding import has_words
from records.models import Term
from records.visibility import Visibility

PLAIN_TEXTS = {
    "title": lambda chart: chart.title,
    "summary": lambda chart: text_of(chart.texts.get("summary", ())),
    "period": lambda chart: chart.period_text,
    "area": lambda chart: text_of(chart.texts.get("area", ())),
    "typology_note": lambda chart: chart.typology_note,
}


def _plain_text(name):
    return plain_text(name, PLAIN_TEXTS[name], longest=Practice._meta.get_field(name).max_length)


def _section(name):
    return formatted_text(name, lambda chart: chart.texts.get(name, ()))


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
            organisation=known.find_or_make(name, practice.country_codes),
            role=others if position or others == roles.MEMBER else roles.LEAD,
            name_as_printed=name,
        )
        for position, name in enumerate(value)
    ]


def _as_number(share):
    return None if share is None else float(share)


def _read_funding(chart):
    return [{"source": each.source, "share": _as_number(each.share), "note": each.note} for each in chart.funding]


FUNDING = Rows("fundings", Funding, ("source", "note"), {"share": _as_number}, telling=("source", "share", "note"))


def _read_contacts(chart):
    return [{"kind": each.kind, "value": each.value, "note": each.note} for each in chart.contacts]


def _get_contacts(practice, _language):
    return values_of(practice.contact_points.all())


def values_of(contacts):
    """Contact points as a form says them. That there is a confidential address, no form says."""
    return [
        {"kind": row.kind, "value": tidy(row.value), "note": tidy(row.note)}
        for row in contacts
        if not row.is_confidential
    ]


# What no form says of a contact and an editor may have said.
KEPT_OF_CONTACTS = ("visibility", "audience", "role", "hours", "always_open", "time_zone", "precision")


def _put_contacts(practice, _language, value, _known):
    """A website is public; all else is for editors until one of them opens it. What was opened stays open."""
    rows = list(practice.contact_points.all())
    known = {(row.kind, row.value): row for row in rows}
    from_form = [
        PracticeContactPoint(
            kind=row["kind"],
            value=row["value"],
            note=row["note"],
            **_kept_of(known.get((row["kind"], row["value"])), row["kind"]),
        )
        for row in value
    ]
    practice.contact_points = [*from_form, *(row for row in rows if row.is_confidential)]


def _kept_of(contact, kind):
    if contact is None:
        return {"visibility": _first_visibility(kind)}
    return {name: getattr(contact, name) for name in KEPT_OF_CONTACTS}


def _first_visibility(kind):
    return Visibility.PUBLIC if kind == ContactPoint.Kind.WEBSITE else Visibility.EDITORS


def _one_of(name):
    """A row with one choice."""
    return fact(name, lambda chart: next(iter(chosen(chart, name)[0]), ""))


def _some_of(name):
    """A row with several choices."""
    return fact(name, lambda chart: chosen(chart, name)[0])


def _terms(vocabulary):
    return replace(
        fact(vocabulary, lambda chart: sorted(chosen(chart, vocabulary)[0])),
        get=_codes(vocabulary),
        put=lambda practice, _language, value, _known: setattr(
            practice, vocabulary, list(Term.objects.filter(vocabulary=vocabulary, code__in=value))
        ),
    )


def unknown_choices(chart):
    """Lines of rows that offer a choice, which name none of its options."""
    return [line for name in (*OF_PRACTICE, *VOCABULARIES) for line in chosen(chart, name)[1]] + unknown_year(chart)


LARGEST_PARTNERSHIP = 6

# Countries before organisations: an organisation is looked for in them.
FIELDS = (
    *(_plain_text(name) for name in PLAIN_TEXTS),
    *(_section(name) for name in SECTIONS),
    replace(fact("countries", lambda chart: list(chart.countries)), get=lambda p, _l: p.country_codes),
    Field("organisations", False, lambda chart: list(chart.organisations), _get_organisations, _put_organisations),
    Field("category", False, lambda chart: chart.category or "", _get_category, _put_category),
    Field("also_in", False, lambda chart: sorted(chart.also_in), _codes("also_in"), _put_also_in),
    Field("typologies", False, lambda chart: sorted(chart.typologies), _codes("typologies"), _put_typologies),
    Field("dates", False, lambda c: dates_of(c.period), lambda p, _l: dates_of(p.stated_period), _put_period),
    FUNDING.field("funding", _read_funding),
    Field("contacts", False, _read_contacts, _get_contacts, _put_contacts),
    _some_of("scope"),
    _one_of("evaluation"),
    *(_terms(vocabulary) for vocabulary in VOCABULARIES),
    line("original_title", "original_title"),
    *LAST_LINES,
)
