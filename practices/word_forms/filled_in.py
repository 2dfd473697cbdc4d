"""What every kind of form has in common when it is written: a record's values as rows, in one language."""

from dataclasses import dataclass

from practices.word_forms import rich_text
from practices.word_forms.blocks import Block, paragraph
from practices.word_forms.name_lists import split_names
from practices.word_forms.word_document import FormDocument
from practices.word_forms.wording import as_guidance, not_available, word_for_word
from records.languages import LANGUAGES, text_in

MIME_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class PrintedRow:
    """prompt: what stands there until somebody writes. as_it_stands: nothing is to be read out of it."""

    blocks: tuple[Block, ...] = ()
    prompt: str = ""
    as_it_stands: bool = False


def as_document(language, title, rows, header=()):
    """The bytes of a .docx. rows: (label, PrintedRow) in their order; header: (label, text, prompt) of the first row."""
    document = FormDocument(language, title)
    if header:
        document.add_header(*header)
    for label, row in rows:
        document.add_row(label, row.blocks, row.prompt, word_for_word(language) if row.as_it_stands else "")
    return document.as_bytes()


def prompt(help_):
    """The row of a form that nobody has filled in."""
    return PrintedRow(prompt=as_guidance(help_) if help_ else "")


def as_paragraphs(values):
    return tuple(paragraph(str(value)) for value in values)


class FilledIn:
    """The values of a record as rows of its form. A subclass has a method `_field` for each field of another shape."""

    def __init__(self, record, language, fields):
        self._record = record
        self._language = language
        self._fields = {field.name: field for field in fields}
        self._values = {field.name: field.get(record, language) for field in fields}

    @property
    def title(self):
        return self._values["title"]

    def rows(self, field):
        """The PrintedRows of a field: one, and a second for what is to be taken word for word beside it."""
        rows_of = getattr(self, f"_{field}", None)
        return rows_of() if rows_of else [self._row_of(field)]

    def _row_of(self, field):
        read = rich_text.from_html if self._fields[field].is_rich else rich_text.from_plain
        return self._row(field, read(str(self._values[field])))

    def _row(self, field, blocks, as_it_stands=False):
        return PrintedRow(tuple(blocks), "" if blocks else self._missing(field), as_it_stands)

    def _missing(self, field):
        """What to say of a text that is there in other languages; "" of one that is nowhere."""
        is_text = field in self._fields and self._fields[field].is_text
        elsewhere = is_text and any(text_in(self._record, field, language) for language in LANGUAGES)
        return not_available(self._language) if elsewhere else ""

    def _organisations(self):
        names = self._values["organisations"]
        return [PrintedRow(as_paragraphs(names), as_it_stands=split_names("\n".join(names)) != tuple(names))]
