from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import override

from practices import chart
from practices.listing import Listing
from practices.models import Category, Practice
from practices.queries import typologies_with_counts
from records import addresses
from records.gone import gone_or_unknown
from records.visibility import visible


def practice_list(request):
    listing = Listing(request.GET, viewer=request.viewer)
    meta = addresses.of_list(_list_address, query=request.GET.urlencode())
    return render(request, "practices/practice_list.html", {"listing": listing, "meta": meta})


def category_detail(request, code, slug):
    category = get_object_or_404(Category, code=code)
    if slug != category.slug:
        return redirect(category, permanent=True)
    listing = Listing(request.GET, viewer=request.viewer, always={"category": category.code})
    context = {
        "category": category,
        "typologies": typologies_with_counts(category.typologies.all(), listing.practices()),
        "listing": listing,
        "meta": addresses.of_list(category.address_in, query=request.GET.urlencode()),
    }
    return render(request, "practices/category_detail.html", context)


def practice_detail(request, number, slug):
    practices = Practice.objects.visible_to(request.viewer).select_related("category")
    practice = practices.with_parties(request.viewer).filter(number=number).first()
    if practice is None:
        raise gone_or_unknown(Practice.objects.filter(number=number))
    if slug != practice.slug:
        return redirect(practice, permanent=True)
    chart.load_terms(practice)
    return render_practice(request, practice)


def render_practice(request, practice):
    """The page of a practice, live or in preview."""
    viewer = request.viewer
    context = {
        "practice": practice,
        "sections": chart.sections(practice),
        "contacts": visible(practice.contact_points.all(), viewer),
        "documents": chart.documents(practice, viewer),
        "related": chart.related_practices(practice, viewer),
        "citation": chart.citation(practice),
        "linked_data": chart.linked_data(practice),
        "edit_url": _edit_url(practice) if viewer.is_editor else None,
        "meta": addresses.of(practice),
    }
    return render(request, "practices/practice_detail.html", context)


def _edit_url(practice):
    return reverse(practice.snippet_viewset.get_url_name("edit"), args=[practice.pk])


def _list_address(language):
    with override(language):
        return reverse("practices:list")
