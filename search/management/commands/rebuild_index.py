from django.core.management.base import BaseCommand, CommandError

from search import locks, rebuilding
from search.engines.base import EngineUnavailable


class Command(BaseCommand):
    help = "Build the search index anew from the database. The site goes on answering from the present one meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("--if-needed", action="store_true", help="only when it is missing, damaged or outdated")

    def handle(self, *, if_needed, **options):
        if if_needed and not rebuilding.is_needed():
            self.stdout.write("The search index is in order.")
            return
        self.done = 0
        try:
            left_out = rebuilding.rebuild(self._progress)
        except locks.Taken as error:
            raise CommandError("The search index is being built already. Wait until that is done.") from error
        except (EngineUnavailable, OSError) as error:
            raise CommandError(
                f"The present search index stays as it is, for no new one could be made: {error}."
            ) from error
        self.stdout.write(f"The search index holds {self.done - len(left_out)} documents.")
        for uid, reason in sorted(left_out.items()):
            self.stderr.write(f"Left out: {uid} ({reason})")
        if left_out:
            raise CommandError(f"{len(left_out)} documents could not be indexed and were left out.")

    def _progress(self, number):
        self.done = number
        if number % 1000 == 0:
            self.stdout.write(f"{number} ...")
