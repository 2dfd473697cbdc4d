from django.conf import settings
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from directory import hotlines
from directory.models import ContactPoint, CountryProfile
from pages import countries
from pages import coverage as covering
from pages.countries import Country
from practices.models import Category, Practice
from records import addresses
from records.addresses import to_right_slug
from records.folding import folded
from records.gone import gone_or_unknown
from records.names import country_name
from records.visibility import PUBLIC

# Who is called by whoever needs help; numbers for professionals alone would lead her nowhere.
FOR_HERSELF = (ContactPoint.Audience.TRAFFICKED_PERSONS, ContactPoint.Audience.PUBLIC)


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


@require_safe
def country_list(request):
    context = {"countries": countries.recorded(request.viewer), "meta": addresses.of_list(_in("pages:countries"))}
    return render(request, "pages/country_list.html", context)


@require_safe
def country_detail(request, code, slug, draft=None):
    """draft: a profile that is looked at before it is published."""
    picture = countries.picture(code, request.viewer, draft)
    if picture.is_empty:
        raise gone_or_unknown(CountryProfile.objects.filter(country=code))
    if slug != picture.country.slug and draft is None:
        return to_right_slug(request, picture.country)
    context = {
        "picture": picture,
        "edit_url": _edit_url(picture.profile, request.viewer),
        "meta": addresses.of_list(picture.country.address_in),
    }
    return render(request, "pages/country_detail.html", context)


def _edit_url(profile, viewer):
    if not viewer.is_editor or not profile or not profile.pk:
        return ""
    return reverse(profile.snippet_viewset.get_url_name("edit"), args=[profile.pk])


@require_safe
def help_now(request):
    """Whom to call for oneself: the same for every reader, also for one who is signed in."""
    found = hotlines.by_country(PUBLIC, FOR_HERSELF)
    in_order = sorted(found, key=lambda code: folded(country_name(code)))
    context = {
        "countries": [(Country(code), found[code]) for code in in_order],
        "meta": addresses.of_list(_in("pages:help_now")),
    }
    return render(request, "pages/help_now.html", context)


@require_safe
def coverage(request):
    context = {"coverage": covering.coverage(request.viewer), "meta": addresses.of_list(_in("pages:coverage"))}
    return render(request, "pages/coverage.html", context)


def _in(name):
    """address_in(language) of a page."""

    def address_in(language):
        with override(language):
            return reverse(name)

    return address_in


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    # Nothing here may fail again: no context, no query.
    return render(None, "500.html", status=500)
