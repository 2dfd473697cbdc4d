"""The page on which a record is translated: one language at a time, each text beside its source."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.log_actions import LogFormatter

from records import languages
from records.desk.languages_of_record import address, progress, switch
from records.desk.slots import Translation
from records.languages import source_language
from records.names import language_name
from records.operations import why_locked


def translate(request, pk, language, viewset):
    if not viewset.permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    if language not in languages.LANGUAGES:
        raise Http404
    if request.method == "POST":
        return _save(request, pk, language, viewset)
    translation = Translation(_draft(get_object_or_404(viewset.model, pk=pk)), language)
    if language == translation.source:
        raise Http404
    return _page(request, viewset, translation)


@transaction.atomic
def _save(request, pk, language, viewset):
    # Whoever saves the same record at the same moment waits here.
    record = viewset.model.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if record is None:
        problem = _("This was deleted meanwhile. Nothing was saved.")
        return _kept_page(request, viewset, Translation(viewset.model(), language), problem)
    translation = Translation(_draft(record), language)
    if language == translation.source:
        problem = _("This language is the source language by now. Nothing was saved.")
        return _kept_page(request, viewset, translation, problem)
    if problem := _hindrance(translation.draft, request):
        return _page(request, viewset, translation, translation.refuse_all(request.POST), problem)
    saved, refused = translation.save(request.POST, request.user)
    if refused or translation.kept(request.POST):
        return _page(request, viewset, translation, refused, _what_was_saved(saved))
    _say_how_it_went(request, saved, translation.draft)
    return redirect(request.path)


def _draft(record):
    return record.get_latest_revision_as_object()


def _hindrance(draft, request):
    """Why nothing at all can be saved, "" when something can."""
    if reason := why_locked(draft, request.user):
        what_became_of_it = _("Nothing was saved. What you wrote is still here.")
        return f"{reason}. {what_became_of_it}"
    before, now = request.POST.get("source", ""), source_language(draft)
    if before in languages.LANGUAGES and before != now:
        return _(
            "The source language was changed meanwhile, from %(before)s to %(now)s. Nothing was saved. "
            "Compare your texts with the new source, then save again."
        ) % {"before": language_name(before), "now": language_name(now)}
    return ""


def _what_was_saved(saved):
    if not saved:
        return _("Nothing was saved. What you wrote is still here: see the fields that are marked.")
    return ngettext(
        "%(number)s field was saved. The others are still here as you wrote them: see the fields that are marked.",
        "%(number)s fields were saved. The others are still here as you wrote them: see the fields that are marked.",
        saved,
    ) % {"number": saved}


def _say_how_it_went(request, saved, draft):
    if not saved:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
    elif draft.withdrawn_at:
        messages.warning(request, _("The translation is saved as a draft. The record was withdrawn, and stays so."))
    else:
        messages.success(request, _("The translation is saved as a draft."))


def _page(request, viewset, translation, refused=None, problem=""):
    draft, language = translation.draft, translation.language
    lock = why_locked(draft, request.user)
    withdrawn = _("This was withdrawn. What you save stays a draft until a chief editor reinstates it.")
    media, lines = translation.lines(refused)
    context = {
        "draft": draft,
        "header_title": f"{draft}: {language_name(language)}",
        "header_icon": viewset.icon,
        "breadcrumbs_items": viewset.breadcrumbs_of(draft, (capfirst(language_name(language)), None)),
        "media": media,
        "lines": lines,
        "waiting": [line for line in lines if line.needs_work],
        "by_machine": [line for line in lines if line.slot.is_machine],
        "source": translation.source,
        "language": language,
        "progress": progress(draft, language),
        "switch": switch(draft, language),
        "problem": problem or lock,
        "notice": withdrawn if draft.withdrawn_at else "",
        "may_save": bool(refused) or not lock,
        "refused": [line for line in lines if line.refusal],
        "kept": translation.kept(request.POST) if problem else [],
    }
    return TemplateResponse(request, "desk/translate.html", context)


def _kept_page(request, viewset, translation, problem):
    """There is nothing left to translate, but somebody wrote texts: here they are."""
    record = translation.draft
    name = "edit" if record.pk else "list"
    title = str(record) if record.pk else capfirst(viewset.model._meta.verbose_name)
    context = {
        "page_title": title,
        "header_title": title,
        "header_icon": viewset.icon,
        "problem": problem,
        "kept": translation.kept(request.POST, also_of_slots=True),
        "next_url": reverse(viewset.get_url_name(name), args=[record.pk] if record.pk else []),
    }
    return TemplateResponse(request, "desk/translation_kept.html", context)


class TranslateItem(ActionMenuItem):
    """ "Translate" in the menu beside "Save draft": to the language that lacks most."""

    name = "translate"
    label = gettext_lazy("Translate …")
    icon_name = "globe"
    order = 50

    def is_shown(self, context):
        return bool(context.get("instance"))

    def get_url(self, context):
        state = languages.translation_state(context["instance"])
        lacking = {language: each["missing"] + each["outdated"] for language, each in state.items()}
        return address(context["instance"], max(lacking, key=lacking.get))


class TranslationInTheHistory(LogFormatter):
    label = gettext_lazy("Translate")

    def format_message(self, log_entry):
        number = log_entry.data["fields"]
        return ngettext(
            "%(number)s field translated: %(language)s", "%(number)s fields translated: %(language)s", number
        ) % {
            "number": number,
            "language": language_name(log_entry.data["language"]),
        }
