import pytest

from practices.word_forms.classification import match_typologies, parse_category, ticked_options
from tests.practices.word_forms.word_files import categories

CATEGORIES = categories()


@pytest.mark.parametrize(
    ("text", "code", "also_in"),
    [
        ("A", "A", ()),
        ("b)", "B", ()),
        ("Category C", "C", ()),
        ("A - Prevention, Training and Research", "A", ()),
        ("A – Prevenzione, formazione e ricerca", "A", ()),
        ("Prevention, training & research", "A", ()),
        ("Identifizierung, Ersthilfe und Schutz", "B", ()),
        ("Identificación, primera asistencia y protección", "B", ()),
        ("Identification, première assistance et protection", "B", ()),
        ("Identificazione, prima assistenza e protezione", "B", ()),
        ("B\nIdentification and first protection", "B", ()),
        ("Identificaton, first asistance and protecton", "B", ()),
        ("B, C", "B", ("C",)),
        ("B and C", "B", ("C",)),
        ("B. Identification, first assistance and protection\nC. Long-term assistance", "B", ("C",)),
        ("☐ A ☒ B ☐ C ☐ D", "B", ()),
        ("[x] A Prevention\n[ ] B Identification", "A", ()),
    ],
)
def test_a_category_is_read_from_letter_title_or_both(text, code, also_in):
    match = parse_category(text, CATEGORIES)

    assert (match.code, match.also_in, match.leftover, match.objection) == (code, also_in, "", None)


def test_a_letter_that_disagrees_with_its_title_chooses_no_category():
    match = parse_category("C - Prevention, Training and Research", CATEGORIES)

    assert match.code is None
    assert match.leftover == "C - Prevention, Training and Research"
    assert str(match.objection.problem) == "The letter of the category and its title disagree."


@pytest.mark.parametrize("text", ["whatever we like", "A programme for the young", "Much"])
def test_words_that_are_no_category_are_kept_with_an_objection(text):
    match = parse_category(text, CATEGORIES)

    assert (match.code, match.leftover) == (None, text)
    assert str(match.objection.problem) == "No category is recognised."


def test_a_form_in_which_nothing_was_chosen_has_no_category():
    assert str(parse_category("A, B, C, D", CATEGORIES).objection.problem) == "Every category is named."


def test_a_title_of_ones_own_is_left_over_beside_its_letter():
    match = parse_category("D - Other kind of intervention", CATEGORIES)

    assert (match.code, match.leftover, match.objection) == ("D", "D - Other kind of intervention", None)


def test_editors_may_add_a_category():
    from practices.word_forms.classification import Category

    more = (*CATEGORIES, Category("E", ("Fund-raising campaigns", "Raccolta di fondi")))

    assert parse_category("Raccolta di fondi", more).code == "E"
    assert parse_category("E", more).code == "E"


@pytest.mark.parametrize("typology", [typology for category in CATEGORIES for typology in category.typologies])
def test_every_title_and_wording_stands_for_its_typology(typology):
    for name in (*typology.titles, *typology.wordings):
        match = match_typologies(name, CATEGORIES)

        assert (match.codes, match.note) == ((typology.code,), ""), name


@pytest.mark.parametrize(
    ("text", "category", "codes"),
    [
        ("Low threshold services, identification and referral", "B", ("B2",)),
        ("Assistance and social inclusion", "C", ("C1",)),
        ("ASSISTANCE AND SOCIAL INCLUSION.", None, ("C1",)),
        ("First protection\nHealth prevention", "B", ("B3", "B1")),
        ("First protection and assisted voluntary return", "B", ("B3", "C3")),
        ("Health prevention and low threshold services", "B", ("B1", "B2")),
        ("B2, B3", None, ("B2", "B3")),
        ("☒ Health prevention ☐ First protection", "B", ("B1",)),
        ("Training of police officers, border guards, prosecutors, judges", "A", ("A2",)),
    ],
)
def test_short_forms_of_the_official_wording_are_matched(text, category, codes):
    match = match_typologies(text, CATEGORIES, category)

    assert (match.codes, match.note, match.unknown) == (codes, "", "")


@pytest.mark.parametrize(
    ("text", "category", "codes"),
    [
        ("Vocational guidance and training/work insertion", "C", ("C2",)),
        ("Specific prevention (awareness raising activities for potential victims, peer education)", "A", ("A1",)),
        ("Networking to improve political, economic, social and legal structures and the use of laws", "D", ("D1",)),
    ],
)
def test_a_wording_that_says_more_is_kept_beside_the_guess(text, category, codes):
    match = match_typologies(text, CATEGORIES, category)

    assert (match.codes, match.note, match.unknown) == (codes, text, "")


def test_a_wording_like_none_of_the_list_is_kept_and_reported():
    match = match_typologies("First protection\nCooking together", CATEGORIES, "B")

    assert (match.codes, match.note, match.unknown) == (("B3",), "Cooking together", "Cooking together")


def test_what_is_not_ticked_is_told_apart():
    assert ticked_options("Choose: ☐ one ☒ two ☑ three") == ("two\nthree", "Choose:\none")
    assert ticked_options("no boxes") == ("no boxes", "")
    assert match_typologies("☒ Health prevention ☐ Singing", CATEGORIES).leftover == "Singing"


@pytest.mark.parametrize(
    ("text", "code", "also_in"),
    [("A ☐ B ☒ C ☐ D ☐", "B", ()), ("Category: A [ ] B [x]", "B", ()), ("B (partly C)", "B", ("C",))],
)
def test_boxes_and_parentheses_may_stand_behind_the_letter(text, code, also_in):
    match = parse_category(text, CATEGORIES)

    assert (match.code, match.also_in) == (code, also_in)


@pytest.mark.parametrize("text", ["A\nIdentification, first assistance and protection", "E - Other kinds of practices"])
def test_a_letter_above_or_unknown_must_agree_with_its_title_too(text):
    match = parse_category(text, CATEGORIES)

    assert match.code is None
    assert str(match.objection.problem) == "The letter of the category and its title disagree."
