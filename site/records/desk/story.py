"""The story of a record at the desk: who did what and when, newest first, from Wagtail's log."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import registry

from records import operations
from records.desk import changes
from records.desk.people import name_and_role
from records.desk.review import changes_address
from records.names import date_in_words, language_name, moment_in_words

LINES_PER_PAGE = 20
ONE_SITTING = timedelta(minutes=30)
FIELDS_NAMED = 6

EDITED = "wagtail.edit"
SENTENCES = {
    "wagtail.create": gettext_lazy("Created"),
    "wagtail.publish": gettext_lazy("Published"),
    "wagtail.publish.scheduled": gettext_lazy("Published, as scheduled"),
    "wagtail.schedule.cancel": gettext_lazy("Scheduled publication called off"),
    "wagtail.unpublish": gettext_lazy("Unpublished"),
    "wagtail.unpublish.scheduled": gettext_lazy("Unpublished, as scheduled"),
    "wagtail.lock": gettext_lazy("Locked"),
    "wagtail.unlock": gettext_lazy("Unlocked"),
    "wagtail.workflow.start": gettext_lazy("Submitted for review"),
    "wagtail.workflow.approve": gettext_lazy("Approved in review"),
    "wagtail.workflow.reject": gettext_lazy("Sent back"),
    "wagtail.workflow.resume": gettext_lazy("Submitted for review again"),
    "wagtail.workflow.cancel": gettext_lazy("Taken back from review"),
    "records.narrow": gettext_lazy("Narrowed to members only"),
    "records.withdraw": gettext_lazy("Withdrawn"),
    "records.reinstate": gettext_lazy("Reinstated"),
}
# Publication tells it too.
LEFT_OUT = ("wagtail.rename",)
APPEARS = ("wagtail.publish", "wagtail.publish.scheduled", "records.reinstate")
DISAPPEARS = ("wagtail.unpublish", "wagtail.unpublish.scheduled", "records.withdraw")


@dataclass(frozen=True)
class Line:
    """One thing that happened.

    revision: the key of the version it is about, or 0; before: of the one before that, if this changed its content.
    """

    when: object
    who: str
    what: str
    comment: str
    revision: int
    before: int
    is_newest: bool


def tell(request, pk, viewset):
    record = viewset.record_to_change(request.user, pk)
    entries = _entries(record)
    page = Paginator(_by_sitting(entries), LINES_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "record": record,
        "breadcrumbs_items": viewset.breadcrumbs_of(record, (_("History"), None)),
        "header_title": _("History: %(title)s") % {"title": record},
        "header_icon": "history",
        "state": state_in_words(record, entries),
        "live_comparison": changes_address(record),
        "page": page,
        "lines": _lines(record, page.object_list),
        "compare_url_name": viewset.get_url_name("revisions_compare"),
        "revert_url_name": viewset.get_url_name("revisions_revert"),
        "story_url": reverse(viewset.get_url_name("history"), args=[record.pk]),
        "lock_reason": operations.why_locked(record, request.user),
    }
    return TemplateResponse(request, "desk/story.html", context)


# --- What happened ---


def _entries(record):
    """The log of a record, newest first."""
    log = registry.get_logs_for_instance(record).exclude(action__in=LEFT_OUT)
    return list(log.select_related("user", "content_type").prefetch_related("user__groups"))


def _by_sitting(entries):
    """[[entry, ...], ...], newest first: the edits of one person in one sitting, anything else by itself."""
    sittings = []
    for entry in entries:
        if sittings and _is_same_sitting(sittings[-1][-1], entry):
            sittings[-1].append(entry)
        else:
            sittings.append([entry])
    return sittings


def _is_same_sitting(later, earlier):
    are_edits = later.action == earlier.action == EDITED
    return are_edits and later.user_id == earlier.user_id and later.timestamp - earlier.timestamp < ONE_SITTING


def _lines(record, sittings):
    keys = list(record.revisions.order_by("created_at", "pk").values_list("pk", flat=True))
    before = dict(zip(keys, [0, *keys], strict=False))
    wanted = {key for sitting in sittings if sitting[0].action == EDITED for key in _ends(sitting, before)}
    contents = dict(record.revisions.filter(pk__in=wanted).values_list("pk", "content"))
    return [_line(record, sitting, before, contents) for sitting in sittings]


def _ends(sitting, before):
    """Keys of the revision before a sitting, and of its last."""
    return before.get(sitting[-1].revision_id, 0), sitting[0].revision_id


def _line(record, sitting, before, contents):
    entry = sitting[0]
    earlier, revision = _ends(sitting, before)
    return Line(
        when=entry.timestamp,
        who=name_and_role(entry.user, entry.user_id),
        what=in_words(entry)
        if entry.action != EDITED
        else _edited(record, contents.get(earlier), contents.get(revision)),
        comment=entry.data.get("comment") or entry.data.get("because") or "",
        # A revision may be purged; its line stays.
        revision=revision if revision in before else 0,
        before=earlier if entry.content_changed and entry.action not in APPEARS else 0,
        is_newest=revision == record.latest_revision_id,
    )


# --- In words ---


def in_words(entry):
    """What a log entry says, in a sentence of the reader's language; of an action unknown here, its own message."""
    tell_it = {
        "records.import": _imported,
        "wagtail.revert": _went_back,
        "wagtail.publish.schedule": _scheduled,
    }.get(entry.action)
    return tell_it(entry.data) if tell_it else SENTENCES.get(entry.action) or entry.message


def _edited(record, before, after):
    labels = changes.changed_labels(type(record), before, after) if before and after else []
    if not labels:
        return _("Edited")
    more = len(labels) - FIELDS_NAMED
    named = {"fields": ", ".join(labels[:FIELDS_NAMED]), "number": more}
    if more > 0:
        return (
            ngettext("Edited: %(fields)s and %(number)s more", "Edited: %(fields)s and %(number)s more", more) % named
        )
    return _("Edited: %(fields)s") % named


def _imported(data):
    if "file" not in data:
        return _("Imported from a form")
    said = {"file": data["file"], "language": language_name(data.get("language", ""))}
    return _("Imported from the form %(file)s (%(language)s)") % said


def _went_back(data):
    date = _date(data, "created")
    return _("Went back to the version of %(date)s") % {"date": date} if date else _("Went back to an earlier version")


def _scheduled(data):
    date = _date(data, "go_live_at")
    return _("Scheduled for %(date)s") % {"date": date} if date else _("Scheduled")


def _date(data, name):
    """A moment as Wagtail's log keeps it, in the reader's language; "" when it is not there."""
    moment = parse_datetime(data.get("revision", {}).get(name) or "")
    return moment_in_words(moment) if moment else ""


# --- Where it stands ---


def state_in_words(record, entries):
    if record.withdrawn_at:
        return _("Withdrawn since %(date)s: %(because)s") % {
            "date": _day(record.withdrawn_at),
            "because": record.withdrawn_because,
        }
    review = record.current_workflow_state
    if record.live:
        since = {"date": _day(_live_since(record, entries))}
        if review and review.status == review.STATUS_IN_PROGRESS:
            return _("On the site since %(date)s; a new version waits for review.") % since
        if record.has_unpublished_changes:
            return _("On the site since %(date)s; a newer draft is not published yet.") % since
        return _("On the site since %(date)s.") % since
    if review:
        return _in_review(review)
    if record.scheduled_revision:
        return _("Comes to the site on %(date)s.") % {"date": _day(record.scheduled_revision.approved_go_live_at)}
    return _("A draft: readers do not see it.")


def _in_review(review):
    if review.status == review.STATUS_NEEDS_CHANGES:
        return _("A draft, sent back from review: readers do not see it.")
    return _("In review since %(date)s; readers do not see it yet.") % {"date": _day(review.created_at)}


def _live_since(record, entries):
    """When it last came to the site, not when its text last changed."""
    since = record.first_published_at or record.created_at
    for entry in entries:
        if entry.action in DISAPPEARS:
            return since
        if entry.action in APPEARS:
            since = entry.timestamp
    return since


def _day(moment):
    return date_in_words(localtime(moment))
