"""Panels of translated fields for the forms of the Wagtail admin."""

from django import forms
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList

from records.languages import LANGUAGES, column, source_language, translated_fields


class TextPanel(FieldPanel):
    """A translated field in the language its record was written in; `RecordForm` leaves the other columns out.

    A row hangs on its form alone, so it carries them along, hidden.
    """

    def get_form_options(self):
        columns = [column(self.field_name, language) for language in LANGUAGES]
        options = {"fields": columns, "defer_required_on_fields": columns}
        return options | ({"widgets": dict.fromkeys(columns, self.widget)} if self.widget else {})

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "desk/text_panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.bound_field:
                heading = self.panel.heading or capfirst(self.panel.db_field.verbose_name)
                self.heading = self.bound_field.label = heading

        @property
        def language(self):
            return getattr(self.form, "language", None) or source_language(self.instance)

        @property
        def field_name(self):
            return column(self.panel.field_name, self.language)

        @property
        def hidden(self):
            """The other languages' fields, where the form has them."""
            others = (column(self.panel.field_name, code) for code in LANGUAGES if code != self.language)
            return [self.form[name].as_hidden() for name in others if name in self.form.fields]


class TextRowsPanel(InlinePanel):
    """Rows with translated texts: written in the source language, their translations and what they were made from kept."""

    def get_form_options(self):
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["fields"] = [*rows["fields"], "source_digests"]
        rows["widgets"] = rows["widgets"] | {"source_digests": forms.HiddenInput}
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            for child in (*self.children, self.empty_child) if self.form else ():
                child.form.language = self.form.language


def texts(*fields):
    return [TextPanel(field) for field in fields]


def language_tab(model, language):
    panels = [FieldPanel(column(field, language)) for field in translated_fields(model)]
    return ObjectList(panels, heading=language.upper())


def translated_panels(*fields):
    """Panels of some translated fields in every language, for a form without a source language."""
    return [FieldPanel(column(field, language)) for field in fields for language in LANGUAGES]
