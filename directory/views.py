from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory import entry
from directory.linked_data import of_organisation
from directory.models import Charter, CharterAcceptance, Organisation, Service
from directory.models.organisation import Membership
from records import addresses
from records.addresses import to_right_slug
from records.gone import gone_or_unknown
from records.visibility import PUBLIC


@require_safe
def organisation_detail(request, key, slug):
    found = Organisation.objects.visible_to(request.viewer).select_related("parent", "successor")
    organisation = found.prefetch_related("contact_points", "charter_acceptances__charter").filter(pk=key).first()
    if organisation is None:
        if successor := _took_its_place(key, request.viewer):
            return to_right_slug(request, successor)
        raise gone_or_unknown(Organisation.objects.filter(pk=key))
    if slug != organisation.slug:
        return to_right_slug(request, organisation)
    return render_organisation(request, organisation)


def _took_its_place(key, viewer):
    """The visible Organisation with which one that this viewer could see before was merged."""
    merged = Organisation.objects.merged_away().filter(
        pk=key, first_published_at__isnull=False, visibility__in=viewer.may_see
    )
    return Organisation.objects.visible_to(viewer).filter(predecessors__in=merged).first()


def render_organisation(request, organisation):
    """The page of an organisation, live or in preview."""
    viewer = request.viewer
    services = entry.services_of(organisation, viewer)
    shown = [entry.shown_service(service, viewer) for service in services]
    context = {
        "organisation": organisation,
        "hotlines": entry.hotlines(organisation, shown, viewer),
        "contacts": [each for each in entry.contacts_of(organisation, viewer) if not each.is_hotline],
        "services": shown,
        "description": entry.markup(organisation.texts.description),
        "referral_procedure": organisation.referral_procedure_for(viewer),
        "networks": entry.visible_ones(organisation.networks.all(), viewer),
        "parent": entry.visible_one(organisation.parent, viewer),
        "successor": entry.visible_one(organisation.successor, viewer),
        "acceptances": entry.acceptances_of(organisation, viewer),
        "linked_data": of_organisation(organisation, services) if organisation.is_visible_to(PUBLIC) else None,
        "edit_url": _edit_url(organisation, viewer),
        "meta": addresses.of(organisation),
    }
    return render(request, "directory/organisation_detail.html", context)


@require_safe
def service_detail(request, key, slug):
    found = Service.objects.visible_to(request.viewer).select_related("organisation")
    service = found.filter(pk=key).first()
    if service is None:
        # Of a service whose organisation is hidden nothing is said, not even that it was there.
        open_ones = Organisation.objects.visible_to(PUBLIC).values("pk")
        raise gone_or_unknown(Service.objects.filter(pk=key, organisation__in=open_ones))
    if slug != service.slug:
        return to_right_slug(request, service)
    return render_service(request, service)


def render_service(request, service):
    """The page of a service, live or in preview."""
    context = {
        "organisation": entry.visible_one(service.organisation, request.viewer),
        "shown": entry.shown_service(service, request.viewer),
        "service": service,
        "edit_url": _edit_url(service, request.viewer),
        "meta": addresses.of(service),
    }
    return render(request, "directory/service_detail.html", context)


@require_safe
def current_charter(request):
    """The version of the Charter that counts, at an address that stays."""
    charter = Charter.objects.visible_to(request.viewer).newest_first().first()
    if charter is None:
        raise Http404
    return render_charter(request, charter)


@require_safe
def charter_detail(request, key, slug):
    charter = Charter.objects.visible_to(request.viewer).filter(pk=key).first()
    if charter is None:
        raise gone_or_unknown(Charter.objects.filter(pk=key))
    if slug != charter.slug:
        return to_right_slug(request, charter)
    return render_charter(request, charter)


def render_charter(request, charter):
    viewer = request.viewer
    versions = list(Charter.objects.visible_to(viewer).newest_first())
    of_this = CharterAcceptance.objects.filter(charter=charter.pk).order_by("accepted_on")
    members = Organisation.objects.visible_to(viewer).filter(membership=Membership.MEMBER).accepting(charter.pk)
    context = {
        "charter": charter,
        "text": entry.markup(charter.texts.text),
        "is_current": not versions or versions[0].pk == charter.pk,
        "current": versions[0] if versions else charter,
        "others": [each for each in versions if each.pk != charter.pk],
        "members": members.prefetch_related(Prefetch("charter_acceptances", of_this, to_attr="accepted")),
        "edit_url": _edit_url(charter, viewer),
        "meta": addresses.of(charter),
    }
    return render(request, "directory/charter_detail.html", context)


def _edit_url(record, viewer):
    if not viewer.is_editor or not record.pk:
        return ""
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])
