from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from practices import chart, related
from practices.case_studies.word_forms import writing
from practices.models import CaseStudy
from practices.questions import ANSWERS, wording_of
from practices.word_forms.download import word_file
from records.addresses import to_right_slug
from records.gone import gone_or_unknown

SECTIONS = ANSWERS | {"references": _("References and links")}
QUESTIONS = {field: wording_of(field) for field in ANSWERS}
WORDS = {"all": _("Case studies"), "edit": _("Edit this case study"), "print": _("Print this case study")}


def case_study_detail(request, number, slug):
    case_study = visible_case_study(request, number)
    if slug != case_study.slug:
        return to_right_slug(request, case_study)
    return render_case_study(request, case_study)


@require_safe
def case_study_form(request, number):
    """The case study as a Word form, in the language of the address."""
    case_study = _numbered(number, CaseStudy.objects.visible_to(request.viewer))
    content = writing.write_form(case_study, get_language(), request.viewer)
    return word_file(content, f"case-study-{number}-{get_language()}.docx")


@require_safe
def empty_form(_request):
    return word_file(writing.empty_form(get_language()), f"case-study-form-{get_language()}.docx")


def visible_case_study(request, number):
    """Raises Gone or Http404 for a case study that this viewer may not see."""
    return _numbered(number, CaseStudy.objects.visible_to(request.viewer).with_parties(request.viewer))


def _numbered(number, case_studies):
    case_study = case_studies.filter(number=number).first()
    if case_study is None:
        raise gone_or_unknown(CaseStudy.objects.filter(number=number))
    return case_study


def render_case_study(request, case_study):
    """The page of a case study, live or in preview."""
    context = chart.page(case_study, request.viewer, SECTIONS, QUESTIONS)
    partners = list(case_study.partners.all())
    anchors = [chart.Section("partners", _("Partners"))] if partners else []
    context |= {
        "case_study": case_study,
        "contents": [*context["sections"], *anchors],
        "partners": partners,
        "related": related.of_case_study(case_study, request.viewer),
        "words": WORDS | {"dated": _dated(case_study)},
        "list_url": reverse("search:case_studies"),
        "form_url": reverse("case_studies:form", args=[case_study.number])
        if case_study.live and case_study.number
        else "",
    }
    return render(request, "practices/case_studies/case_study_detail.html", context)


def _dated(case_study):
    if not case_study.information_as_of:
        return _("Nobody has confirmed this description for years. Ask the organisation before you rely on it.")
    return _(
        "This case study is described as it was in %(year)s. Laws and services may have changed since: "
        "ask the organisation before you rely on it."
    ) % {"year": case_study.information_as_of}
