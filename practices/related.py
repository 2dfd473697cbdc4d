"""Which practices and case studies a page names at its end: those an editor chose first, then what they share."""

from dataclasses import dataclass

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from practices.models import CaseStudy, Involvement, Practice
from practices.models.case_study import listed
from practices.models.numbered import any_of

MOST = 6


@dataclass(frozen=True)
class Group:
    heading: str
    records: list


def of_practice(practice, viewer):
    if practice.pk is None:
        return []
    named = Q(related_from=practice.pk) | Q(related=practice.pk)
    practices = _links(Practice, viewer).filter(named).distinct().order_by("number")
    organisations = [row.organisation_id for row in practice.parties]
    case_studies = _ranked(
        _links(CaseStudy, viewer),
        Q(pk__in=CaseStudy.related_practices.through.objects.filter(practice=practice.pk).values("casestudy")),
        Q(organisation__in=organisations),
        any_of("countries", practice.country_codes),
    )
    return _groups((_("Related practices"), practices), (_("Related case studies"), case_studies))


def of_case_study(case_study, viewer):
    if case_study.pk is None:
        return []
    # An organisation that this viewer may not know of is no reason for anything.
    organisation = case_study.organisation.pk if case_study.organisation else 0
    practices = _ranked(
        _links(Practice, viewer),
        Q(pk__in=case_study.related_practices.through.objects.filter(casestudy=case_study.pk).values("practice")),
        Q(pk__in=Involvement.objects.filter(organisation=organisation).values("practice")),
        any_of("countries", case_study.country_codes),
    )
    through = CaseStudy.related.through.objects
    case_studies = _ranked(
        _links(CaseStudy, viewer).exclude(pk=case_study.pk).with_list("areas"),
        Q(pk__in=through.filter(from_casestudy=case_study.pk).values("to_casestudy"))
        | Q(pk__in=through.filter(to_casestudy=case_study.pk).values("from_casestudy")),
        Q(organisation=organisation),
        any_of("countries", case_study.country_codes),
        listed(case_study.areas),
    )
    return _groups((_("Related practices"), practices), (_("Related case studies"), case_studies))


def _links(model, viewer):
    cards = model.objects.visible_to(viewer).for_cards(viewer)
    return cards.prefetch_related(None).select_related(None)


def _ranked(records, *reasons):
    """Those for which there is a reason, the better reason first."""
    rank = Case(*(When(reason, then=Value(place)) for place, reason in enumerate(reasons)))
    return records.annotate(rank=rank).exclude(rank=None).order_by("rank", "number")[:MOST]


def _groups(*pairs):
    return [Group(heading, records) for heading, found in pairs if (records := list(found))]
