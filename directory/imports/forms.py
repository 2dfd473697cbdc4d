"""What an editor is asked: which table, and what to do with one row."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.desk.reasons import about
from directory.imports.fields import NOT_TAKEN
from directory.imports.importing import NEW, UNDECIDED, Decisions, Table
from directory.models import Organisation, TableImport
from records.refusals import Refused

BY_NUMBER = "number"


class UploadForm(forms.ModelForm):
    """A valid form has read the table: `table`, and its `rows`."""

    class Meta:
        model = TableImport
        fields = ["language"]

    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("A file in .xlsx or CSV format, of 10 MiB and 1,000 rows at most."),
        error_messages={"required": gettext_lazy("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the texts"),
        choices=[("", gettext_lazy("Tell it from the names of the columns")), *settings.LANGUAGES],
        required=False,
    )

    field_order = ["file", "language"]

    def clean(self):
        cleaned = super().clean()
        if file := cleaned.get("file"):
            try:
                self.table, self.rows = Table.read(file.read(), cleaned.get("language", ""))
                self._check_rows()
            except Refused as refused:
                self.add_error("file", str(refused))
        return cleaned

    def _check_rows(self):
        if not self.rows:
            raise Refused(_("Below the names of the columns there is no row."), _("Write an organisation in each row."))


class RowForm(forms.Form):
    """One field for each thing that an editor may decide about a row: whom it means, what its cells say, what is taken.

    seen: the entry as it was when the page was shown (`Outcome.seen`).
    """

    seen = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput({"autocomplete": "off"}))

    def __init__(self, row, columns, outcome, decisions=UNDECIDED, data=None):
        super().__init__(data)
        self.row, self.outcome, self.decided = row, outcome, decisions
        self.columns = {column.place: column for column in columns}
        self.initial["seen"] = outcome.seen
        self._ask_for_record()
        self._ask_for_cells()
        for change in outcome.changes:
            self.fields[f"take-{change.key}"] = forms.BooleanField(
                label=change.label, required=False, initial=change.key not in decisions.left_out
            )

    def _ask_for_record(self):
        self.fields["record"] = forms.ChoiceField(
            label=_("Organisation"),
            choices=self._records(),
            initial=str(self.decided.record),
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["number"] = forms.IntegerField(label=_("Number of the entry"), required=False, min_value=1)

    def _records(self):
        decided = self.decided.record
        choices = [] if self.outcome.maybe else [("", self._as_found())]
        choices += [(str(each.organisation.pk), _called(each.organisation, about(each))) for each in self.outcome.maybe]
        if decided and decided != NEW:
            chosen = Organisation.objects.filter(pk=decided).first()
            choices += [(str(decided), _called(chosen, ""))] if chosen else []
        draft = self.outcome.draft
        if decided or draft is None or draft.pk:
            choices.append((NEW, _("A new one")))
        return [*choices, (BY_NUMBER, _("The one with this number:"))]

    def _as_found(self):
        if self.decided.record:
            return _("Let the import find out")
        draft = self.outcome.draft
        if draft is None:
            return _("As found")
        return _("%(record)s, as found") % {"record": draft} if draft.pk else _("A new one, as found")

    def _ask_for_cells(self):
        wrong = {problem.place for problem in self.outcome.problems if problem.place is not None}
        wrong |= set(self.decided.cells)
        if not self.outcome.name:
            wrong |= {place for place, column in self.columns.items() if column.field == "name"}
        for place in sorted(wrong & set(self.columns)):
            if self.columns[place].field and self.columns[place].field not in NOT_TAKEN:
                self.fields[f"cell-{place}"] = forms.CharField(
                    label=self.columns[place].name,
                    initial=self.said(place),
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )

    def said(self, place):
        cells = self.row.cells
        return self.decided.cells.get(place, cells[place] if place < len(cells) else "")

    @property
    def problems(self):
        """[(Problem, the field to mend it or None)]"""
        shown = set()
        pairs = []
        for problem in self.outcome.problems:
            name = f"cell-{problem.place}"
            pairs.append((problem, self[name] if name in self.fields and name not in shown else None))
            shown.add(name)
        return pairs

    @property
    def other_cells(self):
        """Fields of cells that were mended, or that lack what is needed."""
        complained = {f"cell-{problem.place}" for problem in self.outcome.problems}
        return [self[name] for name in self.fields if name.startswith("cell-") and name not in complained]

    @property
    def changes(self):
        return [(change, self[f"take-{change.key}"]) for change in self.outcome.changes]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("record") == BY_NUMBER:
            number = cleaned.get("number")
            if not number or not Organisation.objects.filter(pk=number, withdrawn_at=None).exists():
                self.add_error("number", _("There is no entry with this number. It stands in the address of its page."))
        return cleaned

    def decisions(self):
        """Of a valid form. A cell that says what the table says is no decision."""
        cells = {}
        for name, text in self.cleaned_data.items():
            if name.startswith("cell-"):
                place = int(name.removeprefix("cell-"))
                original = self.row.cells[place] if place < len(self.row.cells) else ""
                if text.replace("\r\n", "\n") != original:
                    cells[place] = text.replace("\r\n", "\n")
        left_out = [
            name.removeprefix("take-")
            for name, is_taken in self.cleaned_data.items()
            if name.startswith("take-") and not is_taken
        ]
        seen = self.cleaned_data["seen"]
        return Decisions(record=self._record(), left_out=tuple(left_out), cells=cells, seen=seen)

    def _record(self):
        chosen = self.cleaned_data["record"]
        if chosen == BY_NUMBER:
            return self.cleaned_data["number"]
        return int(chosen) if chosen.isdecimal() else chosen


def _called(organisation, why):
    name = _("%(name)s (no. %(number)s)") % {"name": organisation, "number": organisation.pk}
    return f"{name}: {why}" if why else name
