import pytest
from babel import Locale

from directory.country_names import LANGUAGES, is_country, parse_countries


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["BA", "XK", "MK", "CZ", "TR", "GB", "NL", "GE", "DE", "CI"])
def test_a_country_is_known_by_its_name_in_five_languages(code, language):
    assert parse_countries(Locale(language).territories[code]) == ((code,), "")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Bosnia and Herzegovina", ("BA",)),
        ("BiH", ("BA",)),
        ("KOSOVO*", ("XK",)),
        ("FYROM", ("MK",)),
        ("Macedonia", ("MK",)),
        ("Czech Republic", ("CZ",)),
        ("U.K.", ("GB",)),
        ("the Netherlands", ("NL",)),
        ("Italy / Spain and Germany", ("IT", "ES", "DE")),
        ("Italien und Frankreich", ("IT", "FR")),
        ("España y Francia", ("ES", "FR")),
        ("France, France", ("FR",)),
        ("Lithuanai", ("LT",)),
        ("", ()),
    ],
)
def test_countries_are_read_by_any_usual_name(text, codes):
    assert parse_countries(text) == (codes, "")


@pytest.mark.parametrize(
    ("text", "codes", "leftover"),
    [
        ("Georgia (Tbilisi)", ("GE",), "Tbilisi"),
        ("International", (), "International"),
        ("Georgia and countries of origin", ("GE",), "and countries of origin"),
    ],
)
def test_words_that_name_no_country_are_left_over(text, codes, leftover):
    assert parse_countries(text) == (codes, leftover)


def test_a_name_of_one_country_is_a_country():
    assert is_country("Romania")
    assert not is_country("Romania, Bucharest")
    assert not is_country("Romania and Serbia")


@pytest.mark.parametrize(
    ("text", "code"), [("Itlay", "IT"), ("Bosnia and Hercegovina", "BA"), ("Guinea Bisau", "GW"), ("Moldovia", "MD")]
)
def test_a_slip_in_a_whole_name_is_forgiven(text, code):
    assert parse_countries(text) == ((code,), "")
