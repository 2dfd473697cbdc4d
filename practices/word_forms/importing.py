"""From a Word form to a draft: find the record it speaks of, take what is new, lose nothing.

What a person decided (`decisions`) goes before all that is found out. What is compared with what: `merging`.
"""

import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.matching import KnownOrganisations
from practices.models import Category
from practices.models.numbered import Numbered
from practices.word_forms import classification
from practices.word_forms.decisions import NEW, OTHER, UNDECIDED, Decisions
from practices.word_forms.document import read_forms
from practices.word_forms.form_reader import Problem
from practices.word_forms.kinds import KINDS
from practices.word_forms.merging import Merge
from practices.word_forms.opening import Refused, open_form
from records.languages import LANGUAGES, mark_new_texts, text_in
from records.operations import publish, why_locked

OUTCOMES = {"created": "would create", "updated": "would update", "unchanged": "unchanged", "refused": "refused"}


@dataclass(frozen=True)
class Options:
    """What the person who imports knows beside the forms.

    language: of the forms' texts, "" to tell it from their labels. as_of: year of the information.
    answers: {number of a form, or the name of its file: which record it is, as in `Decisions.record`}.
    machine: forms in another language than the record's source were translated by a machine.
    attest: the reason that answers what stands against publishing, "" for none.
    """

    language: str = ""
    as_of: int | None = None
    source: str = ""
    dry_run: bool = False
    publish: bool = False
    answers: dict = field(default_factory=dict)
    machine: bool = False
    attest: str = ""

    def decisions_on(self, chart, file):
        name = file if chart.number is None else chart.number
        return Decisions(record=self.answers.get(name, ""))


@dataclass
class Outcome:
    """What became of one form. outcome: created, updated, unchanged or refused ("would create" in a dry run).

    draft: the record as it now is (in a dry run: would be), None of a refused form. `merge` tells how it came about.
    """

    file: str
    outcome: str
    kind: str | None = None
    number: int | None = None
    record: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    unplaced: list = field(default_factory=list)
    draft: Numbered | None = None
    merge: Merge | None = None

    @property
    def is_refused(self):
        return self.outcome == "refused"

    def as_json(self):
        """A plain dict; problems as {row, label, value, problem, fix}."""
        return {
            "file": self.file,
            "kind": self.kind,
            "number": self.number,
            "outcome": self.outcome,
            "record": self.record,
            "problems": [{name: _plain(getattr(each, name)) for name in OF_PROBLEM} for each in self.problems],
            "unplaced": list(self.unplaced),
        }


OF_PROBLEM = ("row", "label", "value", "problem", "fix")


def _plain(value):
    """A number as it is, a lazy sentence in the language of the call."""
    return value if value is None or isinstance(value, int) else str(value)


class Import:
    """One call: several files, the forms met so far, the organisations known."""

    def __init__(self, options=None):
        self.options = options or Options()
        self.known = KnownOrganisations()
        self.categories = categories_as_printed()
        self._marks = defaultdict(list)

    def run(self, paths: Iterable[Path]):
        """Yield an Outcome for each form; a file that holds none yields one that says why."""
        for path in paths:
            yield from self._import_file(Path(path))

    def _import_file(self, path):
        name = printable_name(path)
        try:
            charts = self.read(path)
        except Refused as refused:
            yield _refusal(name, refused)
            return
        for position, chart in enumerate(charts, start=1):
            yield self._import_chart(name, chart, name if len(charts) == 1 else f"{name}#{position}")

    def read(self, path):
        """The charts of a file, of any kind. Raises Refused."""
        return read_forms(open_form(path), self.categories)

    def _import_chart(self, file, chart, name):
        """name: of the form, in what is asked and answered about it."""
        decisions = self.options.decisions_on(chart, name)
        try:
            self._refuse_repeated(file, chart, name, decisions)
            take = self.try_out if self.options.dry_run else self.take
            return take(file, chart, decisions, name=name)
        except Refused as refused:
            return _refusal(file, refused, chart)

    def _refuse_repeated(self, file, chart, name, decisions):
        """Two forms of one call about the same record are for a person to tell apart."""
        if decisions.record in (OTHER, NEW):
            return
        kind = KINDS[chart.kind]
        mark = kind.mark(chart, self.known)
        for earlier, earlier_file in self._marks[kind.name]:
            kind.repeats(mark, earlier, name, earlier_file)
        self._marks[kind.name].append((mark, file))

    @transaction.atomic
    def take(self, file, chart, decisions=UNDECIDED, user=None, name=""):
        """Make or update the record. Raises Refused."""
        chart = decisions.correct(chart)
        record = self._find(chart, decisions, name or file)
        if record and (reason := why_locked(record, user)):
            raise Refused(reason, _("Nothing of the form was saved. Take it in when the review is done."))
        return self._bring_in(file, chart, record, decisions, user)

    def _find(self, chart, decisions, name):
        return KINDS[chart.kind].find(chart, decisions, self.known, name)

    def _bring_in(self, file, chart, record, decisions, user=None):
        kind = KINDS[chart.kind]
        language = decisions.language or self.options.language or chart.language
        draft = record.get_latest_revision_as_object() if record else _new_record(kind, chart, language, decisions)
        merge = Merge(kind, draft, chart, language, self.known, is_new=record is None, decisions=decisions)
        problems, unplaced = merge.apply()
        self._note_source(merge)
        changed = merge.changed | _note(draft, file, unplaced)
        draft.form_digest = chart.digest
        outcome = "created" if record is None else "updated" if changed else "unchanged"
        is_to_save = self._attest(merge, user) or changed or record is None
        if is_to_save:
            self._save(merge, file, user)
        kind.model.objects.filter(pk=draft.pk).update(form_digest=chart.digest)  # known again before it is published
        problems = [*chart.problems, *problems, *kind.review(draft)]
        if self.options.publish and (is_to_save or not draft.live):
            draft, hindered = _published(kind.model.objects.get(pk=draft.pk), draft)
            problems += hindered
        return Outcome(
            file, outcome, kind.name, draft.number, kind.as_json(draft), problems, unplaced, draft=draft, merge=merge
        )

    def try_out(self, file, chart, decisions=UNDECIDED, name=""):
        """Do what `take` does, and take everything back."""
        with transaction.atomic():
            chart = decisions.correct(chart)
            record = self._find(chart, decisions, name or file)
            done = self._bring_in(file, chart, record, decisions)
            transaction.set_rollback(True)
        self.known.forget_stubs()
        done.outcome = OUTCOMES[done.outcome]
        done.number = chart.number or (record and record.number)
        return done

    def _attest(self, merge, user):
        """Returns whether anything waited for the reason of the whole call."""
        return bool(self.options.attest) and merge.kind.attest(merge.draft, self.options.attest, user)

    def _note_source(self, merge):
        for name, value in (("information_as_of", self.options.as_of), ("source", self.options.source)):
            if value:
                merge.put(merge.kind.by_name[name], value)

    def _save(self, merge, file, user):
        mark_new_texts(merge.draft, merge.language, by_machine=self.options.machine)
        if merge.is_new:
            merge.draft.save()
        revision = merge.draft.save_revision(user=user, clean=False)
        data = {"file": file, "language": merge.language}
        log(merge.draft, "records.import", user=user, data=data, revision=revision, content_changed=True)


def _new_record(kind, chart, language, decisions):
    number = None if decisions.record in (OTHER, NEW) else chart.number
    return kind.model(number=number, source_language=language, live=False)


def _published(record, draft):
    """(the record as it now is, Problems that keep it a draft)"""
    try:
        return publish(record), []
    except ValidationError as hindered:
        return draft, [
            Problem(None, "", "", " ".join(hindered.messages), _("It is saved as a draft. Open it at the desk."))
        ]


def printable_name(path):
    """Name of a file as text, whatever bytes its sender's computer wrote there."""
    return os.fsencode(path.name).decode(errors="replace") or str(path)


def categories_as_printed():
    """The categories as the reader of forms compares them: titles and wordings in every language."""
    return tuple(
        classification.Category(
            category.code,
            _in_every_language(category, "title"),
            tuple(
                classification.Typology(
                    typology.code, _in_every_language(typology, "title"), _in_every_language(typology, "wording")
                )
                for typology in category.typologies.all()
            ),
        )
        for category in Category.objects.prefetch_related("typologies")
    )


def _in_every_language(instance, field):
    return tuple(text_in(instance, field, language) for language in LANGUAGES)


def _note(draft, file, unplaced):
    """Keep the words without a place in the notes for editors. Returns whether that is new."""
    if not unplaced:
        return False
    note = _("Not placed at the import of %(file)s:") % {"file": file} + "\n" + "\n".join(unplaced)
    if note in draft.notes:
        return False
    draft.notes = f"{draft.notes}\n\n{note}".strip()
    return True


def _refusal(file, refused, chart=None):
    return Outcome(
        file,
        "refused",
        kind=chart.kind if chart else None,
        number=chart.number if chart else None,
        problems=[*(chart.problems if chart else []), Problem(None, "", "", refused.problem, refused.fix)],
    )
