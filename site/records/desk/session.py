"""Forms of the desk ask whether one is still signed in before they send a text that took an hour to write."""

from django.http import HttpResponse
from django.middleware.csrf import get_token


def signed_in(request):
    """Answers with a token for the next form; Wagtail leads to the sign-in instead when nobody of the desk is signed in."""
    return HttpResponse(get_token(request), content_type="text/plain")
