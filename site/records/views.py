from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from records.models import GatedDocument
from records.visibility import Visibility


@require_safe
def document(request, document_id, document_filename):
    """The only way to a private file. Always saved, never shown: what it holds cannot run as a page of ours."""
    found = get_object_or_404(GatedDocument, pk=document_id)
    if found.visibility not in request.viewer.may_see:
        raise PermissionDenied
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=found.filename)
    is_public = found.visibility == Visibility.PUBLIC
    response["Cache-Control"] = "public, max-age=3600" if is_public else "private, no-store"
    return response
