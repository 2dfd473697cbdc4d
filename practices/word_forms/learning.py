"""The cell "Learning from the case", split into strengths, innovation, challenges and other lessons."""

import re
from dataclasses import replace
from itertools import pairwise

from practices.word_forms.blocks import PARAGRAPH, between, lines_of, without_start
from practices.word_forms.labels import PRACTICE

SECTIONS = ("strengths", "innovation", "challenges", "lessons")
OTHERWISE = "lessons"
END_OF_SENTENCE = re.compile(r"[.;!]\s+(?=[^\s.:;][^.:;]{3,50}:)")


def split_learning(blocks):
    """field -> blocks. What stands before the first heading, or without any, is a lesson."""
    sections, field = {}, OTHERWISE
    for block in blocks:
        for line in _cut_at_headings(block):
            heading, rest = _heading(line)
            field = heading or field
            sections.setdefault(field, []).extend(rest)
    return {field: tuple(found) for field, found in sections.items() if found}


def _cut_at_headings(block):
    first, *others = lines_of(block)
    parts = [part for line in (first, *(replace(line, kind=PARAGRAPH) for line in others)) for part in _sentences(line)]
    return parts if any(_heading(part)[0] for part in parts) else [block]


def _sentences(line):
    """The line, cut where a heading follows the end of a sentence: "Strengths: trust. Weaknesses: money"."""
    ends = [match.end() for match in END_OF_SENTENCE.finditer(line.text)]
    starts = [end for end in ends if _heading(without_start(line, end))[0]]
    if not starts or not _heading(line)[0]:
        return [line]
    return [between(line, start, end) for start, end in pairwise([0, *starts, len(line.text)])]


def _heading(line):
    """(field, what follows it on the line) of "Strengths: ..." or "Strengths"; (None, the line) of any other."""
    found = PRACTICE.split((line,))
    if not found or found[0].field not in SECTIONS:
        return None, (line,)
    label, printed, rest = found
    if line.is_item and not rest and not printed.endswith(":") and not line.is_bold:
        return None, (line,)  # an item of a list that happens to be one word
    return label.field, rest
