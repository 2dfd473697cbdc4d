from decimal import Decimal

import pytest

from practices.word_forms.blocks import BULLET, Block, Span, paragraph, text_of
from practices.word_forms.funding import Funding, parse_funding, sources_of


def found(*lines):
    fundings, rest = parse_funding(tuple(paragraph(line) for line in lines))
    return fundings, text_of(rest)


def test_shares_are_read_from_the_lines_of_a_statement():
    assert found("1 car", "Funding provided by: Ministry of Health: 90%", "Private donor: 10 %", "2 phones") == (
        (Funding("Ministry of Health", Decimal(90)), Funding("Private donor", Decimal(10))),
        "1 car\n2 phones",
    )


@pytest.mark.parametrize(
    "statement",
    [
        "Funding: EU, IOM, foreign donors",
        "The programme is financed through: EU, IOM, foreign donors",
        "Financed by EU; IOM; foreign donors",
        "Finanziato da: EU, IOM, foreign donors.",
        "Fonti di finanziamento: EU, IOM, foreign donors",
        "Gefördert durch: EU, IOM, foreign donors",
        "Das Projekt wird finanziert durch: EU, IOM, foreign donors",
        "Financiado por: EU, IOM, foreign donors",
        "Financé par : EU, IOM, foreign donors",
        "Funding: EU, IOM, foreign donors),",
    ],
)
def test_sources_without_shares_are_read_in_five_languages(statement):
    assert found(statement) == ((Funding("EU"), Funding("IOM"), Funding("foreign donors")), "")


def test_a_list_below_the_words_is_read():
    blocks = (
        paragraph("Funding:"),
        Block((Span("EU"),), BULLET),
        Block((Span("IOM 20%"),), BULLET),
        paragraph("2 phones"),
    )

    fundings, rest = parse_funding(blocks)

    assert fundings == (Funding("EU"), Funding("IOM", Decimal(20)))
    assert text_of(rest) == "2 phones"


def test_other_words_of_an_introduction_become_a_note():
    assert found("The second phase is financed by: EU")[0] == (Funding("EU", note="The second phase is financed by"),)


@pytest.mark.parametrize(
    ("text", "fundings"),
    [
        ("Ministry (80%) and Foundation (20%, 2011)", [("Ministry", 80, ""), ("Foundation", 20, "2011")]),
        ("90% Ministry, 10% private donors", [("Ministry", 90, ""), ("private donors", 10, "")]),
        ("Ministero: 70,5%; Regione 29.5 per cento", [("Ministero", "70.5", ""), ("Regione", "29.5", "")]),
        ("Stadt Hamburg 100 Prozent", [("Stadt Hamburg", 100, "")]),
        ("Regions of Marche, Abruzzo and Molise: 30%", [("Regions of Marche, Abruzzo and Molise", 30, "")]),
        ("Save the Children: 1 5%", [("Save the Children", 15, "")]),
    ],
)
def test_shares_are_read_in_many_ways(text, fundings):
    assert sources_of(text) == tuple(Funding(source, Decimal(share), note) for source, share, note in fundings)


def test_a_share_beyond_the_whole_is_kept_as_a_note():
    assert sources_of("EU 300%") == (Funding("EU", None, "300 %"),)


@pytest.mark.parametrize(
    "line", ["Fundraising: 2 volunteers", "Funds for transport: 200 euro", "Funding:", "80% of the staff", "1 car"]
)
def test_other_lines_stay(line):
    assert found(line) == ((), line)
