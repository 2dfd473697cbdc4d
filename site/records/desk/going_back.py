"""Going back to an earlier version of a record: one action, which makes a new draft."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from records import operations
from records.desk.review import desk_address
from records.names import moment_in_words


def go_back(request, pk, revision_id, viewset):
    """Reading its address shows what would change; only a POST goes back."""
    record = viewset.record_to_change(request.user, pk)
    revision = get_object_or_404(record.revisions, pk=revision_id)
    if request.method != "POST":
        return redirect(desk_address(record, "revisions_compare", revision.pk, "latest"))
    try:
        operations.go_back(record, revision, request.user)
    except PermissionDenied as locked:
        messages.error(request, str(locked))
        return redirect(viewset.get_url_name("history"), record.pk)
    date = moment_in_words(revision.created_at)
    messages.success(
        request, _("The draft is again as it was on %(date)s. What is published did not change.") % {"date": date}
    )
    return redirect(viewset.get_url_name("edit"), record.pk)
