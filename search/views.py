from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from records import addresses
from search import exports, learning
from search.cards import card
from search.operators import shortcuts_in
from search.query import SearchQuery
from search.result_page import result_page
from search.sections import CASE_STUDIES, EVERYTHING, ORGANISATIONS, PRACTICES
from search.suggesting import suggest

NOT_FOR_ROBOTS = {"X-Robots-Tag": "noindex"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def everything(request):
    return _results(request, EVERYTHING)


@require_safe
def practices(request):
    return _results(request, PRACTICES)


@require_safe
def case_studies(request):
    return _results(request, CASE_STUDIES)


@require_safe
def organisations(request):
    return _results(request, ORGANISATIONS)


def _results(request, section):
    """A list, as its address says. With htmx the browser takes the parts it needs out of the same page."""
    query = SearchQuery.from_params(request.GET, get_language(), **section.fixed)
    listing = result_page(section, query, request.viewer)
    # A browser says so when it loads the same page again, or goes back to it: that is no other asking.
    if "Cache-Control" not in request.headers:
        learning.note(query, listing.results, request.viewer, section.fixed)
    response = render(request, section.template, {"listing": listing, "section": section, "meta": _meta(listing)})
    if request.htmx:
        response["HX-Push-Url"] = listing.own_address
    return kept_by_nobody_else(request, response)


def _meta(listing):
    query = listing.own_address.partition("?")[2]
    meta = addresses.of_list(listing.section.address_in, query=query)
    return replace(meta, indexable=False) if listing.section.is_everything else meta


def kept_by_nobody_else(request, response):
    """No cache that others share keeps what somebody looked for; what a member sees, not even her own browser."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
def operators(request):
    """How to ask more exactly."""
    context = {"shortcuts": shortcuts_in(get_language()), "meta": addresses.of_list(_help_address)}
    return render(request, "search/help.html", context)


def _help_address(language):
    with override(language):
        return reverse("search:help")


@require_safe
def suggestions(request):
    """Options for the listbox below a search field; nothing of it is kept anywhere."""
    found = suggest(request.GET.get("q", ""), request.viewer, get_language())
    cards = [(hit, card(hit)) for hit in found.hits]
    response = render(request, "search/suggestions.html", {"suggestions": found, "cards": cards})
    response["X-Robots-Tag"] = NOT_FOR_ROBOTS["X-Robots-Tag"]
    patch_cache_control(response, private=True, no_store=True)
    return response


# --- The same list for elsewhere ---


@require_safe
def feed(request):
    content = exports.as_feed(_whole_list(request, exports.for_a_feed))
    response = HttpResponse(content, content_type=Atom1Feed.content_type, headers=NOT_FOR_ROBOTS)
    return kept_by_nobody_else(request, response)


@require_safe
def table(request):
    listing = _whole_list(request, exports.for_a_file)
    return _file(request, exports.as_csv(listing), "text/csv; charset=utf-8", "csv")


@require_safe
def data(request):
    listing = _whole_list(request, exports.for_a_file)
    return _file(request, exports.as_json(listing), "application/json", "json")


@require_safe
def workbook(request):
    listing = _whole_list(request, exports.for_a_file)
    return _file(request, exports.as_xlsx(listing), XLSX, "xlsx")


@require_safe
def hsds(request):
    """Organisations alone, whatever the address says: the standard knows nothing else of ours."""
    listing = _whole_list(request, exports.for_a_file, type=(exports.ORGANISATION,))
    return _file(request, exports.as_hsds(listing), "application/zip", "hsds.zip")


def _whole_list(request, enough, **fixed):
    query = enough(SearchQuery.from_params(request.GET, get_language(), **fixed))
    return result_page(EVERYTHING, query, request.viewer, wanted=())


def _file(request, content, content_type, ending):
    name = f"search-{timezone.localdate():%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **NOT_FOR_ROBOTS}
    return kept_by_nobody_else(request, HttpResponse(content, content_type=content_type, headers=headers))
