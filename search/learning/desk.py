"""What readers asked for and did not find, for whoever keeps the thesaurus."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.menu import MenuItem

from records.languages import LANGUAGES
from search.learning.noting import READABLE_FROM
from search.models import Unanswered
from search.thesaurus import trying

PERMISSION = "search.change_concept"
WEEKS_ON_A_PAGE = 8


@dataclass(frozen=True)
class Question:
    """try_url: how it is understood and what it finds by now."""

    text: str
    count: int
    try_url: str


@dataclass(frozen=True)
class Week:
    """monday: its first day. questions: readable ones, most asked first. others: how many are not readable yet."""

    monday: date
    questions: list
    others: int


def addresses():
    return [
        path("unanswered/", own_language, name="search_unanswered_own"),
        path("unanswered/forget/", forget, name="search_unanswered_forget"),
        path("unanswered/<str:language>/", unanswered, name="search_unanswered"),
    ]


class UnansweredItem(MenuItem):
    """To the questions in the language in which one reads the admin."""

    def __init__(self):
        super().__init__(
            gettext_lazy("Searched, not found"),
            reverse_lazy("search_unanswered_own"),
            "unanswered",
            icon_name="clipboard-list",
            order=145,
        )

    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


def own_language(request):
    language = get_language()
    return redirect("search_unanswered", language if language in LANGUAGES else settings.LANGUAGE_CODE)


def unanswered(request, language):
    _check(request.user, language)
    weeks = Unanswered.objects.filter(language=language).order_by("-week").values_list("week", flat=True).distinct()
    page = Paginator(weeks, WEEKS_ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "page_title": _("Searched, not found"),
        "header_title": _("Searched, not found"),
        "header_icon": "clipboard-list",
        "language": language,
        "languages": _languages(),
        "weeks": _weeks(language, list(page.object_list)),
        "page": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "readable_from": READABLE_FROM,
        "thesaurus_url": reverse(trying.LIST),
    }
    return TemplateResponse(request, "search/learning/unanswered.html", context)


@require_POST
def forget(request):
    """Delete a question from all weeks: nobody may keep what names a person."""
    language = request.POST.get("language", "")
    _check(request.user, language)
    Unanswered.objects.filter(language=language, text=request.POST.get("text", "")).readable().delete()
    messages.success(request, _("The question is deleted from all weeks."))
    return redirect("search_unanswered", language)


def _check(user, language):
    if not user.has_perm(PERMISSION):
        raise PermissionDenied
    if language not in LANGUAGES:
        raise Http404


def _languages():
    """Each language with the number of its different questions that can be read."""
    numbers = dict(
        Unanswered.objects.order_by()
        .values_list("language")
        .annotate(number=Count("fingerprint", distinct=True, filter=~Q(text="")))
    )
    return [
        {"code": code, "name": name, "number": numbers.get(code, 0), "url": reverse("search_unanswered", args=[code])}
        for code, name in settings.LANGUAGES
    ]


def _weeks(language, mondays):
    rows = Unanswered.objects.filter(language=language, week__in=mondays).order_by("-week", "-count", "text")
    return [_week(monday, list(of_week)) for monday, of_week in groupby(rows, key=lambda row: row.week)]


def _week(monday, rows):
    questions = [_question(row) for row in rows if row.text]
    return Week(monday, questions, others=len(rows) - len(questions))


def _question(row):
    query = urlencode({"q": row.text, "language": row.language})
    return Question(row.text, row.count, try_url=f"{reverse(trying.ADDRESS)}?{query}")
