import argparse
import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from practices.word_forms.decisions import OTHER, SAME
from practices.word_forms.importing import Import, Options


def form_and_record(text):
    """ "case.docx=5" as ("case.docx", "5")."""
    file, _equals, record = text.rpartition("=")
    if not file or not record:
        raise argparse.ArgumentTypeError(f"{text!r} does not say which case study the form is: FORM=NUMBER")
    return file, record


class Command(BaseCommand):
    help = "Import practices and case studies from Word forms. Safe to run twice: what is there already stays as it is."

    def add_arguments(self, parser):
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--language", choices=languages, default="", help="of the texts; else told from the labels")
        parser.add_argument("--as-of", type=int, metavar="YEAR", help="how old the information is")
        parser.add_argument("--source", default="", help="where the forms were collected or printed")
        parser.add_argument("--same", type=int, action="append", default=[], metavar="NUMBER", help="is that practice")
        parser.add_argument(
            "--new", type=int, action="append", default=[], metavar="NUMBER", help="is another practice"
        )
        parser.add_argument(
            "--same-case",
            type=form_and_record,
            action="append",
            default=[],
            metavar="FORM=NUMBER",
            help="the form (the name of its file; FILE#2 for the second form in it) is about that case study",
        )
        parser.add_argument(
            "--new-case", action="append", default=[], metavar="FORM", help="the form is about another case study"
        )
        parser.add_argument(
            "--machine",
            action="store_true",
            help="forms in another language than the source were translated by a machine, and not reviewed",
        )
        parser.add_argument("--dry-run", action="store_true", help="report, save nothing")
        parser.add_argument("--publish", action="store_true", help="publish what is imported, instead of drafts")
        parser.add_argument(
            "--attest",
            metavar="REASON",
            help="with --publish: why nobody can be harmed by these case studies, such as where they were printed; "
            "it answers the check of all of them, which stay drafts without it",
        )
        parser.add_argument("--json", action="store_true", help="print a list with one object for each form")

    def handle(self, *, paths, **options):
        refuse_attestation(options)
        outcomes = Import(self._options(options)).run(paths)
        refused = self._print_json(outcomes) if options["json"] else self._print_lines(outcomes)
        if not options["json"] and not options["as_of"]:
            self.stderr.write("Readers cannot tell how old this is: say it with --as-of YEAR, and --source.")
        if refused:
            raise CommandError(
                f"Refused: {refused}. The report says why, and how to mend it; nothing of these was saved."
            )

    def _options(self, options):
        return Options(
            language=options["language"],
            as_of=options["as_of"],
            source=options["source"],
            dry_run=options["dry_run"],
            publish=options["publish"],
            answers=dict.fromkeys(options["same"], SAME)
            | dict.fromkeys([*options["new"], *options["new_case"]], OTHER)
            | dict(options["same_case"]),
            machine=options["machine"],
            attest=(options["attest"] or "").strip(),
        )

    def _print_json(self, outcomes):
        """A list, written form by form, so that a thousand of them need no memory."""
        refused = 0
        self.stdout.write("[", ending="")
        for position, outcome in enumerate(outcomes):
            refused += outcome.is_refused
            self.stdout.write(",\n" if position else "\n", ending="")
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False, indent=1), ending="")
        self.stdout.write("\n]")
        return refused

    def _print_lines(self, outcomes):
        refused = 0
        for outcome in outcomes:
            refused += outcome.is_refused
            self.stdout.write(f"{outcome.file}: {outcome.outcome}{in_words(outcome)}")
            for problem in outcome.problems:
                self.stdout.write(f"    {problem.label or 'form'}: {problem.problem} {problem.fix}")
            for text in outcome.unplaced:
                self.stdout.write(f"    not placed: {text}")
        return refused


def refuse_attestation(options):
    """Raise CommandError for a reason that would say nothing, or change nothing."""
    reason = options["attest"]
    if reason is not None and not reason.strip():
        raise CommandError('--attest needs a reason, such as --attest "Printed in the publication of 2012".')
    if reason is not None and not options["publish"]:
        raise CommandError("--attest answers what stands against publishing: say --publish as well.")


def in_words(outcome):
    """ " (case study no. 5)"; "" of a file in which there is no form."""
    if outcome.kind is None:
        return ""
    kind = outcome.kind.replace("_", " ")
    return f" ({kind})" if outcome.number is None else f" ({kind} no. {outcome.number})"
