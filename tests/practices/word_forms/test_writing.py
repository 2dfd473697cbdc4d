"""Forms that the site writes are forms that it reads: what comes back unchanged is unchanged."""

from io import BytesIO

import docx
import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import ContactPoint
from practices.models import Category, Funding, Involvement, Practice, PracticeContactPoint, Typology
from practices.sections import SECTIONS
from practices.word_forms.document import read_forms
from practices.word_forms.fields import FIELDS
from practices.word_forms.importing import Import
from practices.word_forms.labels import PRACTICE
from practices.word_forms.opening import Refused, open_form
from practices.word_forms.reading import read_document
from practices.word_forms.wording import not_available
from practices.word_forms.writing import empty_form, write_form
from records.languages import LANGUAGES, set_text
from records.models import Term
from records.visibility import PUBLIC
from tests.factories import OrganisationFactory, PracticeContactPointFactory, PracticeFactory
from tests.practices.word_forms.texts import TRAPS, names, plain_texts, rich_texts, sentences
from tests.practices.word_forms.word_files import save_form
from tests.practices.word_forms.written import CATEGORIES, EDITOR, MEMBER, file_of, part_of, read_again, rows_of

pytestmark = pytest.mark.django_db

PLAIN_TEXTS = ("summary", "area", "period", "typology_note")


def chart_of(practice, language, viewer=EDITOR):
    return read_again(write_form(practice, language, viewer))


def read_back(practice, language):
    chart = chart_of(practice, language)
    return {field.name: field.read(chart) for field in FIELDS}


def values_of(practice, language):
    return {field.name: field.get(practice, language) for field in FIELDS}


def imported(practice, language, tmp_path, viewer=EDITOR):
    (outcome,) = Import().run([file_of(write_form(practice, language, viewer), tmp_path)])
    return outcome


# --- Any practice ---------------------------------------------------------------------------------------------------

shares = st.one_of(st.none(), st.integers(0, 10000).map(lambda number: number / 100))
periods = st.one_of(
    st.just((None, None, None, None, False)),
    st.tuples(st.integers(1950, 2030), st.one_of(st.none(), st.integers(1, 12)), st.none(), st.none(), st.booleans()),
    st.tuples(st.none(), st.none(), st.integers(1950, 2030), st.one_of(st.none(), st.integers(1, 12)), st.just(False)),
    st.integers(1950, 2020).flatmap(
        lambda year: st.tuples(
            st.just(year),
            st.one_of(st.none(), st.integers(1, 12)),
            st.integers(year + 1, 2030),
            st.one_of(st.none(), st.integers(1, 12)),
            st.just(False),
        )
    ),
)
PERIOD_COLUMNS = ("start_year", "start_month", "end_year", "end_month", "ongoing")


@st.composite
def practices(draw):
    """An unsaved practice with anything in any of its fields, as a revision holds it."""
    language = draw(st.sampled_from(LANGUAGES))
    practice = Practice(
        number=draw(st.integers(1, 999999)),
        source_language=language,
        countries=draw(st.lists(st.sampled_from(["IT", "BA", "XK", "GB", "CZ", "MK"]), max_size=3, unique=True)),
        scope=draw(st.lists(st.sampled_from(Practice.Scope.values), unique=True)),
        evaluation=draw(st.sampled_from(["", *Practice.Evaluation.values])),
        original_title=draw(st.one_of(st.just(""), sentences)),
        source_collection=draw(st.one_of(st.just(""), sentences)),
        information_as_of=draw(st.one_of(st.none(), st.integers(1900, 2099))),
        **dict(zip(PERIOD_COLUMNS, draw(periods), strict=True)),
    )
    set_text(practice, "title", language, draw(sentences))
    for name in draw(st.lists(st.sampled_from(PLAIN_TEXTS), unique=True)):
        set_text(practice, name, language, draw(plain_texts))
    for name in draw(st.lists(st.sampled_from(list(SECTIONS)), unique=True)):
        set_text(practice, name, language, draw(rich_texts))
    others = list(Category.objects.all())
    practice.category = draw(st.sampled_from(others))
    practice.also_in = draw(
        st.lists(st.sampled_from([each for each in others if each != practice.category]), unique=True)
    )
    practice.typologies = draw(st.lists(st.sampled_from(list(Typology.objects.all())), unique=True, max_size=4))
    for vocabulary in ("services", "exploitation", "sectors"):
        terms = list(Term.objects.filter(vocabulary=vocabulary))
        setattr(practice, vocabulary, draw(st.lists(st.sampled_from(terms), unique=True, max_size=4)))
    organisation = OrganisationFactory.build()
    practice.involvements = [
        Involvement(organisation=organisation, name_as_printed=name)
        for name in draw(st.lists(names, max_size=3, unique=True))
    ]
    practice.fundings = [
        Funding(share=draw(shares), **{f"source_{language}": draw(names), f"note_{language}": draw(plain_texts)})
        for _ in range(draw(st.integers(0, 3)))
    ]
    practice.contact_points = draw(
        st.lists(
            st.builds(
                PracticeContactPoint,
                kind=st.sampled_from(ContactPoint.Kind.values),
                value=st.one_of(names, st.sampled_from(TRAPS)),
                note=plain_texts,
            ),
            max_size=3,
            unique_by=lambda row: (row.kind, row.value),
        )
    )
    return practice


@given(data=st.data())
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
def test_an_editors_form_in_any_language_brings_back_every_field_as_it_was(db, data):
    practice = data.draw(practices())

    for language in {practice.source_language, data.draw(st.sampled_from(LANGUAGES))}:
        assert read_back(practice, language) == values_of(practice, language)


# --- Form and looks -------------------------------------------------------------------------------------------------


def test_lists_links_and_looks_stay(tmp_path):
    text = (
        '<p>Some <b>bold</b>, <i>slanted</i> and <a href="https://a.example/">linked</a> words.<br/>A line.</p>'
        "<ol><li>One<ul><li>Deep</li></ul></li><li>Two</li></ol><p>Between.</p><ol><li>One again</li></ol>"
    )
    practice = PracticeFactory(activities_en=text)

    assert read_back(practice, "en")["activities"] == text


def test_the_longest_name_of_a_practice_fits():
    practice = PracticeFactory(title_en="Walks " * 49 + "nights")
    assert len(practice.title_en) == 300

    assert chart_of(practice, "en").title == practice.title_en


def test_a_second_numbered_list_begins_with_one():
    practice = PracticeFactory(
        activities_en="<ol><li>One</li><li>Two</li></ol><p>And:</p><ol><li>One</li></ol>",
        results_en="<ol><li>One</li></ol>",
    )

    document = docx.Document(BytesIO(write_form(practice, "en", EDITOR)))

    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for row in document.tables[0].rows
        for paragraph in row.cells[1].paragraphs
        if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    ]
    assert [numbers.index(number) for number in numbers] == [0, 0, 2, 3]


def test_the_rows_stand_in_the_order_of_the_form_with_the_labels_of_the_language():
    document = docx.Document(BytesIO(write_form(PracticeFactory(number=31), "it", EDITOR)))

    header, *rows = document.tables[0].rows
    assert [cell.text for cell in header.cells] == ["Scheda n.: 31", "Paese: Italia"]
    labels = [label for field, label, _ in PRACTICE.rows("it") if field not in ("number", "country", "learning")]
    assert [row.cells[0].text for row in rows] == labels


def test_funding_and_contacts_stand_as_people_write_them():
    practice = PracticeFactory()
    practice.fundings = [Funding(source_en="Ministry of Health", share=90), Funding(source_en="A foundation")]
    practice.contact_points = [PracticeContactPoint(kind="email", value="team@ngo.example")]

    said = {row.cells[0].text: row.cells[1].text for row in rows_of(write_form(practice, "en", EDITOR))}

    assert said["Funding"] == "Ministry of Health: 90%\nA foundation"
    assert said["Contact details"] == "E-mail: team@ngo.example"


def test_what_would_be_read_otherwise_stands_in_a_row_that_says_word_for_word():
    practice = PracticeFactory(references_en="<p>www.verde.example</p>")
    practice.fundings = [Funding(source_en="Faith, Hope, Charity", share=50, note_en="until 2012")]

    labels = [row.cells[0].text for row in rows_of(write_form(practice, "en", EDITOR))]

    assert {"References and links (word for word)", "Funding (word for word)"} <= set(labels)


# --- Coming back ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_of_a_practice_comes_back_unchanged(language, tmp_path):
    practice = PracticeFactory(
        background_en="<p>Why <b>so</b>.</p>",
        title_it="Passeggiate",
        period_en="since the spring of 2011",
        start_year=2011,
        start_month=3,
        ongoing=True,
        organisations=[OrganisationFactory(name_en="Open house", name_it="Casa aperta")],
    )
    practice.fundings = [Funding(source_en="A foundation", share=90)]
    practice.save()
    PracticeContactPointFactory(owner=practice, value="team@ngo.example", visibility="editors", note="mornings")
    revisions = practice.revisions.count()

    outcome = imported(practice, language, tmp_path)

    assert (outcome.outcome, outcome.unplaced) == ("unchanged", [])
    assert practice.revisions.count() == revisions


def test_a_word_changed_in_the_form_is_the_only_change(tmp_path):
    practice = PracticeFactory(background_en="<p>Why.</p>", results_en="<p>Few.</p>", source_collection="A book")
    imported(practice, "en", tmp_path)
    path = file_of(write_form(practice, "en", EDITOR), tmp_path)
    document = docx.Document(path)
    row = next(row for row in document.tables[0].rows if row.cells[0].text == "Results")
    row.cells[1].paragraphs[0].runs[0].text = "Forty people a year."
    document.save(path)
    before = values_of(practice, "en")

    (chart,) = read_forms(open_form(path), CATEGORIES)

    after = {field.name: field.read(chart) for field in FIELDS}
    assert {name for name in before if before[name] != after[name]} == {"results"}


def test_a_half_translated_practice_brings_no_english_into_its_italian(tmp_path):
    practice = PracticeFactory(
        title_en="Night walks",
        title_it="Passeggiate notturne",
        summary_en="Englishword",
        background_en="<p>Englishword</p>",
        results_it="<p>Quaranta.</p>",
        area_en="Englishword",
        period_en="Englishword since 2011",
        start_year=2011,
        ongoing=True,
        typology_note_en="Englishword",
        organisations=[OrganisationFactory()],
    )
    practice.fundings = [Funding(source_en="Englishword", note_en="Englishword", share=90)]
    practice.save()

    content = write_form(practice, "it", EDITOR)
    outcome = imported(practice, "it", tmp_path)

    items = read_document(open_form(file_of(content, tmp_path)))
    assert "Englishword" not in str(items)
    assert outcome.outcome == "unchanged"
    draft = practice.get_latest_revision_as_object()
    untranslated = ("summary", "background", "area", "period", "typology_note")
    assert [name for name in untranslated if getattr(draft, f"{name}_it")] == []
    assert not draft.fundings.all()[0].source_it


def test_an_empty_cell_says_that_the_text_is_missing_and_a_text_that_is_nowhere_says_nothing():
    practice = PracticeFactory(background_en="<p>Why.</p>")

    xml = part_of(write_form(practice, "it", EDITOR))

    assert xml.count(not_available("it")) == 2  # title and background


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_form_says_of_a_missing_text_is_no_text_even_when_typed(language, tmp_path):
    rows = [
        ("Title", "Walks"),
        ("Objectives", ["Safety", not_available(language)]),
        ("Results", not_available(language)),
    ]

    (chart,) = read_forms(open_form(save_form(tmp_path / "form.docx", rows)), CATEGORIES)

    assert [block.text for block in chart.texts["objectives"]] == ["Safety"]
    assert "results" not in chart.texts
    assert chart.unplaced == ()


# --- Who sees what --------------------------------------------------------------------------------------------------


def test_a_readers_form_has_the_contacts_that_she_may_see():
    practice = PracticeFactory()
    for visibility in ("public", "members", "editors"):
        PracticeContactPointFactory(owner=practice, value=f"{visibility}@ngo.example", visibility=visibility)

    seen = {
        viewer: [contact.value.split("@")[0] for contact in chart_of(practice, "en", viewer).contacts]
        for viewer in (PUBLIC, MEMBER, EDITOR)
    }

    assert list(seen.values()) == [["public"], ["public", "members"], ["public", "members", "editors"]]


def test_no_form_says_a_confidential_address_not_even_to_an_editor():
    practice = PracticeFactory()
    practice.contact_points = [
        PracticeContactPoint(kind="address", precision="confidential", value="Hidden Street 1", visibility="public"),
        PracticeContactPoint(kind="email", value="team@ngo.example", visibility="public"),
    ]

    for viewer in (PUBLIC, MEMBER, EDITOR):
        said = {row.cells[0].text: row.cells[1].text for row in rows_of(write_form(practice, "en", viewer))}
        assert said["Contact details"] == "E-mail: team@ngo.example"


def test_a_readers_form_names_the_organisations_that_the_page_names():
    practice = PracticeFactory(
        organisations=[
            OrganisationFactory(name_en="Open house"),
            OrganisationFactory(name_en="Secret house", visibility="members"),
            OrganisationFactory(name_en="Stub", live=False),
        ]
    )
    practice.involvements.filter(organisation__name_en="Stub").update(name_as_printed="As printed")
    practice.notes = "Note for editors"
    practice.save()

    assert chart_of(Practice.objects.get(), "en", PUBLIC).organisations == ("Open house", "As printed")
    assert "Secret house" not in part_of(write_form(Practice.objects.get(), "en", PUBLIC))
    assert "Note for editors" not in part_of(write_form(Practice.objects.get(), "en", EDITOR))
    assert len(chart_of(Practice.objects.get(), "en", EDITOR).organisations) == 3


# --- The empty form -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_the_empty_form_is_recognised(language):
    header, *rows = rows_of(empty_form(language))

    labels = [cell.text.strip() for cell in header.cells] + [row.cells[0].text for row in rows]
    assert [PRACTICE.recognise(label.split(": [")[0]).field for label in labels] == [
        field for field, _, _ in PRACTICE.rows(language)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_form_filled_in_over_or_below_its_help_is_read_without_it(language, tmp_path):
    document = docx.Document(BytesIO(empty_form(language)))
    rows = dict(zip([field for field, _, _ in PRACTICE.rows(language)][2:], document.tables[0].rows[1:], strict=False))
    rows["title"].cells[1].paragraphs[0].runs[0].text = "Night walks"
    rows["objectives"].cells[1].add_paragraph("Safety for all")
    rows["results"].cells[1].paragraphs[0].add_run(" Forty people")
    document.save(tmp_path / "form.docx")

    (chart,) = read_forms(open_form(tmp_path / "form.docx"), CATEGORIES)

    texts = {field: "".join(block.text for block in blocks) for field, blocks in chart.texts.items()}
    assert texts == {"title": "Night walks", "objectives": "Safety for all", "results": "Forty people"}
    assert not any(span.italic for blocks in chart.texts.values() for block in blocks for span in block.spans)
    assert (chart.language, chart.unplaced) == (language, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_form_is_refused(language, tmp_path):
    with pytest.raises(Refused, match="empty"):
        read_forms(open_form(file_of(empty_form(language), tmp_path)), CATEGORIES)


def test_an_empty_form_makes_no_practice(tmp_path):
    (outcome,) = Import().run([file_of(empty_form("de"), tmp_path)])

    assert outcome.is_refused
    assert not Practice.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_texts_are_no_text_in_a_form_of_any_make(language, tmp_path):
    rows = [(label, f"[{help_}]") for _, label, help_ in PRACTICE.rows(language)]

    with pytest.raises(Refused, match="empty"):
        read_forms(open_form(save_form(tmp_path / "form.docx", rows)), CATEGORIES)


def test_the_words_of_the_form_are_those_of_its_own_language_whatever_language_is_active():
    practice = PracticeFactory(scope=["local"])

    with override("de"):
        rows = rows_of(write_form(practice, "fr", EDITOR))

    assert "Portée" in [row.cells[0].text for row in rows]
    assert "Pays: Italie" in [row.cells[-1].text for row in rows]
