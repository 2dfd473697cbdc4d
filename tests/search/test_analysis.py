import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import is_stop_word, normalised, parts, tokens
from search.analysis.words import LONGEST


def plain(text, language="en"):
    return [token.plain for token in tokens(normalised(text), language)]


def stems(text, language):
    return [token.stem for token in tokens(normalised(text), language)]


def parts_of(word):
    return parts(tokens(word, "de")[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’accordo dell'Aquila", ["l", "accordo", "dell", "aquila"]),
        ("women's shelter", ["women", "s", "shelter"]),
        ("jusqu'à aujourd’hui", ["jusqu", "a", "aujourd", "hui"]),
        ("A.V.R., U.N. and z.B.", ["avr", "un", "and", "zb"]),
        ("Ac.Sé", ["ac", "se"]),
        ("anti-trafficking 2006–2010", ["anti", "trafficking", "2006", "2010"]),
        ("traf\u00adfick\u200bing", ["trafficking"]),
        ("Organizacio\u0301n", ["organizacion"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("Œuvre, fiancé", ["oeuvre", "fiance"]),
        ("Opfer*innen", ["opfer", "innen"]),
        ("snake_case", ["snake", "case"]),
        ("ﬁnd ½", ["find", "1", "2"]),
        ("...", []),
    ],
)
def test_texts_are_cut_into_folded_words(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "shelter shelters sheltering"),
        ("it", "minore minori"),
        ("de", "Opfer Opfern Opfers"),
        ("de", "Migrantin Migrantinnen Migranten Migrant"),
        ("es", "víctima víctimas"),
        ("fr", "hébergement hébergements"),
    ],
)
def test_forms_of_a_word_share_their_stem(language, forms):
    assert len(set(stems(forms, language))) == 1


def test_an_accent_that_is_missing_is_still_found_in_the_plain_words():
    assert plain("hébergé") == plain("heberge")


def test_without_a_stemmer_the_stem_is_the_word():
    assert stems("Shelters სახლები", "other") == ["shelters", "სახლები"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Menschenhandel", {"mensch", "handel"}),
        ("Menschenhandelsopfern", {"menschenhandel", "mensch", "handel", "opf"}),
        ("Frauenhäuser", {"frau", "haus"}),
        ("Beratungsstellen", {"berat", "stell"}),
        ("Opfer", set()),
        ("Österreich", set()),
        ("untersucht", set()),
        ("Arbeit", set()),
    ],
)
def test_german_compounds_are_taken_apart_and_other_words_left_whole(word, expected):
    assert set(parts_of(word)) == expected


def test_victims_of_trafficking_are_found_by_their_compound():
    text = tokens("Opfer von Menschenhandel", "de")
    in_text = {token.stem for token in text} | {part for token in text for part in parts(token)}

    assert set(parts_of("Menschenhandelsopfer")) <= in_text


def test_stop_words_are_of_a_language_or_of_any():
    assert is_stop_word("della", "it") and not is_stop_word("della", "en") and is_stop_word("della")
    assert is_stop_word("fur", "de")  # folded, as all of them


@pytest.mark.parametrize("word", ["stato", "estado", "sans", "senza", "war", "son", "not", "no"])
def test_words_that_somebody_looks_for_are_no_stop_words(word):
    assert not is_stop_word(word)


@given(text=st.text(max_size=80), language=st.sampled_from(["en", "it", "de", "es", "fr", "other"]))
def test_any_text_is_cut_into_words_without_spaces_that_stand_where_they_say(text, language):
    text = normalised(text)
    end = 0
    for token in tokens(text, language):
        assert end <= token.start < token.end <= len(text)
        assert token.plain and not any(char.isspace() for char in token.plain + token.stem)
        assert len(token.plain) <= LONGEST
        parts(token)
        end = token.end


@given(text=st.text(max_size=80))
def test_normalising_again_changes_nothing(text):
    assert normalised(normalised(text)) == normalised(text)
