"""A practice chart as it was filled in: every word of the form in a field, or in `unplaced`."""

import re
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from directory.country_names import parse_countries
from practices.periods import Period
from practices.sections import SECTIONS
from practices.word_forms.blocks import Block, paragraph, text_of
from practices.word_forms.classification import CategoryMatch, TypologyMatch, match_typologies, parse_category
from practices.word_forms.contacts import Contact, parse_contacts
from practices.word_forms.form_reader import FormReader, FormRow, Problem
from practices.word_forms.funding import Funding, parse_funding, sources_of
from practices.word_forms.labels import PRACTICE
from practices.word_forms.learning import split_learning
from practices.word_forms.outlines import contacts_of_outline, funding_of_outline
from practices.word_forms.period_text import parse_period
from practices.word_forms.sentences import Objection
from records.folding import folded_words, has_words

# Fields of text, as far as it is not read into facts.
TEXTS = ("title", "summary", "period", "area", *SECTIONS)
EXTRAS = ("scope", "services", "exploitation", "sectors", "evaluation", "original_title", "information_as_of", "source")
LONGEST_SOURCE_OF_FUNDING = 300
FEWEST_WORDS_OF_REFERENCE = 6
# "12" and "Nr. 12", but no part of "12/2010", "12a" or "12 bis", which are other numbers.
NUMBER = re.compile(
    r"\W*(?:n(?:[or°º]|um(?:ber|ero|mer)?)?\b\W*)?0*([1-9]\d{0,5})(?!\w|\s?[.,/-]?\s?\d|\s+(?:bis|ter)\b)\W*",
    re.IGNORECASE,
)

NO_NUMBER = Objection(
    _("The number of the chart cannot be read."),
    _("Write it in figures, such as “Chart no. 12”. Until then the practice is numbered when it is published."),
)
SECOND_NUMBER = Objection(_("The form has another number as well."), _("Leave one number in the form."))
UNKNOWN_TYPOLOGY = Objection(
    _("The wording fits no typology of the list."),
    _("Choose the typologies in the record; the form’s own words stand beside them."),
)
UNKNOWN_PERIOD = Objection(
    _("The period cannot be read."),
    _("Enter its years in the record; it is kept as printed. “March 2009 – June 2011” or “since 2009” can be read."),
)
NO_TITLE = Objection(
    _("The practice has no name."), _("Fill in the row “Name of Practice/Programme”, or the name in the record.")
)


@dataclass(frozen=True)
class Chart:
    """What one form says.

    number        chart number, None where none can be read; number_text is what the form prints
    language      of the labels: the form's own language
    title         as printed, on one line
    texts         field -> Blocks, of those of TEXTS that the form fills
    organisations names as printed, in their order
    countries     ISO codes, Kosovo as XK
    category      letter or None; also_in: further letters; typologies: codes
    typology_note the form's own words, where the typologies do not say all of them
    period        what could be read; period_text is what the form prints
    extra         field -> lines, of the rows of EXTRAS
    unplaced      lines that have no field, for editors
    rows          the filled-in rows as printed
    digest        of all the words of the form
    """

    kind: ClassVar = "practice"

    number: int | None
    number_text: str
    language: str
    title: str
    texts: dict[str, tuple[Block, ...]]
    organisations: tuple[str, ...]
    countries: tuple[str, ...]
    category: str | None
    also_in: tuple[str, ...]
    typologies: tuple[str, ...]
    typology_note: str
    period: Period
    period_text: str
    funding: tuple[Funding, ...]
    contacts: tuple[Contact, ...]
    extra: dict[str, tuple[str, ...]]
    problems: tuple[Problem, ...]
    unplaced: tuple[str, ...]
    rows: tuple[FormRow, ...]
    digest: str


class ChartReader(FormReader):
    """Reads the form of a practice. `categories`: tuple of classification.Category, as editors keep them."""

    def __init__(self, form, categories):
        super().__init__(form)
        self._categories = categories
        self._texts = {}
        self._funding = []
        self._contacts = []

    def chart(self):
        number, number_text, countries = self._number()
        countries = self._countries(found=countries) or self._countries_of_area()
        category, also_in = self._categories_named()
        typologies = self._typologies([category, *also_in] if category else [])
        period = self._period()
        self._read_texts(region=countries[0] if countries else None)
        self._note_unknown_rows()
        return Chart(
            number=number,
            number_text=number_text,
            language=self._language(),
            title=self._title(),
            texts={field: tuple(blocks) for field, blocks in self._texts.items() if blocks},
            organisations=self._organisations(),
            countries=countries,
            category=category,
            also_in=also_in,
            typologies=typologies.codes,
            typology_note="\n".join(filter(None, [typologies.note, self._text_as_it_stands("typologies")])),
            period=period,
            period_text=self._period_text(),
            funding=tuple(self._funding),
            contacts=tuple(dict.fromkeys(self._contacts)),
            extra={field: tuple(lines) for field, lines in self._extra.items()},
            problems=tuple(self._problems),
            unplaced=tuple(self._unplaced),
            rows=self._rows(),
            digest=self._digest(),
        )

    # --- Facts ------------------------------------------------------------------------------------------------------

    def _number(self):
        """(number, number as printed, codes of the countries printed beside it)"""
        first, *others = self._entries("number") or [None]
        if first is None:
            return None, "", ()
        number, printed, codes = self._number_of(first)
        for entry in others:
            if _leading_number(entry.text) == number is not None:
                codes += self._number_of(entry)[-1]
            elif entry.text != first.text:
                self._object(entry, SECOND_NUMBER, "number")
                self._set_aside(entry, entry.text)
        return number, printed, codes

    def _number_of(self, entry):
        match = NUMBER.match(entry.text)
        codes, leftover = parse_countries(_without_label(entry.text[match.end() :] if match else entry.text))
        if match:
            self._object_to_country(entry, leftover)
            return int(match[1]), match[1], codes
        printed = leftover if codes else entry.text
        self._set_aside(entry, printed)
        self._object(entry, NO_NUMBER, "number", printed)
        return None, printed, codes

    def _countries_of_area(self):
        """The countries of the area covered, when it is nothing but countries."""
        codes, leftover = parse_countries(self._text("area"))
        return () if leftover else codes

    def _categories_named(self):
        """(category, the categories it is also in)"""
        match = self._category_of("category")
        also_in = self._category_of("also_in")
        others = (*match.also_in, also_in.code, *also_in.also_in)
        return match.code, tuple(dict.fromkeys(code for code in others if code and code != match.code))

    def _category_of(self, field):
        entries = self._entries(field)
        if not entries:
            return CategoryMatch()
        match = parse_category(self._text(field), self._categories)
        self._set_aside(entries[0], match.leftover)
        if match.objection:
            self._object(entries[0], match.objection, field, self._text(field))
        return match

    def _typologies(self, chosen):
        entries = self._entries("typologies")
        if not entries:
            return TypologyMatch()
        match = match_typologies(self._text("typologies"), self._categories, tuple(chosen))
        self._set_aside(entries[0], match.leftover)
        if match.unknown:
            self._object(entries[0], UNKNOWN_TYPOLOGY, "typologies", match.unknown)
        return match

    def _period_text(self):
        """As printed; where that stands in a row of its own, the other row only says it so that it can be read."""
        as_it_stands = self._entries_as_they_stand("period")
        return self._text_as_it_stands("period") if as_it_stands else self._text("period")

    def _period(self):
        entries = self._entries("period")
        period = parse_period(self._text("period"))
        if entries and not period:
            self._object(entries[0], UNKNOWN_PERIOD, "dates")
        return period

    def _title(self):
        title = self._on_one_line("title")
        if not title:
            self._problems.append(Problem(None, "", "", NO_TITLE.problem, NO_TITLE.fix, "title"))
        return title

    # --- Texts ------------------------------------------------------------------------------------------------------

    def _read_texts(self, region):
        for entry in self._form.entries:
            if has_words(entry.text):
                self._read_text(entry, region)
            self._set_guidance_aside(entry)

    def _read_text(self, entry, region):
        if entry.is_word_for_word:
            self._read_as_it_stands(entry)
        elif entry.field == "learning":
            for field, blocks in split_learning(entry.blocks).items():
                self._add(field, blocks)
        elif entry.field == "resources":
            fundings, blocks = parse_funding(entry.blocks)
            self._funding += fundings
            self._add("resources", blocks)
        elif entry.field == "funding":
            self._read_funding(entry)
        elif entry.field in ("references", "contacts"):
            self._read_contacts(entry, region)
        elif entry.field in TEXTS:
            self._add(entry.field, entry.blocks)
        elif entry.field in EXTRAS:
            self._read_line(entry)

    def _read_as_it_stands(self, entry):
        others = ()
        if entry.field == "funding":
            fundings, others = funding_of_outline(entry.blocks)
            self._funding += fundings
        elif entry.field == "contacts":
            contacts, others = contacts_of_outline(entry.blocks)
            self._contacts += contacts
        elif entry.field in TEXTS:
            self._add(entry.field, entry.blocks)
        self._set_aside(entry, text_of(others))

    def _add(self, field, blocks):
        self._texts.setdefault(field, []).extend(blocks)

    def _read_funding(self, entry):
        fundings, others = parse_funding(entry.blocks)
        self._funding += fundings
        for line in text_of(others).splitlines():
            if len(line) > LONGEST_SOURCE_OF_FUNDING:
                self._set_aside(entry, line)
            else:
                self._funding += sources_of(line)

    def _read_contacts(self, entry, region):
        """Contacts; what is none is a reference. In a row of contacts few words are none: they may name a person."""
        contacts, blocks = parse_contacts(entry.blocks, region)
        self._contacts += contacts
        for block in blocks:
            if entry.field == "references" or _is_reference(block):
                self._add("references", [block])
            else:
                self._set_aside(entry, block.text)


def _leading_number(text):
    match = NUMBER.match(text)
    return int(match[1]) if match else None


def _without_label(text):
    """The country of "Country: France"."""
    found = PRACTICE.split((paragraph(text),)) if has_words(text) else None
    return text_of(found[2]) if found and found[0].field == "country" else text


def _is_reference(block):
    return len(folded_words(block.text)) >= FEWEST_WORDS_OF_REFERENCE or any(span.href for span in block.spans)
