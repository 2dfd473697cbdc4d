"""Whatever changes what readers may see arrives in the index; nothing is lost on the way."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import override

from pages.models import StandardPage
from practices.models import Practice
from records.erasure import erase
from records.operations import narrow, publish, reinstate, unpublish, withdraw
from search import draining, engines, locks, outbox, rebuilding
from search.documents.making import uid_of
from search.engines.base import MEMBERS, PUBLIC, EngineUnavailable, Everything, Has, Request
from search.models import Change
from tests.factories import (
    CaseStudyFactory,
    DraftFactory,
    OrganisationFactory,
    PracticeFactory,
    ServiceFactory,
    TagFactory,
    term,
)
from tests.search_engines import search_engine  # noqa: F401 - a fixture: all of this on both engines

pytestmark = pytest.mark.django_db


def found(word, audience=PUBLIC, field="plain_en"):
    node = Has(field, word) if word else Everything()
    return {hit.uid for hit in engines.engine().search(audience, Request(node, limit=1000)).hits}


# --- Every change arrives ---


def test_publishing_and_unpublishing_arrive(search_index):
    practice = DraftFactory(title_en="Arriving")
    publish(practice)
    search_index.drain()
    assert found("arriving") == {uid_of(practice)}

    unpublish(practice)
    search_index.drain()
    assert found("arriving") == set()


def test_withdrawing_and_reinstating_arrive(search_index):
    practice = publish(PracticeFactory(title_en="Arriving"))
    withdraw(practice, "A mistake.")
    search_index.drain()
    assert found("arriving") == set()

    reinstate(practice)
    search_index.drain()
    assert found("arriving") == {uid_of(practice)}


def test_a_service_arrives_with_its_organisation_and_leaves_with_it(search_index):
    first, second = OrganisationFactory(), OrganisationFactory()
    service = publish(ServiceFactory(organisation=first, name_en="Arriving"))
    search_index.drain()
    assert found("arriving") == {uid_of(first)}

    service.organisation = second
    service.save_revision()
    publish(service)
    search_index.drain()
    assert found("arriving") == {uid_of(second)}

    narrow(service)
    search_index.drain()
    assert found("arriving") == set()

    service.visibility = "public"
    service.save()
    search_index.drain()
    assert found("arriving") == {uid_of(second)}

    service.delete()
    search_index.drain()
    assert found("arriving") == set()


def test_until_the_index_knows_of_a_narrowed_service_no_old_text_of_its_organisation_is_shown(search_index):
    service = publish(ServiceFactory())
    search_index.drain()

    narrow(service)

    organisation = uid_of(service.organisation)
    assert outbox.behind([organisation]) == {organisation}


def test_narrowing_arrives(search_index):
    practice = publish(PracticeFactory(title_en="Arriving"))
    search_index.drain()

    narrow(practice)
    search_index.drain()

    assert found("arriving", PUBLIC) == set()
    assert found("arriving", MEMBERS) == {uid_of(practice)}


def test_deleting_arrives(search_index):
    practice = PracticeFactory(title_en="Arriving")
    search_index.drain()

    practice.delete()
    search_index.drain()

    assert found("arriving", MEMBERS) == set()


def test_what_an_editor_writes_arrives_when_it_is_published(search_index):
    practice = publish(PracticeFactory(title_en="Beforehand"))
    search_index.drain()
    practice.title_en = "Arriving"
    practice.save_revision()
    search_index.drain()
    assert found("arriving") == set()

    publish(practice)
    search_index.drain()
    assert found("arriving") == {uid_of(practice)}
    assert found("beforehand") == set()


@pytest.mark.parametrize("change", [narrow, lambda record: withdraw(record, "Wrong."), unpublish])
def test_a_hidden_organisation_leaves_the_records_that_name_it(search_index, change):
    organisation = publish(OrganisationFactory(name_en="Vanishing"))
    practice = PracticeFactory(organisations=[organisation])
    case_study = CaseStudyFactory(organisation=organisation)
    search_index.drain()
    assert found("vanishing") == {uid_of(organisation), uid_of(practice), uid_of(case_study)}

    change(organisation)
    search_index.drain()

    assert found("vanishing") == set()


def test_a_renamed_term_category_and_tag_arrive_in_every_record_that_uses_them(search_index):
    tag, hotline = TagFactory(), term("services", "hotline")
    practice = PracticeFactory()
    practice.services.add(hotline)
    practice.tags.add(tag)
    practice.save()
    category = practice.category
    search_index.drain()

    with override("en"):
        hotline.label_en, tag.name_en, category.title_en = "Lineword", "Tagword", "Categoryword"
        for changed in (hotline, tag, category):
            changed.save()
    search_index.drain()

    for word in ("lineword", "tagword", "categoryword"):
        assert uid_of(practice) in found(word)


def test_a_deleted_tag_leaves_the_records_that_had_it(search_index):
    tag, practice = TagFactory(name_en="Vanishing"), PracticeFactory()
    practice.tags.add(tag)
    practice.save()
    search_index.drain()
    assert found("vanishing") == {uid_of(practice)}

    tag.delete()
    search_index.drain()

    assert found("vanishing") == set()


def test_a_page_arrives_and_leaves(search_index):
    page = StandardPage.objects.get(slug="about")
    page.body_en = "<p>Arriving</p>"
    page.save_revision().publish()
    search_index.drain()
    assert found("arriving") == {uid_of(page)}

    page.refresh_from_db()
    page.unpublish()
    search_index.drain()
    assert found("arriving") == set()


# --- The outbox ---


def test_a_change_and_its_row_are_one_transaction(search_index):
    practice = PracticeFactory()
    search_index.drain()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        narrow(practice)
        assert Change.objects.waiting().filter(uid=uid_of(practice)).exists()
        raise ZeroDivisionError

    assert not Change.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_saving_outside_any_transaction_is_one_with_its_row(search_index, monkeypatch):
    practice = PracticeFactory(title_en="Before")
    draining.finish()
    monkeypatch.setattr(outbox, "remember", lambda uids: 1 / 0)
    practice.title_en = "After"

    with pytest.raises(ZeroDivisionError):
        practice.save()

    assert Practice.objects.get().title_en == "Before"


def test_drafts_write_no_rows(search_index):
    practice = publish(PracticeFactory())
    search_index.drain()

    DraftFactory().save_revision()
    practice.save_revision()

    assert not Change.objects.exists()


def test_a_site_that_does_not_follow_changes_writes_no_rows(db, settings):
    assert not settings.SEARCH["FOLLOWS_CHANGES"]  # the rule in tests, so that no other test pays for the search

    publish(PracticeFactory())

    assert not Change.objects.exists()


def test_a_change_during_the_draining_waits_for_the_next(search_index, monkeypatch):
    practice = PracticeFactory()
    search_index.drain()
    outbox.remember([uid_of(practice)])
    apply = type(engines.engine()).apply

    def apply_while_it_changes(*arguments):
        apply(*arguments)
        if not Change.objects.filter(uid="practice:9999").exists():
            outbox.remember(["practice:9999"])

    monkeypatch.setattr(type(engines.engine()), "apply", apply_while_it_changes)
    with transaction.atomic():
        outbox.settle(rows := list(Change.objects.waiting()))
        outbox.bring_in(engines.engine(), rows)

    assert [change.uid for change in Change.objects.waiting()] == ["practice:9999"]


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_found_a_moment_later(search_index):
    practice = publish(PracticeFactory(title_en="Arriving"))

    draining.finish()

    assert found("arriving") == {uid_of(practice)}
    assert not Change.objects.exists()


# --- The engine is away ---


@contextmanager
def engine_away(monkeypatch):
    def away(*_arguments):
        raise EngineUnavailable("away")

    with monkeypatch.context() as patch:
        patch.setattr(type(engines.engine()), "apply", away)
        yield


@pytest.mark.django_db(transaction=True)
def test_while_the_engine_is_away_publishing_goes_on_and_the_outbox_keeps(search_index, monkeypatch):
    with engine_away(monkeypatch):
        practice = publish(PracticeFactory(title_en="Arriving"))
        draining.finish()
    assert practice.live
    assert outbox.state()["waiting"] > 0
    assert found("arriving") == set()

    call_command("run_due")

    assert found("arriving") == {uid_of(practice)}
    assert outbox.state() == {"waiting": 0, "oldest_seconds": 0, "set_aside": 0}


def test_a_monitor_sees_how_long_changes_wait(search_index, client):
    old = PracticeFactory()
    Change.objects.filter(uid=uid_of(old)).update(changed_at="2026-01-01T00:00:00Z")

    answer = client.get("/healthz").json()

    assert answer["ready"] and answer["search"]["outbox"]["waiting"] >= 1
    assert answer["search"]["outbox"]["oldest_seconds"] > 1000
    search_index.remove()
    answer = client.get("/healthz").json()
    assert answer["live"] and answer["database"] and not answer["ready"]
    assert answer["search"]["trouble"] == "there is no index yet"


# --- Poison ---


def test_a_record_that_cannot_be_read_is_set_aside_and_the_rest_indexed(search_index, monkeypatch, caplog):
    practice, broken = PracticeFactory(title_en="Arriving"), PracticeFactory(title_en="Secretword")
    search_index.drain()
    with monkeypatch.context() as patch:
        patch.setattr("search.documents.practices._years", lambda each: 1 / 0 if each == broken else ())
        for record in (practice, broken):
            record.save()
        search_index.drain()

    assert found("arriving") == {uid_of(practice)}
    assert found("secretword") == set()  # rather not found than found by what it was
    [aside] = Change.objects.set_aside()
    assert (aside.uid, aside.set_aside_because) == (uid_of(broken), "ZeroDivisionError while its document was made")
    assert outbox.state() == {"waiting": 0, "oldest_seconds": 0, "set_aside": 1}
    assert uid_of(broken) in caplog.text and "ecretword" not in caplog.text

    broken.save()
    search_index.drain()
    assert found("secretword") == {uid_of(broken)}
    assert outbox.state()["set_aside"] == 0


@pytest.mark.parametrize("poison", [{"years": ("x",)}, {"newest": -1}, {"titles": {"en": "\ud800"}}])
def test_a_document_that_the_index_does_not_take_is_set_aside(search_index, monkeypatch, poison):
    whole, broken = PracticeFactory(title_en="Arriving"), PracticeFactory(title_en="Arriving")
    make = outbox.make

    def poisoned(uids):
        made = make(uids)
        for document in made.documents:
            if document.uid == uid_of(broken):
                vars(document).update(poison)
        return made

    monkeypatch.setattr(outbox, "make", poisoned)
    search_index.drain()

    assert found("arriving") == {uid_of(whole)}
    assert [aside.uid for aside in Change.objects.set_aside()] == [uid_of(broken)]


def test_a_document_at_which_the_engine_fails_is_set_aside(search_index, monkeypatch):
    whole, broken = PracticeFactory(title_en="Arriving"), PracticeFactory(title_en="Arriving")
    apply = type(engines.engine()).apply

    def fails_at_one(self, upserts, deletes):
        if uid_of(broken) in {document.uid for document in upserts}:
            raise EngineUnavailable("it gave up")
        return apply(self, upserts, deletes)

    monkeypatch.setattr(type(engines.engine()), "apply", fails_at_one)
    search_index.drain()

    assert found("arriving") == {uid_of(whole)}
    assert [aside.uid for aside in Change.objects.set_aside()] == [uid_of(broken)]


def test_a_rebuild_reports_what_it_left_out(search_index, monkeypatch):
    whole, broken = PracticeFactory(title_en="Arriving"), PracticeFactory()
    monkeypatch.setattr("search.documents.practices._years", lambda each: 1 / 0 if each == broken else ())

    left_out = rebuilding.rebuild()

    assert set(left_out) == {uid_of(broken)}
    assert found("arriving") == {uid_of(whole)}
    assert [aside.uid for aside in Change.objects.set_aside()] == [uid_of(broken)]


# --- Building anew ---


def test_what_changes_while_an_index_is_built_is_in_both(search_index, monkeypatch):
    practice, leaving = PracticeFactory(title_en="Beforehand"), PracticeFactory(title_en="Vanishing")
    search_index.refresh()
    put, changed = outbox.put, []

    def put_then_change(target, made):
        reasons = put(target, made)
        if made.documents and not changed:
            changed.append(True)
            practice.title_en = "Arriving"
            practice.save()
            withdraw(leaving, "A mistake.")
            outbox.drain()
            assert found("arriving") == {uid_of(practice)} and found("vanishing") == set()
        return reasons

    monkeypatch.setattr(outbox, "put", put_then_change)
    rebuilding.rebuild()

    assert changed
    assert found("arriving") == {uid_of(practice)}
    assert found("vanishing") == found("beforehand") == set()
    assert not Change.objects.exists()


def test_rows_of_a_rebuild_that_died_are_not_kept_for_ever(search_index, monkeypatch):
    PracticeFactory()
    with locks.held(locks.REBUILDING):
        outbox.drain()
    assert Change.objects.filter(is_applied=True).exists()

    outbox.drain()

    assert not Change.objects.exists()


def test_only_one_rebuild_runs_at_a_time(search_index):
    with locks.held(locks.REBUILDING), pytest.raises(locks.Taken):
        rebuilding.rebuild()


def test_the_command_says_how_much_the_index_holds(search_index, capsys):
    PracticeFactory()

    call_command("rebuild_index", if_needed=True)
    assert "in order" in capsys.readouterr().out
    call_command("rebuild_index")
    assert "The search index holds" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_no_word_of_an_erased_record_stays_in_a_file_of_the_index(search_index):
    practice = publish(PracticeFactory(title_en="Erasedword", summary_en="Erasedsummary"))
    draining.finish()

    erase(practice)
    draining.finish()

    files = [path.read_bytes().lower() for path in search_index.folder.rglob("*") if path.is_file()]
    assert files and not any(b"erasedword" in content or b"erasedsummary" in content for content in files)
