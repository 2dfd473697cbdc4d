from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from records.erasure import erase
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
