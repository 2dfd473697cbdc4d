from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from modelcluster.fields import ParentalKey

from records.erasure import erase, rows_that_name
from records.models import Record


class Command(BaseCommand):
    help = "Erase a record for good: text, revisions, files, log texts. Withdraw it first if that is enough."

    def add_arguments(self, parser):
        parser.add_argument("kind", help="for example practices.practice")
        parser.add_argument("key", type=int, help="the primary key: the number in the address of its edit form")
        parser.add_argument(
            "--yes", action="store_true", help="do it; without this the command only says what it would do"
        )

    def handle(self, *, kind, key, yes, **options):
        record = self._record(kind, key)
        if naming := rows_that_name(record):
            raise CommandError(
                f"{kind} {key} cannot be erased, for these name it: {_records_of(naming)}. "
                "Name another in them or erase them, then run this again."
            )
        if not yes:
            self.stdout.write(
                f"Would erase {kind} {key} with {record.revisions.count()} revisions. Add --yes to do it."
            )
            return
        erase(record)
        self.stdout.write(f"{kind} {key} is erased. Backups made before still hold it: see docs/operators.md.")

    def _record(self, kind, key):
        try:
            model = apps.get_model(kind)
        except (LookupError, ValueError):
            raise CommandError(f"There is no kind of record called {kind}.") from None
        record = model.objects.filter(pk=key).first() if issubclass(model, Record) else None
        if record is None:
            raise CommandError(f"There is no {kind} with the key {key}.")
        return record


def _records_of(rows):
    """ "practices.practice 12, directory.service 3": the records that these rows are, or are part of."""
    records = {_record_of(row) for row in rows}
    return ", ".join(sorted(f"{each._meta.label_lower} {each.pk}" for each in records))


def _record_of(row):
    owner = next((field for field in row._meta.fields if isinstance(field, ParentalKey)), None)
    return getattr(row, owner.name) if owner else row
