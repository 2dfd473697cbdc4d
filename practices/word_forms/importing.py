"""From a Word form to a draft: find the practice it speaks of, take what is new, lose nothing.

A field that an editor changed since the last import is never overwritten: the form's words go to the
notes. An empty cell deletes nothing. A form in another language than the practice's brings texts only.
What a person decided (`decisions`) goes before all of this.
"""

import json
import os
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz
from wagtail.log_actions import log

from directory.matching import ChosenOrganisations, KnownOrganisations
from practices.models import Category, Practice
from practices.word_forms import classification, rich_text
from practices.word_forms.chart import Chart, Problem, read_charts
from practices.word_forms.decisions import DROP, NEW, NOTES, OTHER, SAME, TAKE, UNDECIDED, Decisions, contact_key
from practices.word_forms.fields import BY_NAME, FIELDS, RICH_TEXTS, unknown_choices
from practices.word_forms.opening import Refused, open_form
from practices.word_forms.report import as_json, plain_value
from records.folding import folded
from records.languages import LANGUAGES, columns, mark_new_texts, set_text, text_in
from records.operations import publish, why_locked
from records.sorting import sort_key
from records.visibility import Visibility

ALIKE = 70
SAME_WORDS = 95
SHORTEST_PART = 6
SAME_TEXT = 90
OUTCOMES = {"created": "would create", "updated": "would update", "unchanged": "unchanged", "refused": "refused"}


@dataclass(frozen=True)
class Options:
    """What the person who imports knows beside the forms.

    language: of the forms' texts, "" to tell it from their labels. as_of: year of the information.
    same, new: numbers of forms that are a practice already known by that number, or another one.
    machine: forms in another language than the practice's source were translated by a machine.
    """

    language: str = ""
    as_of: int | None = None
    source: str = ""
    dry_run: bool = False
    publish: bool = False
    same: frozenset = frozenset()
    new: frozenset = frozenset()
    machine: bool = False

    def decisions_on(self, number):
        return Decisions(practice=SAME if number in self.same else OTHER if number in self.new else "")


class NumberTaken(Refused):
    """A form has the number of a practice that is unlike it: a person must say whether it is the same."""


@dataclass
class Outcome:
    """What became of one form. outcome: created, updated, unchanged or refused ("would create" in a dry run).

    draft: the practice as it now is (in a dry run: would be), None of a refused form. `merge` tells how it came about.
    """

    file: str
    outcome: str
    number: int | None = None
    record: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    unplaced: list = field(default_factory=list)
    kind: str = "practice"
    draft: Practice | None = None
    merge: "Merge | None" = None

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
    """One call: several files, the numbers met so far, the organisations known."""

    def __init__(self, options=None):
        self.options = options or Options()
        self.known = KnownOrganisations()
        self.categories = categories_as_printed()
        self.first_with_number = {}

    def run(self, paths: Iterable[Path]):
        """Yield an Outcome for each form; a file that holds none yields one that says why."""
        for path in paths:
            yield from self._import_file(Path(path))

    def _import_file(self, path):
        name = printable_name(path)
        try:
            charts = self.read(path)
        except Refused as refused:
            yield _refusal(name, refused.problem, refused.fix)
            return
        for chart in charts:
            yield self._import_chart(name, chart)

    def read(self, path):
        """The Charts of a file. Raises Refused."""
        return read_charts(open_form(path), self.categories)

    def _import_chart(self, file, chart):
        try:
            self._refuse_second_of_same_number(file, chart)
            take = self.try_out if self.options.dry_run else self.take
            return take(file, chart, self.options.decisions_on(chart.number))
        except Refused as refused:
            return _refusal(file, refused.problem, refused.fix, chart)

    def _refuse_second_of_same_number(self, file, chart):
        if chart.number is None or chart.number in self.options.new:
            return
        same = chart.number, chart.language
        if first := self.first_with_number.get(same):
            raise Refused(
                _("Chart number %(number)s came before in this call, in %(file)s.")
                % {"number": chart.number, "file": first},
                _("Keep the one that is right; if they are two practices, give one of them another number."),
            )
        self.first_with_number[same] = file

    @transaction.atomic
    def take(self, file, chart, decisions=UNDECIDED, user=None):
        """Make or update the practice. Raises Refused."""
        chart = decisions.correct(chart)
        practice = find_practice(chart, decisions)
        if practice and (reason := why_locked(practice, user)):
            raise Refused(reason, _("Nothing of the form was saved. Take it in when the review is done."))
        return self._bring_in(file, chart, practice, decisions, user)

    def _bring_in(self, file, chart, practice, decisions, user=None):
        language = decisions.language or self.options.language or chart.language
        draft = practice.get_latest_revision_as_object() if practice else _new_practice(chart, language, decisions)
        merge = Merge(draft, chart, language, self.known, is_new=practice is None, decisions=decisions)
        problems, unplaced = merge.apply()
        self._note_source(merge)
        changed = merge.changed | _note(draft, file, unplaced)
        draft.form_digest = chart.digest
        outcome = "created" if practice is None else "updated" if changed else "unchanged"
        if changed or practice is None:
            self._save(merge, file, user)
        Practice.objects.filter(pk=draft.pk).update(form_digest=chart.digest)  # known again before it is published
        if self.options.publish and (changed or not draft.live):
            draft = publish(Practice.objects.get(pk=draft.pk))
        problems = [*chart.problems, *problems]
        return Outcome(file, outcome, draft.number, as_json(draft), problems, unplaced, draft=draft, merge=merge)

    def try_out(self, file, chart, decisions=UNDECIDED):
        """Do what `take` does, and take everything back."""
        with transaction.atomic():
            chart = decisions.correct(chart)
            done = self._bring_in(file, chart, find_practice(chart, decisions), decisions)
            transaction.set_rollback(True)
        self.known.forget_stubs()
        done.outcome = OUTCOMES[done.outcome]
        done.number = done.merge.chart.number
        return done

    def _note_source(self, merge):
        for name, value in (("information_as_of", self.options.as_of), ("source", self.options.source)):
            if value:
                merge.put(BY_NAME[name], value)

    def _save(self, merge, file, user):
        mark_new_texts(merge.draft, merge.language, by_machine=self.options.machine)
        if merge.is_new:
            merge.draft.save()
        revision = merge.draft.save_revision(user=user, clean=False)
        data = {"file": file, "language": merge.language}
        log(merge.draft, "records.import", user=user, data=data, revision=revision, content_changed=True)


def _new_practice(chart, language, decisions):
    number = None if decisions.practice in (OTHER, NEW) else chart.number
    return Practice(number=number, source_language=language, live=False)


@dataclass
class Merge:
    """Brings a chart's values into a draft, field by field, so far as nobody decided otherwise.

    changes    field -> (value before, value after), of the fields that changed
    conflicts  field -> (the record's value, the form's), where both have one and a person must choose
    contacts   the contact points as they are then; after a trial the draft no longer knows them
    """

    draft: Practice
    chart: Chart
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
        decided = self.decisions.values_for(self.chart)
        problems, unplaced = [], [*self.chart.unplaced, *unknown_choices(self.chart)]
        for each in FIELDS:
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
        if value_digest(value) in (value_digest(current), before.get("form")):
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
            name = self.decisions.lines.get(line)
            if name in BY_NAME:
                self._add(name, line)
        return [line for line in lines if self.decisions.lines.get(line, NOTES) == NOTES]

    def _add(self, name, line):
        each = BY_NAME[name]
        text, before = text_in(self.draft, name, self.language), each.get(self.draft, self.language)
        if line in plain_value(before):
            return
        added = rich_text.to_html(rich_text.from_plain(line)) if name in RICH_TEXTS else f"\n{line}"
        set_text(self.draft, name, self.language, f"{text}{added}".strip())
        first, _last = self.changes.get(name, (before, None))
        self.changes[name] = (first, each.get(self.draft, self.language))
        self.changed = True

    def _show_contacts(self):
        """Open or close the contacts of which somebody decided."""
        self.contacts = list(self.draft.contact_points.all())
        if not self.decisions.public:
            return
        for row in self.contacts:
            is_public = self.decisions.public.get(contact_key(row))
            if is_public is not None and is_public != (row.visibility == Visibility.PUBLIC):
                row.visibility = Visibility.PUBLIC if is_public else Visibility.EDITORS
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
        """Facts are taken from the form in the language the practice was written in."""
        return self.is_new or self.language == self.draft.source_language

    @property
    def _imported(self):
        return self.draft.imported_digests.setdefault(self.language, {})

    def _remember(self, each, value):
        now_in_record = value_digest(each.get(self.draft, self.language))
        self._imported[each.name] = {"form": value_digest(value), "record": now_in_record}


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


def find_practice(chart, decisions=UNDECIDED):
    """The practice that a chart speaks of, or None for a new one. Raises NumberTaken when its number is another's."""
    if decisions.practice == NEW:
        return None
    if isinstance(decisions.practice, int):
        return _practice_with(decisions.practice)
    if chart.number is not None and decisions.practice != OTHER:
        known = Practice.objects.filter(number=chart.number).first()
        if known and decisions.practice != SAME and not _may_be_same(chart, known):
            raise _number_taken(chart, known)
        return known
    return Practice.objects.filter(form_digest=chart.digest).first() or _same_without_number(chart)


def _practice_with(number):
    known = Practice.objects.filter(number=number).first()
    if known is None:
        raise Refused(
            _("There is no practice number %(number)s any more.") % {"number": number},
            _("Say which practice this form is about."),
        )
    return known


def _may_be_same(chart, practice):
    """Title or organisation alike, or not to be compared: a number with both unlike is another practice's."""
    draft = practice.get_latest_revision_as_object()
    title = chart.title
    titles = [text_in(draft, "title", language) for language in LANGUAGES]
    printed = [row.name_as_printed or str(row.organisation.name) for row in draft.involvements.all()]
    pairs = [*_pairs([title], titles), *_pairs(chart.organisations, printed)]
    return not pairs or any(_is_alike(*pair) for pair in pairs)


def _pairs(some, others):
    return [(folded(one), folded(other)) for one in some for other in others if one and other]


def _is_alike(one, other):
    """True of a name with slips, or with more words around it; a short word in common is not enough."""
    is_part = min(len(one), len(other)) >= SHORTEST_PART and fuzz.token_set_ratio(one, other) >= SAME_WORDS
    return is_part or fuzz.token_sort_ratio(one, other) >= ALIKE


def _same_without_number(chart):
    """A practice with the same title and a country in common, and a text as good as the same."""
    text = _whole_text(chart)
    for practice in _with_title(chart.title):
        draft = practice.get_latest_revision_as_object()
        written = " ".join(plain_value(each.get(draft, chart.language)) for each in FIELDS if each.is_text)
        in_common = not chart.countries or set(chart.countries) & set(draft.country_codes)
        if in_common and fuzz.ratio(text, folded(written)) >= SAME_TEXT:
            return practice
    return None


def _with_title(title):
    """Practices with this title in any language; their sort keys are indexed."""
    same = Q(pk=None)
    for key_column in columns("sort_key"):
        same |= Q(**{key_column: sort_key(title)})
    return Practice.objects.filter(same) if title else Practice.objects.none()


def _whole_text(chart):
    return folded(" ".join(plain_value(each.read(chart)) for each in FIELDS if each.is_text))


def value_digest(value):
    """Fingerprint of a value of a field."""
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:20]


# --- What people read -------------------------------------------------------------------------------------------------


def _note(draft, file, unplaced):
    """Keep the words without a place in the notes for editors. Returns whether that is new."""
    if not unplaced:
        return False
    note = _("Not placed at the import of %(file)s:") % {"file": file} + "\n" + "\n".join(unplaced)
    if note in draft.notes:
        return False
    draft.notes = f"{draft.notes}\n\n{note}".strip()
    return True


def _refusal(file, problem, fix, chart=None):
    return Outcome(
        file,
        "refused",
        number=chart.number if chart else None,
        problems=[*(chart.problems if chart else []), Problem(None, "", "", problem, fix)],
    )


def _number_taken(chart, known):
    return NumberTaken(
        _("Number %(number)s is that of another practice: “%(title)s”.") % {"number": chart.number, "title": known},
        _("Is it the same practice? Import it again with --same %(number)s. Is it a new one? With --new %(number)s.")
        % {"number": chart.number},
    )


def _fact_differs(each, value, current):
    return Problem(
        None,
        each.name,
        plain_value(value),
        _("The form in this language says otherwise than the practice: %(current)s.")
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
