"""Tracked changes of Word are accepted: what was deleted is gone, and nobody is named for what was added.

Hiding a name by deleting it while changes are tracked keeps the name in the file. This is where it goes.
"""

from records.cleaning.traces import Trace
from records.cleaning.trees import cut, cut_with_empty_parents, local_name, named, namespace, unwrap

DELETED = ("del", "moveFrom")
ADDED = ("ins", "moveTo")
FORMER_LOOKS = (
    "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange trPrChange tcPrChange numberingChange "
    "cellIns cellDel cellMerge"
).split()
ENDS = (
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd "
    "customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd "
    "customXmlMoveToRangeStart customXmlMoveToRangeEnd"
).split()
PROPERTIES = ("rPr", "trPr", "numPr", "ctrlPr")


def accept(root, traces):
    ended = []
    for change in _of_word(root, *DELETED, *ADDED, *FORMER_LOOKS, *ENDS):
        if change.getparent() is None:
            continue
        name, holder = local_name(change.tag), local_name(change.getparent().tag)
        if name not in ENDS:
            traces.found(Trace.CHANGES)
        if name in DELETED and holder == "trPr":
            _cut_row(change)
        elif name in DELETED and holder == "rPr":
            ended.append(_paragraph_of(change))
            cut(change)
        elif name in ADDED and holder not in PROPERTIES:
            unwrap(change)
        else:
            cut(change)
    for paragraph in filter(None.__ne__, ended):
        _cut_if_empty(paragraph)


def _of_word(root, *names):
    return [element for element in named(root, *names) if "wordprocessingml" in namespace(element.tag)]


def _cut_row(change):
    row = next((above for above in change.iterancestors() if local_name(above.tag) == "tr"), None)
    if row is None:
        return
    table = row.getparent()
    cut(row)
    if not _of_word(table, "tr"):
        cut_with_empty_parents(table)


def _paragraph_of(change):
    return next((above for above in change.iterancestors() if local_name(above.tag) == "p"), None)


def _cut_if_empty(paragraph):
    """A deleted end of a paragraph joins it to the next; that shows only where nothing else is left of it."""
    holder = paragraph.getparent()
    if holder is None or named(paragraph, "r", "sectPr"):
        return
    # A cell, a note and a header need a paragraph.
    if sum(local_name(sibling.tag) == "p" for sibling in holder) > 1:
        cut(paragraph)
