"""From a practice to the Word form that says it, and the empty form: what `importing` reads, the other way round.

A value stands in the form as people write it there, wherever the reader takes that for the same value. Where it
would take it otherwise (an organisation's name with commas, a reference that is a lone e-mail address), it stands
in a row that says "(word for word)". So a form that comes back unchanged changes nothing.

No text of another language is ever printed in place of a missing one: it would come back as a translation.
"""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import override

from practices.models import Practice
from practices.periods import Period
from practices.word_forms import rich_text
from practices.word_forms.choices import VOCABULARIES
from practices.word_forms.contacts import ADDRESS, Contact, parse_contacts
from practices.word_forms.fields import FIELDS, dates_of, names_of, values_of
from practices.word_forms.filled_in import FilledIn, PrintedRow, as_document, as_paragraphs, prompt
from practices.word_forms.funding import Funding, parse_funding, sources_of
from practices.word_forms.labels import PRACTICE
from practices.word_forms.outlines import contacts_as_outline, funding_as_outline, share_in_words
from practices.word_forms.period_text import parse_period
from practices.word_forms.wording import as_guidance, kind_of_contact, not_available
from records.names import country_name
from records.visibility import visible

HEADER = ("number", "country")
# Its four parts have rows of their own, which need no headings to be told apart.
ONLY_WHEN_EMPTY = "learning"
LONGEST_LINE_OF_FUNDING = 300


def write_form(practice, language, viewer):
    """The bytes of a .docx: the practice in one language, so far as the viewer may see it.

    A practice with `with_parties(viewer)` names the organisations open to the viewer, any other the public ones.
    """
    with override(language):
        form = _FilledInPractice(practice, language, viewer)
        printed = PRACTICE.rows(language)
        header = [(label, form.header(field), "") for field, label, _help in printed if field in HEADER]
        rows = [
            (label, row)
            for field, label, _help in printed
            if field not in (*HEADER, ONLY_WHEN_EMPTY)
            for row in form.rows(field)
        ]
        return as_document(language, form.title, rows, header)


def empty_form(language):
    """The bytes of a .docx: the form to fill in, each place with a prompt that says what belongs there."""
    printed = PRACTICE.rows(language)
    header = [(label, "", as_guidance(help_)) for field, label, help_ in printed if field in HEADER]
    return as_document(
        language, "", [(label, prompt(help_)) for field, label, help_ in printed if field not in HEADER], header
    )


class _FilledInPractice(FilledIn):
    def __init__(self, practice, language, viewer):
        super().__init__(practice, language, FIELDS)
        self._practice = practice
        if not viewer.is_editor:
            self._values["organisations"] = names_of(practice.parties, language)
            self._values["contacts"] = values_of(visible(practice.contact_points.all(), viewer))

    def header(self, field):
        if field == "number":
            return str(self._practice.number or "")
        return ", ".join(country_name(code, self._language) for code in self._values["countries"])

    def _row_of(self, field):
        if field in VOCABULARIES:
            terms = getattr(self._practice, field).all()
            return PrintedRow(as_paragraphs(str(term.texts_in(self._language).label) for term in terms))
        return super()._row_of(field)

    # --- Facts ------------------------------------------------------------------------------------------------------

    def _category(self):
        return [PrintedRow(as_paragraphs([self._practice.category] if self._practice.category else []))]

    def _also_in(self):
        return [PrintedRow(as_paragraphs(self._practice.also_in.all()))]

    def _scope(self):
        return [PrintedRow(as_paragraphs(self._practice.scope_labels))]

    def _evaluation(self):
        value = self._practice.evaluation
        return [
            PrintedRow(as_paragraphs([Practice.Evaluation(value).label] if value in Practice.Evaluation.values else []))
        ]

    def _typologies(self):
        """The list's own typologies, and the form's own words beside them."""
        rows = [PrintedRow(as_paragraphs(self._practice.typologies.all()))]
        note = self._row("typology_note", rich_text.from_plain(self._values["typology_note"]), as_it_stands=True)
        return [*rows, note] if note.blocks or note.prompt else rows

    def _period(self):
        """As printed; and so that it can be read, where that reads otherwise than the record."""
        printed = self._row("period", rich_text.from_plain(self._values["period"]))
        dates = self._values["dates"]
        if dates_of(parse_period(self._values["period"])) == dates:
            return [printed]
        as_printed = PrintedRow(printed.blocks, printed.prompt, as_it_stands=True)
        return [PrintedRow(as_paragraphs([_readable(Period(*dates))])), as_printed] if dates else [as_printed]

    # --- What is read out of texts ----------------------------------------------------------------------------------

    def _resources(self):
        row = self._row_of("resources")
        return [replace(row, as_it_stands=parse_funding(row.blocks) != ((), row.blocks))]

    def _references(self):
        row = self._row_of("references")
        return [replace(row, as_it_stands=parse_contacts(row.blocks, self._region) != ((), row.blocks))]

    def _funding(self):
        fundings = [
            Funding(row["source"], None if row["share"] is None else Decimal(str(row["share"])), row["note"])
            for row in self._values["funding"]
        ]
        lines = as_paragraphs(": ".join(filter(None, [each.source, share_in_words(each.share)])) for each in fundings)
        if _fundings_read_from(lines) == tuple(fundings):
            return [PrintedRow(lines)]
        outline = funding_as_outline(fundings, not_available(self._language))
        return [PrintedRow(outline, as_it_stands=True)]

    def _contacts(self):
        contacts = tuple(Contact(**each) for each in self._values["contacts"])
        lines = as_paragraphs(self._contact_in_words(each) for each in contacts)
        if parse_contacts(lines, self._region) == (contacts, ()):
            return [PrintedRow(lines)]
        return [PrintedRow(contacts_as_outline(contacts, self._language), as_it_stands=True)]

    def _contact_in_words(self, contact):
        if contact.kind == ADDRESS:
            return contact.value
        return f"{kind_of_contact(contact.kind, self._language)}: {contact.value}"

    @property
    def _region(self):
        return next(iter(self._values["countries"]), None)


def _readable(period):
    """The period in words, or in figures where the words would be read otherwise: "2011-03 – 2011-03"."""
    figures = period.interval.replace("/..", " –").replace("/", " – ")
    return next((text for text in (period.in_words, figures) if parse_period(text) == period), period.in_words)


def _fundings_read_from(lines):
    found, _others = parse_funding(lines)
    if found or any(len(line.text) > LONGEST_LINE_OF_FUNDING for line in lines):
        return None
    return tuple(funding for line in lines for funding in sources_of(line.text))
