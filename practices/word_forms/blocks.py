"""The text of a form as values: tables of rows of cells of blocks of spans. No Word in here."""

import re
import unicodedata
from dataclasses import dataclass, field, replace

PARAGRAPH, BULLET, NUMBER = "paragraph", "bullet", "number"

# The first and the last of them cannot stand in XML at all.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)
SPACES = re.compile(r"[^\S\n]+")
AROUND_BREAKS = re.compile(r" *\n[ \n]*")
# Characters of Symbol and Wingdings that mean something in a form; every other one of theirs is a bullet.
PRIVATE_USE = re.compile("[\uf000-\uf0ff]")
SYMBOLS = {
    "\uf06f": "☐",
    "\uf0a8": "☐",
    "\uf0fd": "☒",
    "\uf0fe": "☑",
    "\uf0fc": "✓",
    "\uf0fb": "✗",
    "\uf0e0": "→",
    "\uf02d": "-",
}


@dataclass(frozen=True)
class Span:
    """A run of text in one look; `text` may hold line breaks."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    struck: bool = False

    def saying(self, text):
        """Another text in the same look."""
        return Span(text, self.bold, self.italic, self.href, self.struck)

    def looks_like(self, other):
        return self.saying("") == other.saying("")


@dataclass(frozen=True)
class Block:
    """A paragraph or an item of a list; `level` counts from 0 and matters to list items only.

    mark: the sign with which somebody typed the item; it may be a tick.
    """

    spans: tuple[Span, ...]
    kind: str = PARAGRAPH
    level: int = 0
    mark: str = field(default="", compare=False)

    @property
    def text(self):
        return "".join(span.text for span in self.spans)

    @property
    def is_item(self):
        return self.kind != PARAGRAPH

    @property
    def is_bold(self):
        return all(span.bold for span in self.spans)


@dataclass(frozen=True)
class Cell:
    """A cell; `continues` when it is merged with the cell above it."""

    blocks: tuple[Block, ...] = ()
    continues: bool = False

    @property
    def text(self):
        return text_of(self.blocks)


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]


def paragraph(text):
    return Block((Span(text),))


def tidy(text):
    """A text as a form gives it back."""
    return text_of([Block(tidied((Span(text),)))])


def text_of(blocks):
    """Text without marks of lists, a line for each block and each line break."""
    return "\n".join(block.text for block in blocks)


def clean(text):
    """Composed Unicode without invisible characters; every space is a plain one, and there is one at a time."""
    text = PRIVATE_USE.sub(lambda match: SYMBOLS.get(match[0], "•"), INVISIBLE.sub("", text))
    return SPACES.sub(" ", unicodedata.normalize("NFC", text))


def tidied(spans):
    """Spans of one block: neighbours in the same look joined, text clean, no space at either end."""
    tidy, before = [], "\n"
    for span in _joined(spans):
        text = AROUND_BREAKS.sub("\n", clean(span.text))
        if before.endswith((" ", "\n")):
            text = text.lstrip(" \n" if before.endswith("\n") else " ")
        if text:
            tidy.append(span.saying(text))
            before = text
    return _without_end(tidy)


def _joined(spans):
    joined = []
    for span in spans:
        if joined and joined[-1].looks_like(span):
            joined[-1] = span.saying(joined[-1].text + span.text)
        else:
            joined.append(span)
    return joined


def _without_end(spans):
    while spans and not spans[-1].text.strip():
        spans.pop()
    if spans:
        spans[-1] = spans[-1].saying(spans[-1].text.rstrip())
    return tuple(spans)


def without_strikes(blocks):
    """The blocks with crossed out words like any others."""
    if not any(span.struck for block in blocks for span in block.spans):
        return blocks
    return tuple(
        replace(block, spans=tidied([replace(span, struck=False) for span in block.spans])) for block in blocks
    )


def without_start(block, length):
    """The block without its first `length` characters."""
    spans = []
    for span in block.spans:
        if length < len(span.text):
            spans.append(span.saying(span.text[length:]))
        length = max(0, length - len(span.text))
    return replace(block, spans=tidied(spans))


def between(block, start, end):
    """The block from one place in its text to another."""
    return replace(block, spans=tidied(_first(without_start(block, start).spans, end - start)))


def _first(spans, length):
    for span in spans:
        yield span.saying(span.text[: max(0, length)])
        length -= len(span.text)


def lines_of(block):
    """The block cut at its line breaks: blocks of one line each, in the same kind and level."""
    if "\n" not in block.text:
        return [block]
    lines = [[]]
    for span in block.spans:
        first, *others = span.text.split("\n")
        lines[-1].append(span.saying(first))
        lines.extend([replace(span, text=text)] for text in others)
    return [replace(block, spans=spans) for line in lines if (spans := tidied(line))]


def as_one(lines):
    """The blocks as lines of one block, in the kind and level of the first."""
    spans = [span for line in lines for span in (Span("\n"), *line.spans)]
    return replace(lines[0], spans=tidied(spans))
