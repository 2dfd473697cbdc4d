"""The dashboard: what waits for whoever looks, and nothing else.

A domain app adds what it knows by Wagtail's hook `construct_homepage_panels`: a `Waiting`, or any other component.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState, WorkflowState

from records.desk.mails import kind_and_number
from records.desk.review import changes_address, desk_address
from records.models import record_models
from records.names import language_name

NEWEST_DRAFTS = 10


@dataclass(frozen=True)
class Row:
    """One thing that waits. since: when it began to; notes: words beside its title."""

    title: str
    url: str
    about: str = ""
    since: datetime | None = None
    notes: list = field(default_factory=list)
    comment: str = ""
    changes_url: str = ""


class Waiting(Component):
    """A panel with a heading and rows. It is left out when it has none."""

    template_name = "desk/waiting/panel.html"

    def __init__(self, name, heading, order, rows):
        self.name, self.heading, self.order, self.rows = name, heading, order, rows

    def get_context_data(self, parent_context):
        return {"panel": self, "request": parent_context.get("request")}

    class Media:
        css = {"all": ["css/desk/waiting.css"]}


class NothingWaits(Component):
    name = "nothing-waits"
    order = 0
    template_name = "desk/waiting/nothing.html"


def panels_of(user):
    mine = list(_reviews().filter(requested_by=user).order_by("-current_task_state__started_at"))
    sent_back = [state for state in mine if state.status == WorkflowState.STATUS_NEEDS_CHANGES]
    submitted = [state for state in mine if state.status == WorkflowState.STATUS_IN_PROGRESS]
    return [
        Waiting("sent-back", _("Sent back to you"), 10, [row for state in sent_back if (row := _sent_back(state))]),
        Waiting("to-review", _("Waiting for your review"), 20, _to_review(user)),
        Waiting("submitted", _("You submitted"), 30, [row for state in submitted if (row := _submitted(state))]),
        Waiting("drafts", _("Your drafts"), 40, _drafts(user)),
        Waiting("translations", _("Translations"), 50, _translations()),
    ]


def leave_out_the_empty(panels):
    """Changes the list in place; says so when nothing is left."""
    panels[:] = [panel for panel in panels if not isinstance(panel, Waiting) or panel.rows] or [NothingWaits()]


def _reviews():
    return (
        WorkflowState.objects.active()
        .select_related("current_task_state__revision")
        .defer("current_task_state__revision__content")
        .prefetch_related("content_object")
    )


def _sent_back(state):
    return _row(state, state.current_task_state, "finished_at", comment=state.current_task_state.comment)


def _submitted(state):
    return _row(state, state.current_task_state, "started_at")


def _to_review(user):
    """Oldest first."""
    tasks = (
        TaskState.objects.reviewable_by(user)
        .select_related("revision", "workflow_state")
        .defer("revision__content")
        .prefetch_related("workflow_state__content_object")
        .order_by("started_at")
    )
    rows = (
        _row(task.workflow_state, task, "started_at", changes_url=changes_address(record))
        for task in tasks
        if (record := task.workflow_state.content_object)
    )
    return list(rows)


def _row(state, task, since, **more):
    """The row of a review; None when what it was about is erased."""
    record = state.content_object
    return record and Row(
        title=task.revision.object_str,
        url=desk_address(record),
        about=kind_and_number(record),
        since=getattr(task, since),
        notes=_notes(record),
        **more,
    )


def _notes(record):
    if getattr(record, "withdrawn_at", None):
        return [_("withdrawn")]
    return [] if record.live else [_("not published yet")]


def _drafts(user):
    """Drafts whose newest version is hers and that are not in review, newest first."""
    drafts = [draft for model in record_models() for draft in _drafts_of(model, user)]
    drafts.sort(key=lambda draft: draft.latest_revision.created_at, reverse=True)
    return [
        Row(
            title=draft.latest_revision.object_str,
            url=desk_address(draft),
            about=kind_and_number(draft),
            since=draft.latest_revision.created_at,
            notes=_notes(draft),
        )
        for draft in drafts[:NEWEST_DRAFTS]
    ]


def _drafts_of(model, user):
    in_review = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(model), object_id=Cast(OuterRef("pk"), CharField())
    )
    return (
        model.objects.filter(~Exists(in_review), latest_revision__user=user, has_unpublished_changes=True)
        .filter(withdrawn_at=None)
        .select_related("latest_revision")
        .defer("latest_revision__content")
        .order_by("-latest_revision__created_at")[:NEWEST_DRAFTS]
    )


def _translations():
    """For each language, how many published records miss something in it."""
    languages = [code for code, _name in settings.LANGUAGES]
    lacking = dict.fromkeys(languages, 0)
    for model in record_models():
        counts = model.objects.published().aggregate(
            **{code: Count("pk", filter=Q(**{f"translation_state__{code}__missing__gt": 0})) for code in languages}
        )
        lacking = {code: number + counts[code] for code, number in lacking.items()}
    return [
        Row(
            title=capfirst(language_name(code)),
            url=reverse("desk_translations", args=[code]),
            notes=[
                ngettext("%(number)s record lacks something", "%(number)s records lack something", number)
                % {"number": number}
            ],
        )
        for code, number in lacking.items()
        if number
    ]
