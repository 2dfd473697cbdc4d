from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import ReferenceIndex

from records.models import GatedDocument, Record
from records.visibility import Visibility


@require_safe
def document(request, document_id, document_filename):
    """The only way to a private file. Always saved, never shown: what it holds cannot run as a page of ours."""
    found = get_object_or_404(GatedDocument, pk=document_id)
    if found.visibility not in request.viewer.may_see or not _is_open(found, request):
        raise PermissionDenied
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=found.filename)
    is_public = found.visibility == Visibility.PUBLIC
    response["Cache-Control"] = "public, max-age=3600" if is_public else "private, no-store"
    return response


def _is_open(document, request):
    """Not closed by its collection, nor by all the records it belongs to being drafts, withdrawn or for others."""
    if not all(restriction.accept_request(request) for restriction in document.collection.get_view_restrictions()):
        return False
    records = [record for record in _users_of(document) if isinstance(record, Record)]
    return not records or any(record.is_visible_to(request.viewer) for record in records)


def _users_of(document):
    return [record for record, _references in ReferenceIndex.get_grouped_references_to(document)]
