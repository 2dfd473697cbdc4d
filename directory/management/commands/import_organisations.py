import argparse
import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from directory.imports.importing import LOCKED, NEW, UNDECIDED, Decisions, Table
from directory.models import Organisation
from records.refusals import Refused


def row_and_number(text):
    """ "12=5" as (12, 5)."""
    row, _equals, number = text.partition("=")
    if not row.isdecimal() or not number.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} does not say which organisation a row is: ROW=NUMBER")
    return int(row), int(number)


class Command(BaseCommand):
    help = (
        "Import organisations from a table (CSV or XLSX) as drafts; nothing is published. Safe to run twice: what is "
        "there already stays as it is."
    )

    def add_arguments(self, parser):
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("path", type=Path, metavar="PATH")
        parser.add_argument(
            "--language", choices=languages, default="", help="of the texts; else told from the columns"
        )
        parser.add_argument(
            "--same",
            type=row_and_number,
            action="append",
            default=[],
            metavar="ROW=NUMBER",
            help="the row is about the organisation with this number",
        )
        parser.add_argument(
            "--new", type=int, action="append", default=[], metavar="ROW", help="the row is about another organisation"
        )
        parser.add_argument("--dry-run", action="store_true", help="report, save nothing")
        parser.add_argument("--json", action="store_true", help="print a list with one object for each row")

    def handle(self, *, path, dry_run, **options):
        try:
            table, rows = Table.read(path.read_bytes(), options["language"])
        except OSError:
            raise CommandError(f"{path} cannot be read. Is the name right?") from None
        except Refused as refused:
            raise CommandError(str(refused)) from None
        decisions = {row: Decisions(record=number) for row, number in options["same"]}
        decisions |= dict.fromkeys(options["new"], Decisions(record=NEW))
        outcomes = list(self._import(table, rows, decisions, dry_run))
        if options["json"]:
            report = [each.as_json(is_dry=dry_run) for each in outcomes]
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self._print(outcomes, dry_run)
        if refused := sum(each.is_refused for each in outcomes):
            self.stderr.write(f"Refused: {refused} rows. The report says why, and how to mend it.")

    def _import(self, table, rows, decisions, dry_run):
        seen, entries = {}, Organisation.objects if dry_run else LOCKED
        for number, cells in rows:
            with transaction.atomic():
                outcome = table.outcome(number, cells, decisions.get(number, UNDECIDED), entries=entries)
                if outcome.mark in seen:
                    outcome = table.refuse_repeated(outcome, seen[outcome.mark])
                elif outcome.mark:
                    seen[outcome.mark] = number
                if not dry_run:
                    table.save(outcome)
            yield outcome

    def _print(self, outcomes, dry_run):
        for each in outcomes:
            said = each.as_json(is_dry=dry_run)
            self.stdout.write(f"{each.row} {each.name}: {said['outcome']}")
            for change in each.changes:
                self.stdout.write(f"    {change.key}: {change.before!r} -> {change.after!r}")
            for problem in each.problems:
                self.stdout.write(f"    {problem.column or 'row'}: {problem.problem} {problem.fix}")
