"""Where a record stands in its life, as the desk tells it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState


class State(TextChoices):
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("waits for review")
    SENT_BACK = "sent-back", _("sent back")
    LIVE = "live", _("on the site")
    CHANGED = "changed", _("on the site, newer draft")
    WITHDRAWN = "withdrawn", _("withdrawn")


# The first that is true.
CONDITIONS = {
    State.WITHDRAWN: Q(withdrawn_at__isnull=False),
    State.REVIEW: Q(workflow_status=WorkflowState.STATUS_IN_PROGRESS),
    State.SENT_BACK: Q(workflow_status=WorkflowState.STATUS_NEEDS_CHANGES),
    State.CHANGED: Q(live=True, has_unpublished_changes=True),
    State.LIVE: Q(live=True),
}


def with_state(records):
    """The queryset, each record with its `state`; no query more."""
    status = (
        WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(records.model),
            object_id=Cast(OuterRef("pk"), CharField()),
        )
        .order_by("-created_at")
        .values("status")[:1]
    )
    cases = [When(condition, then=Value(state)) for state, condition in CONDITIONS.items()]
    return records.annotate(workflow_status=Subquery(status)).annotate(state=Case(*cases, default=Value(State.DRAFT)))
