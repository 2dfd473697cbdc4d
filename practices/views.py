from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from practices import chart, related
from practices.models import Category, Practice
from practices.queries import typologies_with_counts
from practices.sections import SECTIONS
from practices.word_forms import writing
from practices.word_forms.download import word_file
from records import addresses
from records.addresses import to_right_slug
from records.gone import gone_or_unknown
from records.visibility import visible

ON_A_PAGE = 20
WORDS = {"all": _("Practices"), "edit": _("Edit this practice"), "print": _("Print this practice")}


def category_detail(request, code, slug):
    category = get_object_or_404(Category, code=code)
    if slug != category.slug:
        return to_right_slug(request, category)
    practices = Practice.objects.visible_to(request.viewer).in_categories([category.code])
    cards = practices.order_by("sort_key", "pk").for_cards(request.viewer)
    context = {
        "category": category,
        "typologies": typologies_with_counts(category.typologies.all(), practices),
        "page": Paginator(cards, ON_A_PAGE).get_page(request.GET.get("page")),
        "meta": addresses.of_list(category.address_in, query=request.GET.urlencode()),
    }
    return render(request, "practices/category_detail.html", context)


def practice_detail(request, number, slug):
    practice = _visible_practice(request, number)
    if slug != practice.slug:
        return to_right_slug(request, practice)
    chart.load_terms(practice)
    return render_practice(request, practice)


@require_safe
def practice_form(request, number):
    """The practice as a Word form, in the language of the address."""
    practice = _visible_practice(request, number)
    content = writing.write_form(practice, get_language(), request.viewer)
    return word_file(content, f"practice-{number}-{get_language()}.docx")


@require_safe
def empty_form(_request):
    return word_file(writing.empty_form(get_language()), f"practice-form-{get_language()}.docx")


def _visible_practice(request, number):
    """Raises Gone or Http404 for a practice that this viewer may not see."""
    practices = Practice.objects.visible_to(request.viewer).select_related("category")
    practice = practices.with_parties(request.viewer).filter(number=number).first()
    if practice is None:
        raise gone_or_unknown(Practice.objects.filter(number=number))
    return practice


def render_practice(request, practice):
    """The page of a practice, live or in preview."""
    viewer = request.viewer
    context = chart.page(practice, viewer, SECTIONS)
    replications = list(practice.replications.all())
    anchors = [chart.Section("tried-elsewhere", _("Tried elsewhere"))] if replications else []
    context["linked_data"] |= {
        "abstract": practice.texts.summary.value,
        "temporalCoverage": practice.stated_period.interval,
    }
    context |= {
        "practice": practice,
        "contents": [*context["sections"], *anchors],
        "summary": practice.texts.summary,
        "original_title": practice.original_title,
        "category": practice.category,
        "when": practice.period_in_words,
        "typologies": list(practice.typologies.all()),
        "also_in": list(practice.also_in.all()),
        "contacts": visible(practice.contact_points.all(), viewer),
        "related": related.of_practice(practice, viewer),
        "replications": replications,
        "words": WORDS | {"dated": _dated(practice)},
        "list_url": reverse("search:practices"),
        "form_url": reverse("practices:form", args=[practice.number]) if practice.live and practice.number else "",
    }
    return render(request, "practices/practice_detail.html", context)


def _dated(practice):
    if not practice.information_as_of:
        return _("Nobody has confirmed this description for years. Ask the organisation before you rely on it.")
    return _(
        "This practice is described as it was in %(year)s. Much may have changed since: "
        "ask the organisation before you rely on it."
    ) % {"year": practice.information_as_of}
