import pytest

from practices.word_forms.blocks import Block, Span, paragraph, text_of
from practices.word_forms.chart import EXTRAS, TEXTS
from practices.word_forms.labels import LANGUAGES, PRACTICE

recognise, split_label, is_help = PRACTICE.recognise, PRACTICE.split, PRACTICE.is_help
EVERY_LABEL = sorted(PRACTICE.all())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_and_variant_is_recognised(language):
    for field, own_language, wording in EVERY_LABEL:
        if own_language == language:
            assert recognise(wording).field == field, wording
            assert language in recognise(wording).languages, wording


@pytest.mark.parametrize(
    "change",
    [str.upper, str.lower, str.title, lambda text: f"{text}:", lambda text: f"  {text} . ", lambda text: f"3. {text}"],
)
def test_labels_are_recognised_in_any_case_and_dress(change):
    for field, _language, wording in EVERY_LABEL:
        assert recognise(change(wording)).field == field, wording


def test_every_field_that_has_labels_is_read_into_the_chart():
    facts = {
        "number",
        "country",
        "organisations",
        "category",
        "also_in",
        "typologies",
        "learning",
        "funding",
        "contacts",
    }

    assert {field for field, _, _ in EVERY_LABEL} == facts | set(TEXTS) | set(EXTRAS)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("ORGANISATION (S)", "organisations"),
        ("Organisation/-s", "organisations"),
        ("Name of the practice / programme", "title"),
        ("Name of Practise/Programm", "title"),
        ("Objective/s", "objectives"),
        ("Backgroud informations", "background"),
        ("Transferabilty", "transferability"),
        ("Metods and Tols", "methods_and_tools"),
        ("Zielgruppe(n)", "target_groups"),
        ("Uebertragbarkeit", "transferability"),
        ("Activities / Attività / Actividades", "activities"),
        ("Obiettivi - Objectives", "objectives"),
        ("Objectives[1]", "objectives"),
        ("3) Results", "results"),
        ("12 Results", "results"),
        ("2. Background information on the victim", None),
        ("Activities / Results", None),
        ("Lang", None),
        ("Age", None),
        ("Objectives of all the other things that we did in the year and did not tell you about before", None),
        ("", None),
        ("12", None),
    ],
)
def test_labels_are_recognised_as_people_type_them(text, field):
    label = recognise(text)

    assert (label.field if label else None) == field


def test_a_label_tells_the_languages_it_may_be_in():
    assert recognise("Obiettivi").languages == {"it"}
    assert recognise("Organisation").languages == {"en", "de"}


@pytest.mark.parametrize(
    ("text", "field", "printed", "rest"),
    [
        ("Background: In 2003", "background", "Background", "In 2003"),
        ("Background – in 2003", "background", "Background", "in 2003"),
        ("Background\nIn 2003\nand after", "background", "Background", "In 2003\nand after"),
        ("4. Results: many: very", "results", "4. Results", "many: very"),
        ("Chart No. 2 France", "number", "Chart No", "2 France"),
        ("Chart 2", "number", "Chart", "2"),
        ("Scheda n. 3 Italia", "number", "Scheda n", "3 Italia"),
        ("Fiche n° 4 France", "number", "Fiche n", "4 France"),
        ("Ficha n.º 5 España", "number", "Ficha n.º", "5 España"),
        ("Bogen Nr. 6 Deutschland", "number", "Bogen Nr", "6 Deutschland"),
        ("Category B", "category", "Category", "B"),
        ("Category (A, B, C, D)", "category", "Category (A, B, C, D)", ""),
        ("Country Spain", "country", "Country", "Spain"),
        ("Objectives (20 lines)", "objectives", "Objectives", "(20 lines)"),
    ],
)
def test_label_and_value_may_stand_in_one_cell(text, field, printed, rest):
    label, own_printed, blocks = split_label((paragraph(text),))

    assert (label.field, own_printed, text_of(blocks)) == (field, printed, rest)


def test_a_label_in_bold_ends_where_the_bold_ends():
    label, printed, blocks = split_label((Block((Span("Activities ", bold=True), Span("Night walks."))),))

    assert (label.field, printed, text_of(blocks)) == ("activities", "Activities", "Night walks.")


@pytest.mark.parametrize(
    "text", ["We did much", "Category building", "Countryside", "Results were good", "Note: much", ""]
)
def test_other_text_has_no_label(text):
    assert split_label((paragraph(text),) if text else ()) is None


def test_what_the_form_itself_says_about_a_row_is_known():
    assert is_help(recognise("Background"), "Brief description of the national context / problem addressed.")
    assert not is_help(recognise("Background"), "Description of our town")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Targetgroups", "target_groups"),
        ("BackgroundInformation", "background"),
        ("Back ground information", "background"),
        ("Main-streaming", "mainstreaming"),
        ("V. Activities", "activities"),
        ("Chart nr.", "number"),
        ("Weaknesses and difficulties", "challenges"),
        ("Nome della buona prassi", "title"),
        ("Sources of funding", "funding"),
    ],
)
def test_words_may_be_joined_or_cut(text, field):
    assert recognise(text).field == field
