import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate

from records import names

register = template.Library()

ESCAPES_OF_JSON = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


@register.simple_tag
def lang_attribute(text):
    """` lang="en"` for a text that is a fallback, so that a screen reader changes its voice; else nothing."""
    return format_html(' lang="{}"', text.language) if getattr(text, "is_fallback", False) else ""


@register.filter
def kind(record):
    """What an address calls this kind of record."""
    return record._meta.model_name


@register.filter
def linked_data(data):
    """A block of JSON-LD; no text in it can end the block."""
    return format_html(
        '<script type="application/ld+json">{}</script>', mark_safe(json.dumps(data).translate(ESCAPES_OF_JSON))
    )


@register.filter
def country_name(code):
    return names.country_name(str(code))


@register.filter
def country_names(codes):
    return ", ".join(names.country_name(code) for code in codes)


@register.filter
def language_name(code):
    return names.language_name(code)


@register.filter
def month_and_year(date):
    return names.month_and_year(date) if date else ""


@register.filter
def in_words(date):
    """A date in words of the reader's language."""
    return names.date_in_words(date) if date else ""


@register.simple_tag
def today_in_words():
    return names.date_in_words(localdate())
