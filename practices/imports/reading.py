"""Imported forms read, and saved: the one way from a file in storage to a preview or a draft."""

import logging
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.case_studies.word_forms.chart import CaseChart
from practices.imports.preview import Preview
from practices.models import FormImport, ImportedForm
from practices.models.form_import import delete_files, in_every_language
from practices.word_forms.chart import Chart
from practices.word_forms.decisions import NEW, Decisions
from practices.word_forms.finding import Unsure
from practices.word_forms.importing import Import, Options
from practices.word_forms.opening import Refused

logger = logging.getLogger(__name__)
State = ImportedForm.State


class AlreadyDone(Exception):
    """Somebody saved or discarded the form meanwhile."""


class Reader:
    """Reads and saves the forms of one import. A file is read once, however many forms it holds."""

    def __init__(self, form_import: FormImport):
        self._import = Import(
            Options(
                language=form_import.language,
                as_of=form_import.as_of,
                source=form_import.source,
                machine=form_import.machine,
            )
        )
        self._charts = {}

    def charts(self, form) -> list[Chart | CaseChart]:
        """Raises Refused."""
        if form.file.name not in self._charts:
            self._charts[form.file.name] = self._import.read(form.file.path)
        return self._charts[form.file.name]

    def read(self, form):
        """Read a file that waits, for the first time: it becomes one form or several, or is refused."""
        try:
            self._read(form)
        except Refused as refused:
            refuse(form, refused)
        except Exception as fault:  # A fault of ours in one form must not keep the others from being read.
            # Its message may hold words of the form.
            logger.error("Imported form %s: %s", form.pk, type(fault).__name__)
            refuse(form, UNEXPECTED)

    @transaction.atomic
    def _read(self, form):
        # Whoever comes second, another worker perhaps, waits here and finds nothing left to do.
        if not ImportedForm.objects.filter(pk=form.pk, state=State.WAITING).update(state=State.READY):
            return
        for position in range(len(self.charts(form))):
            place = {"form_import": form.form_import, "place": form.place, "position": position}
            each = ImportedForm(pk=None if position else form.pk, **place, state=State.READY)
            each.file, each.file_name = form.file.name, form.file_name
            for name, fact in _facts(self.preview(each)).items():
                setattr(each, name, fact)
            each.save()

    def preview(self, form) -> Preview:
        """What would come of the form with the decisions so far. Raises Refused."""
        chart = self.charts(form)[form.position]
        decisions = Decisions(**form.decisions)
        try:
            self._ask_about_number(form, chart, decisions)
            question, outcome = None, self._import.try_out(form.file_name, chart, decisions)
        except Unsure as taken:
            question = taken
            outcome = self._import.try_out(form.file_name, chart, replace(decisions, record=NEW))
        return Preview(form, chart, decisions, outcome, question, self._import.known)

    def keep(self, form, decisions: Decisions):
        """Keep what was decided about a form that is not saved yet. Raises AlreadyDone, or Refused."""
        form.decisions = decisions.as_json()
        facts = _facts(self.preview(form))
        if not ImportedForm.objects.ready().filter(pk=form.pk).update(decisions=form.decisions, **facts):
            raise AlreadyDone

    def save(self, form, user):
        """Save one form as a draft. Raises AlreadyDone, or Refused when somebody must decide first."""
        with transaction.atomic():
            # The first to come takes it; a second click waits here and finds it done.
            if not ImportedForm.objects.ready().filter(pk=form.pk).update(state=State.SAVED):
                raise AlreadyDone
            chart, decisions = self.charts(form)[form.position], Decisions(**form.decisions)
            self._ask_about_number(form, chart, decisions)
            outcome = self._import.take(form.file_name, chart, decisions, user)
            form.state, form.record, form.number = State.SAVED, outcome.draft, outcome.number
            form.title, form.problems, form.decisions = "", 0, {}
            form.save()
        delete_files([form.file.name])
        form.form_import.settle()

    def _ask_about_number(self, form, chart, decisions):
        """Two forms of one import with the same number are for a person to tell apart."""
        number = decisions.correct(chart).number
        if decisions.record or number is None:
            return
        language = decisions.language or form.form_import.language or chart.language
        earlier = ImportedForm.objects.before(form).exclude(state=State.REFUSED)
        if first := earlier.filter(number=number, language=language).first():
            raise Unsure(
                _("Number %(number)s is also that of another form of this import: %(file)s.")
                % {"number": number, "file": first.file_name},
                _("Are they the same record, or two?"),
            )


def _facts(preview):
    """What the list says of a form."""
    return {
        "title": preview.title,
        "number": preview.number,
        "language": preview.outcome.merge.language,
        "effect": preview.effect,
        "problems": preview.undecided,
        "kind": preview.chart.kind,
        **ImportedForm.relations(preview.record),
    }


def refuse(form, refused):
    """Say why nothing can be done with the file, and forget the file: its sender has it."""
    ImportedForm.objects.filter(pk=form.pk, state__in=State.open()).update(
        state=State.REFUSED, refusal=in_every_language(refused), problems=0, effect=""
    )
    if form.file:
        delete_files([form.file.name])


UNEXPECTED = Refused(
    gettext_lazy("This form could not be read, and the fault is not yours."),
    gettext_lazy("Tell the administrators of this site. Until it is mended, enter the record by hand."),
)


def discard(forms):
    """Forget forms that are not saved, with their files."""
    forms = list(forms.exclude(state=State.SAVED).select_related("form_import"))
    ImportedForm.objects.filter(pk__in=[form.pk for form in forms]).exclude(state=State.SAVED).delete()
    delete_files([form.file.name for form in forms])
    for form_import in {form.form_import for form in forms}:
        form_import.settle()
