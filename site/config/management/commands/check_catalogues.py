import shutil
import tempfile

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from config import catalogues
from config.management.commands.make_catalogues import collect


class Command(BaseCommand):
    help = "Fail when a text has no translation, or (where gettext is installed) a catalogue is not fresh."

    def handle(self, **options):
        found = [problem for language in catalogues.TRANSLATIONS for problem in catalogues.problems(language)]
        if shutil.which("xgettext"):
            found += self._stale()
        if found:
            raise CommandError("\n".join([*found, "Run `make messages`, translate what is new, run `make check`."]))
        self.stdout.write("The catalogues are complete.")

    def _stale(self):
        """Texts of the code that a catalogue lacks, and texts of a catalogue that the code no longer has."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(settings.LOCALE_PATHS[0], folder, dirs_exist_ok=True)
            with override_settings(LOCALE_PATHS=[folder]):
                collect()
            return [
                f"{language}: not in step with the code: {text!r}"
                for language in catalogues.TRANSLATIONS
                for _context, text in sorted(
                    catalogues.ids(language) ^ catalogues.ids(language, folder), key=lambda each: str(each)
                )
            ]
