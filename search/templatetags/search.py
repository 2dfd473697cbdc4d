from urllib.parse import quote

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from records.languages import is_by_machine

register = template.Library()


@register.filter
def with_marks(marked):
    """A Marked as HTML."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if is_marked else text,) for text, is_marked in marked.pieces)
    )


@register.simple_tag
def lang_of(language):
    """` lang="en"` of a text in another language than the page."""
    return format_html(' lang="{}"', language) if language not in (get_language(), "other") else ""


@register.filter
def has_text_by_machine(hit):
    """Whether title or extract may be what a machine wrote and nobody has reviewed."""
    fields = getattr(hit.record, "source_digests", None) or {}
    return any(is_by_machine(hit.record, field, hit.language) for field in fields)


@register.filter
def marked_words(hit):
    """The fragment that has the words of the search marked on the record's page (js/marks.js)."""
    return f"#marked={quote(','.join(hit.words))}" if hit.words else ""


@register.filter
def own_name(understood):
    """The name of a concept in the reader's language, where she typed another one; else ""."""
    names = understood.labels.get(get_language()) or [""]
    return "" if names[0].casefold() == understood.words.casefold() else names[0]
