from django.core.management.base import BaseCommand

from directory import demo_content as organisations
from practices import demo_case_studies as case_studies
from practices import demo_content as practices
from practices.imports import demo_content as imports


class Command(BaseCommand):
    help = "Load the demonstration content, or remove it. Safe to run twice; what editors changed stays."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="delete the demonstration's records")

    def handle(self, *, remove, **options):
        if remove:
            imports.remove()
            case_studies.remove()
            practices.remove()
            organisations.remove()
            self.stdout.write("The demonstration content is removed.")
            return
        known = organisations.load()
        made = sum(new for _practice, new in practices.load(known))
        told = sum(new for _case_study, new in case_studies.load(known))
        imports.load()
        self.stdout.write(
            f"{made} practices and {told} case studies of the demonstration were added; the others were there."
        )
