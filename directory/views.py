from django.shortcuts import render

from directory.models import Organisation
from records import addresses
from records.addresses import to_right_slug
from records.gone import gone_or_unknown
from records.visibility import visible


def organisation_detail(request, key, slug):
    organisation = Organisation.objects.visible_to(request.viewer).filter(pk=key).first()
    if organisation is None:
        raise gone_or_unknown(Organisation.objects.filter(pk=key))
    if slug != organisation.slug:
        return to_right_slug(request, organisation)
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
