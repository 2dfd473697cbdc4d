from django.core.management import call_command
from django.core.management.base import BaseCommand
from django_tasks import default_task_backend
from django_tasks_db import DatabaseBackend

from records.from_readers import keeping
from records.recounting import recount_translations
from records.scheduling import publish_due
from search import draining, learning, rebuilding


class Command(BaseCommand):
    help = "Do whatever is due: scheduled publishing, old sessions, finished background tasks, counts of translations, questions and messages of readers that are too old, the search index. For cron."

    def handle(self, **options):
        publish_due()
        call_command("clearsessions")
        if isinstance(default_task_backend, DatabaseBackend):
            call_command("prune_db_task_results", verbosity=0)
        recount_translations()
        learning.prune()
        keeping.prune()
        rebuilding.rebuild_if_needed()
        draining.drain_and_heal()
