import pytest

from practices.case_studies.word_forms.labels import LABELS
from practices.questions import questions
from practices.word_forms.blocks import paragraph, text_of
from records.languages import LANGUAGES

EVERY_LABEL = sorted(LABELS.all())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("change", [str, str.upper, lambda text: f"{text}:", lambda text: f"  {text} . "])
def test_every_label_and_variant_is_recognised(language, change):
    for field, own_language, wording in EVERY_LABEL:
        if own_language == language:
            label = LABELS.recognise(change(wording))
            assert label.field == field, wording
            assert language in label.languages, wording


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("2. Background information on the victim", "background"),
        ("4. What where the problem and obstacles faced", "obstacles"),
        ("How has your NGO been involved in managing a transnational cooperation case", "involvement"),
        ("Please provide a description of tools", "tools"),
        ("Please provide a description of", None),
        ("Wie kamen Sie mit dem Opfer in Kontakt?", "first_contact"),
        ("Question 6", "solutions"),
        ("Pregunta 12", "recommendations"),
        ("Question 13", None),
        ("6", None),
        ("How are you?", None),
        ("They were overcome with the help of the involved agencies", None),
        ("", None),
    ],
)
def test_questions_are_recognised_as_people_type_them(text, field):
    label = LABELS.recognise(text)

    assert (label.field if label else None) == field


@pytest.mark.parametrize("question", questions().values(), ids=lambda question: question.field)
def test_an_answer_may_follow_its_question_on_the_line(question):
    wording = f"{question.number}. {question.wording('en')}".rstrip("?.") + "?"

    label, printed, rest = LABELS.split((paragraph(f"{wording} We did much."),))

    assert (label.field, printed, text_of(rest)) == (question.field, wording, "We did much.")


@pytest.mark.parametrize("text", ["6. Clear procedures", "7. Trust", "The tools were good", "Was it so? Nobody knows."])
def test_other_text_has_no_label(text):
    assert LABELS.split((paragraph(text),)) is None
