from django.core.management.base import BaseCommand

from config import catalogues


class Command(BaseCommand):
    help = "Compile the gettext catalogues (with Babel: gettext itself is not needed)."
    requires_system_checks = ()

    def handle(self, **options):
        catalogues.compile_all()
