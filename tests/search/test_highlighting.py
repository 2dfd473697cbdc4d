import pytest

from search.analysis import stem_of
from search.highlighting import ELLIPSIS, Markers, Reading, best_reading, extract, marked
from search.results import Marked
from search.units import PLAIN, STEM, Form, Unit


def unit(*labels, language="en", kind=STEM, **options):
    return Unit(labels[0], {language: tuple(Form(kind, tuple(label.split()), **options) for label in labels)})


def marks(text, *units, language="en"):
    return [text[span.start : span.end] for span in Markers(units)(language).spans(text)]


def test_words_are_marked_in_any_form():
    assert marks("Trafficked persons, a trafficker; traffic.", unit("traffick")) == ["Trafficked", "trafficker"]


def test_a_label_is_marked_as_a_whole_with_the_small_words_in_it():
    text = "La tratta di esseri umani, e gli esseri viventi."

    assert marks(text, unit("tratt esser uman", language="it"), language="it") == ["tratta di esseri umani"]


def test_a_phrase_is_marked_as_it_stands():
    text = "The harm and the reduction. Harm reduction."

    assert marks(text, unit("harm reduction", kind=PLAIN)) == ["Harm reduction"]


def test_the_beginning_of_a_word_marks_the_word():
    assert marks("Tratta, trattati, atratta", unit("tratt", kind=PLAIN, is_prefix=True)) == ["Tratta", "trattati"]


def test_a_part_of_a_german_compound_marks_it():
    assert marks("Menschenhandelsopfer", unit("opf", language="de"), language="de") == ["Menschenhandelsopfer"]


def test_apostrophes_and_punctuation_are_not_marked():
    assert (
        marks("L’accoglienza (accoglienza)", unit(stem_of("accoglienza", "it"), language="it"), language="it")
        == ["accoglienza"] * 2
    )


def test_marks_that_overlap_are_one():
    text = "human trafficking"
    spans = Markers([unit("human traffick"), unit("traffick")])("en").spans(text)

    assert marked(text, spans) == Marked(text, ((0, len(text)),))


STORED = {"titles": {"en": "Lantern", "it": "Lanterna"}, "bodies": {"en": "By the harbour.", "de": "Laterne am Hafen."}}
LANTERN = Unit(
    "lantern", {code: (Form(STEM, (stem,)),) for code, stem in (("en", "lantern"), ("it", "lantern"), ("de", "latern"))}
)
HARBOUR = Unit("harbour", {"en": (Form(STEM, ("harbour",)),), "de": (Form(STEM, ("haf",)),)})


@pytest.mark.parametrize(
    ("units", "reader", "language"),
    [
        ([LANTERN], "it", "it"),
        ([LANTERN], "es", "en"),
        ([LANTERN, HARBOUR], "it", "en"),
        ([LANTERN, HARBOUR], "de", "de"),
    ],
)
def test_the_language_is_the_one_that_says_most_and_the_readers_before_others(units, reader, language):
    assert best_reading(STORED, Markers(units), reader).language == language


def test_a_record_without_text_has_no_reading():
    assert best_reading({}, Markers([LANTERN]), "en") is None


def reading(body, *units):
    return Reading("en", "", body, (), tuple(Markers(units)("en").spans(body)))


def test_an_extract_is_some_two_lines_around_what_says_most():
    body = "Stone and wood. " * 40 + "The lantern hangs in the harbour. " + "Sand and sea. " * 40 + "A lantern."

    found = extract(reading(body, unit("lantern"), unit("harbour")))

    assert "The lantern hangs in the harbour." in found.text
    assert found.text.startswith(f"{ELLIPSIS} ")
    assert found.text.endswith(f" {ELLIPSIS}")
    assert len(found.text) < 260
    assert [text for text, is_marked in found.pieces if is_marked] == ["lantern", "harbour"]


def test_without_a_match_the_extract_is_the_beginning():
    found = extract(reading("Stone and wood. " * 40, unit("lantern")))

    assert found.text.startswith("Stone and wood.")
    assert found.marks == ()


@pytest.mark.parametrize("body", ["", "short", "x" * 5000, "lantern " + "x" * 5000, "\n\nlantern\n\n" * 90])
def test_any_body_has_an_extract(body):
    found = extract(reading(body, unit("lantern")))

    assert "".join(text for text, _is_marked in found.pieces) == found.text
    assert all(found.text[start:end] == "lantern" for start, end in found.marks)


def test_a_stop_word_is_not_marked_for_a_word_with_its_stem():
    assert marks("All human beings should be trained.", unit("be")) == ["beings"]
