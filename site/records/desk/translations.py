"""What is missing, outdated or not yet reviewed in a language, over all records: nearest to completion first."""

from collections import Counter
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem

from records.desk.languages_of_record import address, state_in_words
from records.languages import LANGUAGES, columns, translated_fields
from records.models import record_models

# Of a record, as far as it has them.
SHOWN = {"number", "source_language", "source_digests"}
LACKING = ("missing", "outdated", "machine")
# A record last saved before something was counted has no number of it.
NOTHING = {"fields": 0, "missing": 0, "outdated": 0, "machine": 0}
PER_PAGE = 50


@dataclass(frozen=True)
class Entry:
    """A record with work left in a language. record: loaded for the page that is shown."""

    model: type
    pk: int
    language: str
    live: bool
    state: dict
    record: object = None

    @property
    def kind(self):
        return capfirst(self.model._meta.verbose_name)

    @property
    def number(self):
        return getattr(self.record, "number", None)

    @property
    def done(self):
        return self.state["fields"] - self.state["missing"] - self.state["outdated"]

    @property
    def is_counted(self):
        """False of a record last saved before its fields were counted; `run_due` counts it."""
        return self.state["fields"] > 0

    @property
    def url(self):
        return address(self.record, self.language)

    @property
    def rank(self):
        share = self.done / self.state["fields"] if self.is_counted else 0
        return (
            -share,
            self.state["missing"] + self.state["outdated"],
            self.state["machine"],
            self.model._meta.label,
            self.pk,
        )


def overview(request, language):
    models = _models_of(request.user)
    if not models:
        raise PermissionDenied
    if language not in LANGUAGES:
        raise Http404
    kinds = {model._meta.model_name: model for model in models}
    kind, published = request.GET.get("kind", ""), "published" in request.GET
    entries, totals = _count([kinds[kind]] if kind in kinds else models, published, language)
    paginator = Paginator(sorted(entries, key=lambda entry: entry.rank), PER_PAGE)
    page = paginator.get_page(request.GET.get("p"))
    context = {
        "page_title": _("Translations"),
        "header_title": _("Translations"),
        "header_icon": "globe",
        "language": language,
        "languages": [_choice(code, name, totals[code], request) for code, name in settings.LANGUAGES],
        "kinds": [(name, capfirst(model._meta.verbose_name_plural)) for name, model in kinds.items()],
        "kind": kind,
        "published": published,
        "entries": _with_records(page.object_list),
        "page": page,
        "elided_page_range": paginator.get_elided_page_range(page.number),
    }
    return TemplateResponse(request, "desk/translations.html", context)


def own_language(request):
    language = get_language()
    return redirect("desk_translations", language if language in LANGUAGES else settings.LANGUAGE_CODE)


def _models_of(user):
    return [
        model
        for model in record_models()
        if model.snippet_viewset.permission_policy.user_has_permission(user, "change")
    ]


def _count(models, published, wanted):
    """(entries of the wanted language, {language: Counter of what all records lack}): one query for each kind."""
    entries, totals = [], {language: Counter() for language in LANGUAGES}
    for model in models:
        records = model.objects.published() if published else model.objects.filter(withdrawn_at=None)
        for pk, live, states in records.order_by().values_list("pk", "live", "translation_state"):
            for language, state in states.items():
                lacks = {name: state[name] for name in LACKING if state.get(name)}
                if lacks and language in totals:
                    totals[language].update(lacks)
                    if language == wanted:
                        entries.append(Entry(model, pk, language, live, NOTHING | state))
    return entries, totals


def _with_records(entries):
    """The entries of one page with their records: one query for each kind."""
    records = {}
    for model in {entry.model for entry in entries}:
        keys = [entry.pk for entry in entries if entry.model is model]
        names = [field.name for field in model._meta.fields if field.name in SHOWN]
        # A title that is made of a fact, as a country's name is, has no columns.
        titles = columns(model.title_field) if model.title_field in translated_fields(model) else ()
        shown = model.objects.filter(pk__in=keys).only(*names, *titles, *model.title_made_of)
        records |= {(model, record.pk): record for record in shown}
    return [replace(entry, record=record) for entry in entries if (record := records.get((entry.model, entry.pk)))]


def _choice(code, name, total, request):
    """A language of the switch, with what all its records together lack."""
    query = request.GET.copy()
    query.pop("p", None)
    return {
        "code": code,
        "name": name,
        "words": state_in_words(total) or _("complete"),
        "url": reverse("desk_translations", args=[code]) + (f"?{query.urlencode()}" if query else ""),
    }


class TranslationsItem(MenuItem):
    """To the language in which one reads the admin."""

    def __init__(self):
        super().__init__(
            gettext_lazy("Translations"),
            reverse_lazy("desk_translations_own"),
            "translations",
            icon_name="globe",
            order=130,
        )

    def is_shown(self, request):
        return bool(_models_of(request.user))
