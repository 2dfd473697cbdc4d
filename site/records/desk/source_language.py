"""A record was begun in the wrong language: say so once, and its texts move there."""

from django import forms
from django.conf import settings
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from records.languages import (
    relations_with_texts,
    set_text,
    source_language,
    text_in,
    texts_of,
    translated_fields,
)
from records.operations import why_locked


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("It was written in"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


def change_source_language(request, pk, viewset):
    record = viewset.record_to_change(request.user, pk)
    edit_url = reverse(viewset.get_url_name("edit"), args=[record.pk])
    if reason := why_locked(record, request.user):
        messages.error(request, reason)
        return redirect(edit_url)
    draft = record.get_latest_revision_as_object()
    form = LanguageForm(request.POST or None, initial={"language": source_language(draft)})
    if form.is_valid():
        move(draft, form.cleaned_data["language"])
        draft.save_revision(user=request.user, log_action=True)
        messages.success(request, _("The language is changed in the draft."))
        return redirect(edit_url)
    context = {
        "form": form,
        "page_title": str(draft),
        "header_title": str(draft),
        "header_icon": viewset.icon,
        "edit_url": edit_url,
    }
    return TemplateResponse(request, "desk/source_language.html", context)


def move(record, language):
    """Make `language` the source. The texts go along, unless it has texts of its own already: then each stays."""
    source = source_language(record)
    if not any(text_in(part, field, language) for part, field in texts_of(record)):
        _move_texts(record, source, language)
        for relation in relations_with_texts(type(record)):
            rows = list(getattr(record, relation).all())
            for row in rows:
                _move_texts(row, source, language)
            setattr(record, relation, rows)
    record.source_language = language


def _move_texts(part, source, language):
    for field in translated_fields(type(part)):
        set_text(part, field, language, text_in(part, field, source))
        set_text(part, field, source, "")
