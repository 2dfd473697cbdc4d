from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config import backups


class Command(BaseCommand):
    help = "Write the database, public media and private files into one file, while the site runs."
    requires_system_checks = ()  # a fault in a page is no reason to go without a backup

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the backup; an older file of this name is replaced at the end")

    def handle(self, *, file, **options):
        try:
            manifest = backups.make(file)
        except (backups.Refused, OSError) as error:
            raise CommandError(f"No backup was written. {error}") from error
        self.stdout.write(f"{file}: the database and {len(manifest.files) - 1} files, {file.stat().st_size} bytes.")
