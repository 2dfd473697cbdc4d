"""Blocks as rich text for the database (p, ul, ol, li, b, i, a, br and nothing else) and as plain lines, and back."""

from dataclasses import replace
from html import escape
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlsplit

from lxml import html

from practices.word_forms.blocks import BULLET, INVISIBLE, NUMBER, Block, Span, text_of, tidied
from practices.word_forms.typed_lists import with_typed_lists
from records.folding import has_words

LINKED_TO = {"http", "https", "mailto"}
LISTS = {"ul": BULLET, "ol": NUMBER}
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
PARAGRAPHS = {"p", "li", "div", *HEADINGS}
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}


def to_html(blocks):
    """HTML in which everything that a form brought is escaped; a link to anywhere unusual keeps its text only."""
    return "".join(
        _lists(list(group)) if is_item else "".join(f"<p>{_inline(block.spans)}</p>" for block in group)
        for is_item, group in groupby(blocks, key=attrgetter("is_item"))
    )


def to_plain(blocks):
    """A line for each paragraph and line break; an item of a list, numbered or not, begins with "- "."""
    return "\n".join(f"- {block.text}" if block.is_item else block.text for block in blocks)


def _lists(items):
    """Items that follow each other as lists, the deeper ones inside the item that they follow."""
    level = items[0].level
    groups = []
    for item in items:
        if item.level > level and groups:
            groups[-1].append(item)
        else:
            groups.append([item])
    return "".join(f"<{tag}>{''.join(map(_item, members))}</{tag}>" for tag, members in groupby(groups, key=_tag))


def _tag(group):
    return "ol" if group[0].kind == NUMBER else "ul"


def _item(group):
    item, *deeper = group
    return f"<li>{_inline(item.spans)}{_lists(deeper) if deeper else ''}</li>"


def _inline(spans):
    return "".join(
        _linked(href, "".join(map(_styled, group))) for href, group in groupby(spans, key=attrgetter("href"))
    )


def _styled(span):
    markup = escape(span.text, quote=False).replace("\n", "<br/>")
    if span.italic:
        markup = f"<i>{markup}</i>"
    return f"<b>{markup}</b>" if span.bold else markup


def _linked(href, markup):
    return f'<a href="{escape(href)}">{markup}</a>' if _may_be_linked(href) else markup


def _may_be_linked(href):
    try:
        address = urlsplit(href)
    except ValueError:
        return False
    return address.scheme in LINKED_TO and bool(address.netloc or address.scheme == "mailto")


# --- And back -------------------------------------------------------------------------------------------------------


def from_html(markup):
    """The Blocks that a form would hold for rich text of the database: headings are bold, what is no text is left out."""
    markup = INVISIBLE.sub("", markup)
    if not markup.strip():
        return ()
    reader = _MarkupReader()
    reader.read(html.fragment_fromstring(markup, create_parent="div"))
    return with_typed_lists(tuple(reader.blocks))


def from_plain(text):
    """The Blocks that a form would hold for a plain text, one for each line."""
    blocks = [Block(tidied((Span(line),))) for line in text.splitlines()]
    return with_typed_lists(tuple(block for block in blocks if block.spans))


def html_of_form(markup):
    """Rich text as a form would bring it back: the same text with the same marks, without what a form cannot say."""
    blocks = from_html(markup)
    return to_html(blocks) if has_words(text_of(blocks)) else ""


def plain_of_form(text):
    """Plain text as a form would bring it back."""
    text = text_of(from_plain(text))
    return text if has_words(text) else ""


class _MarkupReader:
    """Reads an element into `blocks`. A look is a Span, a place a Block: both without text."""

    def __init__(self):
        self.blocks = []
        self._spans = []

    def read(self, element, look=Span(""), place=Block(())):  # noqa: B008 - both are values
        self._read_content(element, look, place)
        self._end(place)

    def _read_content(self, element, look, place):
        self._write(element.text, look)
        for child in element:
            self._read_child(child, look, place)
            self._write(child.tail, look)

    def _read_child(self, child, look, place):
        if child.tag == "br":
            self._spans.append(look.saying("\n"))
        elif child.tag in LISTS:
            self._end(place)
            self.read(child, look, Block((), LISTS[child.tag], place.level + 1 if place.is_item else 0))
        elif child.tag in PARAGRAPHS:
            self._end(place)
            self.read(child, replace(look, bold=look.bold or child.tag in HEADINGS), place)
        elif isinstance(child.tag, str):
            self._read_content(child, _dressed(look, child), place)

    def _write(self, text, look):
        if text:
            self._spans.append(look.saying(text.replace("\n", " ")))

    def _end(self, place):
        if spans := tidied(self._spans):
            self.blocks.append(replace(place, spans=spans))
        self._spans = []


def _dressed(look, element):
    href = element.get("href", "").strip() if element.tag == "a" else ""
    return replace(
        look,
        bold=look.bold or element.tag in BOLD,
        italic=look.italic or element.tag in ITALIC,
        href=href if _may_be_linked(href) else look.href,
    )
