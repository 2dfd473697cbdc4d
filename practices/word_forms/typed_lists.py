"""Lists that somebody typed: lines that begin "- ", "• ", "1. " or "a)" are items of a list."""

import re
from dataclasses import replace
from string import ascii_lowercase

from practices.word_forms.blocks import BULLET, NUMBER, PARAGRAPH, as_one, lines_of, without_start

# A dash before a digit is a minus, so a dash needs a space or a letter after it.
TYPED_BULLET = re.compile(r"(?:[•·▪●◦○■➢►▶✓✔❖] ?|\* |[-–—](?: |(?=[^\W\d_])))(?=\S)")
TYPED_NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])[.)] (?=\S)")


def with_typed_lists(blocks):
    """Blocks in which typed lists are lists, without the typed marks.

    Typed numbers make a list only where they count on from 1 (or "a"): a lone "3. May" stays as printed.
    """
    lines = [line for block in blocks for line in _cut_at_items(block)]
    return tuple(_numbered([_as_bullet(line) for line in lines]))


def _cut_at_items(block):
    lines = lines_of(block)
    marked = [bool(_mark(line)) for line in lines]
    if block.is_item or len(lines) < 2 or not any(marked):
        return [block]
    return _regrouped(lines, marked)


def _regrouped(lines, marked):
    """A marked line begins a block; a line without a mark goes on with the block before it."""
    groups = [[]]
    for line, begins in zip(lines, marked, strict=True):
        if begins and groups[-1]:
            groups.append([])
        groups[-1].append(line)
    return [as_one(group) for group in groups]


def _mark(line):
    return TYPED_BULLET.match(line.text) or TYPED_NUMBER.match(line.text)


def _as_bullet(block):
    mark = TYPED_BULLET.match(block.text) if block.kind == PARAGRAPH else None
    return replace(without_start(block, mark.end()), kind=BULLET, mark=mark[0].strip()) if mark else block


def _numbered(blocks):
    position = 0
    while position < len(blocks):
        run = _counted_items(blocks, position) or [blocks[position]]
        yield from run
        position += len(run)


def _counted_items(blocks, start):
    """The items of the numbered list that begins at `start`; a single item is no list."""
    items = []
    for place in range(start, len(blocks)):
        mark = _next_number(blocks[place], len(items))
        if not mark:
            break
        items.append(replace(without_start(blocks[place], mark.end()), kind=NUMBER))
    return items if len(items) > 1 else []


def _next_number(block, counted):
    """The typed number of a block, if it is the next after so many items."""
    mark = TYPED_NUMBER.match(block.text) if block.kind == PARAGRAPH else None
    return mark if mark and mark[1] in (str(counted + 1), ascii_lowercase[counted : counted + 1]) else None
