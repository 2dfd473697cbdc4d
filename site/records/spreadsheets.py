"""What a cell must be so that a spreadsheet shows it and runs nothing: for every table that leaves, and undone on import."""

import re

BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet would run such a cell. An apostrophe before it makes it text; one that was there already gets another.
FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n]")


def neutralised(cell):
    return f"'{cell}" if FORMULA.match(cell) else cell


def restored(cell):
    return cell[1:] if NEUTRALISED.match(cell) else cell
