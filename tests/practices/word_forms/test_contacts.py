import pytest

from practices.word_forms.blocks import Block, Span, paragraph, text_of
from practices.word_forms.contacts import Contact, parse_contacts


def found(*lines, region=None):
    contacts, rest = parse_contacts(tuple(paragraph(line) for line in lines), region)
    return [(contact.kind, contact.value, contact.note) for contact in contacts], text_of(rest)


def test_name_address_phone_mail_and_website_are_told_apart():
    assert found(
        "Casa Verde",
        "Via Roma 9 - 62100 Macerata - Italy",
        "Tel: +44 20 7946 0012 Fax: +44 20 7946 0013",
        "E-mail: office@verde.example Website: www.verde.example",
    ) == (
        [
            ("address", "Casa Verde, Via Roma 9 - 62100 Macerata - Italy", ""),
            ("phone", "+44 20 7946 0012", ""),
            ("phone", "+44 20 7946 0013", "Fax"),
            ("email", "office@verde.example", ""),
            ("website", "http://www.verde.example", ""),
        ],
        "",
    )


@pytest.mark.parametrize(
    ("line", "kind", "value", "note"),
    [
        ("Tel/Fax: +44 20 7946 0012;", "phone", "+44 20 7946 0012", "Tel/Fax"),
        ("Tel. and fax +44 20 7946 0012", "phone", "+44 20 7946 0012", "Tel/Fax"),
        ("Telefono: +44 20 7946 0012", "phone", "+44 20 7946 0012", ""),
        ("Téléphone : +44 20 7946 0012", "phone", "+44 20 7946 0012", ""),
        ("+44 20 7946 0012", "phone", "+44 20 7946 0012", ""),
        ("Tel: +44 (0)20 7946 0012", "phone", "+44 (0)20 7946 0012", ""),
        ("Hotline: +44 20 7946 0012 (24 hours)", "hotline", "+44 20 7946 0012", "(24 hours)"),
        ("Numero verde: 800 290 290", "hotline", "800 290 290", ""),
        ("Anna, tel. +44 20 7946 0012", "phone", "+44 20 7946 0012", "Anna"),
        ("Courriel : office@verde.example", "email", "office@verde.example", ""),
        ("Correo electrónico: office@verde.example", "email", "office@verde.example", ""),
        ("office@verde.example", "email", "office@verde.example", ""),
        ("Sito web: verde.example", "website", "http://verde.example", ""),
        ("https://verde.example/it/?x=1.", "website", "https://verde.example/it/?x=1", ""),
        ("Web: www.verde.example", "website", "http://www.verde.example", ""),
    ],
)
def test_one_contact_is_read_from_a_line(line, kind, value, note):
    assert found(line) == ([(kind, value, note)], "")


def test_a_national_number_gets_the_prefix_of_its_country():
    assert found("Tel: 020 7946 0012, 020 7946 0013", region="GB")[0] == [
        ("phone", "+44 20 7946 0012", ""),
        ("phone", "+44 20 7946 0013", ""),
    ]


def test_a_number_that_no_country_knows_stays_as_printed():
    assert found("Tel: 12 34 56", region="GB")[0] == [("phone", "12 34 56", "")]


def test_a_name_above_contacts_without_address_is_their_note():
    assert found("Network of the North", "Website: www.north.example", "E-mail: a@north.example")[0] == [
        ("website", "http://www.north.example", ""),
        ("email", "a@north.example", "Network of the North"),
    ]


def test_two_addresses_are_two_contacts():
    contacts, _rest = found(
        "Casa Verde", "Via Roma 9, 62100 Macerata", "Tel: +44 20 7946 0012", "Casa Blu", "Via Po 1, 10100 Torino"
    )

    assert [value for kind, value, _ in contacts if kind == "address"] == [
        "Casa Verde, Via Roma 9, 62100 Macerata",
        "Casa Blu, Via Po 1, 10100 Torino",
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "Report on trafficking, Berlin 2011",
        "Decree no. 2007-1352 of 13 September 2007",
        "ISBN 978-3-16-148410-0",
        "See the report at www.report.example/2011.pdf",
    ],
)
def test_references_stay(reference):
    assert found(reference) == ([], reference)


def test_a_mail_address_never_stays_in_a_reference():
    contacts, rest = found("For the whole report of the year two thousand and eleven write to office@verde.example")

    assert contacts == [("email", "office@verde.example", "")]
    assert rest == "For the whole report of the year two thousand and eleven write to"


def test_an_address_hidden_behind_a_link_is_read():
    link = Block((Span("Write to us", href="mailto:office@verde.example?subject=x"),))

    assert parse_contacts((link,)) == ((Contact("email", "office@verde.example", "Write to us"),), ())
