"""The archive: a CSV file for each table and datapackage.json, which says what they are."""

import csv
import io
import json
import re
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone

from directory.exports.hsds.rows import rows_of
from directory.exports.hsds.tables import TABLES, VERSION
from records.spreadsheets import neutralised

# A number to dial is data that programs read, and a bare number is no formula.
NUMBER = re.compile(r"\+\d{5,15}")


def package(entries, about):
    """Bytes of the zip. about: what datapackage.json says of the list, {name: value} beside `title` and `description`."""
    rows, out = rows_of(entries), io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", json.dumps(_descriptor(about), ensure_ascii=False, indent=1))
        for table in TABLES:
            archive.writestr(table.file, _as_csv(table, rows.get(table.name, [])))
    return out.getvalue()


def _as_csv(table, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows([_cell(str(row.get(name, ""))) for name in table.names] for row in rows)
    return out.getvalue()


def _cell(text):
    return text if NUMBER.fullmatch(text) else neutralised(text)


def _descriptor(about):
    return {
        "profile": "tabular-data-package",
        "name": "enpates-directory",
        **about,
        "created": timezone.now().isoformat(timespec="seconds"),
        "hsds_version": VERSION,
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table):
    foreign = [
        {"fields": column.name, "reference": {"resource": _own(column.refers_to, table), "fields": "id"}}
        for column in table.columns
        if column.refers_to
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": "id",
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _own(refers_to, table):
    """In a data package, "" is the table itself."""
    return "" if refers_to == table.name else refers_to


def _field(column):
    constraints = {"required": True} if column.is_required else {}
    if column.name == "id":
        constraints["unique"] = True
    field = {"name": column.name, "type": "string", "format": column.format}
    return field | ({"constraints": constraints} if constraints else {})
