"""Reviewing a record: an editor submits, a chief editor sends back with a comment or publishes.

It is Wagtail's workflow; here are its words, what it asks for, and what it refuses.
"""

from django import forms
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.forms import TaskStateCommentForm
from wagtail.models import TaskState, WorkflowState
from wagtail.snippets import action_menu
from wagtail.snippets.views.snippets import CollectWorkflowActionDataView, WorkflowActionView

from records import requirements
from records.models.record import Withdrawn

# What Wagtail calls approving and requesting changes.
WORDS = {"approve": gettext_lazy("Publish"), "reject": gettext_lazy("Send back with a comment")}
DONE = {"approve": gettext_lazy("Published."), "reject": gettext_lazy("Sent back with your comment.")}
# The next step of a review comes right after "Save draft" (0).
ORDER = {"reject": 10, "approve": 11, "action-submit": 12, "action-cancel-workflow": 13}
REFUSALS = (Withdrawn, requirements.Incomplete)


# --- The menu beside "Save draft" ---


def in_our_words(items, request, context):
    """One button for each thing to do, in the words of the desk. Changes the list in place."""
    is_reviewing = any(item.name == "approve" for item in items)
    items[:] = [_reworded(item) for item in items if not _is_superfluous(item, is_reviewing, request.user, context)]
    items.sort(key=lambda item: ORDER.get(item.name, item.order))


def _is_superfluous(item, is_reviewing, user, context):
    if item.name == "approve":
        return item.launch_modal  # publishing with a comment: nobody would read it
    if item.name == "action-publish":
        return is_reviewing  # one button to publish is enough
    if item.name == "action-cancel-workflow":
        state = context["instance"].current_workflow_state
        return state.status != state.STATUS_IN_PROGRESS or state.requested_by_id != user.pk
    return item.name == "action-restart-workflow"


def _reworded(item):
    if item.name in WORDS:
        item.label = WORDS[item.name]
        return item
    # Wagtail keeps its other items from one request to the next.
    return REPLACEMENTS.get(item.name, item)


class SubmitItem(action_menu.SubmitForModerationMenuItem):
    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": _("Submit for review")}


class TakeBackItem(action_menu.CancelWorkflowMenuItem):
    label = gettext_lazy("Take back from review")


REPLACEMENTS = {"action-submit": SubmitItem(), "action-cancel-workflow": TakeBackItem()}


class ChangesItem(ActionMenuItem):
    """ "See what changed": the newest draft beside what is on the site."""

    name = "changes"
    label = gettext_lazy("See what changed")
    icon_name = "view"
    order = 45

    def is_shown(self, context):
        return bool(context.get("instance")) and bool(changes_address(context["instance"]))

    def get_url(self, context):
        return changes_address(context["instance"])


def desk_address(record, page="edit", *args):
    """Address of a page of the desk about a record, or about a text page."""
    viewset = getattr(record, "snippet_viewset", None)
    name = viewset.get_url_name(page) if viewset else f"wagtailadmin_pages:{page}"
    return reverse(name, args=[record.pk, *args])


def review_addresses(record, user):
    """Where a reviewer publishes what waits, and where she sends it back: (publish, send back); () for others."""
    task = record.current_workflow_task_state
    if not task or not TaskState.objects.reviewable_by(user).filter(pk=task.pk).exists():
        return ()
    return tuple(desk_address(record, "workflow_action", action, task.pk) for action in ("approve", "reject"))


def changes_address(record):
    """Where the newest draft is compared with what is on the site; "" when there is nothing to compare."""
    if record.live and record.has_unpublished_changes:
        return desk_address(record, "revisions_compare", "live", "latest")
    return ""


# --- Publishing and sending back ---


class SendBackForm(TaskStateCommentForm):
    comment = forms.CharField(
        label=gettext_lazy("What is to be done?"),
        help_text=gettext_lazy("For whoever submitted it. Name no person."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReviewWords:
    """Mixin of Wagtail's two views of an action of the workflow."""

    def check_action(self):
        super().check_action()
        self.action_verbose_name = WORDS.get(self.action_name, self.action_verbose_name)

    def get_form_class(self):
        return SendBackForm if self.action_name == "reject" else super().get_form_class()


class CollectReviewDataView(ReviewWords, CollectWorkflowActionDataView):
    pass


class ReviewActionView(ReviewWords, WorkflowActionView):
    """Publish or send back without opening the form: from the dashboard and from the page of changes."""

    def post(self, request, *args, **kwargs):
        if request.headers.get("x-requested-with") != "XMLHttpRequest" and not self.form_class(request.POST).is_valid():
            messages.error(request, _("Nothing was sent back: write what is to be done."))
            return redirect(self.redirect_url)
        try:
            if self.action_name == "approve":
                requirements.check(self.object.get_latest_revision_as_object())
            response = super().post(request, *args, **kwargs)
        except REFUSALS as refusal:
            return self._refuse(request, refusal)
        if self.is_done:
            messages.success(request, DONE[self.action_name])
        return response

    @property
    def is_done(self):
        self.task_state.refresh_from_db(fields=["status"])
        return self.action_name in DONE and self.task_state.status != self.task_state.STATUS_IN_PROGRESS

    def _refuse(self, request, refusal):
        messages.error(request, refusal.message)
        address = desk_address(self.object)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": address})
        return redirect(address)


class UnderReview:
    """Mixin of the view of a record's form: it tells why a record was sent back, and why it is not published."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.action == "workflow-action" and self.workflow_action == "reject":
            # What is sent back need not be fit to be published.
            self.saving_as_draft = True

    def get(self, request, *args, **kwargs):
        state = self.object.current_workflow_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            comment = state.current_task_state.comment
            messages.warning(request, _("Sent back by a chief editor: “%(comment)s”") % {"comment": comment})
        elif state and not self.locked_for_user:
            changes = changes_address(self.object)
            buttons = [messages.button(changes, _("See what changed"))] if changes else None
            messages.info(request, _("This waits for your review."), buttons=buttons)
        return super().get(request, *args, **kwargs)

    def run_action_method(self):
        try:
            with transaction.atomic():
                return super().run_action_method()
        except REFUSALS as refusal:
            messages.error(self.request, refusal.message)
            return redirect(desk_address(self.object))

    def get_success_message(self, instance=None):
        if self.action == "submit":
            return _("Submitted for review. The chief editors are told by e-mail.")
        if self.action == "workflow-action":
            return DONE[self.workflow_action]
        return super().get_success_message(instance)
