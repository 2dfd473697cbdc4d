"""Going back to an earlier version: one action, a new draft, nothing published."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from practices.models import Funding, Practice
from records.operations import go_back, narrow, publish, withdraw
from tests.factories import ChiefEditorFactory, EditorFactory, MemberFactory, PracticeFactory, TagFactory

pytestmark = pytest.mark.django_db


def address(practice, revision, name="revisions_revert"):
    return reverse(practice.snippet_viewset.get_url_name(name), args=[practice.pk, revision.pk])


@pytest.fixture
def practice():
    practice = publish(PracticeFactory(title_en="Inspections", title_it="Ispezioni"))
    practice.title_en = "Joint inspections"
    return publish_draft(practice)


def publish_draft(practice):
    practice.save_revision()
    return publish(practice)


def earliest(practice):
    return practice.revisions.order_by("created_at", "pk").first()


def test_going_back_makes_a_draft_of_what_was_and_publishes_nothing(practice, signed_in):
    editor = EditorFactory()

    response = signed_in(editor).post(address(practice, earliest(practice)))

    assert response.url == reverse(practice.snippet_viewset.get_url_name("edit"), args=[practice.pk])
    practice = Practice.objects.get()
    draft = practice.get_latest_revision_as_object()
    assert (draft.title_en, draft.title_it) == ("Inspections", "Ispezioni")
    assert practice.title_en == "Joint inspections"
    assert practice.latest_revision.user == editor
    assert practice.revisions.count() == 3


def test_it_is_noted_which_version_it_was(practice, signed_in):
    first = earliest(practice)

    signed_in(EditorFactory()).post(address(practice, first))

    entry = ModelLogEntry.objects.get(action="wagtail.revert")
    assert entry.data["revision"]["id"] == first.pk
    assert entry.revision_id == Practice.objects.get().latest_revision_id


def test_reading_the_address_changes_nothing_and_shows_what_would_change(practice, signed_in):
    first = earliest(practice)

    response = signed_in(EditorFactory()).get(address(practice, first))

    assert response.url.endswith(f"/{first.pk}...latest/")
    assert practice.revisions.count() == 2


def test_rows_and_tags_come_back(practice, signed_in):
    practice.fundings = [Funding(source_en="A foundation", share=90)]
    practice.save_revision()
    practice.tags.add(TagFactory(name_en="night work"))
    revision = practice.save_revision()
    practice.fundings = []
    practice.tags.clear()
    publish_draft(practice)

    signed_in(EditorFactory()).post(address(practice, revision))

    draft = Practice.objects.get().get_latest_revision_as_object()
    assert [row.source_en for row in draft.fundings.all()] == ["A foundation"]
    assert [str(tag) for tag in draft.tags.all()] == ["night work"]


def test_a_half_written_version_comes_back_too(signed_in):
    practice = PracticeFactory(live=False, number=None, title_en="")
    half_written = practice.save_revision(clean=False)
    practice.title_en = "Inspections"
    practice.save_revision()

    signed_in(EditorFactory()).post(address(practice, half_written))

    assert not Practice.objects.get().get_latest_revision_as_object().title_en


def test_a_withdrawn_practice_stays_withdrawn_and_keeps_its_number(practice, signed_in):
    first, number = earliest(practice), practice.number
    withdraw(practice, "Somebody could be recognised.")

    signed_in(EditorFactory()).post(address(practice, first))

    practice = Practice.objects.get()
    assert (practice.live, practice.number, bool(practice.withdrawn_at)) == (False, number, True)
    assert practice.get_latest_revision_as_object().withdrawn_at


def test_what_was_narrowed_stays_narrow(practice, signed_in):
    first = earliest(practice)
    narrow(practice)

    signed_in(EditorFactory()).post(address(practice, first))

    assert Practice.objects.get().get_latest_revision_as_object().visibility == "members"


def test_an_old_schedule_does_not_come_back(practice):
    first = earliest(practice)
    first.content["expire_at"] = "2020-01-01T00:00:00Z"
    first.save()

    go_back(practice, first, EditorFactory())

    assert Practice.objects.get().get_latest_revision_as_object().expire_at is None


def test_what_somebody_else_locked_is_left_alone(practice, signed_in):
    practice.locked, practice.locked_by, practice.locked_at = True, ChiefEditorFactory(), timezone.now()
    practice.save()

    response = signed_in(EditorFactory()).post(address(practice, earliest(practice)), follow=True)

    assert practice.revisions.count() == 2
    assert "locked" in response.content.decode()
    assert "Go back to this version" not in response.content.decode()
    with pytest.raises(PermissionDenied):
        go_back(practice, earliest(practice), EditorFactory())


def test_whoever_locked_it_may_go_back(practice, signed_in):
    chief = ChiefEditorFactory()
    practice.locked, practice.locked_by = True, chief
    practice.save()

    signed_in(chief).post(address(practice, earliest(practice)))

    assert practice.revisions.count() == 3


def test_an_editor_does_not_go_back_while_it_is_in_review(practice, signed_in):
    editor = EditorFactory()
    workflow = practice.get_workflow()
    if workflow is None:
        pytest.skip("no workflow is set up yet")
    workflow.start(practice, editor)

    signed_in(editor).post(address(practice, earliest(practice)))

    assert practice.revisions.count() == 2


def test_members_do_not_go_back(practice, signed_in):
    signed_in(MemberFactory()).post(address(practice, earliest(practice)))

    assert practice.revisions.count() == 2


def test_nobody_goes_back_to_a_version_of_another_record(practice, signed_in):
    other = PracticeFactory().save_revision()

    assert signed_in(EditorFactory()).post(address(practice, other), follow=True).status_code == 404
    assert practice.revisions.count() == 2


def test_the_comparison_offers_it_for_the_version_that_is_not_the_newest(practice, signed_in):
    first, newest = practice.revisions.order_by("created_at", "pk")
    compare = reverse(
        practice.snippet_viewset.get_url_name("revisions_compare"), args=[practice.pk, first.pk, "latest"]
    )

    page = signed_in(EditorFactory()).get(compare).content.decode()

    assert f'action="{address(practice, first)}"' in page
    assert f'action="{address(practice, newest)}"' not in page
