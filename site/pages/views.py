from django.conf import settings
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from practices.models import Category, Practice


@require_safe
def first_visit(request):
    """The bare address: to the language that the browser asks for."""
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


def favicon(request):
    return HttpResponsePermanentRedirect(f"{settings.STATIC_URL}images/favicon.svg")


def styleguide(request):
    """Every component on one page; in development and tests only."""
    practice = Practice.objects.visible_to(request.viewer).for_cards(request.viewer).first()
    return render(request, "styleguide.html", {"practice": practice, "categories": Category.objects.all()})


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    # Nothing here may fail again: no context, no query.
    return render(None, "500.html", status=500)
