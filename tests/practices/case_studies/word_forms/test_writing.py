"""Forms of case studies that the site writes are forms that it reads: what comes back unchanged is unchanged."""

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.case_studies.places import NOT_DISCLOSED, ROLES
from practices.case_studies.word_forms.fields import FIELDS
from practices.case_studies.word_forms.labels import LABELS
from practices.case_studies.word_forms.writing import NOT_PRINTED, empty_form, write_form
from practices.models import CasePartner, CaseStudy
from practices.models.case_study import CHOICES
from practices.questions import ANSWERS, questions
from practices.word_forms.importing import Import
from practices.word_forms.opening import Refused
from practices.word_forms.wording import not_available
from records.languages import LANGUAGES, set_text
from records.visibility import PUBLIC
from tests.factories import CaseStudyFactory, OrganisationFactory
from tests.practices.case_studies.word_forms.case_files import cases_in, saved
from tests.practices.word_forms.texts import names, plain_texts, rich_texts, sentences
from tests.practices.word_forms.written import EDITOR, MEMBER, file_of, part_of, read_again, rows_of

pytestmark = pytest.mark.django_db

OTHERS = ("exploitation_other", "recruited_by_other", "proposed_other")


def read_back(case_study, language, viewer=EDITOR):
    case = read_again(write_form(case_study, language, viewer))
    return {field.name: field.read(case) for field in FIELDS}, case


def values_of(case_study, language):
    return {field.name: field.get(case_study, language) for field in FIELDS}


def printed(content):
    return {row.cells[0].text: row.cells[1].text for row in rows_of(content)}


# --- Any case study -------------------------------------------------------------------------------------------------

TRAPS = [
    "☒ Female ☐ Male",
    "Gender: ☒ Male",
    "Other: an agent",
    "Case: Finding a sister",
    "6. How were the problems and obstacles dealt with?",
    "How did you get in touch with the victim (or with the case)?",
    "Question 7",
    "8.",
    "[x] Friend",
    "Organisation: Casa Verde",
    "Country: Italy",
    "[The case and the need]",
]
own_sentences = st.one_of(sentences, st.sampled_from(TRAPS))
own_texts = st.one_of(plain_texts, st.sampled_from(TRAPS), st.lists(own_sentences, max_size=3).map("\n".join))
own_rich_texts = st.one_of(
    rich_texts,
    st.lists(own_sentences, min_size=1, max_size=3).map(
        lambda lines: "".join(f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>" for line in lines)
    ),
)
places = st.lists(
    st.sampled_from(
        ["IT", "BA", "XK", "CD", NOT_DISCLOSED, "West Africa", "Northern Italy", "the Balkans, near Greece"]
    ),
    max_size=4,
    unique=True,
)


@st.composite
def case_studies(draw):
    """An unsaved case study with anything in any of its fields, as a revision holds it."""
    language = draw(st.sampled_from(LANGUAGES))
    case_study = CaseStudy(
        number=draw(st.integers(1, 999999)),
        source_language=language,
        organisation=OrganisationFactory.build(name_en=draw(names)),
        reporting_country=draw(st.sampled_from(["", "IT", "XK", "GB"])),
        several_cases=draw(st.booleans()),
        source_collection=draw(st.one_of(st.just(""), sentences)),
        information_as_of=draw(st.one_of(st.none(), st.integers(1900, 2099))),
        **{role: draw(places) for role in ROLES},
        **{group: draw(st.lists(st.sampled_from(CHOICES[group].values), unique=True)) for group in CHOICES},
    )
    for name in ("title", *draw(st.lists(st.sampled_from(OTHERS), unique=True))):
        set_text(case_study, name, language, draw(own_sentences if name == "title" else own_texts))
    for name in draw(st.lists(st.sampled_from([*ANSWERS, "references"]), unique=True)):
        set_text(case_study, name, language, draw(own_rich_texts))
    case_study.partners = [
        CasePartner(
            kind=draw(st.sampled_from(CasePartner.Kind.values)),
            country=draw(st.sampled_from(["", "IT", "XK"])),
            **{f"name_{language}": draw(names), f"role_{language}": draw(plain_texts)},
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    return case_study


@given(data=st.data())
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
def test_an_editors_form_in_any_language_brings_back_every_field_as_it_was(db, data):
    case_study = data.draw(case_studies())

    for language in {case_study.source_language, data.draw(st.sampled_from(LANGUAGES))}:
        back, case = read_back(case_study, language)
        assert back == values_of(case_study, language)
        assert (case.problems, case.unplaced, case.language) == ((), (), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", CHOICES)
def test_every_option_comes_back_in_every_language(language, group):
    for codes in [*([code] for code in CHOICES[group].values), CHOICES[group].values]:
        back, case = read_back(CaseStudyFactory(**{group: codes}), language)

        assert back[group] == codes
        assert (case.problems, case.unplaced) == ((), ())


# --- What it looks like ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_stand_in_the_order_of_the_form_with_the_questions_in_its_language(language):
    labels = [row.cells[0].text for row in rows_of(write_form(CaseStudyFactory(), language, EDITOR))]

    assert labels == [label for field, label, _ in LABELS.rows(language) if field not in NOT_PRINTED]
    assert [label for label in labels if label[0].isdigit()] == [
        f"{question.number}. {question.wording(language)}" for question in questions().values()
    ]


def test_lists_of_options_stand_there_whole_in_todays_terms():
    case_study = CaseStudyFactory(gender=["female"], proposed=["job", "other"], proposed_other_en="A loan")

    rows = printed(write_form(case_study, "en", EDITOR))

    assert rows["2. Background information on the victim"].splitlines() == [
        "Gender: ☐ male  ☒ female  ☐ transgender",
        "Age: ☐ adult  ☐ child",
        "Type of exploitation: ☐ sexual exploitation  ☐ forced marriage  ☐ debt bondage  ☐ forced labour  "
        "☐ forced begging  ☐ forced criminal activities",
        "How was the person recruited?: ☐ friend  ☐ acquaintance  ☐ spouse  ☐ relative  ☐ advertisement  ☐ abduction  "
        "☐ other",
        "What was the victim proposed?: ☒ promise of work  ☐ invitation abroad  ☐ promise of marriage  ☐ was forced  "
        "☒ other",
    ]
    assert rows["What was proposed: other"] == "A loan"


def test_partners_stand_with_their_kind_country_and_role():
    case_study = CaseStudyFactory()
    case_study.partners = [CasePartner(name_en="Open Door", kind="ngo", country="FR", role_en="Gave a bed")]

    rows = printed(write_form(case_study, "en", EDITOR))

    assert rows["Partners and agencies"] == "Open Door\nNGO\nFrance\nGave a bed"


def test_places_stand_on_a_line_each():
    case_study = CaseStudyFactory(origin=["NG", "West Africa"], destination=[NOT_DISCLOSED])

    rows = printed(write_form(case_study, "de", EDITOR))

    assert rows["Herkunftsländer"] == "Nigeria\nWest Africa"
    assert read_back(case_study, "de")[0]["destination"] == [NOT_DISCLOSED]


def test_a_half_translated_case_study_brings_no_english_into_its_italian():
    case_study = CaseStudyFactory(title_it="Ritorno", involvement_en="<p>Englishword</p>", tools_it="<p>Schede.</p>")
    case_study.recruited_by_other_en = "Englishword"
    case_study.partners = [CasePartner(name_en="Englishword", kind="ngo", role_it="Ha dato un letto")]

    content = write_form(case_study, "it", EDITOR)

    assert "Englishword" not in part_of(content)
    assert part_of(content).count(not_available("it")) == 3  # the answer, the other recruiter, the partner
    assert read_back(case_study, "it")[0] == values_of(case_study, "it")


# --- Coming back ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_of_a_case_study_comes_back_unchanged(language, tmp_path):
    texts = {"title": "Un ritorno", "involvement": "<p>We prepared a return together, over two borders.</p>"}
    texts |= {"obstacles": "<p>No papers:</p><ul><li>none here</li><li>none there</li></ul>", "tools": "<p>Sheets</p>"}
    case_study = CaseStudyFactory(
        source_language=language,
        **{f"{name}_{language}": text for name, text in texts.items()},
        gender=["female"],
        recruited_by=["friend", "other"],
        recruited_by_other_en="An agent",
        areas=["release", "other"],
        several_cases=True,
        references_en='<p><a href="https://a.example/">A book</a></p>',
        information_as_of=2012,
        source_collection="A book",
    )
    case_study.partners = [CasePartner(kind="ngo", country="FR", **{f"name_{language}": "Open Door"})]
    case_study.save()
    revisions = case_study.revisions.count()

    (outcome,) = Import().run([file_of(write_form(case_study, language, EDITOR), tmp_path)])

    assert (outcome.outcome, outcome.unplaced) == ("unchanged", [])
    assert case_study.revisions.count() == revisions


# --- Who sees what --------------------------------------------------------------------------------------------------


def test_a_readers_form_names_the_organisation_only_where_the_page_does():
    said = {}
    for visibility, live in (("public", True), ("members", True), ("public", False)):
        organisation = OrganisationFactory(name_en=f"House {visibility} {live}", visibility=visibility, live=live)
        case_study = CaseStudyFactory(organisation=organisation)
        for viewer in (PUBLIC, MEMBER, EDITOR):
            said[visibility, live, viewer] = organisation.name in part_of(write_form(case_study, "en", viewer))

    assert list(said.values()) == [True, True, True, False, True, True, False, False, True]


def test_notes_and_the_check_are_in_no_form():
    case_study = CaseStudyFactory(notes="Secretword of the notes")
    case_study.safety_check = {"consent": "Secretword of the check"}

    assert "Secretword" not in part_of(write_form(case_study, "en", EDITOR))


# --- The empty form -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_the_empty_form_is_recognised(language):
    labels = [row.cells[0].text for row in rows_of(empty_form(language))]

    assert [LABELS.recognise(label).field for label in labels] == [
        field for field, _, _ in LABELS.rows(language) if field not in NOT_PRINTED
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_form_is_refused(language, tmp_path):
    with pytest.raises(Refused, match="empty"):
        cases_in(file_of(empty_form(language), tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_form_that_somebody_filled_in_is_read_without_its_prompts(language, tmp_path):
    document = docx.Document(file_of(empty_form(language), tmp_path))
    fields = [field for field, _, _ in LABELS.rows(language) if field not in NOT_PRINTED]
    cells = {field: row.cells[1] for field, row in zip(fields, document.tables[0].rows, strict=True)}
    cells["title"].paragraphs[0].runs[0].text = "A return"
    cells["tools"].paragraphs[0].add_run("Sheets")
    gender = cells["background"].paragraphs[0].runs[0]
    gender.text = gender.text.replace("☐", "☒", 1)
    cells["organisations"].add_paragraph("Casa Verde")

    (case,) = cases_in(saved(document, tmp_path))

    assert (case.title, case.organisations, case.background) == ("A return", ("Casa Verde",), {"gender": ("male",)})
    assert {field: blocks[0].text for field, blocks in case.answers.items()} == {"tools": "Sheets"}
    assert (case.language, case.others, case.areas, case.places, case.unplaced) == (language, {}, (), {}, ())
