"""Rows of a table as the desk keeps them: read, previewed, decided, saved. The preview is the import itself, unsaved."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from directory.imports.columns import Header, read_header
from directory.imports.importing import CREATED, LOCKED, REFUSED, UNCHANGED, UPDATED, Decisions, Table
from directory.models import ImportedRow, Organisation, TableImport

Effect = ImportedRow.Effect
State = ImportedRow.State
EFFECTS = {CREATED: Effect.CREATE, UPDATED: Effect.UPDATE, UNCHANGED: Effect.NOTHING, REFUSED: Effect.REFUSED}


class AlreadyDone(Exception):
    """Somebody saved or discarded the row meanwhile."""


class CannotBeSaved(Exception):
    """Somebody must decide first."""


@transaction.atomic
def start(table_import, table, rows):
    """Keep the rows of a table that was just read, each with what it would do."""
    table_import.header_row = table.header.row
    table_import.header = _names(table.header)
    table_import.language = table.language
    table_import.save()
    reader, seen, kept = Reader(table_import, table), {}, []
    for number, cells in rows:
        row = ImportedRow(table_import=table_import, row=number, cells=list(cells))
        outcome = table.outcome(number, cells, user=table_import.started_by)
        if outcome.mark in seen:
            outcome = table.refuse_repeated(outcome, seen[outcome.mark])
        elif outcome.mark:
            seen[outcome.mark] = number
        row.decisions = as_json(Decisions(seen=outcome.seen))
        reader.note(row, outcome)
        kept.append(row)
    ImportedRow.objects.bulk_create(kept)
    table_import.settle()


def _names(header):
    """The header as a row, so that a column keeps its place."""
    names = [""] * (max(column.place for column in header.columns) + 1)
    for column in header.columns:
        names[column.place] = column.name
    return names


def decisions_of(row):
    kept = row.decisions
    return Decisions(
        record=kept.get("record", ""),
        left_out=tuple(kept.get("left_out", ())),
        cells={int(place): text for place, text in kept.get("cells", {}).items()},
        seen=kept.get("seen", ""),
    )


def as_json(decisions):
    kept = {
        "record": decisions.record,
        "left_out": list(decisions.left_out),
        "cells": decisions.cells,
        "seen": decisions.seen,
    }
    return {name: value for name, value in kept.items() if value}


class Reader:
    """Previews and saves the rows of one import; the organisations are looked at once."""

    def __init__(self, table_import: TableImport, table=None):
        header = Header(table_import.header_row, self.columns_of(table_import), table_import.language)
        self._import = table_import
        self.table = table or Table(header, table_import.language)

    @staticmethod
    def columns_of(table_import):
        return read_header(table_import.header)

    def preview(self, row, user=None, entries=Organisation.objects):
        """The Outcome of a row with the decisions so far. entries: as of `Table.outcome`."""
        outcome = self.table.outcome(row.row, row.cells, decisions_of(row), user, entries)
        earlier = outcome.mark and self._import.rows.filter(row__lt=row.row, mark=outcome.mark).first()
        return self.table.refuse_repeated(outcome, earlier.row) if earlier else outcome

    def note(self, row, outcome):
        """Put into a row what the list says of it."""
        row.name, row.mark = outcome.name, outcome.mark
        row.problems = len(outcome.problems)
        row.effect = Effect.QUESTION if outcome.maybe else EFFECTS[outcome.outcome]
        row.organisation_id = outcome.draft.pk if outcome.draft else None

    def keep(self, row, decisions, user=None):
        """Keep what was decided about a row that is not saved yet. Raises AlreadyDone."""
        before, row.decisions = decisions_of(row), as_json(decisions)
        outcome = self.preview(row, user)
        if _means_another(before, decisions) and _entry_of(outcome.seen) != _entry_of(decisions.seen):
            # Who decides that it is another entry has chosen that one as it is now.
            row.decisions = as_json(replace(decisions, seen=outcome.seen))
        self.note(row, outcome)
        facts = ("name", "mark", "problems", "effect", "organisation_id", "decisions")
        if not ImportedRow.objects.ready().filter(pk=row.pk).update(**{name: getattr(row, name) for name in facts}):
            raise AlreadyDone

    @transaction.atomic
    def save(self, row, user):
        """Save one row as a draft; returns the Organisation. Raises AlreadyDone, CannotBeSaved."""
        # The first to come takes it; a second click waits here and finds it done.
        if not ImportedRow.objects.ready().filter(pk=row.pk).update(state=State.SAVED):
            raise AlreadyDone
        outcome = self.preview(row, user, LOCKED)
        if outcome.is_refused:
            raise CannotBeSaved(" ".join(f"{each.problem} {each.fix}" for each in outcome.problems[:1]))
        if outcome.seen != decisions_of(row).seen:
            raise CannotBeSaved(_("This row changed meanwhile: look at it again."))
        organisation = self.table.save(outcome, user)
        row.state, row.organisation, row.name = State.SAVED, organisation, ""
        row.cells, row.decisions, row.problems = [], {}, 0
        row.save()
        self._import.settle()
        return organisation


def _means_another(before, decisions):
    return (before.record, before.cells) != (decisions.record, decisions.cells)


def _entry_of(seen):
    return seen.partition(" ")[0]


def discard(table_import, rows):
    """Forget rows that are not saved."""
    rows.ready().delete()
    table_import.settle()


def forget_rows_of(instance, **_signal):
    """An organisation is erased: so are the rows that it came from, or that would change it."""
    imports = list(TableImport.objects.filter(rows__organisation=instance).distinct())
    ImportedRow.objects.filter(organisation=instance).delete()
    for table_import in imports:
        table_import.settle()
