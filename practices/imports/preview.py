"""What would come of one form, with the decisions so far."""

from dataclasses import dataclass

from directory.matching import KnownOrganisations
from practices.case_studies.word_forms.chart import CaseChart
from practices.models import ImportedForm
from practices.models.numbered import Numbered
from practices.word_forms.chart import Chart
from practices.word_forms.decisions import Decisions, contact_key
from practices.word_forms.finding import Unsure
from practices.word_forms.importing import Outcome

EFFECTS = {
    "would create": ImportedForm.Effect.CREATE,
    "would update": ImportedForm.Effect.UPDATE,
    "unchanged": ImportedForm.Effect.NOTHING,
}


@dataclass(frozen=True)
class Preview:
    """A form as it was read, and the outcome of a trial. Nothing of it is in the database.

    question: what a person must answer first, None if nothing; the outcome is then that of a new record.
    """

    form: ImportedForm
    chart: Chart | CaseChart
    decisions: Decisions
    outcome: Outcome
    question: Unsure | None
    known: KnownOrganisations

    @property
    def effect(self):
        return ImportedForm.Effect.QUESTION if self.question else EFFECTS[self.outcome.outcome]

    @property
    def record(self) -> Numbered | None:
        """The record that it is about; None of a new one."""
        return None if self.outcome.merge.is_new else self.outcome.draft

    @property
    def title(self):
        """In the form's own words, else those of the record; one is made for a case study without any."""
        outcome = self.outcome
        return self.decisions.values.get("title") or self.chart.title or outcome.draft.title_in(outcome.merge.language)

    @property
    def number(self):
        return self.outcome.number

    @property
    def problems(self):
        """Values that a person must look at, until they are corrected. Conflicts are told apart."""
        settled = {*self.decisions.values, *self.outcome.merge.conflicts, ""}
        return [each for each in self.outcome.problems if each.field not in settled]

    @property
    def lines(self):
        """Words without a place."""
        return list(dict.fromkeys([*self.chart.unplaced, *self.outcome.merge.kind.unknown(self.chart)]))

    @property
    def contacts(self):
        """The form's contacts, as they would stand in the record."""
        rows = self.outcome.merge.contacts
        from_form = {contact_key(each) for each in self.chart.contacts} if rows else ()
        return [row for row in rows if contact_key(row) in from_form]

    @property
    def undecided(self):
        """How many things wait for a person."""
        conflicts = [name for name in self.outcome.merge.conflicts if name not in self.decisions.conflicts]
        lines = [line for line in self.lines if line not in self.decisions.lines]
        problems = [each for each in self.problems if each.field not in self.decisions.accepted]
        return len(problems) + len(conflicts) + len(lines) + bool(self.question)
