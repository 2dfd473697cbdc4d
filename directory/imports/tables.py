"""A file that somebody keeps as a table, CSV or XLSX as spreadsheets write them, as rows of texts."""

import csv
import io
import re
from datetime import date, datetime
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from directory.imports.columns import ROWS_BEFORE, read_header
from records.refusals import Refused
from records.spreadsheets import restored

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
# Of organisations; each page of an import compares them all in one request.
MOST_ROWS = 1000
MOST_COLUMNS = 200
# Where people formatted whole columns, the rows below are empty.
LAST_ROW = 10_000
LONGEST_CELL = 30_000
SEPARATORS = ",;\t|"
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# ="0123": by this a spreadsheet is kept from taking the nought away.
AS_TEXT = re.compile(r'="([^"]*)"')
SAYS_ITS_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)
NO_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def read_tables(content: bytes):
    """[[row, ...], ...] of every sheet, each row a list of texts; the first row is number 1. Raises Refused."""
    if len(content) > LARGEST_FILE:
        raise Refused(_("The file is larger than 10 MiB."), _("Divide it, or take pictures out of it."))
    if content.startswith(OLD_EXCEL):
        raise Refused(
            _("The file is in the old format of Excel (.xls), or has a password."),
            _("Open it and save it as .xlsx, without a password."),
        )
    tables = _sheets(content) if content.startswith(ZIP) else [_from_csv(_text(content))]
    for table in tables:
        if any(len(row) > MOST_COLUMNS for row in table):
            raise Refused(
                _("The table has more than 200 columns."), _("Divide it. What it does not name stays as it is.")
            )
    return tables


# --- CSV ---


def _text(content):
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if content[1::2].count(0) > len(content) // 4:
        return content.decode("utf-16-le", errors="replace")
    if b"\x00" in content:
        raise Refused(_("This is no table."), _("Save it in the spreadsheet as .xlsx or as CSV, and choose that file."))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # What a spreadsheet in Western Europe writes when nobody asks it for UTF-8.
        return content.decode("cp1252", errors="replace")


def _from_csv(text):
    first, _break, rest = text.partition("\n")
    said = SAYS_ITS_SEPARATOR.fullmatch(first.strip())
    if said:
        return _rows(rest, said[1])
    beginning = "\n".join(text.splitlines()[:ROWS_BEFORE])
    return _rows(text, max(SEPARATORS, key=lambda separator: _sense(beginning, separator)))


def _sense(text, separator):
    """How much sense a separator makes: the most columns known in one row, then the widest table."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return 0, 0
    known = max((sum(bool(column.field) for column in read_header(row)) for row in rows), default=0)
    return known, sum(len(row) for row in rows)


def _rows(text, separator):
    try:
        return [[_tidy(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error:
        raise Refused(
            _("The table breaks off: a quotation mark is open, or a cell is far too long."),
            _("Save the file in the spreadsheet once more, as .xlsx."),
        ) from None


# --- XLSX ---


def _sheets(content):
    unreadable = Refused(
        _("The file cannot be opened as a table."), _("Open it in the spreadsheet, and save it as .xlsx or CSV.")
    )
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNPACKED:
                raise unreadable
    except BadZipFile:
        raise unreadable from None
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [_sheet(sheet) for sheet in book.worksheets]
    except Exception:  # Whatever the parsers below raise over a file that anybody may have sent.
        raise unreadable from None


def _sheet(sheet):
    rows = []
    for cells in sheet.iter_rows(values_only=True, max_row=LAST_ROW):
        row = [_as_text(cell) for cell in cells]
        while row and not row[-1]:
            row.pop()
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _as_text(cell):
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _tidy(str(cell))


def _tidy(cell):
    cell = NO_CHARACTERS.sub("", cell).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").strip()
    as_text = AS_TEXT.fullmatch(cell)
    return restored(as_text[1] if as_text else cell)[:LONGEST_CELL].strip()
