"""An editor submits, a chief editor sends back with a comment or publishes."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from lxml import html
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowContentType, WorkflowState

from accounts.roles import make_roles
from practices.models import Practice
from records import requirements
from records.desk.review import changes_address, desk_address
from records.operations import publish, withdraw
from tests.factories import ChiefEditorFactory, DraftFactory, EditorFactory, OrganisationFactory, PracticeFactory
from tests.practices.test_import import take
from tests.word_form import make_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return EditorFactory()


@pytest.fixture
def chief_editor():
    return ChiefEditorFactory()


@pytest.fixture
def draft(editor):
    draft = DraftFactory(title_en="Inspections", objectives_en="<p>Safe work</p>")
    draft.save_revision(user=editor)
    return draft


@pytest.fixture
def submitted(draft, editor):
    draft.get_workflow().start(draft, editor)
    return draft


def posted(client, record, **more):
    """The record's form posted as it stands, by one of its buttons."""
    page = html.fromstring(client.get(desk_address(record)).content)
    form = next(form for form in page.forms if "title_en" in form.fields or "name_en" in form.fields)
    return client.post(desk_address(record), dict(form.form_values()) | more, follow=True)


def buttons(client, record):
    page = html.fromstring(client.get(desk_address(record)).content)
    found = page.xpath("//footer//button | //footer//a")
    return [" ".join(button.text_content().split()) for button in found]


def act(client, record, action, **data):
    """Publish or send back without opening the form."""
    address = desk_address(record, "workflow_action", action, record.current_workflow_state.current_task_state_id)
    return client.post(address, data, follow=True)


def state_of(record):
    return record.workflow_states.latest("created_at").status


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


# --- Buttons ---


def test_an_editor_is_offered_to_submit_and_not_to_publish(draft, editor, signed_in):
    offered = buttons(signed_in(editor), draft)

    assert "Submit for review" in offered
    assert "Publish" not in offered


def test_a_chief_editor_has_one_button_to_publish_and_one_to_send_back(submitted, chief_editor, signed_in):
    offered = buttons(signed_in(chief_editor), submitted)

    assert offered.count("Publish") == 1
    assert "Send back with a comment" in offered
    assert not [text for text in offered if "workflow" in text.lower() or "approve" in text.lower()]


def test_what_waits_for_review_is_locked_for_the_editor_who_may_take_it_back(submitted, editor, signed_in):
    client = signed_in(editor)
    assert "only a chief editor changes it now" in told(client.get(desk_address(submitted)))

    offered = buttons(client, submitted)
    assert offered[0] == "Take back from review"
    assert "Save draft" not in offered

    posted(client, submitted, **{"action-cancel-workflow": "1"})
    assert state_of(submitted) == WorkflowState.STATUS_CANCELLED


def test_a_change_of_the_live_version_is_one_click_away(editor, signed_in):
    practice = publish(PracticeFactory(title_en="Inspections"))
    client = signed_in(editor)
    assert "See what changed" not in buttons(client, practice)

    practice.title_en = "Joint inspections"
    practice.save_revision()

    assert "See what changed" in buttons(client, practice)
    page = client.get(changes_address(practice)).content.decode()
    assert "Joint" in page


def test_the_form_tells_a_chief_editor_that_it_waits_for_her(editor, chief_editor, signed_in):
    practice = publish(PracticeFactory(title_en="Inspections"))
    practice.title_en = "Joint inspections"
    practice.save_revision(user=editor)
    practice.get_workflow().start(practice, editor)

    told_to_her = told(signed_in(chief_editor).get(desk_address(practice)))

    assert "This waits for your review." in told_to_her
    assert changes_address(practice) in told_to_her


# --- Submitting ---


def test_an_editor_submits_from_the_form(draft, editor, signed_in):
    response = posted(signed_in(editor), draft, **{"action-submit": "1"})

    assert "Submitted for review" in told(response)
    assert state_of(draft) == WorkflowState.STATUS_IN_PROGRESS


def test_what_was_sent_back_says_why_and_is_submitted_again(submitted, editor, chief_editor, client):
    client.force_login(chief_editor)
    act(client, submitted, "reject", comment="Please add the countries.")

    client.force_login(editor)
    assert "Please add the countries." in told(client.get(desk_address(submitted)))
    posted(client, submitted, **{"action-submit": "1"})

    assert state_of(submitted) == WorkflowState.STATUS_IN_PROGRESS
    assert WorkflowState.objects.count() == 1


# --- Publishing and sending back ---


def test_a_chief_editor_publishes_from_the_form_with_her_own_last_change(submitted, chief_editor, signed_in):
    response = posted(
        signed_in(chief_editor),
        submitted,
        **{"title_en": "Joint inspections", "action-workflow-action": "1", "workflow-action-name": "approve"},
    )

    submitted.refresh_from_db()
    assert (submitted.live, submitted.title_en) == (True, "Joint inspections")
    assert state_of(submitted) == WorkflowState.STATUS_APPROVED
    assert "Published." in told(response)


def test_a_chief_editor_sends_back_from_the_form(submitted, chief_editor, signed_in):
    posted(
        signed_in(chief_editor),
        submitted,
        **{
            "title_en": "",
            "action-workflow-action": "1",
            "workflow-action-name": "reject",
            "workflow-action-extra-data": json.dumps({"comment": "A title, please."}),
        },
    )

    assert state_of(submitted) == WorkflowState.STATUS_NEEDS_CHANGES
    assert submitted.current_workflow_state.current_task_state.comment == "A title, please."


def test_a_chief_editor_publishes_without_opening_the_form(submitted, chief_editor, signed_in):
    response = act(signed_in(chief_editor), submitted, "approve")

    submitted.refresh_from_db()
    assert submitted.live
    assert "Published." in told(response)


def test_sending_back_asks_for_a_comment(submitted, chief_editor, signed_in):
    response = act(signed_in(chief_editor), submitted, "reject", comment=" ")

    assert "write what is to be done" in told(response)
    assert state_of(submitted) == WorkflowState.STATUS_IN_PROGRESS


def test_an_editor_neither_publishes_nor_sends_back(submitted, editor, signed_in):
    client = signed_in(editor)

    act(client, submitted, "approve")
    act(client, submitted, "reject", comment="x")

    submitted.refresh_from_db()
    assert not submitted.live
    assert state_of(submitted) == WorkflowState.STATUS_IN_PROGRESS


# --- Refusals ---


def test_what_is_missing_is_named_and_nothing_is_published(editor, chief_editor, signed_in):
    draft = DraftFactory(title_en="Inspections", category=None, countries=[], objectives_en="<p> </p>")
    draft.save_revision(user=editor)
    draft.get_workflow().start(draft, editor)

    response = act(signed_in(chief_editor), draft, "approve")

    assert "Category, Countries, Objectives" in told(response)
    draft.refresh_from_db()
    assert not draft.live
    assert state_of(draft) == WorkflowState.STATUS_IN_PROGRESS


def test_texts_are_asked_for_in_the_source_language():
    practice = PracticeFactory.build(
        source_language="it", title_en="Inspections", category_id=1, objectives_it="<p>Lavoro sicuro</p>"
    )

    assert requirements.missing(practice) == ["title"]
    assert requirements.missing(OrganisationFactory.build()) == []


def test_a_withdrawn_record_is_not_published_by_its_review(submitted, chief_editor, signed_in):
    withdraw(submitted, "Somebody could be recognised.")
    client = signed_in(chief_editor)

    without_form = act(client, submitted, "approve")
    with_form = posted(client, submitted, **{"action-workflow-action": "1", "workflow-action-name": "approve"})

    assert "This was withdrawn" in told(without_form)
    assert "This was withdrawn" in with_form.content.decode()
    submitted.refresh_from_db()
    assert not submitted.live
    assert state_of(submitted) == WorkflowState.STATUS_IN_PROGRESS


def test_a_withdrawal_while_the_form_is_sent_is_told(submitted, chief_editor, signed_in, monkeypatch):
    client = signed_in(chief_editor)
    monkeypatch.setattr("records.desk.forms.RecordForm.clean", lambda form: form.cleaned_data)
    withdraw(submitted, "Somebody could be recognised.")

    response = posted(client, submitted, **{"action-workflow-action": "1", "workflow-action-name": "approve"})

    assert response.status_code == 200
    assert "This was withdrawn" in told(response)
    submitted.refresh_from_db()
    assert not submitted.live


def test_a_withdrawn_record_can_be_sent_back(submitted, chief_editor, signed_in):
    withdraw(submitted, "Somebody could be recognised.")

    act(signed_in(chief_editor), submitted, "reject", comment="Write it anew, without the place.")

    assert state_of(submitted) == WorkflowState.STATUS_NEEDS_CHANGES


# --- The workflow itself ---


def test_every_kind_of_record_is_reviewed_by_the_chief_editors():
    assert Practice.get_default_workflow() == OrganisationFactory().get_workflow()
    [task] = Practice.get_default_workflow().tasks.specific()
    assert list(task.groups.all()) == [Group.objects.get(name="Chief editors")]


def test_what_an_administrator_makes_of_the_review_stays():
    task = GroupApprovalTask.objects.get(name="Review")
    Workflow.objects.filter(name="Review").update(name="Zwei Schritte")
    GroupApprovalTask.objects.filter(pk=task.pk).update(name="Lesen")
    WorkflowContentType.objects.all().delete()

    make_roles()

    assert not Workflow.objects.filter(name="Review").exists()
    assert not WorkflowContentType.objects.exists()


def test_text_pages_go_the_same_way():
    GroupApprovalTask.objects.all().delete()
    Workflow.objects.all().delete()

    make_roles()

    assert Page.objects.get(depth=2).get_workflow() == Practice.get_default_workflow()


def test_nothing_slips_into_what_waits_for_review(client, submitted, editor, tmp_path):
    Practice.objects.update(number=31)
    client.force_login(editor)
    before = submitted.revisions.count()

    client.post(desk_address(submitted, "language"), {"language": "de"})
    tagging = reverse("wagtail_bulk_action", args=["practices", "practice", "tag"]) + f"?id={submitted.pk}"
    client.post(tagging, {"tags": "smuggled"})
    [report] = take(make_form(tmp_path / "31.docx", title="Inspections"))

    assert report["outcome"] == "refused"
    assert submitted.revisions.count() == before


def test_a_chief_editor_publishes_or_sends_back_where_she_reads_what_changed(client, editor, chief_editor):
    practice = publish(PracticeFactory(objectives_en="<p>Safe work</p>"))
    practice.title_en = "New words"
    practice.save_revision(user=editor)
    practice.get_workflow().start(practice, editor)
    client.force_login(editor)
    assert client.get(changes_address(practice)).context["review"] == ()
    client.force_login(chief_editor)

    approve, reject = client.get(changes_address(practice)).context["review"]
    client.post(reject, {"comment": "Say for whom."})
    assert practice.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES

    practice.current_workflow_state.resume(user=editor)
    approve, _reject = client.get(changes_address(practice)).context["review"]
    client.post(approve)
    assert Practice.objects.get().title_en == "New words"
