"""Merging two entries at the desk: choose the other one, see what follows, say which stays."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem

from directory.desk.reasons import about
from directory.duplicates import duplicates_of
from directory.merging import CannotMerge, merge, planned
from directory.models import Organisation
from records.desk.review import desk_address


class OtherForm(forms.Form):
    other = forms.ModelChoiceField(
        label=gettext_lazy("The other entry"),
        queryset=Organisation.objects.filter(withdrawn_at=None),
        error_messages={"invalid_choice": gettext_lazy("This entry is no longer there. Choose another one.")},
    )


def merge_page(request, pk, viewset):
    """Of one entry, the question which is the other; then `?other=`, what would come of it."""
    if not viewset.permission_policy.user_has_permission(request.user, "publish"):
        raise PermissionDenied
    organisation = get_object_or_404(Organisation, pk=pk)
    chosen = request.POST or request.GET
    form = OtherForm(chosen if "other" in chosen else None)
    form.fields["other"].queryset = form.fields["other"].queryset.exclude(pk=pk)
    other = form.cleaned_data["other"] if form.is_bound and form.is_valid() else None
    if request.method == "POST" and other:
        keep, gone = (other, organisation) if request.POST.get("keep") == str(other.pk) else (organisation, other)
        return _merge(request, keep, gone)
    context = viewset_context(viewset, organisation) | {
        "organisation": organisation,
        "form": form,
        "other": other,
        "ways": _ways(organisation, other, request.user) if other else [],
        "likely": [] if other else [(each.organisation, about(each)) for each in duplicates_of(organisation)],
    }
    return TemplateResponse(request, "desk/directory/merge.html", context)


def viewset_context(viewset, organisation):
    return {
        "breadcrumbs_items": viewset.breadcrumbs_of(organisation, (_("Merge"), "")),
        "header_title": _("Merge"),
        "header_icon": viewset.icon,
        "edit_url": desk_address(organisation),
    }


def _ways(one, other, user):
    """[(what stays, what goes, Merger or None, why it cannot be)] of both ways, the one that can be first."""
    ways = []
    for keep, gone in ((one, other), (other, one)):
        try:
            ways.append((keep, gone, planned(keep, gone, user), ""))
        except CannotMerge as reason:
            ways.append((keep, gone, None, str(reason)))
    return sorted(ways, key=lambda way: way[2] is None)


def _merge(request, keep, gone):
    try:
        merger = merge(keep, gone, user=request.user)
    except CannotMerge as reason:
        messages.error(request, _("Nothing was changed. %(reason)s") % {"reason": reason})
        return redirect(desk_address(keep))
    messages.success(request, _("The two entries are one now. The old address leads to this one."))
    if merger.taken and not merger.is_published:
        messages.warning(
            request,
            _("What it took from the other one is a draft: look at it, then publish it. Nothing of it is lost."),
        )
    return redirect(desk_address(keep))


class MergeItem(ActionMenuItem):
    name = "merge"
    label = gettext_lazy("Merge with another …")
    icon_name = "link"
    order = 58

    def is_shown(self, context):
        organisation = context.get("instance")
        if not organisation or not organisation.pk or organisation.withdrawn_at:
            return False
        policy = organisation.snippet_viewset.permission_policy
        return policy.user_has_permission(context["request"].user, "publish")

    def get_url(self, context):
        return desk_address(context["instance"], "merge")
