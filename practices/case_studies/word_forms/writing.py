"""From a case study to the Word form that says it, and the empty form (practices.word_forms.writing, for the principles).

Lists of options stand there whole, in today's terms, with the chosen ones ticked. What the viewer may not see is not
in the form; notes for editors and the check that nobody can be recognised are in none.
"""

from django.utils.translation import override

from directory.models import Organisation
from practices.case_studies.places import ROLES
from practices.case_studies.word_forms.background import GROUPS, printed_options
from practices.case_studies.word_forms.fields import FIELDS
from practices.case_studies.word_forms.labels import LABELS
from practices.case_studies.word_forms.partners import Partner, partners_as_outline
from practices.case_studies.word_forms.place_names import as_lines, places_of
from practices.questions import ANSWERS, BACKGROUND
from practices.word_forms.filled_in import FilledIn, PrintedRow, as_document, as_paragraphs, prompt
from practices.word_forms.wording import not_available
from records.names import country_name

NOT_PRINTED = {"number", *GROUPS}
TICKED, UNTICKED = "☒", "☐"


def write_form(case_study, language, viewer):
    """The bytes of a .docx: the case study in one language, so far as the viewer may see it."""
    with override(language):
        form = _FilledInCaseStudy(case_study, language, viewer)
        rows = [(label, row) for field, label, _help in _printed(language) for row in form.rows(field)]
        return as_document(language, form.title, rows)


def empty_form(language):
    """The bytes of a .docx: the form to fill in, its lists untouched, each other place with a prompt."""
    lists = {field: PrintedRow((_options(field, (), language),)) for field in ("several_cases", "areas")}
    lists[BACKGROUND] = PrintedRow(_background({}, language))
    rows = [(label, lists.get(field) or prompt(help_)) for field, label, help_ in _printed(language)]
    return as_document(language, "", rows)


def _printed(language):
    return [row for row in LABELS.rows(language) if row[0] not in NOT_PRINTED]


def _options(field, chosen, language, label=""):
    """A line such as "Gender: ☒ female  ☐ male"."""
    marks = ((TICKED if code in chosen else UNTICKED, name) for code, name in printed_options(field, language))
    (line,) = as_paragraphs([label + "  ".join(f"{mark} {name}" for mark, name in marks)])
    return line


def _background(values, language):
    labels = {field: label for field, label, _help in LABELS.rows(language)}
    return tuple(_options(group, values.get(group, ()), language, f"{labels[group]}: ") for group in GROUPS)


class _FilledInCaseStudy(FilledIn):
    def __init__(self, case_study, language, viewer):
        super().__init__(case_study, language, FIELDS)
        if not self._names_organisation(viewer):
            self._values["organisations"] = []

    def _names_organisation(self, viewer):
        """As the page does: a draft, or one for members only, is not named to everybody."""
        known = Organisation.objects.visible_to(viewer).filter(pk=self._record.organisation_id)
        return viewer.is_editor or known.exists()

    def rows(self, field):
        if field in ANSWERS:
            return [self._answer(field)]
        if field in ROLES:
            return [self._places(field)]
        return super().rows(field)

    def _answer(self, field):
        """An answer that repeats its question is taken word for word, for there the question would be dropped."""
        row = self._row_of(field)
        repeats = bool(row.blocks) and LABELS.is_wording(field, row.blocks[0].text)
        return PrintedRow(row.blocks, row.prompt, as_it_stands=repeats)

    def _country(self):
        code = self._values["reporting_country"]
        return [PrintedRow(as_paragraphs([country_name(code, self._language)] if code else []))]

    def _background(self):
        return [PrintedRow(_background(self._values, self._language))]

    def _several_cases(self):
        return [PrintedRow((_options("several_cases", [self._values["several_cases"]], self._language),))]

    def _areas(self):
        return [PrintedRow((_options("areas", self._values["areas"], self._language),))]

    def _places(self, role):
        places = self._values[role]
        names = as_lines(places, self._language)
        is_read = list(places_of("\n".join(names))) == places
        return PrintedRow(as_paragraphs(names), as_it_stands=not is_read)

    def _partners(self):
        partners = [Partner(**row) for row in self._values["partners"]]
        return [PrintedRow(partners_as_outline(partners, self._language, not_available(self._language)))]
