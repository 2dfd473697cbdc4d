"""The list of practices at the desk: states, filters, and what is done to several at once."""

import pytest
from django.urls import reverse

from practices.models import Practice
from records.operations import publish, withdraw
from tests.factories import ChiefEditorFactory, DraftFactory, EditorFactory, PracticeFactory, TagFactory

pytestmark = pytest.mark.django_db
LIST = reverse(Practice.snippet_viewset.get_url_name("list"))


def titles(response):
    return sorted(str(practice) for practice in response.context["object_list"])


@pytest.fixture
def desk(signed_in):
    return signed_in(ChiefEditorFactory())


def listed(client, **filters):
    return titles(client.get(LIST, filters))


def test_each_state_is_told_and_can_be_asked_for(desk):
    publish(PracticeFactory(title_en="Live"))
    changed = publish(PracticeFactory(title_en="Changed"))
    changed.summary_en = "Newer."
    changed.save_revision()
    DraftFactory(title_en="Draft")
    withdraw(publish(PracticeFactory(title_en="Withdrawn")), "A mistake.")
    submitted = DraftFactory(title_en="Submitted")
    submitted.save_revision()
    submitted.get_workflow().start(submitted, EditorFactory())

    assert listed(desk, state="live") == ["Live"]
    assert listed(desk, state="changed") == ["Changed"]
    assert listed(desk, state="draft") == ["Draft"]
    assert listed(desk, state="withdrawn") == ["Withdrawn"]
    assert listed(desk, state="review") == ["Submitted"]
    assert "waits for review" in desk.get(LIST).content.decode()


def test_what_lacks_a_language_is_found(desk):
    PracticeFactory(title_en="Only English")
    PracticeFactory(title_en="Whole", title_it="Intero")
    outdated = PracticeFactory(title_en="Old", title_it="Vecchio")
    outdated.title_en = "New"
    outdated.save()

    assert listed(desk, translation="it-missing") == ["Only English"]
    assert listed(desk, translation="it-outdated") == ["New"]


def test_what_is_five_years_old_is_found_unless_somebody_reviewed_it(desk):
    PracticeFactory(title_en="Old", information_as_of=2012)
    PracticeFactory(title_en="Reviewed", information_as_of=2012, last_reviewed="2026-01-01")
    PracticeFactory(title_en="Undated")

    assert listed(desk, age="dated") == ["Old"]
    assert [practice.is_dated for practice in Practice.objects.order_by("title_en")] == [True, False, False]


def test_the_list_costs_the_same_however_long_it_is(desk, django_assert_max_num_queries):
    for number in range(3):
        DraftFactory(title_en=f"Practice {number}").save_revision()
    desk.get(LIST)
    with django_assert_max_num_queries(30) as few:
        desk.get(LIST)
    for number in range(12):
        DraftFactory(title_en=f"More {number}").save_revision()
    with django_assert_max_num_queries(len(few)):
        desk.get(LIST)


def bulk(action, *practices):
    ids = "&".join(f"id={practice.pk}" for practice in practices)
    return reverse("wagtail_bulk_action", args=["practices", "practice", action]) + f"?{ids}&next={LIST}"


def test_several_are_published_at_once_and_what_is_not_ready_is_named_and_left_out(desk):
    ready = [DraftFactory(objectives_en="<p>Fewer accidents.</p>") for _ in range(2)]
    bare = DraftFactory(title_en="Without objectives")
    withdrawn = publish(PracticeFactory(title_en="Gone", objectives_en="<p>x</p>"))
    withdraw(withdrawn, "A mistake.")
    address = bulk("publish", *ready, bare, withdrawn)

    page = desk.get(address).content.decode()
    assert "It lacks: objectives." in page
    assert "It was withdrawn." in page
    desk.post(address)

    assert set(Practice.objects.published()) == set(ready)


def test_an_editor_does_not_publish_from_the_list(signed_in):
    draft = DraftFactory(objectives_en="<p>Fewer accidents.</p>")

    signed_in(EditorFactory()).post(bulk("publish", draft))

    assert not Practice.objects.published().exists()


def test_a_tag_is_added_to_the_drafts_of_several(signed_in):
    TagFactory(name_en="seasonal work", slug="seasonal-work")
    practices = [publish(PracticeFactory()) for _ in range(2)]

    signed_in(EditorFactory()).post(bulk("tag", *practices), {"tags": '"seasonal work"'})

    for practice in Practice.objects.all():
        assert [tag.slug for tag in practice.get_latest_revision_as_object().tags.all()] == ["seasonal-work"]
        assert not practice.tags.exists()
