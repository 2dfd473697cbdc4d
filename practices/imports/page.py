"""The page of one form: each row of the printed form beside what was understood of it, with the fields to mend it."""

from dataclasses import dataclass, field

from practices.imports.forms import DATES, DecisionsForm, called, name_of
from practices.imports.preview import Preview
from practices.word_forms.form_reader import FormRow
from records.desk.review import desk_address
from records.desk.word_changes import word_changes
from records.folding import folded


@dataclass
class Understood:
    """A field as it was read or corrected. `inputs` correct it; `conflict`: (the record's words, the form's, choice)."""

    name: str
    label: str
    text: str
    as_it_stands: bool
    is_corrected: bool
    inputs: list
    conflict: tuple | None = None

    @property
    def has_errors(self):
        return any(each.errors for each in self.inputs)


@dataclass
class PageRow:
    """A row of the form. problems: [(Problem, box to accept it)]; lines: [(words without a place, where to put them)]"""

    said: FormRow | None
    understood: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    needs_somebody: bool = False


class Page:
    """rows: in the order of the form, first what it lacks; lines: words that stand in no row."""

    def __init__(self, preview: Preview, form: DecisionsForm):
        self._preview, self._form, self._about = preview, form, form.about
        self._shown = set()
        self._lines = {line: form[f"line-{place}"] for place, line in enumerate(preview.lines)}
        rows = [self._row(row) for row in preview.chart.rows]
        self.rows = [*self._missing_rows(), *rows]
        self._hand_out_problems()
        for row in self.rows:
            row.needs_somebody = self._is_undecided(row)
        self.lines = list(self._lines.items())

    @property
    def open_rows(self):
        """[(place on the page, row)] of those that need somebody."""
        return [(place, row) for place, row in enumerate(self.rows, start=1) if row.needs_somebody]

    @property
    def records(self):
        """[(what it is called, address)] of those that it may be."""
        question = self._preview.question
        return [(called(each), desk_address(each)) for each in (question.records if question else ())]

    @property
    def organisations(self):
        """[(name as printed, whom it is, name as it is shown)]"""
        return [
            (printed, self._form[f"organisation-{place}"], self._form[f"organisation-name-{place}"])
            for place, printed in enumerate(self._form.organisations)
        ]

    @property
    def contacts(self):
        return [self._form[name_of(row)] for row in self._preview.contacts]

    @property
    def changes(self):
        """[(label, before, after, changes word by word)] of a record that is there already."""
        merge, in_words = self._preview.outcome.merge, self._form.in_words
        if merge.is_new:
            return []
        changed = [
            (
                str(self._about.label_of(name)),
                in_words(name, merge.changes[name][0]),
                in_words(name, merge.changes[name][1]),
            )
            for name in self._about.kind.by_name
            if name in merge.changes
        ]
        return [(label, before, after, word_changes(before, after)) for label, before, after in changed]

    def _row(self, row):
        names = self._about.read_from.get(row.about, (row.about,)) if row.about else ()
        understood = [self._understood(name, row.text) for name in names if self._is_to_show(name)]
        return PageRow(row, understood, lines=self._lines_of(row))

    def _is_to_show(self, name):
        """Each field once, with the first of its rows; one without a value only where it can be corrected."""
        value = self._form.understood(name) if name == "number" or name in self._about.kind.by_name else None
        return name not in self._shown and bool(value or name in self._correctable)

    @property
    def _correctable(self):
        """Those that every record has, or that have a problem; another choice is made in the record."""
        return {*self._about.always, *(problem.field for problem in self._preview.problems)}

    def _understood(self, name, said):
        self._shown.add(name)
        decided = self._preview.decisions.values
        value = decided.get(name, self._form.understood(name))
        text = self._form.in_words(name, value)
        return Understood(
            name=name,
            label=str(self._about.label_of(name)),
            text=text,
            as_it_stands=bool(text) and folded(text) == folded(said),
            is_corrected=name in decided,
            inputs=self._inputs(name),
            conflict=self._conflict(name),
        )

    def _inputs(self, name):
        if name not in self._about.correctable:
            return []
        return [self._form[f"value-{part}"] for part in (DATES if name == "dates" else [name])]

    def _conflict(self, name):
        found = self._preview.outcome.merge.conflicts.get(name)
        if not found:
            return None
        record, form = (self._form.in_words(name, value) for value in found)
        return record, form, self._form[f"conflict-{name}"]

    def _lines_of(self, row):
        """The words of this row that found no place."""
        start = f"{row.printed.rstrip(': ')}: "
        mine = [line for line in self._lines if line == row.text or (row.printed and line.startswith(start))]
        return [(line, self._lines.pop(line)) for line in mine]

    def _missing_rows(self):
        """One row without a text, for what every record has and this form has no row for."""
        names = [name for name in self._about.always if name not in self._shown]
        names += [name for name in self._preview.outcome.merge.conflicts if name not in self._shown]
        missing = [self._understood(name, "") for name in dict.fromkeys(names)]
        return [PageRow(None, missing)] if missing else []

    def _is_undecided(self, row):
        decided = self._preview.decisions
        return (
            any(problem.field not in decided.accepted for problem, _box in row.problems)
            or any(line not in decided.lines for line, _choice in row.lines)
            or any(each.conflict and each.name not in decided.conflicts for each in row.understood)
        )

    def _hand_out_problems(self):
        for problem in self._preview.problems:
            row = next((each for each in self.rows if any(one.name == problem.field for one in each.understood)), None)
            (row or self.rows[0]).problems.append((problem, self._form[f"accept-{problem.field}"]))
