import pytest
from django.utils.translation import override

from practices.models import Practice
from records.operations import narrow, publish, reinstate, unpublish, withdraw
from records.signals import record_changed
from records.visibility import PUBLIC, Viewer
from tests.factories import DraftFactory, PracticeFactory, TagFactory, term

pytestmark = pytest.mark.django_db

MEMBER = Viewer(organisations=frozenset({1}))
EDITOR = Viewer(is_editor=True)


def test_everyone_sees_what_is_public():
    practice = PracticeFactory()

    for viewer in (PUBLIC, MEMBER, EDITOR):
        assert practice in Practice.objects.visible_to(viewer)


def test_members_only_is_for_members_and_editors():
    practice = PracticeFactory(visibility="members")

    assert practice not in Practice.objects.visible_to(PUBLIC)
    assert practice in Practice.objects.visible_to(MEMBER)
    assert practice in Practice.objects.visible_to(EDITOR)


def test_a_draft_is_on_no_page_even_for_editors():
    draft = DraftFactory()

    assert draft not in Practice.objects.visible_to(EDITOR)
    assert not draft.is_visible_to(EDITOR)


def test_narrowing_takes_a_practice_from_the_public_at_once_and_for_good():
    practice = publish(PracticeFactory())

    narrow(practice)

    assert practice not in Practice.objects.visible_to(PUBLIC)
    publish(practice)
    assert practice not in Practice.objects.visible_to(PUBLIC)


def test_no_older_or_reinstated_revision_reopens_what_was_narrowed():
    practice = publish(PracticeFactory())
    before = practice.latest_revision
    narrow(practice)

    withdraw(practice, "A mistake.")
    reinstate(practice)
    assert practice not in Practice.objects.visible_to(PUBLIC)

    practice.refresh_from_db()
    before.refresh_from_db()
    practice.publish(before)
    assert practice not in Practice.objects.visible_to(PUBLIC)


def test_narrowing_keeps_a_draft_that_somebody_writes_on():
    practice = publish(PracticeFactory(title_en="Before"))
    practice.title_en = "After"
    practice.save_revision()
    practice.refresh_from_db()

    narrow(practice)

    practice.refresh_from_db()
    assert practice.title_en == "Before"
    assert practice.get_latest_revision_as_object().title_en == "After"
    assert practice.has_unpublished_changes


@pytest.fixture
def heard():
    """Instances that `record_changed` told of."""
    instances = []

    def listen(sender, instance, **kwargs):
        instances.append(instance)

    record_changed.connect(listen)
    yield instances
    record_changed.disconnect(listen)


@pytest.mark.parametrize("operation", [publish, unpublish, narrow])
def test_each_operation_announces_the_change_after_commit(operation, heard, django_capture_on_commit_callbacks):
    practice = PracticeFactory()

    with django_capture_on_commit_callbacks(execute=True):
        operation(practice)
        assert heard == []

    assert practice in heard


def test_deleting_a_practice_is_announced(heard, django_capture_on_commit_callbacks):
    practice = PracticeFactory()
    key = practice.pk

    with django_capture_on_commit_callbacks(execute=True):
        practice.delete()

    assert [each.pk for each in heard] == [key]


def test_changes_of_what_records_refer_to_are_announced(heard, django_capture_on_commit_callbacks):
    practice, tag, hotline = PracticeFactory(), TagFactory(), term("services", "hotline")
    heard.clear()

    with django_capture_on_commit_callbacks(execute=True), override("en"):
        for changed in (tag, hotline, practice.category, practice.category.typologies.first()):
            changed.save()

    assert len(heard) == 4
