"""From a Word form to a draft: find the practice it speaks of, take what is new, lose nothing.

A field that an editor changed since the last import is never overwritten: the form's words go to the
notes. An empty cell deletes nothing. A form in another language than the practice's brings texts only.
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

from directory.matching import KnownOrganisations
from practices.models import Category, Practice
from practices.word_forms import classification
from practices.word_forms.chart import Chart, Problem, read_charts
from practices.word_forms.fields import FIELDS, unknown_choices
from practices.word_forms.opening import Refused, open_form
from practices.word_forms.report import as_json, plain_value
from records.folding import folded
from records.languages import LANGUAGES, columns, text_in
from records.operations import publish
from records.sorting import sort_key

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
    """

    language: str = ""
    as_of: int | None = None
    source: str = ""
    dry_run: bool = False
    publish: bool = False
    same: frozenset = frozenset()
    new: frozenset = frozenset()


@dataclass
class Outcome:
    """What became of one form. outcome: created, updated, unchanged or refused ("would create" in a dry run)."""

    file: str
    outcome: str
    number: int | None = None
    record: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    unplaced: list = field(default_factory=list)
    kind: str = "practice"

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
            "problems": [{name: _plain(value) for name, value in vars(each).items()} for each in self.problems],
            "unplaced": list(self.unplaced),
        }


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
            charts = read_charts(open_form(path), self.categories)
        except Refused as refused:
            yield _refusal(name, refused.problem, refused.fix)
            return
        for chart in charts:
            yield self._import_chart(name, chart)

    def _import_chart(self, file, chart):
        try:
            self._refuse_second_of_same_number(file, chart)
            return self._take(file, chart)
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
    def _take(self, file, chart):
        """Make or update the practice; a dry run does the same, and takes everything back."""
        practice = find_practice(chart, self.options)
        draft = practice.get_latest_revision_as_object() if practice else self._new_practice(chart)
        merge = Merge(draft, chart, self.options.language or chart.language, self.known, is_new=practice is None)
        problems, unplaced = merge.apply()
        unplaced = [*chart.unplaced, *unplaced]
        changed = merge.changed | self._note_source(draft) | _note(draft, file, unplaced)
        draft.form_digest = chart.digest
        outcome = "created" if practice is None else "updated" if changed else "unchanged"
        if changed or practice is None:
            draft = self._save(draft, practice)
        Practice.objects.filter(pk=draft.pk).update(form_digest=chart.digest)  # known again before it is published
        if self.options.publish and (changed or not draft.live):
            draft = publish(Practice.objects.get(pk=draft.pk))
        done = Outcome(file, outcome, draft.number, as_json(draft), [*chart.problems, *problems], unplaced)
        if self.options.dry_run:
            done.outcome = OUTCOMES[outcome]
            done.number = chart.number
            self.known.forget_stubs()
            transaction.set_rollback(True)
        return done

    def _new_practice(self, chart):
        number = None if chart.number in self.options.new else chart.number
        return Practice(number=number, source_language=self.options.language or chart.language, live=False)

    def _note_source(self, draft):
        before = draft.information_as_of, draft.source_collection
        draft.information_as_of = self.options.as_of or draft.information_as_of
        draft.source_collection = self.options.source or draft.source_collection
        return before != (draft.information_as_of, draft.source_collection)

    def _save(self, draft, practice):
        if practice is None:
            draft.save()
        draft.save_revision(clean=False, log_action=True)
        return draft


@dataclass
class Merge:
    """Brings a chart's values into a draft, field by field."""

    draft: Practice
    chart: Chart
    language: str
    known: KnownOrganisations
    is_new: bool
    changed: bool = False

    def apply(self):
        """Returns (problems, unplaced): what a person must decide, and the words that found no place."""
        problems, unplaced = [], unknown_choices(self.chart)
        for each in FIELDS:
            value = each.read(self.chart)
            if not value:
                continue
            if each.longest and len(value) > each.longest:
                problem, value = _too_long(each, value), textwrap.shorten(value, each.longest, placeholder=" …")
                problems.append(problem)
                unplaced.append(f"{each.name}: {problem.value}")
            problem = self._merge(each, value)
            if problem:
                problems.append(problem)
                unplaced.append(f"{each.name}: {problem.value}")
        return problems, unplaced

    def _merge(self, each, value):
        """Take a value if that is safe. Returns the Problem otherwise, None when all is well."""
        current = each.get(self.draft, self.language)
        before = self._imported.get(each.name, {})
        if value_digest(value) in (value_digest(current), before.get("form")):
            self._remember(each, value)
            return None
        if not each.is_text and not self._speaks_of_facts:
            if not each.translate(self.draft, self.language, value):
                return _fact_differs(each, value, current)
            self._remember(each, value)
            self.changed = True
            return None
        if current and not self.is_new and value_digest(current) != before.get("record"):
            return _edited_since(each, value)
        each.put(self.draft, self.language, value, self.known)
        self._remember(each, value)
        self.changed = True
        return None

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


def find_practice(chart, options):
    """The practice that a chart speaks of, or None for a new one. Refused when its number is another's."""
    if chart.number is not None and chart.number not in options.new:
        known = Practice.objects.filter(number=chart.number).first()
        if known and chart.number not in options.same and not _may_be_same(chart, known):
            raise _number_taken(chart, known)
        return known
    return Practice.objects.filter(form_digest=chart.digest).first() or _same_without_number(chart)


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
    return Refused(
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
    )


def _too_long(each, value):
    return Problem(
        None,
        each.name,
        value,
        _("This is longer than %(longest)s characters.") % {"longest": each.longest},
        _("Its beginning was taken; the whole text is in the notes. Shorten it in the record."),
    )


def _edited_since(each, value):
    return Problem(
        None,
        each.name,
        plain_value(value),
        _("An editor changed this since the last import, and the form has another text now."),
        _("The editor’s text was kept. The form’s text is in the notes: take from it what is new."),
    )
