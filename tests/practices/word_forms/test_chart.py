from decimal import Decimal

import docx
import pytest

from practices.periods import Period
from practices.word_forms.blocks import text_of
from practices.word_forms.contacts import Contact
from practices.word_forms.document import read_forms
from practices.word_forms.funding import Funding
from practices.word_forms.opening import open_form
from practices.word_forms.rich_text import to_html, to_plain
from tests.practices.word_forms.word_files import add_form, categories, chart_of, charts_of, fill

NETWORKING = "Networking to improve political, economic, social and legal structures, and the laws on trafficking"


def said(problem):
    return str(problem.problem)


def plain(chart):
    return {field: to_plain(blocks) for field, blocks in chart.texts.items()}


# --- Four forms like those that partners sent -----------------------------------------------------------------------


def test_a_form_with_a_heading_two_header_cells_and_shares_of_funding(tmp_path):
    chart = chart_of(
        tmp_path,
        [
            ("Chart no.: 31", "Country: Bosnia and Herzegovina"),
            ("Organisation", "NGO “Green Hill” (“Zeleno brdo”)"),
            ("Name of the practice / programme", "Village talks"),
            ("Category", "A - Prevention, Training and Research"),
            ("Typology", "Specific prevention (awareness raising activities for potential victims, peer education)"),
            ("Period of implementation", "Since March 2011"),
            ("Geographical area covered", "Five villages and their surroundings."),
            ("Background Information", "Many leave the villages – above all the young (55%)."),
            ("Target groups", ["* Young people without work", "* Mayors"]),
            ("Objectives", "Tell people how to migrate safely."),
            ("Activities", "Visits and talks"),
            ("Methods and tools", ["* Map of the villages", "* Talks at home"]),
            (
                "Resources",
                ["* 3 Visitors", "* 1 Car", "Funding provided by: Ministry of Health: 90%", "Private donor: 10%"],
            ),
            ("Results", "Most had never heard of trafficking."),
            ("Learning from the case", "People of all ages came, not only the young."),
            ("Transferability", "It can be done in other villages."),
            (
                "Contact details",
                [
                    "Green Hill",
                    "Zelena 9 - 88000 Mostar - Bosnia and Herzegovina",
                    "Tel: +44 20 7946 0012 Fax: +44 20 7946 0013",
                    "E-mail: office@hill.example Website: www.hill.example",
                ],
            ),
        ],
        header=["Chart No. 31"],
    )

    assert (chart.number, chart.number_text, chart.language) == (31, "31", "en")
    assert chart.countries == ("BA",)
    assert chart.organisations == ("NGO “Green Hill” (“Zeleno brdo”)",)
    assert chart.title == "Village talks"
    assert (chart.category, chart.also_in, chart.typologies) == ("A", (), ("A1",))
    assert chart.typology_note.startswith("Specific prevention")
    assert (chart.period, chart.period_text) == (Period(2011, 3, ongoing=True), "Since March 2011")
    assert chart.funding == (Funding("Ministry of Health", Decimal(90)), Funding("Private donor", Decimal(10)))
    assert chart.contacts == (
        Contact("address", "Green Hill, Zelena 9 - 88000 Mostar - Bosnia and Herzegovina"),
        Contact("phone", "+44 20 7946 0012"),
        Contact("phone", "+44 20 7946 0013", "Fax"),
        Contact("email", "office@hill.example"),
        Contact("website", "http://www.hill.example"),
    )
    assert plain(chart) == {
        "title": "Village talks",
        "period": "Since March 2011",
        "area": "Five villages and their surroundings.",
        "background": "Many leave the villages – above all the young (55%).",
        "target_groups": "- Young people without work\n- Mayors",
        "objectives": "Tell people how to migrate safely.",
        "activities": "Visits and talks",
        "methods_and_tools": "- Map of the villages\n- Talks at home",
        "resources": "- 3 Visitors\n- 1 Car",
        "results": "Most had never heard of trafficking.",
        "lessons": "People of all ages came, not only the young.",
        "transferability": "It can be done in other villages.",
    }
    assert (chart.problems, chart.unplaced, chart.extra) == ((), (), {})


def test_a_form_with_a_merged_header_and_the_letter_beside_the_label(tmp_path):
    chart = chart_of(
        tmp_path,
        [
            ("Chart No. 32    France", None),
            ("Organisations", "Association Lac"),
            ("Name of Practice/Programme", "Dispositif Abri (Shelter Network)"),
            ("Category B", "Identification and First protection"),
            ("Typology of intervention", "Low threshold services, identification and referral"),
            ("Period of implementation", "Since 2002"),
            ("Geographical area covered", "France"),
            ("Target group/s", "Any adult."),
            ("Objectives", ["The network wants to:", "- give shelter", "- run a hotline"]),
            (
                "Resources",
                ["- 1 Coordinator", "Funding: Ministry of Social Affairs, The City of Paris, Ministry of Justice),"],
            ),
            (
                "Learning from the case",
                [
                    "Strengths: quick answers",
                    "Innovation: referral by NGOs",
                    "Weaknesses/Difficulties: Too few partners",
                ],
            ),
            ("Mainstreaming", ["Recognised by a decree.", "Known abroad."]),
            (
                "References and links",
                [
                    "Coordination Abri",
                    "Mail Box 15 - 06009 Nice Cedex 1 - France",
                    "Tel: +33 1 99 00 12 34",
                    "E-mail: a@lac.example Website: www.lac.example",
                ],
            ),
        ],
    )

    assert (chart.number, chart.countries, chart.category, chart.typologies) == (32, ("FR",), "B", ("B2",))
    assert chart.typology_note == ""
    assert chart.texts["objectives"][1].is_item
    assert [funding.source for funding in chart.funding] == [
        "Ministry of Social Affairs",
        "The City of Paris",
        "Ministry of Justice",
    ]
    assert (plain(chart)["strengths"], plain(chart)["innovation"], plain(chart)["challenges"]) == (
        "quick answers",
        "referral by NGOs",
        "Too few partners",
    )
    assert [contact.kind for contact in chart.contacts] == ["address", "phone", "email", "website"]
    assert (chart.problems, chart.unplaced) == ((), ())


def test_a_form_with_number_and_country_in_two_cells_and_two_typologies(tmp_path):
    chart = chart_of(
        tmp_path,
        [
            ("Chart No. 33", "Romania"),
            ("Organisation/s", "CASA - Association for New Beginnings"),
            ("Name of Practice/Programme", "A home for a while"),
            (
                "Category (A, B, C, D)",
                "C - Long Term Assistance and Socio-economic Inclusion in Origin/Destination/Third Countries",
            ),
            (
                "Typology of intervention",
                ["- Assistance and social inclusion", "- Vocational guidance and training/work insertion"],
            ),
            ("Activities", ["Before the return", "- Calls", "- Letters", "After the return", "- Visits"]),
            (
                "Resources",
                [
                    "- 3 volunteers",
                    "The programme is financed through: Example Foundation, IOM, French Embassy, foreign NGOs",
                ],
            ),
            ("Learning from the case", ["Strengths:", "- Quick", "- Calm", "Weaknesses:", "- No large shelter"]),
        ],
    )

    assert (chart.number, chart.countries, chart.category, chart.typologies) == (33, ("RO",), "C", ("C1", "C2"))
    assert chart.typology_note == "Vocational guidance and training/work insertion"
    assert to_html(chart.texts["activities"]) == (
        "<p>Before the return</p><ul><li>Calls</li><li>Letters</li></ul><p>After the return</p><ul><li>Visits</li></ul>"
    )
    assert [funding.source for funding in chart.funding] == [
        "Example Foundation",
        "IOM",
        "French Embassy",
        "foreign NGOs",
    ]
    assert plain(chart)["strengths"] == "- Quick\n- Calm"
    assert plain(chart)["challenges"] == "- No large shelter"
    assert chart.unplaced == (
        "Category (A, B, C, D): C - Long Term Assistance and Socio-economic Inclusion in Origin/Destination/Third Countries",
    )
    assert chart.problems == ()


def test_a_form_of_a_network_with_many_members_and_no_funding(tmp_path):
    chart = chart_of(
        tmp_path,
        [
            ("Chart no.: 34", "Country: Spain"),
            ("Organisation", "Accem, Casa Clara, IOM, Red Norte contra el tráfico y la explotación, Women’s Link"),
            ("Name of Practice/Programme", "Red Clara (Clear Network) - RC"),
            ("Category (A, B, C, D)", "D - Other kinds of practices"),
            ("Typology of intervention", NETWORKING),
            ("Period of implementation", "Since 2006"),
            (
                "Learning from the case",
                [
                    "Strengths:",
                    "* Many members",
                    "Innovation:",
                    "* No funds needed",
                    "Weaknesses/Difficulties",
                    "Nobody has time.",
                ],
            ),
            ("References and links", ["Red Clara", "Website: www.clara.example"]),
        ],
    )

    assert len(chart.organisations) == 5
    assert (chart.category, chart.typologies, chart.typology_note) == ("D", ("D1",), NETWORKING)
    assert plain(chart)["challenges"] == "Nobody has time."
    assert chart.contacts == (Contact("website", "http://www.clara.example", "Red Clara"),)
    assert (chart.funding, chart.problems, chart.unplaced) == ((), (), ())


# --- The same form as others fill it in -----------------------------------------------------------------------------

ROWS = [("Title", "Night walks"), ("Objectives", "Safety"), ("Results", "More of it")]


@pytest.mark.parametrize(
    ("rows", "language"),
    [
        (
            [
                ("Scheda n. 35", "Italia"),
                ("Titolo", "Night walks"),
                ("Obiettivi", "Safety"),
                ("Risultati", "More of it"),
            ],
            "it",
        ),
        (
            [
                ("Bogen Nr. 35", "Italien"),
                ("Name der Praxis", "Night walks"),
                ("Ziele", "Safety"),
                ("Ergebnisse", "More of it"),
            ],
            "de",
        ),
        (
            [
                ("Ficha n.º 35", "Italia"),
                ("Título", "Night walks"),
                ("Objetivos", "Safety"),
                ("Resultados", "More of it"),
            ],
            "es",
        ),
        (
            [
                ("Fiche n° 35", "Italie"),
                ("Intitulé", "Night walks"),
                ("Objectifs", "Safety"),
                ("Résultats", "More of it"),
            ],
            "fr",
        ),
        (
            [("Chart no. 35", "Italy"), ("Title", "Night walks"), ("Objectives", "Safety"), ("Results", "More of it")],
            "en",
        ),
    ],
)
def test_a_form_may_be_in_any_of_the_languages(tmp_path, rows, language):
    chart = chart_of(tmp_path, rows)

    assert (chart.language, chart.number, chart.countries, chart.title) == (language, 35, ("IT",), "Night walks")
    assert plain(chart)["objectives"] == "Safety"
    assert plain(chart)["results"] == "More of it"


@pytest.mark.parametrize(
    "header",
    [
        [("Chart No. 35", "Italy")],
        [("Chart No.", "35"), ("Country", "Italy")],
        [("CHART N. 35 - ITALY", None)],
        [("Italy – Chart No. 35", None)],
        [("Country: Italy   Chart no.: 35", None)],
        [("Chart no.: 35   Country: Italy", None)],
        [("Chart no.: 35\nCountry: Italy", None)],
        [("Practice number 35", "Country/ies: Italy")],
        [("No.", "35"), ("Country", "Italy")],
        [("Italy", "Chart No. 35")],
    ],
)
def test_number_and_country_are_read_from_many_headers(tmp_path, header):
    chart = chart_of(tmp_path, [*header, *ROWS])

    assert (chart.number, chart.countries, chart.unplaced, chart.problems) == (35, ("IT",), (), ())


@pytest.mark.parametrize(
    "heading", ["Chart No. 35 Italy", "Chart no. 35: Italy", "Italy - Chart No. 35", "Country: Italy - Chart no. 35"]
)
def test_number_and_country_may_stand_above_the_table(tmp_path, heading):
    chart = chart_of(tmp_path, ROWS, header=[heading])

    assert (chart.number, chart.countries, chart.unplaced, chart.problems) == (35, ("IT",), (), ())


def test_rows_may_come_in_any_order(tmp_path):
    chart = chart_of(tmp_path, [*reversed(ROWS), ("Chart No. 35", "Italy")])

    assert (chart.number, chart.title, plain(chart)["results"]) == (35, "Night walks", "More of it")


def test_a_column_of_row_numbers_is_passed_over(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for place, (label, value) in enumerate(ROWS, start=1):
        for cell, text in zip(table.add_row().cells, (f"{place}.", label, value), strict=True):
            fill(cell, text)
    document.save(tmp_path / "form.docx")

    (chart,) = read_forms(open_form(tmp_path / "form.docx"), categories())

    assert (chart.title, plain(chart)["results"], chart.unplaced) == ("Night walks", "More of it", ())


def test_label_and_value_may_stand_in_one_cell(tmp_path):
    chart = chart_of(
        tmp_path,
        [
            ("Title: Night walks", None),
            (["Objectives", "Safety", "Calm"], None),
            (["Results:", "* more", "* better"], None),
        ],
    )

    assert (chart.title, plain(chart)["objectives"], plain(chart)["results"]) == (
        "Night walks",
        "Safety\nCalm",
        "- more\n- better",
    )


def test_a_value_may_stand_in_the_row_below_its_label(tmp_path):
    chart = chart_of(
        tmp_path,
        [
            ("Title", None),
            ("Night walks", None),
            ("Objectives", None),
            ("Safety", None),
            ("Results", None),
            ("More", None),
        ],
    )

    assert (chart.title, plain(chart)["objectives"], plain(chart)["results"]) == ("Night walks", "Safety", "More")


def test_a_row_without_a_label_goes_on_with_the_one_above(tmp_path):
    chart = chart_of(tmp_path, [*ROWS, ("", "and more of it")])

    assert plain(chart)["results"] == "More of it\nand more of it"


def test_a_repeated_row_is_added_not_lost(tmp_path):
    chart = chart_of(
        tmp_path, [*ROWS, ("Results:", "Another one"), ("Period", "2009"), ("Period of implementation", "since 2010")]
    )

    assert plain(chart)["results"] == "More of it\nAnother one"
    assert chart.period == Period(2009, ongoing=True)


def test_what_the_form_says_about_a_row_is_not_taken_for_its_value(tmp_path):
    chart = chart_of(
        tmp_path,
        [
            *ROWS,
            (
                [
                    "Transferability",
                    "Elements that can be adapted and replicated in other social and cultural contexts",
                ],
                "Yes",
            ),
            ("Background (20 lines)", "Much"),
        ],
    )

    assert (plain(chart)["transferability"], plain(chart)["background"]) == ("Yes", "Much")
    assert chart.unplaced == ("Background: (20 lines)",)


def test_labels_of_two_levels_are_read(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for texts in [
        ("Title", "Night walks", ""),
        ("Objectives", "Safety", ""),
        ("Learning from the case", "Strengths", "Calm"),
        ("", "Weaknesses", "Dark"),
    ]:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            fill(cell, text)
    table.cell(2, 0).merge(table.cell(3, 0))
    document.save(tmp_path / "form.docx")

    (chart,) = read_forms(open_form(tmp_path / "form.docx"), categories())

    assert (plain(chart)["strengths"], plain(chart)["challenges"]) == ("Calm", "Dark")


def test_the_country_is_that_of_the_area_when_none_is_named(tmp_path):
    assert chart_of(tmp_path, [*ROWS, ("Area", "Spain")]).countries == ("ES",)
    assert chart_of(tmp_path, [*ROWS, ("Area", "Spain, three towns")]).countries == ()


def test_rows_of_choices_are_kept_as_lines(tmp_path):
    chart = chart_of(tmp_path, [*ROWS, ("Scope", ["local", "national"]), ("Evaluation", "external")])

    assert chart.extra == {"scope": ("local", "national"), "evaluation": ("external",)}


def test_a_summary_and_further_categories_are_read(tmp_path):
    chart = chart_of(tmp_path, [*ROWS, ("Summary", "In short."), ("Category", "B"), ("Also in category", "C, B")])

    assert (plain(chart)["summary"], chart.category, chart.also_in) == ("In short.", "B", ("C",))


# --- Learning from the case -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label",
    ["Weaknesses/Difficulties", "Difficulties", "Challenges", "Criticità", "Schwächen", "Dificultades", "Difficultés"],
)
def test_weaknesses_may_be_a_row_of_their_own(tmp_path, label):
    chart = chart_of(tmp_path, [*ROWS, ("Learning from the case", "Strengths: calm"), (label, "Dark streets")])

    assert (plain(chart)["strengths"], plain(chart)["challenges"]) == ("calm", "Dark streets")


def test_text_before_the_first_heading_is_a_lesson(tmp_path):
    chart = chart_of(tmp_path, [*ROWS, ("Learning from the case", ["We learned much.", "Strengths", "Calm"])])

    assert (plain(chart)["lessons"], plain(chart)["strengths"]) == ("We learned much.", "Calm")


def test_an_item_that_happens_to_be_a_heading_is_an_item(tmp_path):
    chart = chart_of(tmp_path, [*ROWS, ("Learning from the case", ["Strengths:", "* Innovation", "* Calm"])])

    assert plain(chart)["strengths"] == "- Innovation\n- Calm"


# --- Several forms --------------------------------------------------------------------------------------------------


def several(tmp_path, *forms):
    document = docx.Document()
    for header, rows in forms:
        add_form(document, rows, header)
    document.save(tmp_path / "forms.docx")
    return read_forms(open_form(tmp_path / "forms.docx"), categories())


def test_several_forms_may_stand_in_one_document(tmp_path):
    charts = several(
        tmp_path,
        (["Chart No. 1", "Read this first."], [("Chart no.: 1", "Country: Italy"), *ROWS]),
        (["Chart No. 2"], [("Title", "Day walks"), *ROWS[1:]]),
        ([], [("Chart no. 3", "Spain"), *ROWS]),
    )

    assert [(chart.number, chart.title) for chart in charts] == [
        (1, "Night walks"),
        (2, "Day walks"),
        (3, "Night walks"),
    ]
    assert [chart.unplaced for chart in charts] == [("Read this first.",), (), ()]


def test_forms_without_numbers_are_told_apart_by_their_titles(tmp_path):
    charts = several(tmp_path, ([], ROWS), ([], [("Title", "Day walks"), *ROWS[1:]]))

    assert [chart.title for chart in charts] == ["Night walks", "Day walks"]


def test_the_same_form_twice_is_two_forms(tmp_path):
    rows = [("Chart no. 3", "Spain"), *ROWS]

    assert [chart.number for chart in several(tmp_path, ([], rows), ([], rows))] == [3, 3]


def test_several_forms_may_stand_in_one_table(tmp_path):
    charts = charts_of(
        tmp_path, [("Chart no. 1", "Italy"), *ROWS, ("Chart no. 2", "Spain"), ("Title", "Day walks"), *ROWS[1:]]
    )

    assert [(chart.number, chart.countries, chart.title) for chart in charts] == [
        (1, ("IT",), "Night walks"),
        (2, ("ES",), "Day walks"),
    ]


def test_a_form_may_go_on_in_a_second_table(tmp_path):
    (chart,) = several(
        tmp_path,
        (["Chart No. 1"], [("Chart no. 1", "Italy"), *ROWS]),
        (["Chart No. 1 (continued)"], [("Transferability", "Yes"), ("Results", "Even more")]),
    )

    assert (plain(chart)["transferability"], plain(chart)["results"]) == ("Yes", "More of it\nEven more")


def test_a_table_that_is_no_part_of_the_form_is_kept_as_lines(tmp_path):
    (chart,) = several(
        tmp_path,
        ([], [("Chart no. 1", "Italy"), *ROWS]),
        ([], [("Month", "Visits"), ("May", "seven"), ("Organisation", "X")]),
    )

    assert chart.organisations == ()
    assert chart.unplaced == ("Month: Visits", "May: seven", "Organisation: X")


# --- Problems -------------------------------------------------------------------------------------------------------


def test_an_unknown_row_is_kept_and_reported(tmp_path):
    chart = chart_of(tmp_path, [*ROWS, ("Favourite colour", "Green")])

    assert chart.unplaced == ("Favourite colour: Green",)
    (problem,) = chart.problems
    assert (problem.row, problem.label, problem.value) == (4, "Favourite colour", "Green")
    assert said(problem) == "The form has no such row."


@pytest.mark.parametrize(
    ("row", "problem", "unplaced"),
    [
        (("Chart no.", "twelve"), "The number of the chart cannot be read.", ("Chart no.: twelve",)),
        (("Country", "Atlantis"), "These words name no country that is known.", ("Country: Atlantis",)),
        (
            ("Category", "C - Prevention, Training and Research"),
            "The letter of the category and its title disagree.",
            ("Category: C - Prevention, Training and Research",),
        ),
        (("Typology", "Cooking together"), "The wording fits no typology of the list.", ()),
        (("Period", "for some years"), "The period cannot be read.", ()),
    ],
)
def test_a_value_that_cannot_be_read_is_reported_and_kept(tmp_path, row, problem, unplaced):
    chart = chart_of(tmp_path, [*ROWS, row])

    assert [said(each) for each in chart.problems] == [problem]
    assert (chart.problems[0].row, chart.problems[0].label, chart.problems[0].value) == (4, row[0], row[1])
    assert chart.unplaced == unplaced
    assert str(chart.problems[0].fix)


def test_what_cannot_be_read_is_kept_as_printed(tmp_path):
    chart = chart_of(
        tmp_path, [*ROWS, ("Chart no. XII", "Romania"), ("Typology", "Cooking together"), ("Period", "for some years")]
    )

    assert (chart.typology_note, chart.period_text, chart.countries) == ("Cooking together", "for some years", ())
    assert text_of(chart.texts["period"]) == "for some years"


def test_a_second_number_is_reported(tmp_path):
    chart = chart_of(tmp_path, [("Chart no.", "12"), *ROWS, ("Chart number", "13")])

    assert (chart.number, chart.unplaced) == (12, ("Chart number: 13",))
    assert said(chart.problems[0]) == "The form has another number as well."


def test_a_practice_without_a_name_is_reported(tmp_path):
    chart = chart_of(tmp_path, [("Background", "Much"), *ROWS[1:]])

    assert [said(problem) for problem in chart.problems] == ["The practice has no name."]


def test_a_person_named_in_the_contacts_never_becomes_a_reference(tmp_path):
    chart = chart_of(tmp_path, [*ROWS, ("Contact person", "Anna Rossi")])

    assert "references" not in chart.texts
    assert chart.unplaced == ("Contact person: Anna Rossi",)


def test_the_digest_changes_with_the_words_only(tmp_path):
    one, other = chart_of(tmp_path, ROWS), chart_of(tmp_path, [("TITLE:", "Night  walks"), *ROWS[1:]])
    changed = chart_of(tmp_path, [*ROWS[:2], ("Results", "Less of it")])

    assert one.digest == other.digest != changed.digest


@pytest.mark.parametrize(
    ("printed", "number"), [("No. 12", 12), ("Nr. 12", 12), ("n° 12", 12), ("(12)", 12), ("012", 12)]
)
def test_a_number_may_say_that_it_is_one(tmp_path, printed, number):
    assert chart_of(tmp_path, [*ROWS, ("Chart no.", printed)]).number == number


@pytest.mark.parametrize("printed", ["12 bis", "12/2010", "12a", "1,234", "12 13", "0"])
def test_a_part_of_another_number_is_none(tmp_path, printed):
    chart = chart_of(tmp_path, [*ROWS, ("Chart no.", printed)])

    assert chart.number is None
    assert [said(each) for each in chart.problems] == ["The number of the chart cannot be read."]
    assert chart.unplaced == (f"Chart no.: {printed}",)


@pytest.mark.parametrize(
    ("header", "problems"), [("Chart No. ___ France", 0), ("Chart No.   France", 0), ("Chart No. two France", 1)]
)
def test_a_header_without_a_number_still_names_its_country(tmp_path, header, problems):
    chart = chart_of(tmp_path, ROWS, header=[header])

    assert (chart.number, chart.countries, len(chart.problems)) == (None, ("FR",), problems)


def test_a_country_may_stand_in_a_paragraph_below_the_number(tmp_path):
    chart = chart_of(tmp_path, ROWS, header=["Chart No. 2", "France"])

    assert (chart.number, chart.countries, chart.unplaced) == (2, ("FR",), ())


def test_a_letter_beside_the_label_must_agree_with_the_title_in_the_next_cell(tmp_path):
    chart = chart_of(tmp_path, [*ROWS, ("Category B", "Prevention, Training and Research")])

    assert (chart.category, chart.also_in) == (None, ())
    assert [said(each) for each in chart.problems] == ["The letter of the category and its title disagree."]


def test_a_typology_is_looked_for_in_every_category_of_the_practice(tmp_path):
    rows = [*ROWS, ("Category", "B and C"), ("Typology", "Vocational guidance and training/work insertion")]

    assert chart_of(tmp_path, rows).typologies == ("C2",)


@pytest.mark.parametrize(
    "text",
    [
        "Strengths: trust. Innovation: bicycles. Weaknesses/Difficulties: winter",
        "Strengths: trust; Innovation: bicycles; Weaknesses/Difficulties: winter",
    ],
)
def test_learning_on_one_line_is_split_at_its_headings(tmp_path, text):
    texts = plain(chart_of(tmp_path, [*ROWS, ("Learning from the case", text)]))

    sections = [texts[name].rstrip(".;") for name in ("strengths", "innovation", "challenges")]
    assert sections == ["trust", "bicycles", "winter"]


def test_a_heading_below_the_lines_of_a_typed_list_is_one(tmp_path):
    rows = [*ROWS, ("Learning from the case", "Strengths\n- trust\nInnovative elements\n- bicycles")]
    texts = plain(chart_of(tmp_path, rows))

    assert (texts["strengths"], texts["innovation"]) == ("- trust", "- bicycles")
