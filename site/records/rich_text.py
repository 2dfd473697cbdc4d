"""Rich text: when it is empty, and the way to and from plain lines."""

import re
from html import escape

from lxml import html

SOMETHING_VISIBLE = re.compile(r"<(?:embed|img|hr)\b")
TAG = re.compile(r"<[^>]+>")


def is_empty(markup):
    """True when a reader would see nothing."""
    return not SOMETHING_VISIBLE.search(markup) and not TAG.sub("", markup).replace("&nbsp;", "").strip()


def from_plain(text):
    """HTML of plain text: paragraphs between blank lines; lines beginning "- " or "1. " are lists."""
    parts = re.split(r"\n\s*\n", text.strip())
    return "".join(_block(part) for part in parts if part.strip())


def _block(part):
    lines = [line.strip() for line in part.splitlines()]
    markup, paragraph, items, list_tag = [], [], [], ""

    def close():
        if paragraph:
            markup.append(f"<p>{' '.join(paragraph)}</p>")
            paragraph.clear()
        if items:
            markup.append(f"<{list_tag}>{''.join(f'<li>{item}</li>' for item in items)}</{list_tag}>")
            items.clear()

    for line in lines:
        bullet = re.match(r"(-|\d+\.) +(.*)", line)
        if not bullet:
            if items:
                items[-1] += f" {escape(line, quote=False)}"
            else:
                paragraph.append(escape(line, quote=False))
            continue
        tag = "ul" if bullet[1] == "-" else "ol"
        if paragraph or (items and tag != list_tag):
            close()
        list_tag = tag
        items.append(escape(bullet[2], quote=False))
    close()
    return "".join(markup)


def to_plain(markup):
    """Plain lines of HTML: a line for each paragraph, "- " before each item of a list."""
    if not markup:
        return ""
    lines = []
    for element in html.fragment_fromstring(markup, create_parent="div").iter("p", "li", "h2", "h3", "h4"):
        text = _own_text(element)
        if text:
            lines.append(f"- {text}" if element.tag == "li" else text)
    return "\n".join(lines) or TAG.sub("", markup).strip()


def _own_text(element):
    """Text of an element without that of lists nested in it."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "br":
            pieces.append("\n")
        elif child.tag not in ("ul", "ol", "p"):
            pieces.append(_own_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces) if element.tag in ("b", "i", "a", "em", "strong") else "".join(pieces).strip()
