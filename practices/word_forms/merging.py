"""A form's values brought into a draft, field by field, so far as that is safe and nobody decided otherwise.

A field that an editor changed since the last import is never overwritten: the form's words go to the notes. An empty
cell deletes nothing. A form in another language than the record's brings texts only.
"""

import textwrap
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from directory.matching import ChosenOrganisations, KnownOrganisations
from practices.models.numbered import Numbered
from practices.word_forms import rich_text
from practices.word_forms.decisions import DROP, NEW, NOTES, TAKE, UNDECIDED, Decisions, contact_key
from practices.word_forms.field import value_digest
from practices.word_forms.form_reader import Problem
from practices.word_forms.kind import Kind
from practices.word_forms.report import plain_value
from records.languages import set_text, text_in
from records.visibility import Visibility


@dataclass
class Merge:
    """Brings a chart's values into a draft.

    changes    field -> (value before, value after), of the fields that changed
    conflicts  field -> (the record's value, the form's), where both have one and a person must choose
    contacts   the contact points as they are then; after a trial the draft no longer knows them
    """

    kind: Kind
    draft: Numbered
    chart: object
    language: str
    known: KnownOrganisations
    is_new: bool
    decisions: Decisions = UNDECIDED
    changes: dict = field(default_factory=dict)
    conflicts: dict = field(default_factory=dict)
    contacts: list = field(default_factory=list)
    changed: bool = False

    def __post_init__(self):
        self.known = ChosenOrganisations(self.known, self._chosen_organisations())

    def apply(self):
        """Returns (problems, unplaced): what a person must decide, and the words for the notes."""
        decided = self.decisions.values_for(self.kind.by_name["organisations"].read(self.chart))
        problems, unplaced = [], [*self.chart.unplaced, *self.kind.unknown(self.chart)]
        for each in self.kind.fields:
            value = each.read(self.chart)
            if each.name in decided:
                self._decide(each, value, decided[each.name])
                continue
            if not value:
                continue
            if each.longest and len(value) > each.longest:
                problem, value = _too_long(each, value), textwrap.shorten(value, each.longest, placeholder=" …")
                problems.append(problem)
                unplaced.append(f"{each.name}: {problem.value}")
            problem = self._merge(each, value)
            if problem:
                problems.append(problem)
                if self.decisions.conflicts.get(each.name) != DROP:
                    unplaced.append(f"{each.name}: {problem.value}")
        self._show_contacts()
        return problems, self._place(unplaced)

    def put(self, each, value):
        """Give a field a value, and remember the change if it is one."""
        before = each.get(self.draft, self.language)
        if value_digest(before) == value_digest(value):
            return
        each.put(self.draft, self.language, value, self.known)
        after = each.get(self.draft, self.language)
        if value_digest(before) != value_digest(after):
            self.changes[each.name] = (self.changes.get(each.name, [before])[0], after)
            self.changed = True

    def _decide(self, each, read, value):
        """A decided value counts as an editor's change: the next form does not take it back unasked."""
        self.put(each, value)
        if read:
            self._imported[each.name] = {"form": value_digest(read), "record": ""}

    def _merge(self, each, value):
        """Take a value if that is safe. Returns the Problem otherwise, None when all is well."""
        current = each.get(self.draft, self.language)
        before = self._imported.get(each.name, {})
        says_nothing_new = value_digest(value) in (value_digest(current), before.get("form"))
        if says_nothing_new or each.means_the_same(self.draft, value, self.known):
            self._remember(each, value)
            return None
        problem = None
        if not each.is_text and not self._speaks_of_facts:
            if each.translate(self.draft, self.language, value):
                self.changes[each.name] = (current, value)
                self._remember(each, value)
                self.changed = True
                return None
            problem = _fact_differs(each, value, current)
        elif current and not self.is_new and value_digest(current) != before.get("record"):
            problem = _edited_since(each, value)
        if problem:
            self.conflicts[each.name] = (current, value)
            if self.decisions.conflicts.get(each.name) != TAKE:
                return problem
        self.put(each, value)
        self._remember(each, value)
        return None

    def _place(self, lines):
        """Add lines to the texts that were chosen for them; returns those for the notes."""
        for line in lines:
            each = self.kind.by_name.get(self.decisions.lines.get(line))
            if each:
                self._add(each, line)
        return [line for line in lines if self.decisions.lines.get(line, NOTES) == NOTES]

    def _add(self, each, line):
        text, before = text_in(self.draft, each.name, self.language), each.get(self.draft, self.language)
        if line in plain_value(before):
            return
        added = rich_text.to_html(rich_text.from_plain(line)) if each.is_rich else f"\n{line}"
        set_text(self.draft, each.name, self.language, f"{text}{added}".strip())
        first, _last = self.changes.get(each.name, (before, None))
        self.changes[each.name] = (first, each.get(self.draft, self.language))
        self.changed = True

    def _show_contacts(self):
        """Open or close the contacts of which somebody decided."""
        self.contacts = list(self.kind.contacts(self.draft))
        if not self.decisions.public:
            return
        for row in self.contacts:
            is_public = self.decisions.public.get(contact_key(row))
            if is_public is not None and is_public != (row.visibility == Visibility.PUBLIC):
                row.visibility = Visibility.PUBLIC if is_public else Visibility.EDITORS
                row.close_address()
                self.changed = True
        self.draft.contact_points = self.contacts

    def _chosen_organisations(self):
        """Name -> the Organisation that was chosen for it, None for a new one."""
        chosen = {}
        for decision in self.decisions.organisations.values():
            organisation = self.known.with_key(decision["organisation"])
            if organisation or decision["organisation"] == NEW:
                chosen[decision["name"]] = organisation
        return chosen

    @property
    def _speaks_of_facts(self):
        """Facts are taken from the form in the language the record was written in."""
        return self.is_new or self.language == self.draft.source_language

    @property
    def _imported(self):
        return self.draft.imported_digests.setdefault(self.language, {})

    def _remember(self, each, value):
        now_in_record = value_digest(each.get(self.draft, self.language))
        self._imported[each.name] = {"form": value_digest(value), "record": now_in_record}


# --- What people read -------------------------------------------------------------------------------------------------


def _fact_differs(each, value, current):
    return Problem(
        None,
        each.name,
        plain_value(value),
        _("The form in this language says otherwise than the record: %(current)s.")
        % {"current": plain_value(current) or _("nothing")},
        _("Facts are stored once. Change the record if the form is right."),
        each.name,
    )


def _too_long(each, value):
    return Problem(
        None,
        each.name,
        value,
        _("This is longer than %(longest)s characters.") % {"longest": each.longest},
        _("Its beginning was taken; the whole text is in the notes. Shorten it in the record."),
        each.name,
    )


def _edited_since(each, value):
    return Problem(
        None,
        each.name,
        plain_value(value),
        _("An editor changed this since the last import, and the form has another text now."),
        _("The editor’s text was kept. The form’s text is in the notes: take from it what is new."),
        each.name,
    )
