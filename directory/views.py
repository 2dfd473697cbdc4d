from django.shortcuts import get_object_or_404, redirect, render

from directory.models import Organisation
from records import addresses
from records.visibility import visible


def organisation_detail(request, key, slug):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.viewer), pk=key)
    if slug != organisation.slug:
        return redirect(organisation, permanent=True)
    return render_organisation(request, organisation)


def render_organisation(request, organisation):
    return render(
        request,
        "directory/organisation_detail.html",
        {
            "organisation": organisation,
            "contacts": visible(organisation.contact_points.all(), request.viewer),
            "meta": addresses.of(organisation),
        },
    )
