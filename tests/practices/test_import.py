"""What becomes of Word forms: `import_forms` as an editor uses it."""

import json
import os
from io import StringIO

import docx
import pytest
from django.core.management import CommandError, call_command

from directory.models import Organisation
from practices.models import Practice
from records.operations import publish
from tests.factories import OrganisationFactory
from tests.practices.word_forms.word_files import add_form
from tests.word_form import FILLED_IN, LABELS, make_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(tmp_path):
    """Write a form of the given rows; a second one with the same name replaces the first."""

    def write(name="form.docx", **rows):
        return make_form(tmp_path / name, **rows)

    return write


def take(*paths, **options):
    """Run the command; returns the report, refusals included."""
    output = StringIO()
    try:
        call_command("import_forms", *paths, json=True, stdout=output, **options)
    except CommandError as refused:
        assert "Refused" in str(refused)
    return json.loads(output.getvalue())


def test_a_form_becomes_a_draft_with_every_field(form):
    [report] = take(form())

    practice = Practice.objects.get(number=31)
    assert (report["outcome"], report["kind"], report["number"], practice.live) == ("created", "practice", 31, False)
    assert report["record"]["title"] == "Night outreach by bicycle"
    assert report["record"]["countries"] == ["IT"]
    assert report["record"]["category"] == "B"
    assert report["record"]["objectives"] == "- Reach people early\n- Tell them their rights"
    assert (report["record"]["start_year"], report["record"]["start_month"]) == (2011, 3)
    assert report["record"]["funding"] == [
        {"source": "A foundation", "share": 90.0, "note": ""},
        {"source": "Private donors", "share": 10.0, "note": ""},
    ]
    assert (report["record"]["strengths"], report["record"]["challenges"]) == ("trust grows.", "winter is hard.")


def test_running_twice_changes_nothing(form):
    path = form()
    take(path)
    revisions = Practice.objects.get().revisions.count()

    [report] = take(path)

    assert report["outcome"] == "unchanged"
    assert Practice.objects.get().revisions.count() == revisions


def test_a_dry_run_saves_nothing_and_says_what_would_be(form):
    path = form()

    assert [each["outcome"] for each in take(path, dry_run=True)] == ["would create"]
    assert not Practice.objects.exists()
    assert not Organisation.objects.exists()

    take(path)
    assert [each["outcome"] for each in take(form(results="Forty people a year."), dry_run=True)] == ["would update"]
    assert not Practice.objects.get().get_latest_revision_as_object().results_en


def test_publish_puts_it_on_the_site(form, client):
    take(form(), publish=True, as_of=2012, source="ENPATES publication")

    page = client.get("/en/practices/31/", follow=True).content.decode()

    assert "Night outreach by bicycle" in page
    assert "Casa Aperta" in page
    assert "2012" in page


def test_a_website_is_public_and_all_other_contacts_wait_for_an_editor(form):
    take(form())

    contacts = Practice.objects.get().contact_points.all()
    assert {(each.kind, each.visibility) for each in contacts} >= {("website", "public"), ("email", "editors")}
    assert not [each for each in contacts if each.kind != "website" and each.visibility != "editors"]


def test_a_known_organisation_is_found_by_name_or_acronym(form):
    known = OrganisationFactory(name_en="Associazione Casa Aperta", acronym="ACA")

    take(form(organisations="ACA – Associazione “Casa Aperta”"))

    assert [row.organisation for row in Practice.objects.get().involvements.all()] == [known]


def test_an_unknown_organisation_becomes_a_stub_outside_every_list(form, client):
    take(form(), publish=True)

    stub = Organisation.objects.get()
    assert not stub.live
    assert list(Organisation.objects.stubs()) == [stub]
    assert client.get(stub.get_absolute_url()).status_code == 404


def test_an_update_is_a_new_draft_and_the_live_text_stays(form):
    take(form(), publish=True)

    [report] = take(form(results="Forty people a year."))

    practice = Practice.objects.get()
    assert report["outcome"] == "updated"
    assert not practice.results_en
    assert "Forty people" in practice.get_latest_revision_as_object().results_en


def test_what_an_editor_changed_is_never_overwritten(form):
    take(form())
    draft = Practice.objects.get().get_latest_revision_as_object()
    draft.background_en = "<p>The editor's own words.</p>"
    draft.save_revision()

    [report] = take(form(background="Entirely new words of the partner."))

    draft = Practice.objects.get().get_latest_revision_as_object()
    assert draft.background_en == "<p>The editor's own words.</p>"
    assert [problem["label"] for problem in report["problems"]] == ["background"]
    assert "Entirely new words of the partner." in draft.notes
    assert "Entirely new words of the partner." in "\n".join(report["unplaced"])


def test_the_same_form_again_leaves_an_editors_change_alone(form):
    path = form()
    take(path)
    draft = Practice.objects.get().get_latest_revision_as_object()
    draft.background_en = "<p>The editor's own words.</p>"
    draft.save_revision()

    assert [each["outcome"] for each in take(path)] == ["unchanged"]


def test_an_empty_cell_deletes_nothing(form):
    take(form())

    [report] = take(form(background="", objectives=None))

    assert report["outcome"] == "unchanged"
    assert "workers sleep" in report["record"]["background"]


def test_a_form_in_another_language_brings_its_texts_only(form):
    take(form())

    [report] = take(
        form(
            title="Streetwork nachts mit dem Fahrrad",
            background="Viele Beschäftigte schlafen bei den Feldern.",
            country="Frankreich",
            period="seit 2004",
        ),
        language="de",
    )

    draft = Practice.objects.get().get_latest_revision_as_object()
    assert draft.title_de == "Streetwork nachts mit dem Fahrrad"
    assert draft.title_en == "Night outreach by bicycle"
    assert draft.country_codes == ["IT"]
    assert draft.start_year == 2011
    assert {problem["label"] for problem in report["problems"]} == {"countries", "dates"}


def test_a_form_in_another_language_names_the_same_funding(form):
    take(form())

    take(form(resources="Finanziert durch: Eine Stiftung: 90%\nPrivate Spenden: 10%"), language="de")

    fundings = Practice.objects.get().get_latest_revision_as_object().fundings.all()
    assert [(row.source_en, row.source_de) for row in fundings] == [
        ("A foundation", "Eine Stiftung"),
        ("Private donors", "Private Spenden"),
    ]


def test_a_name_too_long_for_a_title_is_kept_whole_in_the_notes(form):
    name = "Cooperation " * 60

    [report] = take(form(title=name))

    assert len(Practice.objects.get().title_en) <= 300
    assert name.strip() in Practice.objects.get().notes
    assert "title" in [problem["label"] for problem in report["problems"]]


def test_the_same_number_twice_in_one_call_refuses_the_second(form):
    first, second = form("first.docx"), form("second.docx", title="Another title")

    reports = take(first, second)

    assert [each["outcome"] for each in reports] == ["created", "refused"]
    assert "first.docx" in reports[1]["problems"][-1]["problem"]


def test_a_number_of_another_practice_is_refused_with_the_way_out(form):
    take(form())
    other = form(title="Hotline for seafarers", organisations="Harbour Mission")

    [refused] = take(other)
    assert refused["outcome"] == "refused"
    assert "--same 31" in refused["problems"][-1]["fix"]
    assert "--new 31" in refused["problems"][-1]["fix"]

    [as_new] = take(other, new=[31])
    assert (as_new["outcome"], as_new["number"]) == ("created", None)


def test_a_form_without_a_number_is_numbered_when_published(form):
    path = form(number=None)

    [created] = take(path)
    assert created["number"] is None
    [again] = take(path)
    assert again["outcome"] == "unchanged"
    [published] = take(path, publish=True)
    assert published["number"] == 1


def test_a_form_without_a_number_is_known_again_after_a_small_change(form):
    long_text = "Many workers sleep near the fields, without water, light or a way to call anybody. " * 5
    take(form(number=None, background=long_text))

    [report] = take(form(number=None, background=long_text + "Some of them are children."))

    assert report["outcome"] == "updated"
    assert Practice.objects.count() == 1


def test_one_bad_file_does_not_stop_the_others(form, tmp_path):
    bad = tmp_path / "bad.docx"
    bad.write_text("no Word file")

    reports = take(bad, form(), tmp_path / "absent.docx")

    assert [(each["file"], each["outcome"]) for each in reports] == [
        ("bad.docx", "refused"),
        ("form.docx", "created"),
        ("absent.docx", "refused"),
    ]
    assert all(problem["fix"] for each in reports if each["outcome"] == "refused" for problem in each["problems"])


def test_the_exit_status_tells_that_a_form_was_refused(form, tmp_path):
    bad = tmp_path / "bad.doc"
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)

    with pytest.raises(CommandError):
        call_command("import_forms", bad, stdout=StringIO())
    call_command("import_forms", form(), stdout=StringIO())


def test_words_without_a_place_are_kept_for_editors(form):
    [report] = take(form(**{"Favourite colour": "Quince yellow"}))

    assert "Quince yellow" in "\n".join(report["unplaced"])
    assert "Quince yellow" in Practice.objects.get().notes


def test_a_digest_survives_the_rich_text_editor(form):
    path = form()
    take(path)
    draft = Practice.objects.get().get_latest_revision_as_object()
    draft.background_en = draft.background_en.replace("<p>", '<p data-block-key="k3y9z">')
    draft.save_revision()

    [report] = take(form(background="New words of the partner."))

    assert report["outcome"] == "updated"
    assert report["problems"] == []


def test_what_a_machine_translated_is_marked_until_a_person_sends_another_text(form):
    take(form())
    resources = "Finanziert durch: Eine Stiftung: 90%\nPrivate Spenden: 10%"
    take(form(title="Nachts mit dem Rad", resources=resources), language="de", machine=True)

    draft = Practice.objects.get().get_latest_revision_as_object()
    assert draft.texts_in("de").title.is_machine
    assert [row.texts_in("de").source.is_machine for row in draft.fundings.all()] == [True, True]
    assert not draft.texts_in("en").title.is_machine

    take(form(title="Nachts unterwegs mit dem Rad", resources=resources), language="de")
    draft = Practice.objects.get().get_latest_revision_as_object()
    assert not draft.texts_in("de").title.is_machine
    assert [row.texts_in("de").source.is_machine for row in draft.fundings.all()] == [True, True]


def test_the_source_language_is_that_of_the_first_form(form):
    italian = LABELS | {
        "number": "Scheda n.",
        "country": "Paese",
        "organisations": "Organizzazione",
        "title": "Nome della pratica",
        "category": "Categoria",
        "period": "Periodo di attuazione",
        "background": "Contesto",
        "objectives": "Obiettivi",
        "resources": "Risorse",
    }

    [report] = take(form(labels=italian, title="Unità di strada in bicicletta"))

    practice = Practice.objects.get()
    assert report["record"]["title"] == "Unità di strada in bicicletta"
    assert (practice.source_language, practice.title_it) == ("it", "Unità di strada in bicicletta")


def test_publishing_an_update_publishes_it(form):
    take(form(), publish=True)

    take(form(results="Forty people a year."), publish=True)

    assert "Forty people" in Practice.objects.get().results_en
    assert publish(Practice.objects.get()).number == 31


def test_a_number_that_cannot_be_read_is_kept_for_editors(form):
    [report] = take(form(number="12 bis"))

    assert report["number"] is None
    assert "12 bis" in "\n".join(report["unplaced"])
    assert "12 bis" in Practice.objects.get().notes


def test_a_form_without_a_number_is_known_again_after_an_editor_rewrote_it(form):
    long_text = "Many workers sleep near the fields, without water, light or a way to call anybody. " * 5
    take(form(number=None, background=long_text))
    path = form(number=None, background=long_text + "Some of them are children.")
    take(path)
    draft = Practice.objects.get().get_latest_revision_as_object()
    draft.background_en = "<p>Short.</p>"
    draft.activities_en = "<p>" + "What an editor added. " * 60 + "</p>"
    draft.save_revision()

    assert [each["outcome"] for each in take(path)] == ["unchanged"]


def test_the_same_number_twice_in_one_document_refuses_the_second(tmp_path):
    document = docx.Document()
    for results in ("Forty people a year.", "Fifty people a year."):
        add_form(document, [(LABELS[name], value) for name, value in (FILLED_IN | {"results": results}).items()])
    document.save(tmp_path / "two.docx")

    assert [each["outcome"] for each in take(tmp_path / "two.docx")] == ["created", "refused"]


@pytest.mark.parametrize(
    ("title", "organisations"),
    [("Day outreach", "Casa Chiusa"), ("Hotline by telephone", "Casa"), ("A van", "Ministry")],
)
def test_a_word_in_common_does_not_make_it_the_same_practice(form, title, organisations):
    take(form())

    assert [each["outcome"] for each in take(form(title=title, organisations=organisations))] == ["refused"]


def test_a_form_with_neither_title_nor_organisation_is_that_of_its_number(form):
    take(form())

    assert [each["outcome"] for each in take(form(title="", organisations=None))] == ["unchanged"]


def test_a_name_of_a_file_that_is_no_text_is_printed_all_the_same(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/form-\xff.docx")
    make_form(path)

    assert [each["file"] for each in take(path)] == ["form-\ufffd.docx"]
