import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.parsing import cleaned, parse
from search.query import LONGEST_TEXT, Not, Or, Parsed, Phrase, Prefix, Word


def test_words_phrases_exclusions_and_beginnings_keep_their_order():
    pieces = parse('labour "drop-in centre" -begging tratt* -"street work"').pieces

    assert pieces == (
        Word("labour"),
        Phrase("drop-in centre"),
        Not(Word("begging")),
        Prefix("tratt"),
        Not(Phrase("street work")),
    )


@pytest.mark.parametrize("quoted", ['"quo vadis"', "“quo vadis”", "„quo vadis“", "«quo vadis»", "« quo vadis »"])
def test_the_quotes_of_every_language_make_a_phrase(quoted):
    assert parse(quoted).pieces == (Phrase("quo vadis"),)


def test_a_quote_that_is_never_closed_is_no_phrase():
    assert parse('"quo vadis').pieces == (Word("quo"), Word("vadis"))


@pytest.mark.parametrize("word", ["OR", "ODER", "OPPURE", "OU"])
def test_or_is_known_in_capitals(word):
    assert parse(f"shelter {word} refuge").pieces == (Word("shelter"), Or(), Word("refuge"))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("shelter or refuge", (Word("shelter"), Word("or"), Word("refuge"))),
        ("OR shelter", (Word("shelter"),)),
        ("shelter OR", (Word("shelter"),)),
        ("shelter OR OR refuge", (Word("shelter"), Or(), Word("refuge"))),
        ("shelter OR -refuge", (Word("shelter"), Not(Word("refuge")))),
        ("OR", (Word("or"),)),
    ],
)
def test_an_or_with_nothing_to_join_is_no_operator(text, pieces):
    assert parse(text).pieces == pieces


@pytest.mark.parametrize("text", ["", " ", "-", "*", '""', '- - "" * ?!', "\x00\x01"])
def test_signs_alone_ask_for_nothing(text):
    assert parse(text) == Parsed()


def test_a_hyphen_within_a_word_excludes_nothing():
    assert parse("drop-in anti-trafficking").pieces == (Word("drop-in"), Word("anti-trafficking"))


def test_one_letter_is_no_beginning_worth_looking_for():
    assert parse("t* tr*").pieces == (Word("t*"), Prefix("tr"))


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("country:Italy", {"country": ("IT",)}),
        ("paese:Italia", {"country": ("IT",)}),
        ("Land:Österreich", {"country": ("AT",)}),
        ("país:España", {"country": ("ES",)}),
        ("pays:Azerbaïdjan", {"country": ("AZ",)}),
        ("country:it,Germany", {"country": ("IT", "DE")}),
        ("country:Bosnia", {"country": ("BA",)}),
        ('pays:"Bosnie-Herzégovine"', {"country": ("BA",)}),
        ("Kategorie:b", {"category": ("B",)}),
        ("tipo:pratica", {"type": ("practice",)}),
        ("Art:Fallstudie", {"type": ("case_study",)}),
        ("lingua:tedesco", {"language": ("de",)}),
        ("country:Kosovo country:Turkey", {"country": ("XK", "TR")}),
    ],
)
def test_shortcuts_are_filters_in_every_language(text, filters):
    assert parse(text) == Parsed(filters=filters)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("year:2006", (2006, 2006)),
        ("anno:2006-2010", (2006, 2010)),
        ("Jahr:2006–2010", (2006, 2010)),
        ("año:2006..2010", (2006, 2010)),
        ("année:2010-2006", (2006, 2010)),
        ("year:2006-", (2006, None)),
        ("year:-2010", (None, 2010)),
    ],
)
def test_a_year_shortcut_is_a_range(text, years):
    assert parse(text) == Parsed(years=years)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("country:Atlantis", ["Atlantis"]),
        ("year:soon", ["soon"]),
        ("year:9999", ["9999"]),
        ("colour:red", ["colour:red"]),
        ("https://example.org/x", ["https://example.org/x"]),
        ("12:30", ["12:30"]),
    ],
)
def test_a_shortcut_that_nobody_knows_is_searched_for(text, words):
    assert parse(text) == Parsed(tuple(map(Word, words)))


def test_decomposed_letters_are_composed():
    assert parse("Ru\u0308ckkehr").pieces == (Word("Rückkehr"),)


@given(st.text(max_size=600))
def test_any_text_is_taken_apart(text):
    parsed = parse(text)

    assert len(cleaned(text)) <= LONGEST_TEXT
    assert all(isinstance(piece, Word | Phrase | Prefix | Not | Or) for piece in parsed.pieces)


OPERATORS = st.sampled_from(
    [
        '"',
        "-",
        "*",
        "OR",
        "country:",
        "year:",
        "paese:it",
        "2006-2010",
        "tratta",
        "l’abri",
        " ",
        ":",
        "«",
        ",",
        "Menschenhandel",
    ]
)


@given(st.lists(OPERATORS, max_size=30).map(" ".join), st.lists(OPERATORS, max_size=30).map("".join))
def test_any_row_of_operators_is_taken_apart(apart, together):
    for text in (apart, together):
        pieces = parse(text).pieces
        assert not pieces or not isinstance(pieces[0], Or)
        assert not pieces or not isinstance(pieces[-1], Or)
