"""The plain form of every record in the Wagtail admin: its facts, then one tab for each language."""

from functools import partial

from django import forms
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from records import translating, withdrawal
from records.languages import LANGUAGES, column, source_language
from records.panels import language_tab

WITHDRAWN = _("This was withdrawn. Save it as a draft; a chief editor can reinstate it.")


class RecordForm(WagtailAdminModelForm):
    """A draft may be saved half-written; what is published needs its title in the source language."""

    def clean(self):
        cleaned = super().clean()
        if self.instance.withdrawn_at and not self.is_deferred_validation:
            self.add_error(None, WITHDRAWN)
        title = column(self.instance.title_field, self._source_language())
        if not self.is_deferred_validation and not cleaned.get(title):
            self.add_error(
                title if title in self.fields else None,
                forms.ValidationError(_("Write the title in the source language before publishing."), "required"),
            )
        return cleaned

    def _source_language(self):
        return self.cleaned_data.get("source_language") or source_language(self.instance)


class RecordViewSet(SnippetViewSet):
    """Defaults for every kind of record; a subclass names the model and `fact_panels`."""

    # Posting to a copy's address would overwrite the original.
    copy_view_enabled = False
    add_to_admin_menu = True
    list_per_page = 50
    list_select_related = []
    fact_panels = []
    form_class = RecordForm

    def get_queryset(self, request):
        return self.model.objects.select_related("latest_revision", *self.list_select_related)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("withdraw/<int:pk>/", partial(withdrawal.withdraw, viewset=self), name="withdraw"),
            path("reinstate/<int:pk>/", partial(withdrawal.reinstate, viewset=self), name="reinstate"),
            path("translate/<int:pk>/<str:language>/", partial(translating.translate, viewset=self), name="translate"),
        ]

    def get_edit_handler(self):
        facts = ObjectList([*self.fact_panels, PublishingPanel()], heading=_("Facts"))
        languages = [language_tab(self.model, code) for code in LANGUAGES]
        handler = TabbedInterface([facts, *languages], base_form_class=self.form_class)
        return handler.bind_to_model(self.model)


def languages_at_a_glance(record):
    """ "IT complete, DE 3 missing": each a link to its translation page; the source language is first and plain."""
    links = format_html_join(
        " ",
        '<a href="{}">{} {}</a>',
        (
            (translating.address(record, language), language.upper(), _state_in_words(state))
            for language, state in record.translation_state.items()
        ),
    )
    return format_html("{} {}", source_language(record).upper(), links)


def _state_in_words(state):
    if not any(state.values()):
        return "✓"
    words = [
        ngettext("%(number)s missing", "%(number)s missing", state["missing"]) % {"number": state["missing"]},
        ngettext("%(number)s outdated", "%(number)s outdated", state["outdated"]) % {"number": state["outdated"]},
    ]
    return ", ".join(text for text, number in zip(words, state.values(), strict=True) if number)


def languages_column():
    return Column("languages", label=_("Languages"), accessor=languages_at_a_glance)
