"""Word files of case studies made for tests, as partners lay them out."""

import docx

from practices.questions import BACKGROUND, questions
from practices.word_forms.blocks import text_of
from practices.word_forms.document import read_forms
from practices.word_forms.opening import open_form
from tests.practices.word_forms.word_files import add_row, categories, fill, save_form

CATEGORIES = categories()
BACKGROUND_LINES = [
    "Gender: ☒ Female",
    "Age: ☒ Adult",
    "Type of exploitation: ☒ Forced labour; ☒ Servitude for debts",
    "How was the person recruited?: ☒ Acquaintance; ☒ Other",
    "What was the victim proposed?: ☒ Job promise",
    "Other: a man who said he had an agency",
]


def answer(field):
    """A text that no other question has."""
    return f"Answer about {field.replace('_', ' ')} in this one case"


ANSWERS = {field: BACKGROUND_LINES if field == BACKGROUND else answer(field) for field in questions()}


def wording(question, language="en"):
    return f"{question.number}. {question.wording(language)}"


def rows(label=wording, **answers):
    """(label, value) of a whole form. label: Question -> what stands in its first cell."""
    answers = ANSWERS | answers
    header = [("Organisation:", "Casa Verde"), ("Country:", "Romania")]
    return [*header, *((label(question), answers[field]) for field, question in questions().items())]


def cases_in(path):
    return read_forms(open_form(path), CATEGORIES)


def case_in(path):
    (case,) = cases_in(path)
    return case


def case_of(tmp_path, form_rows):
    return case_in(save_form(tmp_path / "case.docx", form_rows))


def with_background(tmp_path, lines):
    return case_of(tmp_path, rows(background=lines))


def saved(document, tmp_path):
    document.save(tmp_path / "case.docx")
    return tmp_path / "case.docx"


def in_columns(tmp_path, form_rows):
    """A form of as many columns as its rows have cells."""
    document = docx.Document()
    table = document.add_table(rows=0, cols=max(map(len, form_rows)))
    for row in form_rows:
        for cell, content in zip(table.add_row().cells, row, strict=False):
            fill(cell, content)
    return saved(document, tmp_path)


def one_below_the_other(tmp_path, form_rows):
    """A form in which each question stands in a row of its own, over the whole width, and the answer below."""
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for label, value in form_rows:
        add_row(table, label)
        add_row(table, value)
    return saved(document, tmp_path)


def as_paragraphs(tmp_path, form_rows):
    """A form without a table: questions as headings, answers below."""
    document = docx.Document()
    for label, value in form_rows:
        document.add_heading(label, level=2)
        for line in [value] if isinstance(value, str) else value:
            document.add_paragraph(line)
    return saved(document, tmp_path)


def plain(case):
    return {field: text_of(blocks) for field, blocks in case.answers.items()}


ALL_ANSWERS = {field: answer(field) for field in questions() if field != BACKGROUND}
