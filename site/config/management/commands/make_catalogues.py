from django.core.management import call_command
from django.core.management.base import BaseCommand

from config import catalogues

# A folder called locale that makemessages meets on its way would be written to, whatever LOCALE_PATHS says.
IGNORED = ["var", ".venv", "tests", "docs", "screenshots", "site/locale"]


class Command(BaseCommand):
    help = "Collect the texts of code and templates into the catalogue of each language (needs gettext)."

    def handle(self, **options):
        collect()


def collect():
    call_command(
        "makemessages",
        locale=list(catalogues.TRANSLATIONS),
        ignore_patterns=IGNORED,
        no_wrap=True,
        no_obsolete=True,
        add_location="file",
        verbosity=0,
    )
