from django.http import Http404
from django.shortcuts import render

from records.visibility import Visibility


class Gone(Exception):
    """The page was public once and has been withdrawn: answered with 410 by `gone_page`."""


def gone_or_unknown(records):
    """The exception for an address that shows nothing.

    What was once public may say that it was withdrawn; of anything else nothing is said.
    """
    was_public = records.filter(live=False, visibility=Visibility.PUBLIC, first_published_at__isnull=False)
    return Gone() if was_public.exists() else Http404()


class GonePages:
    """Middleware that answers `Gone` with a friendly page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return render(request, "410.html", status=410) if isinstance(exception, Gone) else None
