from django import template

from practices.models import CaseStudy, Practice

register = template.Library()


@register.simple_tag(takes_context=True)
def practices_of(context, organisation):
    """The practices of an organisation that the reader may see."""
    viewer = context["request"].viewer
    visible = Practice.objects.visible_to(viewer).for_cards(viewer)
    return visible.filter(pk__in=organisation.involvements.values("practice_id"))


@register.simple_tag(takes_context=True)
def case_studies_of(context, organisation):
    """The case studies an organisation has told, so far as the reader may see them."""
    viewer = context["request"].viewer
    return CaseStudy.objects.visible_to(viewer).for_cards(viewer).filter(organisation=organisation)
