import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import backups


class Command(BaseCommand):
    help = "Restore a file of `manage.py backup` into an empty database and empty folders: all of it, or nothing."
    requires_system_checks = ()  # several of them ask the database, which is still empty

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--verify", action="store_true", help="only check that the file is whole and fits this code"
        )

    def handle(self, *, file, verify, **options):
        try:
            manifest = backups.verify(file) if verify else backups.restore(file)
        except (backups.Refused, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        what = f"the database and {len(manifest.files) - 1} files of {manifest.made}, version {manifest.version}"
        if verify:
            self.stdout.write(f"{file} is whole and can be restored: {what}.")
        else:
            # Made of another database; it is made again of this one.
            shutil.rmtree(settings.SEARCH["FOLDER"], ignore_errors=True)
            self.stdout.write(f"Restored {what}. Now run: manage.py migrate, then manage.py rebuild_index")
