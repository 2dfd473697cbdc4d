"""Blocks as rich text for the database (p, ul, ol, li, b, i, a, br and nothing else), and as plain lines."""

from html import escape
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlsplit

from practices.word_forms.blocks import NUMBER

LINKED_TO = {"http", "https", "mailto"}


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
