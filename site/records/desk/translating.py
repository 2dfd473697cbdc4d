"""Translating a record at the desk: one language at a time, each field beside its source."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms.models import modelform_factory
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.forms.models import formfield_for_dbfield

from records import languages, rich_text
from records.languages import column, source_language, text_in


@dataclass(frozen=True)
class Line:
    """One field of the page. changes: [(kind, words)] of the source since this translation was made."""

    name: str
    label: str
    source: str
    is_rich: bool
    field: forms.BoundField
    is_missing: bool
    is_outdated: bool
    changes: tuple

    @property
    def needs_work(self):
        return self.is_missing or self.is_outdated


@dataclass
class Translation:
    """A record's newest draft and the language it is translated to."""

    draft: object
    language: str

    @cached_property
    def fields(self):
        """Fields with something to translate, or with a translation already."""
        return [
            name
            for name in languages.translated_fields(type(self.draft))
            if text_in(self.draft, name, self.source) or text_in(self.draft, name, self.language)
        ]

    @cached_property
    def source(self):
        return source_language(self.draft)

    def form(self, data=None):
        """A form of this language's columns alone, and a box for each outdated field that is still right."""
        columns = [column(name, self.language) for name in self.fields]
        form_class = modelform_factory(type(self.draft), fields=columns, formfield_callback=formfield_for_dbfield)
        form = form_class(data, instance=self.draft)
        for name in languages.outdated_fields(self.draft, self.language):
            form.fields[still_right(name)] = forms.BooleanField(required=False, label=_("Still right as it is"))
        return form

    def save(self, form, user):
        """Save as a draft. What is published stays as it is."""
        draft = form.save(commit=False)
        for name in self.fields:
            if form.cleaned_data.get(still_right(name)):
                languages.confirm(draft, name, self.language)
        draft.save_revision(user=user, log_action=True)

    def lines(self, form):
        outdated = languages.outdated_fields(self.draft, self.language)
        return [self._line(form, name, name in outdated) for name in self.fields]

    def _line(self, form, name, is_outdated):
        text = text_in(self.draft, name, self.source)
        return Line(
            name=name,
            label=str(type(self.draft)._meta.get_field(name).verbose_name),
            source=text,
            is_rich="<" in text,
            field=form[column(name, self.language)],
            is_missing=bool(text) and not text_in(self.draft, name, self.language),
            is_outdated=is_outdated,
            changes=word_changes(self._source_then(name), text) if is_outdated else (),
        )

    def _source_then(self, name):
        """The source this translation was made from, found in the history; "" when it is no longer there."""
        made_from = self.draft.source_digests[name][self.language]["source"]
        source_column = column(name, self.source)
        for revision in self.draft.revisions.order_by("-created_at", "-pk").iterator(chunk_size=20):
            text = revision.content.get(source_column) or ""
            if languages.digest(text) == made_from:
                return text
        return ""


def still_right(name):
    return f"still-right-{name}"


def word_changes(before, after):
    """(("same" | "removed" | "added", words), ...) between two texts, word by word; empty without a `before`."""
    if not before:
        return ()
    old, new = (re.findall(r"\S+\s*", rich_text.to_plain(text)) for text in (before, after))
    changes = []
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            changes.append(("same", "".join(old[old_start:old_end])))
            continue
        changes += [
            (sort, "".join(words))
            for sort, words in (("removed", old[old_start:old_end]), ("added", new[new_start:new_end]))
            if words
        ]
    return tuple(changes)


def translate(request, pk, language, viewset):
    record = get_object_or_404(viewset.model, pk=pk)
    if not viewset.permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    draft = record.get_latest_revision_as_object()
    if language not in languages.LANGUAGES or language == source_language(draft):
        raise Http404
    translation = Translation(draft, language)
    form = translation.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        translation.save(form, request.user)
        messages.success(request, _("The translation is saved as a draft."))
        return redirect(request.path)
    return TemplateResponse(request, "desk/translate.html", _context(viewset, translation, form))


def _context(viewset, translation, form):
    draft, lines = translation.draft, translation.lines(form)
    return {
        "draft": draft,
        "page_title": str(draft),
        "header_icon": viewset.icon,
        "form": form,
        "media": form.media,
        "lines": lines,
        "next_line": next((line for line in lines if line.needs_work), None),
        "source": translation.source,
        "language": translation.language,
        "progress": progress(draft, translation.language),
        "edit_url": reverse(viewset.get_url_name("edit"), args=[draft.pk]),
        "languages": [
            {"code": code, "name": name, "url": address(draft, code)}
            for code, name in settings.LANGUAGES
            if code != translation.source
        ],
    }


def address(record, language):
    return reverse(record.snippet_viewset.get_url_name("translate"), args=[record.pk, language])


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
        return address(context["instance"], max(state, key=lambda language: sum(state[language].values())))


def progress(record, language):
    """{"done": fields translated and up to date, "all": fields to translate}"""
    source = source_language(record)
    written = [name for name in languages.translated_fields(type(record)) if text_in(record, name, source)]
    state = languages.translation_state(record)[language]
    return {"done": len(written) - state["missing"] - state["outdated"], "all": len(written), **state}
