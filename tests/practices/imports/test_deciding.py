"""An editor decides about one form: each problem can be solved on its page, and nothing is saved before she says so."""

import pytest

from directory.models import Organisation
from practices.imports.forms import name_of
from practices.models import ImportedForm, Practice, PracticeContactPoint
from practices.word_forms.writing import write_form
from records.models import Term
from records.visibility import Viewer
from tests.factories import OrganisationFactory, PracticeFactory
from tests.practices.test_import import take
from tests.word_form import make_form

pytestmark = pytest.mark.django_db


def newest(number=31):
    return Practice.objects.get(number=number).get_latest_revision_as_object()


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def imported(tmp_path):
    """A practice that came from an earlier form."""

    def load(**rows):
        take(make_form(tmp_path / "earlier.docx", **rows))
        return Practice.objects.get()

    return load


def test_the_page_shows_what_the_form_says_beside_what_was_understood(desk):
    desk.bring(desk.form(country="Italia", period="dal marzo 2011"))

    page = words(desk.page())
    assert "Italia" in page
    assert "Italy" in page
    assert "Since March 2011" in page
    assert "Makes a new record" in page or "makes a new record" in page
    assert not Practice.objects.exists()
    assert not Organisation.objects.exists()


def test_each_problem_is_solved_in_its_row(desk):
    desk.bring(
        desk.form(
            number="thirty-one",
            country="Exampleland",
            category="Mobile work",
            period="for long",
            typologies="Something",
        )
    )
    before = ImportedForm.objects.get().problems

    desk.decide(
        value__number="31",
        value__countries=["FR", "XK"],
        value__category="B",
        value__start_year="2009",
        value__ongoing="on",
        value__typologies=["B1"],
    )

    form = ImportedForm.objects.get()
    assert before > form.problems == 0
    assert "Exampleland" in words(desk.page()), "what the form says stays to be read"
    desk.save()
    practice = newest()
    assert practice.country_codes == ["FR", "XK"]
    assert (practice.category.code, practice.start_year, practice.ongoing) == ("B", 2009, True)
    assert [each.code for each in practice.typologies.all()] == ["B1"]


def test_a_problem_may_be_none(desk):
    desk.bring(desk.form(number=None, typologies="Something of our own"))
    assert ImportedForm.objects.get().problems == 1

    desk.decide(**{"accept-typologies": "on"})

    assert ImportedForm.objects.get().problems == 0
    assert desk.page().context["page"].open_rows == []
    desk.decide()
    assert ImportedForm.objects.get().problems == 0


def test_a_further_category_that_is_none_can_be_chosen_in_its_row(desk):
    desk.bring(desk.form(**{"Also in category": "Something else"}))

    assert "value-also_in" in words(desk.page())
    desk.save(value__also_in=["C"])

    assert [each.code for each in newest().also_in.all()] == ["C"]


def test_a_missing_title_is_written_on_the_page(desk):
    desk.bring(desk.form(title=None))

    desk.save(value__title="Night outreach by bicycle")

    assert newest().title_en == "Night outreach by bicycle"


def test_a_title_too_long_must_be_shortened_or_left(desk):
    desk.bring(desk.form(title="Cooperation " * 60))

    refused = desk.decide(value__title="Another name " * 60)
    assert "300" in str(refused.context["form"].errors["value-title"])
    desk.save(value__title="Cooperation")

    assert newest().title_en == "Cooperation"


def test_years_that_make_no_sense_are_sent_back_and_nothing_typed_is_lost(desk):
    desk.bring(desk.form(period="for long"))

    response = desk.decide(value__start_year="2011", value__end_year="2009", value__title="Mended")

    assert "ends before it starts" in str(response.context["form"].errors)
    assert "Mended" in words(response)
    assert ImportedForm.objects.get().decisions == {}


def test_words_without_a_place_go_to_a_text_to_the_notes_or_nowhere(desk):
    desk.bring(
        desk.form(**{"What neighbours said": "They bring tea.", "Slogan": "Always on time.", "Colour": "Turquoise."})
    )
    lines = [each.label for name, each in desk.page().context["form"].fields.items() if name.startswith("line-")]
    place = {line: f"line__{number}" for number, line in enumerate(lines)}

    desk.save(
        **{
            place["What neighbours said: They bring tea."]: "background",
            place["Colour: Turquoise."]: "drop",
        }
    )

    practice = newest()
    assert "Many workers sleep" in practice.background_en
    assert "<p>What neighbours said: They bring tea.</p>" in practice.background_en
    assert "Always on time." in practice.notes
    assert "Turquoise" not in practice.notes + practice.background_en
    assert "They bring tea" not in practice.notes


def test_words_are_added_to_a_plain_text_as_a_line_of_their_own(desk):
    desk.bring(desk.form(Slogan="Always <b>on</b> time."))

    desk.save(line__0="area")

    assert newest().area_en == "Province of Example\nSlogan: Always <b>on</b> time."


def test_markup_in_a_form_is_text_in_the_preview_and_in_the_record(desk):
    desk.bring(desk.form(title="<script>alert(1)</script>", Slogan="<script>alert(2)</script>"))

    assert "<script>alert" not in desk.page().content.decode()
    desk.save(line__0="results")
    assert "<script>" not in newest().results_en


def test_an_organisation_is_matched_to_one_that_is_known(desk):
    known = OrganisationFactory(name_en="Casa Aperta Nazionale", country="IT")
    desk.bring(desk.form())
    assert "A new one" in words(desk.page())

    desk.save(organisation__0=str(known.pk))

    [row] = newest().involvements.all()
    assert (row.organisation, row.name_as_printed) == (known, "Casa Aperta")
    assert Organisation.objects.count() == 1


def test_an_organisation_found_by_likeness_may_be_another_one(desk):
    alike = OrganisationFactory(name_en="Casa Aperta per tutte", country="IT")
    desk.bring(desk.form(organisations="Casa Aperta per tutti"))
    assert "Casa Aperta per tutte (Italy), as found" in words(desk.page())

    desk.save(organisation__0="new")

    [row] = newest().involvements.all()
    assert row.organisation != alike
    assert row.organisation.is_stub


def test_a_corrected_name_finds_its_organisation_and_an_emptied_one_leaves_it_out(desk):
    known = OrganisationFactory(name_en="Open House", country="IT")
    desk.bring(desk.form(organisations="Casa Aperta\nNight of the bicycles"))

    desk.decide(organisation_name_0="x")
    desk.save(**{"organisation-name-0": "Open House", "organisation-name-1": ""})

    [row] = newest().involvements.all()
    assert (row.organisation, row.name_as_printed) == (known, "Open House")


def test_only_a_ticked_contact_is_public(desk, client):
    desk.bring(desk.form(contacts="E-mail: team@casa.example\nE-mail: secret@casa.example\nWebsite: www.casa.example"))
    contacts = {row.value: row for row in desk.page().context["preview"].contacts}

    desk.save(
        **{
            name_of(contacts["team@casa.example"]): "on",
            name_of(contacts["http://www.casa.example"]): "",
        }
    )

    shown = {row.value: row.visibility for row in newest().contact_points.all()}
    assert shown == {
        "team@casa.example": "public",
        "secret@casa.example": "editors",
        "http://www.casa.example": "editors",
    }


def test_a_ticked_address_is_for_members(desk):
    desk.bring(desk.form(contacts="Example Street 1, 12345 Exampletown"))
    [address] = desk.page().context["preview"].contacts

    desk.save(**{name_of(address): "on"})

    [row] = newest().contact_points.all()
    assert (row.kind, row.value, row.visibility) == ("address", "Example Street 1, 12345 Exampletown", "members")


def test_a_form_leaves_a_confidential_address_alone(desk, imported):
    imported()
    draft = newest()
    rows = list(draft.contact_points.all())
    draft.contact_points = [*rows, PracticeContactPoint(kind="address", precision="confidential", value="")]
    draft.save_revision()
    desk.bring(desk.form(contacts="E-mail: new@casa.example"))

    desk.save(**{"conflict-contacts": "take"})

    assert [(row.kind, row.value) for row in newest().contact_points.all()] == [
        ("email", "new@casa.example"),
        ("address", ""),
    ]


def test_a_contact_for_members_is_not_narrowed_by_a_box_that_nobody_ticked(desk, imported):
    imported()
    draft = newest()
    for row in (rows := list(draft.contact_points.all())):
        row.visibility = "members"
    draft.contact_points = rows
    draft.save_revision()
    desk.bring(desk.form(results="Forty people."))

    desk.save()

    assert {row.visibility for row in newest().contact_points.all()} == {"members"}


def test_a_form_that_the_house_wrote_is_shown_with_every_kind_of_row(desk):
    facts = {"scope": ["local", "national"], "evaluation": "internal", "information_as_of": 2012}
    practice = PracticeFactory(title_it="Titolo", summary_it="Riassunto", source_collection="Raccolta", **facts)
    practice.services.set(Term.objects.filter(vocabulary="services")[:2])
    practice.save_revision()
    content = write_form(practice, "it", Viewer(is_editor=True))
    practice.information_as_of = 2013
    practice.save_revision()
    desk.bring(desk.file("scheda.docx", content))

    page = words(desk.page())
    assert "2012" in page
    assert "evaluated by the organisation itself" in page

    assert desk.save(**{"conflict-information_as_of": "take"}).status_code == 302
    assert Practice.objects.get().get_latest_revision_as_object().information_as_of == 2012


# --- A practice that is there already -----------------------------------------------------------------------------------


def test_what_would_change_in_a_record_is_shown_field_by_field(desk, imported):
    imported()
    desk.bring(desk.form(results="Forty people a year.", background="Many workers sleep near the vineyards."))

    changes = {label: words for label, _before, _after, words in desk.page().context["page"].changes}

    assert changes["background information"] == (
        ("same", "Many workers sleep near the "),
        ("removed", "fields."),
        ("added", "vineyards."),
    )
    assert set(changes) == {"background information", "results"}
    assert not newest().results_en
    desk.save()
    assert "Forty people" in newest().results_en


def test_a_form_that_says_nothing_new_is_told(desk, imported):
    practice = imported()
    desk.bring(desk.form())
    assert ImportedForm.objects.get().effect == "nothing"

    desk.save()

    assert practice.revisions.count() == 1
    assert ImportedForm.objects.get().practice == practice


@pytest.fixture
def in_conflict(desk, imported):
    """An editor rewrote the background, and a new form has other words for it."""
    imported()
    draft = newest()
    draft.background_en = "<p>The editor's own words.</p>"
    draft.save_revision()
    desk.bring(desk.form(background="Entirely new words."))
    return desk


def test_an_editors_change_is_kept_and_the_forms_words_go_to_the_notes(in_conflict):
    page = words(in_conflict.page())
    assert "The editor&#x27;s own words." in page
    assert ImportedForm.objects.get().problems == 1

    in_conflict.save()

    assert newest().background_en == "<p>The editor's own words.</p>"
    assert "Entirely new words." in newest().notes


def test_the_forms_words_are_taken_when_the_editor_says_so(in_conflict):
    in_conflict.decide(**{"conflict-background": "take"})
    assert ImportedForm.objects.get().problems == 0

    in_conflict.save()

    assert newest().background_en == "<p>Entirely new words.</p>"
    assert "Entirely" not in newest().notes


def test_the_forms_words_are_dropped_when_the_editor_says_so(in_conflict):
    in_conflict.save(**{"conflict-background": "drop"})

    assert newest().background_en == "<p>The editor's own words.</p>"
    assert "Entirely" not in newest().notes


def test_a_correction_is_an_editors_word_that_the_next_form_does_not_take_back(desk):
    desk.bring(desk.form(period="2001"))
    desk.save(value__start_year="2003")

    desk.bring(desk.form(period="2002"))

    assert ImportedForm.objects.last().problems == 1
    desk.save(ImportedForm.objects.last())
    assert newest().start_year == 2003


def test_the_number_of_an_unlike_practice_is_a_question(desk, imported):
    known = imported()
    desk.bring(desk.form(title="Hotline for seafarers", organisations="Harbour Mission"))
    form = ImportedForm.objects.get()
    assert form.effect == "question"
    assert "that of another practice" in words(desk.page())

    assert "which record it is" in words(desk.client.get(desk.save().url))
    assert Practice.objects.get() == known

    desk.save(record="new")
    other = Practice.objects.exclude(pk=known.pk).get()
    assert (other.number, other.title_en) == (None, "Hotline for seafarers")


def test_it_may_be_the_same_practice_all_the_same(desk, imported):
    imported()
    desk.bring(desk.form(title="Hotline for seafarers", organisations="Harbour Mission"))

    desk.save(record="same")

    assert newest().title_en == "Hotline for seafarers"
    assert Practice.objects.count() == 1


def test_it_may_be_a_practice_with_another_number(desk, imported):
    imported()
    desk.bring(desk.form(number="77", title="Night outreach by bicycle and tram"))
    assert desk.decide(record="number", record_number="4000").context["form"].errors

    desk.save(record="number", record_number="31")

    assert newest().title_en == "Night outreach by bicycle and tram"
    assert Practice.objects.count() == 1


def test_a_practice_that_was_found_by_mistake_can_be_a_new_one(desk, imported):
    imported(number=None)
    desk.bring(desk.form(number=None))
    assert ImportedForm.objects.get().effect == "nothing"

    desk.save(record="new")

    assert Practice.objects.count() == 2


def test_two_forms_of_one_import_with_the_same_number_are_told_apart(desk):
    desk.bring(desk.form("a.docx"), desk.form("b.docx", title="Another practice", organisations="Another house"))
    first, second = ImportedForm.objects.all()
    assert (first.effect, second.effect) == ("create", "question")
    assert "a.docx" in words(desk.page(second))

    desk.save(first)
    desk.save(second, record="new")

    assert sorted(Practice.objects.values_list("title_en", "number")) == [
        ("Another practice", None),
        ("Night outreach by bicycle", 31),
    ]


def test_a_form_told_wrong_gets_its_language(desk):
    desk.bring(desk.form(title="Streetwork nachts"))

    desk.save(language="de")

    practice = Practice.objects.get()
    assert (practice.source_language, practice.title_de, practice.title_en) == ("de", "Streetwork nachts", None)


def test_the_same_file_with_the_same_decisions_changes_nothing(desk):
    decisions = {"value__countries": ["FR"], "line__0": "background"}
    form = {"country": "Exampleland", "Slogan": "Always on time."}
    desk.bring(desk.form(**form))
    desk.save(**decisions)
    before = newest().background_en

    desk.bring(desk.form(**form))
    again = ImportedForm.objects.last()
    desk.decide(again, **decisions)

    again.refresh_from_db()
    desk.save(again, **decisions)
    assert newest().background_en == before
    assert newest().country_codes == ["FR"]
