"""Messages of readers at the desk: on the dashboard, in a list, each on a page where it is read and deleted."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from records.desk import mails
from records.desk.review import desk_address
from records.desk.waiting import Row, Waiting
from records.from_readers.keeping import KEPT
from records.models import ReaderMessage, record_models

Occasion = ReaderMessage.Occasion
ICON = "mail"
TITLES = {
    Occasion.CONCERN: gettext_lazy("Somebody is worried"),
    Occasion.ERROR: gettext_lazy("Somebody reports an error"),
    Occasion.SUGGESTION: gettext_lazy("Somebody suggests an organisation"),
}
HEADINGS = {
    Occasion.CONCERN: gettext_lazy("Concern of a reader"),
    Occasion.ERROR: gettext_lazy("Error that a reader reports"),
    Occasion.SUGGESTION: gettext_lazy("Suggestion of a reader"),
}


@dataclass(frozen=True)
class WithoutRecord:
    """What the desk knows of messages that are about no record.

    permission: whoever has it may read them. facts, next_steps: of a message, [(label, words)] and [(label, address)].
    """

    permission: str
    facts: Callable
    next_steps: Callable


# {occasion: WithoutRecord}, filled by the app whose form it is.
WITHOUT_A_RECORD = {}


def addresses():
    return [
        path("from-readers/", message_list, name="reader_messages"),
        path("from-readers/<int:pk>/", message_page, name="reader_message"),
    ]


class FromReadersItem(MenuItem):
    def __init__(self):
        super().__init__(
            gettext_lazy("From readers"), reverse_lazy("reader_messages"), "from-readers", icon_name=ICON, order=440
        )

    def is_shown(self, request):
        return any(may_change(request.user, model) for model in record_models())


def panels(user):
    """What the dashboard says: concerns before everything else, the oldest first."""
    rows = rows_for(user)
    return [
        Waiting("concerns", _("Concerns of readers"), 5, rows[Occasion.CONCERN]),
        Waiting("from-readers", _("From readers"), 35, [*rows[Occasion.ERROR], *rows[Occasion.SUGGESTION]]),
    ]


def rows_for(user):
    """{occasion: [Row]} of what this editor may read; a query for each kind of record."""
    messages_of = [each for each in ReaderMessage.objects.all() if may_read(user, each)]
    keys = defaultdict(list)
    for message in messages_of:
        keys[message.kind].append(message.record_pk)
    known = {kind: apps.get_model(kind).objects.in_bulk(pks) for kind, pks in keys.items() if kind}
    rows = defaultdict(list)
    for message in messages_of:
        record = known.get(message.kind, {}).get(message.record_pk)
        if record or not message.kind:
            rows[message.occasion].append(_row(message, record))
    return rows


def _row(message, record):
    return Row(
        title=TITLES[message.occasion],
        url=reverse("reader_message", args=[message.pk]),
        about=mails.kind_and_number(record) if record else "",
        since=message.created_at,
    )


def may_read(user, message):
    """Whoever may change the record may read what is said of it."""
    if message.kind:
        return may_change(user, apps.get_model(message.kind))
    return user.has_perm(WITHOUT_A_RECORD[message.occasion].permission)


def may_change(user, model):
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename('change', model._meta)}")


def message_list(request):
    rows = rows_for(request.user)
    context = {
        "page_title": _("From readers"),
        "header_title": _("From readers"),
        "header_icon": ICON,
        "panels": [
            Waiting(occasion, occasion_title, 0, rows[occasion])
            for occasion, occasion_title in (
                (Occasion.CONCERN, _("Concerns of readers")),
                (Occasion.ERROR, _("Errors that readers report")),
                (Occasion.SUGGESTION, _("Suggestions of readers")),
            )
            if rows[occasion]
        ],
        "days": KEPT.days,
    }
    return TemplateResponse(request, "desk/from_readers.html", context)


def message_page(request, pk):
    """One message: read it, look at the record, delete it once it is dealt with."""
    message = get_object_or_404(ReaderMessage, pk=pk)
    if not may_read(request.user, message):
        raise PermissionDenied
    if request.method == "POST":
        message.delete()
        messages.success(request, _("The message is deleted."))
        return redirect("reader_messages")
    record, about_none = message.record, WITHOUT_A_RECORD.get(message.occasion)
    context = {
        "page_title": HEADINGS[message.occasion],
        "header_title": HEADINGS[message.occasion],
        "header_icon": "warning" if message.occasion == Occasion.CONCERN else ICON,
        "message": message,
        "about": mails.kind_and_number(record) if record else "",
        "edit_url": desk_address(record) if record else "",
        "withdraw_url": desk_address(record, "withdraw") if record and not record.withdrawn_at else "",
        "facts": about_none.facts(message) if about_none else [],
        "next_steps": about_none.next_steps(message) if about_none else [],
        "days": KEPT.days,
    }
    return TemplateResponse(request, "desk/from_reader.html", context)
