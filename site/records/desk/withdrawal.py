"""Withdrawing a record, and reinstating it, in the Wagtail admin: one page each, one action."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem

from records import operations
from records.requirements import Incomplete


class ReasonForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Why is it withdrawn?"),
        help_text=gettext_lazy("For the editors only. Name no person."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def withdraw(request, pk, viewset):
    """Any editor may do it: when somebody is in danger there is no time to ask."""
    record = _record(request, viewset, pk, permission="change")
    if record.withdrawn_at:
        messages.info(request, _("“%(title)s” was withdrawn already. Nothing was changed.") % {"title": record})
        return redirect(viewset.get_url_name("edit"), record.pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        operations.withdraw(record, form.cleaned_data["because"], user=request.user)
        messages.success(request, _("“%(title)s” is off the site. Its text and history are kept.") % {"title": record})
        return redirect(viewset.get_url_name("edit"), record.pk)
    return TemplateResponse(request, "desk/withdraw.html", _context(viewset, record) | {"form": form})


def reinstate(request, pk, viewset):
    """A chief editor's decision."""
    record = _record(request, viewset, pk, permission="publish")
    if request.method == "POST":
        try:
            operations.reinstate(record, user=request.user)
        except Incomplete as refusal:
            messages.error(request, refusal.message)
            return redirect(viewset.get_url_name("edit"), record.pk)
        messages.success(request, _("“%(title)s” is as it was before it was withdrawn.") % {"title": record})
        return redirect(viewset.get_url_name("edit"), record.pk)
    return TemplateResponse(request, "desk/reinstate.html", _context(viewset, record))


def _record(request, viewset, pk, permission):
    record = get_object_or_404(viewset.model, pk=pk)
    if not viewset.permission_policy.user_has_permission(request.user, permission):
        raise PermissionDenied
    return record


def _context(viewset, record):
    return {
        "record": record,
        "page_title": str(record),
        "header_title": str(record),
        "header_icon": viewset.icon,
        "next_url": reverse(viewset.get_url_name("edit"), args=[record.pk]),
    }


class WithdrawalItem(ActionMenuItem):
    """ "Withdraw", or "Reinstate" what was withdrawn, in the menu beside "Save draft"."""

    order = 60
    icon_name = "no-view"

    def __init__(self, name, label, is_for_withdrawn):
        super().__init__()
        self.name, self.label, self._is_for_withdrawn = name, label, is_for_withdrawn

    def is_shown(self, context):
        record = context.get("instance")
        return bool(record) and bool(record.withdrawn_at) == self._is_for_withdrawn

    def get_url(self, context):
        record = context["instance"]
        return reverse(record.snippet_viewset.get_url_name(self.name), args=[record.pk])
