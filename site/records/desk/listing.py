"""What the list of a kind of record shows."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column

from records.desk import translating
from records.languages import source_language


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
