"""Forms of case studies as partners send them: any layout, any wording, any way to mark an option."""

import docx
import pytest

from practices.questions import questions
from practices.word_forms.blocks import text_of
from practices.word_forms.opening import Refused
from records.languages import LANGUAGES
from tests.practices.case_studies.word_forms.case_files import (
    ALL_ANSWERS,
    ANSWERS,
    BACKGROUND_LINES,
    answer,
    as_paragraphs,
    case_in,
    case_of,
    cases_in,
    in_columns,
    one_below_the_other,
    plain,
    rows,
    saved,
    with_background,
    wording,
)
from tests.practices.word_forms.word_files import add_form, add_row, fill, parts, save_form, write

CHOSEN = {
    "gender": ("female",),
    "age": ("adult",),
    "exploitation": ("debt-bondage", "forced-labour"),
    "recruited_by": ("acquaintance", "other"),
    "proposed": ("job",),
}


def said(problem):
    return str(problem.problem)


def assert_whole(case):
    assert plain(case) == ALL_ANSWERS
    assert case.background == CHOSEN
    assert case.others == {"recruited_by": "a man who said he had an agency"}
    assert (case.organisations, case.countries) == (("Casa Verde",), ("RO",))
    assert (case.problems, case.unplaced) == ((), ())


# --- Layouts --------------------------------------------------------------------------------------------------------


def short(question):
    return f"{question.number}. {question.title('en')}"


def first_sentence(question):
    return f"{question.number}) {question.wording('en').split('? ')[0]}"


def misspelt(question):
    return wording(question).replace("th", "t").replace("pp", "p").replace("ss", "s")


@pytest.mark.parametrize(
    "label",
    [
        wording,
        short,
        first_sentence,
        misspelt,
        lambda question: question.wording("en"),
        lambda question: question.title("en"),
        lambda question: f"{question.number}.",
        lambda question: f"{question.number})",
        lambda question: str(question.number),
        lambda question: f"Question {question.number}",
        lambda question: f"Q{question.number}",
        lambda question: f"Domanda {question.number}",
        lambda question: f"Question {question.number}: {question.wording('en')}",
        lambda question: wording(question).upper(),
        lambda question: wording(question)[:60].rsplit(" ", 1)[0] + " …",
    ],
)
def test_a_question_is_known_by_its_number_or_its_wording(tmp_path, label):
    assert_whole(case_of(tmp_path, rows(label)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["wording", "title"])
def test_a_form_in_each_language_is_read_and_known_to_be_in_it(tmp_path, language, part):
    case = case_of(tmp_path, rows(lambda question: getattr(question, part)(language)))

    assert plain(case) == ALL_ANSWERS
    assert case.language == language


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("How did you get in touch with the victim?", "first_contact"),
        ("Which authorities have been involved?", "agencies"),
        ("How were the obstacles dealt with?", "solutions"),
        ("Procedures to protect the privacy", "privacy"),
        ("Successful and unsuccessful procedures", "what_worked"),
        ("Needs and recommendations", "recommendations"),
        ("Obstacles", "obstacles"),
        ("Ostacoli incontrati", "obstacles"),
        ("Come avete valutato la volontà della persona?", "wishes"),
    ],
)
def test_a_question_may_be_shortened(tmp_path, label, field):
    number = questions()[field].number + 1
    form_rows = rows()
    form_rows[number] = (label, answer(field))

    assert_whole(case_of(tmp_path, form_rows))


def test_a_question_in_other_words_is_taken_by_its_number_and_the_words_are_kept(tmp_path):
    form_rows = rows()
    form_rows[7] = ("6. Tell us everything else that came up", answer("solutions"))

    case = case_of(tmp_path, form_rows)

    assert plain(case) == ALL_ANSWERS
    assert case.unplaced == ("6. Tell us everything else that came up",)
    (problem,) = case.problems
    assert (problem.row, problem.field) == (8, "solutions")
    assert said(problem).startswith("This question is worded otherwise")


@pytest.mark.parametrize("mark", ["{}", "{}.", "{})"])
def test_numbers_may_stand_in_a_column_of_their_own(tmp_path, mark):
    header, questions_ = rows()[:2], rows(lambda question: question.wording("en"))[2:]
    numbered = [(mark.format(number), *row) for number, row in enumerate(questions_, start=1)]

    assert_whole(case_in(in_columns(tmp_path, [*header, *numbered])))


def test_numbers_may_be_all_that_stands_beside_the_answers(tmp_path):
    numbered = [(f"{number}.", row[1]) for number, row in enumerate(rows()[2:], start=1)]

    assert_whole(case_of(tmp_path, [*rows()[:2], *numbered]))


@pytest.mark.parametrize("layout", [one_below_the_other, as_paragraphs])
@pytest.mark.parametrize("label", [wording, short, first_sentence])
def test_answers_may_stand_below_the_questions(tmp_path, layout, label):
    assert_whole(case_in(layout(tmp_path, rows(label))))


def test_paragraphs_may_name_organisation_and_country_on_their_line(tmp_path):
    document = docx.Document(as_paragraphs(tmp_path, rows()[2:]))
    first = document.paragraphs[0]
    for line in ("CASE STUDY FORM", "Organisation: Casa Verde", "Country: Romania"):
        first.insert_paragraph_before(line)

    case = case_in(saved(document, tmp_path))

    assert (plain(case), case.organisations, case.countries) == (ALL_ANSWERS, ("Casa Verde",), ("RO",))
    assert case.unplaced == ("CASE STUDY FORM",)


def test_an_answer_may_stand_in_a_box_below_its_question(tmp_path):
    document = docx.Document()
    for label, value in rows():
        document.add_paragraph(label)
        fill(document.add_table(rows=1, cols=1).cell(0, 0), value)

    assert_whole(case_in(saved(document, tmp_path)))


def test_question_and_answer_may_share_a_cell(tmp_path):
    together = [([label, *([value] if isinstance(value, str) else value)], None) for label, value in rows()]

    assert_whole(case_of(tmp_path, together))


def test_the_whole_form_may_stand_in_one_cell(tmp_path):
    lines = [line for label, value in rows() for line in [label, *([value] if isinstance(value, str) else value)]]

    assert_whole(case_of(tmp_path, [(lines, None)]))


def test_a_question_in_several_paragraphs_is_no_answer(tmp_path):
    sentences = questions()["solutions"].wording("en").split("? ")
    lines = ["6. " + sentences[0] + "?", *(f"{sentence}?" for sentence in sentences[1:-1]), sentences[-1]]
    form_rows = rows()
    form_rows[7] = (lines, answer("solutions"))

    assert_whole(case_of(tmp_path, form_rows))


def test_an_answer_may_have_several_paragraphs_and_lists(tmp_path):
    case = case_of(tmp_path, rows(obstacles=["First:", "* one", "* two", "Then more."]))

    assert [(block.kind, block.text) for block in case.answers["obstacles"]] == [
        ("paragraph", "First:"),
        ("bullet", "one"),
        ("bullet", "two"),
        ("paragraph", "Then more."),
    ]


def test_merged_cells_go_on_with_the_answer_above(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for label, value in rows(tools="Sheets"):
        add_row(table, label, value)
        if label.startswith("11."):
            add_row(table, "", "and templates")
            table.rows[-2].cells[0].merge(table.rows[-1].cells[0])

    assert plain(case_in(saved(document, tmp_path)))["tools"] == "Sheets\nand templates"


def test_a_row_that_nobody_knows_is_kept_and_reported(tmp_path):
    case = case_of(tmp_path, [*rows(), ("Favourite colour", "Green")])

    assert case.unplaced == ("Favourite colour: Green",)
    assert said(case.problems[0]) == "The form has no such row."


# --- Header ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["Case:", "Case", "Fall", "Caso", "Title", "Titolo del caso", "Cas"])
def test_a_form_may_bring_a_title(tmp_path, label):
    assert case_of(tmp_path, [(label, "Finding a sister"), *rows()]).title == "Finding a sister"


def test_the_line_case_in_the_first_answer_is_the_title_and_stays_in_the_answer(tmp_path):
    case = case_of(tmp_path, rows(involvement=["We run a network.", "Case: Finding a sister"]))

    assert case.title == "Finding a sister"
    assert text_of(case.answers["involvement"]) == "We run a network.\nCase: Finding a sister"


def test_a_title_row_goes_before_the_line_in_the_answer_even_when_it_is_empty(tmp_path):
    answered = rows(involvement=["Case: Finding a sister"])

    assert case_of(tmp_path, [("Title", ""), *answered]).title == ""


def test_a_whole_story_is_no_title(tmp_path):
    case = case_of(tmp_path, rows(involvement="Case: " + "She was found and then came back. " * 20))

    assert case.title == ""


def test_a_form_without_a_title_has_none(tmp_path):
    assert case_of(tmp_path, rows()).title == ""


def test_the_number_of_a_heading_is_kept_for_editors(tmp_path):
    case = case_in(save_form(tmp_path / "case.docx", rows(), header=["Case study 4"]))

    assert case.number is None
    assert case.unplaced == ("Case study: 4",)


def test_several_organisations_stand_in_their_order(tmp_path):
    form_rows = [("Organisation:", ["Casa Verde", "Open Door"]), *rows()[1:]]

    assert case_of(tmp_path, form_rows).organisations == ("Casa Verde", "Open Door")


# --- Marks ----------------------------------------------------------------------------------------------------------


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def in_font(letter, font="Wingdings"):
    return run(letter, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def symbol(code, font="Wingdings"):
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def check_box(checked, glyph):
    return (
        '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        f'<w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr><w:sdtContent>{run(glyph)}</w:sdtContent></w:sdt>'
    )


def form_field(properties):
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{properties}</w:checkBox></w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


STRUCK = "<w:strike/>"
TICKS = {
    "☒ and ☐": (run("☒"), run("☐")),
    "☑ and ☐": (run("☑"), run("☐")),
    "✓ and nothing": (run("✓"), ""),
    "✗ and ☐": (run("✗"), run("☐")),
    "[x]": (run("[x]"), run("[ ]")),
    "[X]": (run("[X]"), run("[]")),
    "(x)": (run("(x)"), run("( )")),
    "lone x": (run("x"), ""),
    "content control": (check_box(1, "☒"), check_box(0, "☐")),
    "content control with signs of its own": (check_box("true", "þ"), check_box("false", "o")),
    "content control in an odd state": (check_box(1, "☐"), check_box(0, "☐")),
    "form field": (form_field("<w:checked/>"), form_field("")),
    "form field by default": (form_field('<w:default w:val="1"/>'), form_field('<w:default w:val="0"/>')),
    "form field, no longer": (
        form_field('<w:checked w:val="1"/><w:default w:val="0"/>'),
        form_field('<w:default w:val="1"/><w:checked w:val="0"/>'),
    ),
    "Wingdings symbol": (symbol("F0FE"), symbol("F0A8")),
    "Wingdings symbol x": (symbol("F078"), symbol("F06F")),
    "Wingdings 2 symbol": (symbol("F052", "Wingdings 2"), symbol("F0A3", "Wingdings 2")),
    "Wingdings letter x": (in_font("x"), in_font("o")),
    "Wingdings letter þ": (in_font("þ"), in_font("¨")),
    "Wingdings letter ü": (in_font("ü"), in_font("o")),
    "Wingdings 2 letter R": (in_font("R", "Wingdings 2"), in_font("£", "Wingdings 2")),
}
OFFICIAL = {
    "Gender": ["Male", "Female", "Transgender"],
    "Age": ["Adult", "Minor"],
    "Type of exploitation": ["Sexual services", "Forced marriage", "Servitude for debts", "Forced labour"],
    "How was the person recruited?": ["Friend", "Acquaintance", "Spouse", "Other"],
    "What was the victim proposed?": ["Job promise", "Invitation abroad", "Was forced"],
}
WANTED = {"Female", "Adult", "Servitude for debts", "Forced labour", "Acquaintance", "Other", "Job promise"}


def case_with(tmp_path, paragraphs):
    """The case of a form with this XML for an answer to question 2."""
    cells = "".join(
        f"<w:tr><w:tc><w:p>{run(label)}</w:p></w:tc><w:tc>{paragraphs if label.startswith('2.') else f'<w:p>{run(str(value))}</w:p>'}"
        "</w:tc></w:tr>"
        for label, value in rows()
    )
    return case_in(write(tmp_path / "case.docx", parts(f"<w:tbl>{cells}</w:tbl>")))


def before(tick, option):
    return tick + run(f" {option}  ")


def behind(tick, option):
    return run(f"  {option} ") + tick


def is_told_apart(marks, place):
    """Without boxes, a mark between two options could belong to either."""
    ticked, unticked = marks
    return unticked or (place is before and ticked != run("x"))


TICKED = [
    pytest.param(marks, place, id=f"{name}-{place.__name__}")
    for name, marks in TICKS.items()
    for place in (before, behind)
    if is_told_apart(marks, place)
]


@pytest.mark.parametrize(("marks", "place"), TICKED)
def test_ticked_options_are_chosen(tmp_path, marks, place):
    ticked, unticked = marks
    lines = [
        run(f"{group}: ") + "".join(place(ticked if option in WANTED else unticked, option) for option in options)
        for group, options in OFFICIAL.items()
    ]

    case = case_with(tmp_path, "".join(f"<w:p>{line}</w:p>" for line in lines))

    assert case.background == CHOSEN
    assert (case.problems, case.unplaced) == ((), ())


@pytest.mark.parametrize("marks", TICKS.values(), ids=TICKS.keys())
def test_each_option_may_stand_on_a_line_of_its_own(tmp_path, marks):
    ticked, unticked = marks
    lines = [
        line
        for group, options in OFFICIAL.items()
        for line in (run(group), *(before(ticked if option in WANTED else unticked, option) for option in options))
    ]

    case = case_with(tmp_path, "".join(f"<w:p>{line}</w:p>" for line in lines))

    assert (case.background, case.problems, case.unplaced) == (CHOSEN, (), ())


@pytest.mark.parametrize("strike", ["<w:strike/>", "<w:dstrike/>", '<w:strike w:val="true"/>'])
@pytest.mark.parametrize("box", ["", "☐ "])
def test_the_wrong_options_may_be_crossed_out(tmp_path, strike, box):
    lines = [
        run(f"{group}: ") + run(" ").join(run(box + option, "" if option in WANTED else strike) for option in options)
        for group, options in OFFICIAL.items()
    ]

    case = case_with(tmp_path, "".join(f"<w:p>{line}</w:p>" for line in lines))

    assert (case.background, case.problems, case.unplaced) == (CHOSEN, (), ())


def test_options_deleted_with_tracked_changes_do_not_count(tmp_path):
    deleted = "<w:del><w:r><w:delText>Male </w:delText></w:r></w:del>"

    case = case_with(tmp_path, f"<w:p>{run('Gender: ')}{deleted}{run('Female')}</w:p>")

    assert case.background == {"gender": ("female",)}


def test_options_may_stand_in_a_table_inside_the_answer(tmp_path):
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("Gender", "Male", "☐", "Female", "☒"))

    case = case_with(tmp_path, f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p/>")

    assert case.background == {"gender": ("female",)}


def test_check_boxes_may_fill_their_cells(tmp_path):
    def boxed(checked):
        cell = f"<w:tc><w:p>{run('?')}</w:p></w:tc>"
        return check_box(checked, "").replace(f"<w:sdtContent>{run('')}", f"<w:sdtContent>{cell}")

    cells = f"<w:tc><w:p>{run('Gender')}</w:p></w:tc>{boxed(0)}<w:tc><w:p>{run('Male')}</w:p></w:tc>"
    cells += f"{boxed(1)}<w:tc><w:p>{run('Female')}</w:p></w:tc>"

    case = case_with(tmp_path, f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p/>")

    assert case.background == {"gender": ("female",)}


def test_groups_may_be_rows_of_their_own(tmp_path):
    form_rows = rows()
    form_rows[3:4] = [
        ("2. Background information on the victim", None),
        ("Gender", "☐ Male ☒ Female"),
        ("Age", "Adult"),
        ("How was the person recruited?", "☒ Other: a neighbour"),
    ]

    case = case_of(tmp_path, form_rows)

    assert case.background == {"gender": ("female",), "age": ("adult",), "recruited_by": ("other",)}
    assert case.others == {"recruited_by": "a neighbour"}
    assert (plain(case), case.problems, case.unplaced) == (ALL_ANSWERS, (), ())


UNTOUCHED = [f"{group}: {'  '.join(options)}" for group, options in OFFICIAL.items() if group != "Type of exploitation"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Gender: Male  Female  Transgender", "Age: Adult, Minor"],
        ["Gender: ☐ Male ☐ Female ☐ Transgender", "Age: [ ] Adult [ ] Minor"],
        ["Gender:", "Age:", "Other: ........"],
        ["How was the person recruited?: ☐ Friend ☐ Spouse ☐ Other: ______"],
    ],
)
def test_in_an_untouched_list_nothing_is_chosen(tmp_path, lines):
    case = with_background(tmp_path, lines)

    assert (case.background, case.others, case.problems, case.unplaced) == ({}, {}, (), ())


@pytest.mark.parametrize(
    ("line", "background"),
    [
        ("Gender: Female", {"gender": ("female",)}),
        ("Gender Female", {"gender": ("female",)}),
        ("Geschlecht: weiblich", {"gender": ("female",)}),
        ("Sesso: donna", {"gender": ("female",)}),
        ("Âge : adulte", {"age": ("adult",)}),
        ("Tipo de explotación: explotación sexual", {"exploitation": ("sexual-exploitation",)}),
        ("How was the person recruited?: Friend, Newspapr ad", {"recruited_by": ("friend", "advertisement")}),
        ("Type of explotation: Forced begging", {"exploitation": ("forced-begging",)}),
        ("Gender: Female; Age: Minor", {"gender": ("female",), "age": ("child",)}),
        ("☒ Female, ☒ Kidnapped", {"gender": ("female",), "recruited_by": ("abduction",)}),
    ],
)
def test_an_option_named_alone_is_chosen(tmp_path, line, background):
    case = with_background(tmp_path, [line])

    if line.startswith("☒"):
        case = with_background(tmp_path, line.split(", "))
    assert (case.background, case.problems, case.unplaced) == (background, (), ())


@pytest.mark.parametrize(
    ("lines", "others"),
    [
        (
            ["How was the person recruited?: ☒ Friend ☒ Other: her uncle, an agent"],
            {"recruited_by": "her uncle, an agent"},
        ),
        (["How was the person recruited?: ☒ Other (please specify): an agent"], {"recruited_by": "an agent"}),
        (["Come è stata reclutata la persona?: ☒ altro: un agente"], {"recruited_by": "un agente"}),
        (["Type of exploitation: ☒ Other: theft of organs"], {"exploitation": "theft of organs"}),
        (
            ["What was the victim proposed?: ☒ Job promise", "Other: a loan", "and a flat"],
            {"proposed": "a loan\nand a flat"},
        ),
        (
            [
                "How was the person recruited?: ☒ Other",
                "What was the victim proposed?: ☒ Was forced",
                "Other: an agent",
            ],
            {"recruited_by": "an agent"},
        ),
        (
            ["How was the person recruited?: ☒ Other", "What was the victim proposed?: ☒ Other", "Other: a loan"],
            {"proposed": "a loan"},
        ),
    ],
)
def test_other_is_kept_in_its_group(tmp_path, lines, others):
    case = with_background(tmp_path, lines)

    assert (case.others, case.problems, case.unplaced) == (others, (), ())


@pytest.mark.parametrize(
    ("line", "background", "others", "unplaced"),
    [
        ("Gender: ☒ Intersex", {}, {}, "Gender: Intersex"),
        ("Gender: ☒ Female (19 years old)", {"gender": ("female",)}, {}, "Gender: 19 years old"),
        ("How was the person recruited?: ☒ Neighbour", {}, {"recruited_by": "Neighbour"}, None),
        ("Gender: Male / Female", {}, {}, "Gender: Male / Female"),
        ("Gender: Male X Female", {}, {}, "Gender: Male / Female"),
        ("She came from a small town", {}, {}, "She came from a small town"),
        ("Type of exploitation: ☒ Other", {}, {}, None),
    ],
)
def test_an_option_that_nobody_knows_is_kept_and_reported(tmp_path, line, background, others, unplaced):
    case = with_background(tmp_path, [line])

    assert (case.background, case.others) == (background, others)
    label = "2. Background information on the victim: "
    assert case.unplaced == ((label + unplaced,) if unplaced else ())
    (problem,) = case.problems
    assert problem.fix


def test_an_unticked_option_that_nobody_knows_is_kept(tmp_path):
    case = with_background(tmp_path, ["Gender: ☒ Female ☐ Intersex"])

    assert case.unplaced == ("2. Background information on the victim: Gender: Intersex",)
    assert case.problems == ()


def test_crossed_out_words_of_an_answer_stay_words(tmp_path):
    document = docx.Document(save_form(tmp_path / "case.docx", rows(tools="")))
    row = next(row for row in document.tables[0].rows if row.cells[0].text.startswith("11."))
    row.cells[1].paragraphs[0].add_run("Data ")
    row.cells[1].paragraphs[0].add_run("sheets").font.strike = True

    (block,) = case_in(saved(document, tmp_path)).answers["tools"]

    assert [(span.text, span.struck) for span in block.spans] == [("Data sheets", False)]


# --- Several forms, and both kinds ----------------------------------------------------------------------------------

PRACTICE = [("Title", "Night walks"), ("Objectives", "Safety"), ("Activities", "Walks"), ("Results", "Forty people")]


def second():
    return [("Organisation:", "Open Door"), ("Country:", "France"), *rows(wishes="Other wishes")[2:]]


@pytest.mark.parametrize("between", [None, "Another case", "Case study 2"])
def test_a_document_may_hold_several_forms(tmp_path, between):
    document = docx.Document()
    add_form(document, rows())
    if between:
        document.add_paragraph(between)
    add_form(document, second())

    cases = cases_in(saved(document, tmp_path))

    assert [case.organisations for case in cases] == [("Casa Verde",), ("Open Door",)]
    assert [plain(case)["wishes"] for case in cases] == [answer("wishes"), "Other wishes"]


def test_a_table_may_hold_several_forms(tmp_path):
    country_first = [second()[1], second()[0], *second()[2:]]

    cases = cases_in(save_form(tmp_path / "case.docx", [*rows(), *country_first]))

    assert [(case.organisations, case.countries) for case in cases] == [
        (("Casa Verde",), ("RO",)),
        (("Open Door",), ("FR",)),
    ]


def test_paragraphs_may_hold_several_forms(tmp_path):
    cases = cases_in(as_paragraphs(tmp_path, [*rows(), *second()]))

    assert [case.organisations for case in cases] == [("Casa Verde",), ("Open Door",)]
    assert [plain(case) for case in cases] == [ALL_ANSWERS, ALL_ANSWERS | {"wishes": "Other wishes"}]


@pytest.mark.parametrize(
    "order", [["practice", "case_study"], ["case_study", "practice"], ["case_study", "practice", "case_study"]]
)
def test_a_document_may_hold_both_kinds(tmp_path, order):
    document = docx.Document()
    for kind in order:
        if kind == "practice":
            document.add_paragraph("Chart no. 7 Spain")
        add_form(document, PRACTICE if kind == "practice" else rows())

    charts = cases_in(saved(document, tmp_path))

    assert [chart.kind for chart in charts] == order
    assert all(chart.unplaced == () for chart in charts)
    for chart in charts:
        if chart.kind == "practice":
            assert (chart.number, chart.title, chart.countries) == (7, "Night walks", ("ES",))
        else:
            assert_whole(chart)


def test_a_practice_form_stays_a_practice_form(tmp_path):
    more = [("Background", "Why."), ("Type of exploitation", "Begging"), ("References", "A book"), ("Tools", "Maps")]

    (chart,) = cases_in(save_form(tmp_path / "form.docx", [*PRACTICE, *more]))

    assert chart.kind == "practice"


@pytest.mark.parametrize(
    "form_rows",
    [
        [(f"{number}.", f"line {number}") for number in range(1, 6)],
        [("Organisation", "Casa Verde"), ("Country", "Romania"), ("Name", "Somebody")],
    ],
)
def test_what_is_no_form_is_refused(tmp_path, form_rows):
    with pytest.raises(Refused, match="no form inside"):
        cases_in(save_form(tmp_path / "form.docx", form_rows))


def test_an_empty_form_with_untouched_lists_is_refused(tmp_path):
    lists = [f"{group}: {'  '.join(f'☐ {option}' for option in options)}" for group, options in OFFICIAL.items()]
    form_rows = [(label, lists if label.startswith("2.") else "") for label, _ in rows()]

    with pytest.raises(Refused, match="empty"):
        cases_in(save_form(tmp_path / "form.docx", form_rows))


def test_the_digest_is_that_of_the_words(tmp_path):
    first, again = case_of(tmp_path, rows()), case_of(tmp_path, rows())
    other = case_of(tmp_path, rows(tools="None"))

    assert first.digest == again.digest != other.digest


def test_rows_as_printed_say_what_they_are_about(tmp_path):
    case = case_of(tmp_path, rows())

    assert [row.about for row in case.rows] == ["organisations", "country", *ANSWERS]
    assert case.rows[3].text == "\n".join(BACKGROUND_LINES)
