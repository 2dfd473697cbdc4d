"""Panels of translated fields for the forms of the Wagtail admin."""

from wagtail.admin.panels import FieldPanel, ObjectList

from records.languages import LANGUAGES, column, translated_fields


def language_tab(model, language):
    panels = [FieldPanel(column(field, language)) for field in translated_fields(model)]
    return ObjectList(panels, heading=language.upper())


def translated_panels(*fields):
    """Panels of some translated fields in every language, for an inline form."""
    return [FieldPanel(column(field, language)) for field in fields for language in LANGUAGES]
