"""What the list of a kind of record shows."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn

from records.desk import languages_of_record
from records.desk.states import State
from records.languages import source_language


def languages_at_a_glance(record):
    """ "IT ✓, DE 3 missing": each a link to its translation page; the source language is first and plain."""
    links = format_html_join(
        " ",
        '<a class="desk-language" href="{}">{} {}</a>',
        (
            (
                languages_of_record.address(record, language),
                language.upper(),
                languages_of_record.state_in_words(state) or "✓",
            )
            for language, state in record.translation_state.items()
        ),
    )
    return format_html("{} {}", source_language(record).upper(), links)


def languages_column():
    return Column("languages", label=_("Languages"), accessor=languages_at_a_glance)


def state_column():
    """Of a queryset `with_state`."""
    on_the_site = (State.LIVE, State.CHANGED)
    return StatusTagColumn(
        "state",
        label=_("State"),
        accessor=lambda record: State(record.state).label,
        primary=lambda record: record.state in on_the_site,
    )
