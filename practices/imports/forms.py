"""What an editor is asked: which files, and what to do with one form."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.imports.in_words import contact_in_words
from practices.imports.kinds import ON_THE_PAGE
from practices.models import FormImport, Practice
from practices.models.practice import YEARS
from practices.periods import Period
from practices.word_forms.decisions import DROP, KEEP, NEW, NOTES, SAME, TAKE, Decisions, contact_key
from practices.word_forms.fields import dates_of
from practices.word_forms.finding import name_to_say
from records.languages import digest
from records.names import country_name
from records.visibility import Visibility

MOST_FILES = 50
LARGEST_NUMBER = 999_999
BY_NUMBER = "number"
DATES = ("start_year", "start_month", "end_year", "end_month", "ongoing")

several = forms.CheckboxSelectMultiple


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class UploadForm(forms.ModelForm):
    class Meta:
        model = FormImport
        fields = ["language", "as_of", "source", "machine"]
        widgets = {"source": forms.TextInput}
        help_texts = {
            "source": gettext_lazy("Where the forms were collected or printed."),
            "machine": gettext_lazy(
                "Forms in another language than their record were translated by a machine, and nobody reviewed them."
            ),
        }

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the texts"),
        choices=[("", gettext_lazy("Tell it from the form")), *settings.LANGUAGES],
        required=False,
    )
    as_of = forms.IntegerField(
        label=gettext_lazy("Information as of (year)"),
        help_text=gettext_lazy("The year in which the descriptions were true. Readers of an old practice are warned."),
        required=False,
        min_value=1900,
        max_value=2100,
    )
    files = forms.Field(
        label=gettext_lazy("Word files"),
        help_text=gettext_lazy(
            "Up to 50 files in .docx format, of 10 MiB each at most. A file may hold several forms."
        ),
        required=False,
        widget=SeveralFiles(attrs={"accept": ".docx"}),
    )

    field_order = ["files", "language", "as_of", "source", "machine"]

    def clean(self):
        if not self.files.getlist("files"):
            self.add_error("files", _("Choose at least one file."))
        return super().clean()


class DecisionsForm(forms.Form):
    """One field for each thing that an editor may decide about a form. Its names begin with what they are about."""

    def __init__(self, preview, data=None):
        super().__init__(data)
        self.preview, self.chart, self.decided = preview, preview.chart, preview.decisions
        self.about = ON_THE_PAGE[self.chart.kind]
        self.in_words = self.about.in_words()
        self._ask_for_language()
        self._ask_for_record()
        self._ask_for_corrections()
        self._ask_about_conflicts()
        self._ask_about_lines()
        self._ask_about_organisations()
        self._ask_about_contacts()

    # --- Which record -----------------------------------------------------------------------------------------------

    def _ask_for_language(self):
        told = dict(settings.LANGUAGES)[self.preview.form.form_import.language or self.chart.language]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the texts"),
            choices=[("", _("As told: %(language)s") % {"language": told}), *settings.LANGUAGES],
            initial=self.decided.language,
            required=False,
        )

    def _ask_for_record(self):
        self.fields["record"] = forms.ChoiceField(
            label=_("Record"),
            choices=self._records(),
            initial=str(self.decided.record),
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["record_number"] = forms.IntegerField(label=_("Number of the record"), required=False, min_value=1)

    def _records(self):
        question, decided = self.preview.question, self.decided.record
        choices = [] if question else [("", self._as_found())]
        if self.preview.number and (question or decided == SAME):
            choices.append((SAME, _("The one that has number %(number)s") % {"number": self.preview.number}))
        choices += [(str(name_to_say(each)), called(each)) for each in self._records_to_name()]
        if question or self.preview.record or decided:
            choices.append((NEW, _("A new record; it is numbered when it is published")))
        return [*choices, (BY_NUMBER, _("The record with this number:"))]

    def _records_to_name(self):
        """Those that it may be, or the one that was chosen."""
        if self.preview.question:
            return [
                each for each in self.preview.question.records if not each.number or each.number != self.preview.number
            ]
        return [self.preview.record] if self.decided.record not in ("", SAME, NEW) else []

    def _as_found(self):
        if self.decided.record:
            return _("Let the import find out")
        record = self.preview.record
        return _("A new record") if record is None else _("%(record)s, as found") % {"record": called(record)}

    # --- Values -----------------------------------------------------------------------------------------------------

    def _ask_for_corrections(self):
        for name in self.about.correctable:
            for part, field in self._correction(name).items():
                field.required = False
                self.fields[f"value-{part}"] = field
        for problem in self.preview.outcome.problems:
            if problem.field and problem.field not in self.preview.outcome.merge.conflicts:
                self.fields[f"accept-{problem.field}"] = forms.BooleanField(
                    label=_("Nothing to correct"), initial=problem.field in self.decided.accepted, required=False
                )

    def _correction(self, name):
        """{name of a part: field}; only the period has several parts."""
        value = self.decided.values.get(name, self.understood(name))
        if name == "dates":
            return _fields_of_period(value)
        if name == "number":
            field = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER)
        elif name == "information_as_of":
            field = forms.IntegerField(validators=YEARS)
        elif name == "title":
            field = forms.CharField()
        elif name in self.about.lists:
            widget = forms.SelectMultiple(attrs={"size": 6}) if name == "countries" else several
            field = forms.MultipleChoiceField(choices=self.in_words.choices_of(name), widget=widget)
        else:
            field = forms.ChoiceField(choices=[("", _("none")), *self.in_words.choices_of(name)])
        field.label, field.initial = self.about.label_of(name), value
        return {name: field}

    def understood(self, name):
        """What was read of a field, as plain data."""
        return self.chart.number if name == "number" else self._by_name[name].read(self.chart)

    @property
    def _by_name(self):
        return self.about.kind.by_name

    # --- What differs, or has no place ------------------------------------------------------------------------------

    def _ask_about_conflicts(self):
        for name in self.preview.outcome.merge.conflicts:
            self.fields[f"conflict-{name}"] = forms.ChoiceField(
                label=self.about.label_of(name),
                choices=[
                    (KEEP, _("Keep the record’s; the form’s words go to the notes")),
                    (DROP, _("Keep the record’s; drop the form’s words")),
                    (TAKE, _("Take the form’s")),
                ],
                initial=self.decided.conflicts.get(name, KEEP),
                widget=forms.RadioSelect,
                required=False,
            )

    def _ask_about_lines(self):
        places = [(name, str(self.about.label_of(name))) for name in self.about.texts]
        for place, line in enumerate(self.preview.lines):
            self.fields[f"line-{place}"] = forms.ChoiceField(
                label=line,
                choices=[(NOTES, _("Keep it in the notes")), (DROP, _("Drop it")), (_("Add it to"), places)],
                initial=self.decided.lines.get(line, NOTES),
            )

    def _ask_about_organisations(self):
        known, codes = self.preview.known, self.about.kind.countries(self.preview.outcome.draft)
        for place, printed in enumerate(self.organisations):
            decided = self.decided.organisations.get(printed, {"name": printed, "organisation": ""})
            self.fields[f"organisation-{place}"] = forms.ChoiceField(
                label=_("Organisation"),
                choices=_organisations(decided, known, codes),
                initial=decided["organisation"],
                required=False,
            )
            self.fields[f"organisation-name-{place}"] = forms.CharField(
                label=_("Name as it is shown"),
                initial=decided["name"],
                required=False,
                widget=forms.TextInput(attrs={"list": "organisations"}),
            )

    @property
    def organisations(self):
        """Names as printed, of those that are looked for among the known ones."""
        return self.understood("organisations")

    def _ask_about_contacts(self):
        for row in self.preview.contacts:
            self.fields[name_of(row)] = forms.BooleanField(
                label=contact_in_words(row.kind, row.value, row.note),
                initial=row.visibility == Visibility.PUBLIC,
                required=False,
            )

    # --- What was decided -------------------------------------------------------------------------------------------

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("record") == BY_NUMBER:
            number = cleaned.get("record_number")
            if not number or not self.about.kind.model.objects.filter(number=number).exists():
                self.add_error("record_number", _("There is no record with this number. Look it up in the list."))
        title = cleaned.get("value-title", "")
        longest = self._by_name["title"].longest
        if len(title) > longest and title != self.understood("title"):
            self.add_error("value-title", _("Shorten it to %(longest)s characters.") % {"longest": longest})
        if "dates" in self.about.correctable:
            self._check_period(cleaned)
        return cleaned

    def _check_period(self, cleaned):
        if any(f"value-{part}" in self.errors for part in DATES):
            return
        for end in ("start", "end"):
            if cleaned[f"value-{end}_month"] and not cleaned[f"value-{end}_year"]:
                self.add_error(f"value-{end}_year", _("Enter the year as well."))
        if Period(*self._period()).ends_before_it_starts:
            self.add_error("value-end_year", _("The practice ends before it starts: check both years and months."))

    def decisions(self) -> Decisions:
        """Of a valid form. What is as it was read is no decision."""
        return Decisions(
            record=self._record(),
            language=self.cleaned_data["language"],
            values=self._corrections(),
            conflicts={name: choice for name, choice in self._all("conflict-").items() if choice},
            lines={line: self.cleaned_data[f"line-{place}"] for place, line in enumerate(self.preview.lines)},
            organisations=self._organisations_decided(),
            public={contact_key(row): self.cleaned_data[name_of(row)] for row in self.preview.contacts},
            accepted=[name for name, is_ticked in self._all("accept-").items() if is_ticked],
        )

    def _record(self):
        chosen = self.cleaned_data["record"]
        if chosen == BY_NUMBER:
            return self.cleaned_data["record_number"]
        return int(chosen) if chosen.isdigit() else chosen

    def _corrections(self):
        """A list may be emptied; any other field that is left empty is as it was read."""
        corrected = {name: self._corrected(name) for name in self.about.correctable}
        return {name: value for name, value in corrected.items() if value or value == []}

    def _all(self, start):
        return {name.removeprefix(start): value for name, value in self.cleaned_data.items() if name.startswith(start)}

    def _corrected(self, name):
        """The value that was entered; None where that is what the import understood."""
        understood = self.understood(name)
        value = dates_of(Period(*self._period())) if name == "dates" else self.cleaned_data[f"value-{name}"]
        if name in self.about.lists:
            if set(value) == set(understood):
                return None
            value = [code for code in understood if code in value] + sorted(set(value) - set(understood))
        return None if value == understood else value

    def _period(self):
        return [self.cleaned_data.get(f"value-{part}") for part in DATES]

    def _organisations_decided(self):
        decided = {}
        for place, printed in enumerate(self.organisations):
            name = " ".join(self.cleaned_data[f"organisation-name-{place}"].split())
            chosen = self.cleaned_data[f"organisation-{place}"]
            if name != printed or chosen:
                decided[printed] = {"name": name, "organisation": int(chosen) if chosen.isdigit() else chosen}
        return decided


def called(record):
    if record.number is None:
        return f"“{record}” ({name_to_say(record)})"
    return _("Number %(number)s, “%(title)s”") % {"number": record.number, "title": record}


def name_of(contact):
    """Of its own, not by its place: a tick never goes to another contact because the record changed meanwhile."""
    return f"contact-{digest(contact_key(contact))}"


def _fields_of_period(value):
    values = dict(zip(DATES, value or [None] * len(DATES), strict=True))
    fields = {part: Practice._meta.get_field(part).formfield() for part in DATES}
    for part, field in fields.items():
        field.initial = values[part]
    return fields


def _organisations(decided, known, countries):
    """Choices for one name: what the import finds, those with a name alike, a new one."""
    name, chosen = decided["name"], known.with_key(decided["organisation"])
    found = known.find(name, countries)
    others = [each for each in dict.fromkeys([chosen, *known.alike(name)]) if each not in (None, found)]
    as_found = _("%(organisation)s, as found") % {"organisation": _with_country(found)} if found else _("A new one")
    choices = [("", as_found), *((str(each.pk), _with_country(each)) for each in others)]
    return choices if not found or known.with_name(name) else [*choices, (NEW, _("A new one"))]


def _with_country(organisation):
    country = organisation.country.code
    return f"{organisation} ({country_name(country)})" if country else str(organisation)
