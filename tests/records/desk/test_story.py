"""The story of a record: who did what, when, in plain sentences."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext, log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from practices.models import Funding, Practice
from records.operations import go_back, narrow, publish, reinstate, unpublish, withdraw
from tests.factories import ChiefEditorFactory, DraftFactory, EditorFactory, MemberFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def address(record):
    return reverse(record.snippet_viewset.get_url_name("history"), args=[record.pk])


@pytest.fixture
def practice():
    return DraftFactory(title_en="Inspections", objectives_en="<p>Fewer accidents.</p>")


@pytest.fixture
def story(signed_in):
    """The context of the story's page."""
    client = signed_in(EditorFactory(first_name="Reader"))
    return lambda record: client.get(address(record)).context


def told(context):
    return [str(line.what) for line in context["lines"]]


def edit(practice, user=None, **texts):
    for name, value in texts.items():
        setattr(practice, name, value)
    return practice.save_revision(user=user, log_action=True)


def long_after(*actions):
    """Move what is noted so far into the past, so that it belongs to another sitting."""
    entries = ModelLogEntry.objects.filter(action__in=actions) if actions else ModelLogEntry.objects.all()
    for entry in entries:
        entry.timestamp -= timedelta(hours=2)
        entry.save()


def test_a_life_is_told_newest_first(practice, story):
    editor, chief = EditorFactory(first_name="Ada"), ChiefEditorFactory(first_name="Berta")
    revision = practice.save_revision(user=editor)
    data = {"file": "form-6.docx", "language": "it"}
    log(practice, "records.import", user=editor, revision=revision, data=data, content_changed=True)
    edit(practice, editor, title_en="Joint inspections")
    publish(practice, user=chief)
    unpublish(Practice.objects.get(), user=chief)
    narrow(Practice.objects.get(), user=chief)
    withdraw(Practice.objects.get(), "Somebody could be recognised.", user=editor)
    reinstate(Practice.objects.get(), user=chief)

    context = story(practice)

    assert told(context) == [
        "Reinstated",
        "Withdrawn",
        "Narrowed to members only",
        "Unpublished",
        "Published",
        "Edited: Name of the practice",
        "Imported from the form form-6.docx (Italian)",
    ]
    assert [line.who for line in context["lines"]][:2] == ["Berta, chief editor", "Ada, editor"]
    assert context["lines"][1].comment == "Somebody could be recognised."


def test_an_action_of_another_part_of_the_desk_says_its_own_sentence(practice, story):
    revision = practice.save_revision()
    data = {"language": "it", "fields": 3}
    log(practice, "records.translate", revision=revision, data=data, content_changed=True)

    [line] = told(story(practice))

    assert "3 fields" in line
    assert "Italian" in line


def test_edits_of_one_sitting_are_one_line(practice, story):
    editor = EditorFactory()
    practice.save_revision()
    edit(practice, editor, title_en="One")
    edit(practice, editor, objectives_en="<p>Two</p>")
    edit(practice, editor, results_it="<p>Tre</p>")

    assert told(story(practice)) == ["Edited: Name of the practice, Objectives, Results"]


def test_what_saves_itself_again_and_again_is_one_line(practice, story):
    editor = EditorFactory()
    practice.save_revision(user=editor)
    revision = edit(practice, editor, title_en="On")
    for text in ("One", "One t", "One two"):
        practice.title_en = text
        practice.save_revision(user=editor, log_action=True, overwrite_revision=revision)

    [line] = story(practice)["lines"]

    assert (line.what, line.revision) == ("Edited: Name of the practice", revision.pk)


def test_two_records_imported_at_once_both_tell_it(practice, story):
    other = PracticeFactory()
    with LogContext():
        log(practice, "records.import", data={})
        log(other, "records.import", data={})

    assert told(story(practice)) == told(story(other)) == ["Imported from a form"]


def test_edits_of_two_people_or_two_days_stand_apart(practice, story):
    editor = EditorFactory()
    practice.save_revision()
    edit(practice, editor, title_en="One")
    long_after()
    edit(practice, editor, title_en="Two")
    edit(practice, EditorFactory(), objectives_en="<p>Three</p>")

    assert told(story(practice)) == [
        "Edited: Objectives",
        "Edited: Name of the practice",
        "Edited: Name of the practice",
    ]


def test_rows_tags_and_facts_are_named_among_what_was_edited(practice, story):
    practice.save_revision()
    practice.fundings = [Funding(source_en="A foundation")]
    practice.ongoing = True
    edit(practice)

    assert told(story(practice)) == ["Edited: Ongoing, Funding"]


def test_many_fields_are_counted(practice, story):
    practice.save_revision()
    names = ["background", "activities", "resources", "results", "strengths", "innovation", "challenges", "lessons"]
    edit(practice, **{f"{name}_en": "<p>New</p>" for name in names})

    [line] = told(story(practice))

    assert line.endswith("Innovation and 2 more")


def test_going_back_names_the_version(practice, story):
    first = practice.save_revision()
    edit(practice, title_en="One")
    go_back(Practice.objects.get(), first, EditorFactory())

    assert told(story(practice))[0].startswith("Went back to the version of ")


def test_somebody_who_left_is_not_named(practice, story):
    editor = EditorFactory(first_name="Ada")
    practice.save_revision()
    edit(practice, editor, title_en="One")
    editor.delete()

    [line] = story(practice)["lines"]

    assert line.who == "somebody who has no account any more"


def test_what_a_command_did_was_the_site_itself(practice, story):
    practice.save_revision()
    edit(practice, title_en="One")

    assert [line.who for line in story(practice)["lines"]] == ["the site itself"]


def test_the_comment_of_a_review_is_told(practice, story):
    editor, chief = EditorFactory(), ChiefEditorFactory()
    practice.save_revision(user=editor)
    workflow = practice.get_workflow()
    if workflow is None:
        pytest.skip("no workflow is set up yet")
    workflow.start(practice, editor)
    assert "In review since" in story(practice)["state"]
    state = Practice.objects.get().current_workflow_state
    state.current_task_state.specific.reject(user=chief, comment="Which country?")

    context = story(Practice.objects.get())

    assert told(context)[:2] == ["Sent back", "Submitted for review"]
    assert context["lines"][0].comment == "Which country?"
    assert "sent back" in context["state"]


def test_each_older_version_can_be_compared_and_returned_to(practice, signed_in):
    practice.save_revision()
    first = edit(practice, title_en="One")
    long_after()
    newest = edit(practice, title_en="Two")

    page = signed_in(EditorFactory()).get(address(practice)).content.decode()

    def path(name, *args):
        return reverse(practice.snippet_viewset.get_url_name(name), args=[practice.pk, *args])

    assert path("revisions_compare", first.pk, "latest") in page
    assert path("revisions_compare", first.pk, newest.pk) in page
    assert f'action="{path("revisions_revert", first.pk)}"' in page
    assert path("revisions_revert", newest.pk) not in page


def test_a_line_outlives_its_revision(practice, signed_in):
    practice.save_revision()
    edit(practice, title_en="One")
    long_after()
    edit(practice, title_en="Two")
    practice.revisions.exclude(pk=practice.latest_revision_id).delete()

    context = signed_in(EditorFactory()).get(address(practice)).context

    assert [line.revision for line in context["lines"]] == [practice.latest_revision_id, 0]


def test_where_it_stands_is_told_first(practice, story):
    today = timezone.localdate()
    assert story(practice)["state"] == "A draft: readers do not see it."

    publish(practice)
    assert story(practice)["state"].startswith("On the site since")
    assert str(today.year) in story(practice)["state"]

    edit(Practice.objects.get(), title_en="Newer")
    context = story(practice)
    assert "a newer draft is not published yet" in context["state"]
    assert context["live_comparison"].endswith("live...latest/")

    withdraw(Practice.objects.get(), "A mistake.")
    assert story(practice)["state"].endswith(": A mistake.")


def test_it_is_on_the_site_since_it_last_came_there(practice, story):
    publish(practice)
    unpublish(Practice.objects.get())
    Practice.objects.update(first_published_at=timezone.now() - timedelta(days=800))
    publish(Practice.objects.get())

    assert str(timezone.localdate().year) in story(practice)["state"]


def test_the_story_is_told_in_the_readers_language(practice, signed_in):
    editor = EditorFactory()
    UserProfile.get_for_user(editor)
    UserProfile.objects.update(preferred_language="it")
    practice.save_revision()
    edit(practice, title_en="One")

    response = signed_in(editor).get(address(practice))

    assert response.status_code == 200
    assert 'lang="it"' in response.content.decode()


def test_a_long_story_has_pages_and_costs_no_more_queries(practice, signed_in):
    client = signed_in(EditorFactory())
    practice.save_revision()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address(practice))
        return len(captured), response.context

    edit(practice, EditorFactory(), title_en="First")
    queries()
    few, _context = queries()
    for number in range(30):
        edit(practice, EditorFactory(), title_en=f"Title {number}")
    many, context = queries()

    assert len(context["lines"]) == 20
    assert context["page"].paginator.num_pages == 2
    assert many <= few


def test_members_read_no_story(practice, signed_in):
    assert signed_in(MemberFactory()).get(address(practice)).status_code == 302


def test_the_form_leads_to_the_story(practice, signed_in):
    edit_form = reverse(practice.snippet_viewset.get_url_name("edit"), args=[practice.pk])

    assert address(practice) in signed_in(EditorFactory()).get(edit_form).content.decode()
