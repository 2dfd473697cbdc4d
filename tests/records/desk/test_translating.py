"""The translation page of the desk: one language at a time, each text beside its source."""

import json

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from lxml.html import fromstring
from wagtail.models import ModelLogEntry

from practices.models import Funding, Practice, Replication
from records.desk.languages_of_record import address, switch
from records.desk.word_changes import word_changes
from records.operations import publish, withdraw
from tests.factories import (
    ChiefEditorFactory,
    DraftFactory,
    EditorFactory,
    MemberFactory,
    OrganisationFactory,
    PracticeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return publish(PracticeFactory(title_en="Inspections", summary_en="Joint visits.", title_it="Ispezioni"))


@pytest.fixture
def editor(client):
    """A signed-in editor's browser."""
    client.force_login(EditorFactory())
    return client


def draft():
    return Practice.objects.get().get_latest_revision_as_object()


def state(language="it"):
    return {name: number for name, number in Practice.objects.get().translation_state[language].items() if number}


def form_of(response):
    """The fields of the translation page as a browser would post them."""
    values = fromstring(response.content).get_element_by_id("translation").form_values()
    # A browser leaves out the line break that begins a textarea.
    return {name: value.removeprefix("\n") for name, value in values}


def rich_text_as_posted(text):
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def save(client, practice, language="it", **texts):
    """Load the page, write, save."""
    loaded = form_of(client.get(address(practice, language)))
    return client.post(address(practice, language), loaded | texts)


def change_source(practice, **texts):
    newest = practice.get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(newest, name, text)
    newest.save_revision()


# --- One language beside its source ---


def test_each_field_stands_beside_its_source(practice, editor):
    response = editor.get(address(practice, "it"))

    page = response.content.decode()
    assert "Joint visits." in page
    assert 'name="summary_it"' in page
    assert 'name="summary_de"' not in page
    lines = response.context["lines"]
    assert [(line.name, line.slot.is_missing) for line in lines] == [("title", False), ("summary", True)]


def test_a_plain_source_is_never_taken_for_markup(editor):
    practice = publish(PracticeFactory(summary_en="<script>alert(1)</script>"))

    assert "<script>alert(1)" not in editor.get(address(practice, "it")).content.decode()


def test_saving_keeps_the_published_page_and_every_other_language(practice, editor):
    response = save(editor, practice, summary_it="Visite congiunte.")

    assert response.url == address(practice, "it")
    assert draft().summary_it == "Visite congiunte."
    assert (draft().title_en, draft().summary_en) == ("Inspections", "Joint visits.")
    assert not Practice.objects.get().summary_it


def test_nothing_changed_makes_no_revision(editor):
    practice = publish(
        PracticeFactory(
            summary_en="One\ntwo", summary_it="Uno\ndue", objectives_it="<p>Meno</p>", objectives_en="<p>Less</p>"
        )
    )
    loaded = form_of(editor.get(address(practice, "it")))
    # A browser ends lines with CR LF, and Draftail gives each block a key.
    assert "\n" in loaded["summary_it"]
    before = practice.revisions.count()

    editor.post(address(practice, "it"), loaded | {"summary_it": "Uno\r\ndue"})

    assert practice.revisions.count() == before


def test_a_save_is_told_in_the_history_without_any_text(practice, editor):
    save(editor, practice, summary_it="Visite congiunte.")

    entry = ModelLogEntry.objects.get(action="records.translate")
    assert entry.data == {"language": "it", "fields": 1}
    assert entry.message == "1 field translated: Italian"
    assert not ModelLogEntry.objects.filter(action="wagtail.edit").exists()


def test_a_half_written_draft_can_be_translated(editor):
    practice = DraftFactory(title_en="", summary_en="Joint visits.", start_year=2012, end_year=2010)

    save(editor, practice, summary_it="Visite congiunte.")

    assert draft().summary_it == "Visite congiunte."


# --- What changed in the source ---


def test_a_changed_source_shows_what_changed(practice, editor):
    change_source(practice, title_en="Joint night inspections")

    [line] = [line for line in editor.get(address(practice, "it")).context["lines"] if line.slot.is_outdated]

    assert line.name == "title"
    assert line.changes == (("removed", "Inspections"), ("added", "Joint night inspections"))


def test_the_history_is_read_once_whatever_is_outdated(editor, django_assert_max_num_queries):
    texts = {
        f"{field}_{code}": f"{field} {code}"
        for field in ("title", "summary", "area", "period")
        for code in ("en", "it")
    }
    practice = publish(PracticeFactory(**texts))
    change_source(practice, **{name: f"{text} changed" for name, text in texts.items() if name.endswith("_en")})
    editor.get(address(practice, "it"))

    with django_assert_max_num_queries(25):
        lines = editor.get(address(practice, "it")).context["lines"]

    assert [bool(line.changes) for line in lines] == [True] * 4


def test_an_earlier_source_that_is_gone_is_told(practice, editor):
    change_source(practice, title_en="Joint inspections")
    practice.revisions.exclude(pk=Practice.objects.get().latest_revision_id).delete()

    assert "no longer in the history" in editor.get(address(practice, "it")).content.decode()


def test_an_outdated_translation_can_be_confirmed_as_still_right(practice, editor):
    change_source(practice, title_en="Joint inspections")

    save(editor, practice, **{"still-right-title": "on"})

    assert state() == {"fields": 2, "missing": 1}


def test_a_new_text_is_made_from_the_source_as_it_is_now(practice, editor):
    change_source(practice, title_en="Joint inspections")
    assert state() == {"fields": 2, "missing": 1, "outdated": 1}

    save(editor, practice, title_it="Ispezioni congiunte")

    assert state() == {"fields": 2, "missing": 1}


def test_a_text_is_outdated_when_its_source_changed_while_it_was_translated(practice, editor):
    loaded = form_of(editor.get(address(practice, "it")))
    change_source(practice, summary_en="Joint visits at night.")

    editor.post(address(practice, "it"), loaded | {"summary_it": "Visite congiunte."})

    assert state() == {"fields": 2, "outdated": 1}


def test_what_nobody_sees_is_no_change_of_the_source():
    texts = {"summary_en": "One\ntwo", "summary_it": "Uno\ndue"}
    practice = publish(PracticeFactory(objectives_en="<p>Less</p>", objectives_it="<p>Meno</p>", **texts))

    change_source(practice, objectives_en='<p data-block-key="abcde">Less</p>', summary_en="One\r\ntwo")

    assert "outdated" not in state()


# --- Rows ---


@pytest.fixture
def with_rows():
    practice = DraftFactory(title_en="Inspections")
    practice.fundings = [
        Funding(source_en="Province", source_it="Provincia", note_en="yearly"),
        Funding(source_en="EU"),
    ]
    practice.replications = [Replication(who_en="Another town")]
    practice.save_revision()
    return practice


def rows_of(client, practice):
    """{label of a row's text: name of its input}"""
    lines = client.get(address(practice, "it")).context["lines"]
    return {line.slot.full_label: line.slot.input_name for line in lines if line.slot.row}


def test_rows_are_translated_beside_their_source_under_their_heading(with_rows, editor):
    page = editor.get(address(with_rows, "it")).content.decode()

    assert list(rows_of(editor, with_rows)) == [
        "Funding 1: Source of funding",
        "Funding 1: Note",
        "Funding 2: Source of funding",
        "Tried elsewhere 1: Who tried it",
    ]
    assert page.count("Funding 1</h2>") == 1
    assert state() == {"fields": 5, "missing": 4}


def test_rows_of_a_draft_that_was_never_published_are_saved(with_rows, editor):
    rows = rows_of(editor, with_rows)

    save(
        editor,
        with_rows,
        **{rows["Funding 2: Source of funding"]: "UE", rows["Tried elsewhere 1: Who tried it"]: "Altra città"},
    )

    assert [(row.source_en, row.source_it) for row in draft().fundings.all()] == [
        ("Province", "Provincia"),
        ("EU", "UE"),
    ]
    assert [row.who_it for row in draft().replications.all()] == ["Altra città"]
    assert state() == {"fields": 5, "missing": 2}
    assert not Funding.objects.exists()


def test_a_row_whose_source_changed_is_outdated_and_shows_what_changed(with_rows, editor):
    newest = draft()
    newest.fundings.all()[0].source_en = "Region"
    newest.save_revision()
    assert state() == {"fields": 5, "missing": 4, "outdated": 1}

    [line] = [line for line in editor.get(address(with_rows, "it")).context["lines"] if line.slot.is_outdated]
    assert line.changes == (("removed", "Province"), ("added", "Region"))

    save(editor, with_rows, **{f"still-right-{line.name}": "on"})
    assert state() == {"fields": 5, "missing": 4}


def test_rows_that_changed_places_keep_their_own_texts(with_rows, editor):
    rows = rows_of(editor, with_rows)
    loaded = form_of(editor.get(address(with_rows, "it")))
    newest = draft()
    newest.fundings = [Funding(source_en="Donors"), *reversed(newest.fundings.all())]
    newest.save_revision()

    editor.post(address(with_rows, "it"), loaded | {rows["Funding 2: Source of funding"]: "UE"})

    fundings = {row.source_en: row.source_it for row in draft().fundings.all()}
    assert fundings == {"Donors": None, "EU": "UE", "Province": "Provincia"}


def test_the_text_of_a_row_that_was_removed_is_kept_on_the_page(with_rows, editor):
    rows = rows_of(editor, with_rows)
    loaded = form_of(editor.get(address(with_rows, "it")))
    newest = draft()
    newest.fundings = newest.fundings.all()[:1]
    newest.save_revision()

    response = editor.post(
        address(with_rows, "it"),
        loaded | {rows["Funding 2: Source of funding"]: "Unione europea", "title_it": "Ispezioni"},
    )

    assert response.status_code == 200
    assert response.context["kept"] == [("Funding: Source of funding", "Unione europea")]
    assert draft().title_it == "Ispezioni"
    assert [row.source_it for row in draft().fundings.all()] == ["Provincia"]


# --- Two editors ---


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_and_both_texts_are_shown(practice, editor):
    loaded = form_of(editor.get(address(practice, "it")))
    save(editor, practice, title_it="Ispezioni loro")

    response = editor.post(address(practice, "it"), loaded | {"title_it": "Ispezioni mie", "summary_it": "Visite."})

    page = response.content.decode()
    assert response.status_code == 200
    assert (draft().title_it, draft().summary_it) == ("Ispezioni loro", "Visite.")
    assert "Somebody else changed this meanwhile." in page
    assert "Ispezioni loro" in page
    assert form_of(response)["title_it"] == "Ispezioni mie"

    editor.post(address(practice, "it"), form_of(response))
    assert draft().title_it == "Ispezioni mie"


def test_a_rich_text_of_two_editors_is_kept_twice(editor):
    practice = publish(PracticeFactory(objectives_en="<p>Less</p>", objectives_it="<p>Meno</p>"))
    loaded = form_of(editor.get(address(practice, "it")))
    save(editor, practice, objectives_it=rich_text_as_posted("Il loro"))

    response = editor.post(address(practice, "it"), loaded | {"objectives_it": rich_text_as_posted("Il mio")})

    assert "Il loro" in draft().objectives_it
    assert "Il mio" in form_of(response)["objectives_it"]
    assert "Il loro" in response.content.decode()


def test_what_one_left_alone_does_not_undo_what_the_other_wrote(practice, editor):
    loaded = form_of(editor.get(address(practice, "it")))
    save(editor, practice, title_it="Ispezioni loro")

    response = editor.post(address(practice, "it"), loaded | {"summary_it": "Visite."})

    assert response.status_code == 302
    assert (draft().title_it, draft().summary_it) == ("Ispezioni loro", "Visite.")


def test_without_knowing_what_was_on_the_page_nothing_is_overwritten(practice, editor):
    editor.post(address(practice, "it"), {"title_it": "Altro", "summary_it": "Visite."})

    assert (draft().title_it, draft().summary_it) == ("Ispezioni", "Visite.")


def test_what_does_not_fit_is_told_and_kept_and_the_rest_is_saved(practice, editor):
    response = save(editor, practice, title_it="x" * 301, summary_it="Nuovo")

    page = response.content.decode()
    assert response.status_code == 200
    assert "x" * 301 in page
    assert "at most 300" in page
    assert (draft().title_it, draft().summary_it) == ("Ispezioni", "Nuovo")


def test_a_switched_source_saves_nothing_and_keeps_the_text(practice, editor):
    loaded = form_of(editor.get(address(practice, "it")))
    change_source(practice, source_language="de", title_de="Kontrollen")

    response = editor.post(address(practice, "it"), loaded | {"summary_it": "Visite."})

    assert "from English to German" in response.content.decode()
    assert form_of(response)["summary_it"] == "Visite."
    assert not draft().summary_it


def test_a_language_that_became_the_source_keeps_the_text_to_copy(practice, editor):
    loaded = form_of(editor.get(address(practice, "it")))
    change_source(practice, source_language="it")

    response = editor.post(address(practice, "it"), loaded | {"summary_it": "Visite."})

    assert "source language by now" in response.content.decode()
    assert response.context["kept"] == [("Summary", "Visite.")]


def test_a_deleted_record_keeps_the_text_to_copy(with_rows, editor):
    rows = rows_of(editor, with_rows)
    loaded = form_of(editor.get(address(with_rows, "it")))
    here = address(with_rows, "it")
    Practice.objects.all().delete()

    response = editor.post(here, loaded | {"title_it": "Ispezioni", rows["Funding 2: Source of funding"]: "UE"})

    assert response.context["kept"] == [("Name of the practice", "Ispezioni"), ("Funding: Source of funding", "UE")]


def test_a_withdrawn_record_says_so_and_its_translation_stays_a_draft(practice, editor):
    loaded = form_of(editor.get(address(practice, "it")))
    withdraw(Practice.objects.get(), "A mistake.")

    response = editor.post(address(practice, "it"), loaded | {"summary_it": "Visite."}, follow=True)

    assert "The record was withdrawn, and stays so." in response.content.decode()
    assert draft().summary_it == "Visite."
    assert not Practice.objects.get().live


def test_a_locked_record_is_not_changed_and_the_text_is_kept(practice, editor):
    loaded = form_of(editor.get(address(practice, "it")))
    Practice.objects.update(locked=True, locked_by=ChiefEditorFactory())

    response = editor.post(address(practice, "it"), loaded | {"summary_it": "Visite."})

    assert form_of(response)["summary_it"] == "Visite."
    assert "Nothing was saved" in response.content.decode()
    assert not draft().summary_it
    assert "Save the translation" not in editor.get(address(practice, "it")).content.decode()


def test_who_locked_a_record_translates_on(practice, signed_in):
    chief = ChiefEditorFactory()
    Practice.objects.update(locked=True, locked_by=chief)

    save(signed_in(chief), practice, summary_it="Visite.")

    assert draft().summary_it == "Visite."


# --- By a person or a machine ---


def test_a_text_is_marked_as_a_machines_and_stays_so_until_somebody_unticks_it(practice, editor):
    save(editor, practice, summary_it="Visite.", **{"machine-summary": "on"})
    assert state() == {"fields": 2, "machine": 1}

    save(editor, practice, summary_it="Visite congiunte.")
    assert state() == {"fields": 2, "machine": 1}

    loaded = form_of(editor.get(address(practice, "it")))
    del loaded["machine-summary"]
    editor.post(address(practice, "it"), loaded)
    assert state() == {"fields": 2}


def test_a_box_that_was_left_alone_does_not_undo_another_editors_mark(practice, editor):
    loaded = form_of(editor.get(address(practice, "it")))
    save(editor, practice, **{"machine-title": "on"})

    editor.post(address(practice, "it"), loaded | {"summary_it": "Visite."})

    assert state() == {"fields": 2, "machine": 1}


def test_a_whole_page_is_marked_as_reviewed_and_saved_at_once(practice, editor):
    save(editor, practice, summary_it="Visite.", **{"machine-summary": "on", "machine-title": "on"})
    assert "Mark all of this page as reviewed" in editor.get(address(practice, "it")).content.decode()

    save(editor, practice, summary_it="Visite congiunte.", reviewed="all")

    assert state() == {"fields": 2}
    assert draft().summary_it == "Visite congiunte."


def test_the_list_names_what_a_machine_translated(practice, editor):
    save(editor, practice, **{"machine-title": "on"})

    page = editor.get(reverse(Practice.snippet_viewset.get_url_name("list"))).content.decode()

    assert "IT 1 missing, 1 by machine" in page


def test_readers_are_told_what_a_machine_translated(practice, editor, client, search_index):
    newest = draft()
    newest.objectives_en, newest.fundings = "<p>Less</p>", [Funding(source_en="Province")]
    newest.save_revision()
    marks = {f"machine-{name}": "on" for name in ("title", "objectives")}
    save(editor, practice, objectives_it=rich_text_as_posted("Meno"), **marks)
    with override("it"):
        label = gettext("Translated by machine, not reviewed")

    client.logout()
    assert label not in client.get(practice.address_in("it")).content.decode()
    published = publish(Practice.objects.get())
    search_index.refresh()

    page, cards = client.get(published.address_in("it")), client.get("/it/practices/")
    assert page.content.decode().count(label) == 2
    assert cards.content.decode().count(label) == 1
    assert label not in client.get(published.address_in("en")).content.decode()


# --- The way there ---


def test_the_switch_leads_from_the_source_to_each_language(practice):
    assert [(each["name"], each["words"], each["is_current"]) for each in switch(draft(), "it")] == [
        ("English", "", False),
        ("Italian", "1 missing", True),
        ("German", "2 missing", False),
        ("Spanish", "2 missing", False),
        ("French", "2 missing", False),
    ]
    assert [each["is_current"] for each in switch(draft())] == [True, False, False, False, False]
    assert switch(Practice()) == []


@pytest.mark.parametrize("language", ["en", "xx"])
def test_there_is_no_page_for_the_source_or_an_unknown_language(practice, editor, language):
    response = editor.get(address(practice, "it").replace("/it/", f"/{language}/"), follow=True)

    assert response.status_code == 404


def test_members_do_not_translate(practice, signed_in):
    signed_in(MemberFactory()).post(address(practice, "it"), {"title_it": "Altro", "summary_it": "Altro"})

    assert (draft().title_it, draft().summary_it) == ("Ispezioni", None)


def test_an_organisation_is_translated_like_any_record(editor):
    organisation = publish(OrganisationFactory(name_en="Open house"))

    save(editor, organisation, name_it="Casa aperta")

    organisation.refresh_from_db()
    assert organisation.get_latest_revision_as_object().name_it == "Casa aperta"


def test_word_changes_are_told_word_by_word():
    assert word_changes("<p>two old words</p>", "<p>two new words</p>") == (
        ("same", "two "),
        ("removed", "old "),
        ("added", "new "),
        ("same", "words"),
    )
    assert word_changes("", "anything") == ()
