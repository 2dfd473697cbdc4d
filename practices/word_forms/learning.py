"""The cell "Learning from the case", split into strengths, innovation, challenges and other lessons."""

from practices.word_forms.blocks import lines_of
from practices.word_forms.labels import split_label

SECTIONS = ("strengths", "innovation", "challenges", "lessons")
OTHERWISE = "lessons"


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
    lines = lines_of(block)
    return lines if any(_heading(line)[0] for line in lines) else [block]


def _heading(line):
    """(field, what follows it on the line) of "Strengths: ..." or "Strengths"; (None, the line) of any other."""
    found = split_label((line,))
    if not found or found[0].field not in SECTIONS:
        return None, (line,)
    label, printed, rest = found
    if line.is_item and not rest and not printed.endswith(":") and not line.is_bold:
        return None, (line,)  # an item of a list that happens to be one word
    return label.field, rest
