from django.shortcuts import render


class Gone(Exception):
    """The page was public once and has been withdrawn: answered with 410 by `gone_page`."""


class GonePages:
    """Middleware that answers `Gone` with a friendly page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return render(request, "410.html", status=410) if isinstance(exception, Gone) else None
