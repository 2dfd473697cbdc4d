"""From a row of a table to a draft: find the organisation, take what the row says, lose nothing, publish nothing.

An empty cell deletes nothing. What cannot be read is named, with the way to mend it; the rest of the row is taken.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.desk.spoken_languages import language_named
from directory.imports.columns import header_of
from directory.imports.fields import (
    ERRORS,
    FACTS,
    FIELDS,
    NOT_KEPT,
    NOT_TAKEN,
    TEXTS,
    Unreadable,
    one_country,
    visibility_of_contacts,
)
from directory.imports.finding import Finder, Found
from directory.imports.tables import MOST_ROWS, read_tables
from directory.merging import newest_draft
from directory.models import Organisation
from records import rich_text
from records.folding import folded
from records.languages import DEFAULT_LANGUAGE, LANGUAGES, mark_new_texts
from records.narrowing import narrow_at_once
from records.operations import why_locked
from records.refusals import Refused
from records.visibility import Visibility

LOG_ACTION = "directory.import"
NEW = "new"
CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"
WOULD = {CREATED: "would create", UPDATED: "would update"}
# Stands for what is not even kept with the row.
WITHHELD = "…"
# Of a row that is saved: whoever saves its entry at the same moment waits.
LOCKED = Organisation.objects.select_for_update(of=("self",))


@dataclass(frozen=True)
class Decisions:
    """What a person decided about a row. record: "" to find out, NEW, or a number; left_out: keys of changes not taken.

    cells: {place of a column: text in place of what the table says}. seen: `Outcome.seen` of what the person was shown.
    """

    record: str | int = ""
    left_out: tuple = ()
    cells: dict = field(default_factory=dict)
    seen: str = ""


UNDECIDED = Decisions()


@dataclass(frozen=True)
class Problem:
    """column: its name in the table, "" of the row as a whole. place: of the column, None of the row."""

    column: str
    value: str
    problem: str
    fix: str
    place: int | None = None

    def as_json(self):
        return {"column": self.column, "value": self.value, "problem": str(self.problem), "fix": str(self.fix)}


@dataclass(frozen=True)
class Change:
    """key: of the field, "name_it" of a text. before, after: in words."""

    key: str
    label: str
    before: str
    after: str


@dataclass
class Outcome:
    """What would become of a row, or became. draft: the organisation as it would stand; None of a row that is refused.

    maybe: [Duplicate] among which a person must choose. mark: whom the row is about, to tell repeated rows.
    seen: the entry that it would change and when that was last saved, "" for none.
    """

    row: int
    name: str
    outcome: str
    problems: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    draft: Organisation | None = None
    maybe: tuple = ()
    mark: str = ""
    seen: str = ""

    @property
    def is_refused(self):
        return self.outcome == REFUSED

    def as_json(self, *, is_dry=False):
        """A plain dict: row, name, outcome, record, problems."""
        return {
            "row": self.row,
            "name": self.name,
            "outcome": WOULD.get(self.outcome, self.outcome) if is_dry else self.outcome,
            "record": self._record(),
            "problems": [each.as_json() for each in self.problems],
        }

    def _record(self):
        if self.draft is None:
            return {}
        return {
            "number": self.draft.pk,
            "name": str(self.draft),
            "country": self.draft.country.code or "",
            "changes": {each.key: [each.before, each.after] for each in self.changes},
        }


class Row:
    """The cells of a row as values, so far as they can be read, and what is wrong with the others.

    in_part: fields of which some could be read and some could not.
    """

    def __init__(self, number, cells, table, decisions):
        self.number, self.known = number, table.finder.names
        self.language, self.contact_visibility = table.language, Visibility.EDITORS
        self.key = None
        said = [(column, self._text(column, cells, decisions)) for column in table.header.columns]
        self._said = [(column, text) for column, text in said if text]
        self._is_our_own = table.header.is_our_own_export
        self.read()

    def read(self, country=""):
        """country: code of that of the entry, for a row that says none."""
        self.country, self.in_part = country, set()
        self.texts, self.facts, self.problems = {}, {}, []
        self._read_first()
        for column, text in self._said:
            self._read(column, text)

    def _text(self, column, cells, decisions):
        if column.place in decisions.cells:
            return decisions.cells[column.place].strip()
        return cells[column.place] if column.place < len(cells) else ""

    def _read_first(self):
        """What the other cells of the row are read by."""
        for column, text in self._said:
            if column.field == "language":
                code = language_named(text)
                if code in LANGUAGES:
                    self.language = code
                else:
                    self._complain(column, text, _("The site has no such language."), _("Write en, it, de, es or fr."))
            elif column.field == "country":
                self.country = self._try(column, text, one_country, is_silent=True) or self.country
            elif column.field == "contact_visibility":
                self.contact_visibility = self._try(column, text, visibility_of_contacts) or Visibility.EDITORS

    def _read(self, column, text):
        field_of = column.field
        if field_of in ("language", "contact_visibility", "type"):
            return
        if field_of == "id":
            self.key = int(text) if text.isdecimal() and len(text) < 19 else None
        elif field_of in NOT_TAKEN:
            # What our own export says beside an entry is no news.
            if not self._is_our_own:
                self._complain(column, text, *NOT_TAKEN[field_of])
        elif not field_of:
            self._complain(
                column,
                text,
                _("Nobody knows this column."),
                _("Give it a name that is known (see Help), or enter this by hand."),
            )
        elif text in ERRORS:
            self._complain(column, text, _("The spreadsheet shows an error here."), _("Correct the cell."))
        else:
            value = self._try(column, text, FIELDS[field_of].read)
            if value not in (None, "", []):
                self._keep(column, value)

    def _keep(self, column, value):
        if column.field in TEXTS:
            self.texts[column.field, column.language or self.language] = value
        elif isinstance(value, list):
            self.facts[column.field] = list(dict.fromkeys([*self.facts.get(column.field, []), *value]))
        else:
            self.facts[column.field] = value

    def _try(self, column, text, read, is_silent=False):
        try:
            return read(text, self)
        except Unreadable as unreadable:
            if not is_silent:
                self._complain(column, text, unreadable.problem, unreadable.fix)
            self.in_part.add(column.field)
            return unreadable.understood

    def _complain(self, column, text, problem, fix):
        self.problems.append(Problem(column.name, text, problem, fix, column.place))

    @cached_property
    def name(self):
        """In the language of the row, else in whichever it is there. Signs without a word are none: they are not found again."""
        names = [self.texts.get(("name", code), "") for code in (self.language, DEFAULT_LANGUAGE, *LANGUAGES)]
        return next(filter(folded, names), "")

    def take_only(self, keys):
        """keys: of the changes that are taken. Whatever else the row says is left out."""
        self.texts = {(name, code): text for (name, code), text in self.texts.items() if f"{name}_{code}" in keys}
        self.facts = {name: value for name, value in self.facts.items() if name in keys}

    @property
    def as_organisation(self):
        """What it is found by, as an Organisation that is not saved."""
        found = Organisation(acronym=self.facts.get("acronym", ""), legal_name=self.facts.get("legal_name", ""))
        for (name, language), text in self.texts.items():
            if name == "name":
                TEXTS["name"].put(found, text, self, language)
        found.country, found.website = self.country, self.facts.get("website", "")
        found.earlier_names = "\n".join(self.facts.get("earlier_names", []))
        return found


class Table:
    """A table that is imported: its header, the language of its texts, and the organisations it is compared with."""

    def __init__(self, header, language="", finder=None):
        self.header = header
        self.language = language or header.language
        self.finder = finder or Finder()

    @classmethod
    def read(cls, content, language=""):
        """(Table, [(row number, cells)]) of a file's bytes. Raises Refused."""
        header, rows = header_of(read_tables(content))
        numbered = enumerate(rows, start=header.row + 1)
        filled = [(number, _without_what_is_not_kept(cells, header)) for number, cells in numbered if any(cells)]
        if len(filled) > MOST_ROWS:
            raise Refused(
                _("The table has more than 1,000 rows."), _("Divide it. What it does not name stays as it is.")
            )
        return cls(header, language), filled

    def outcome(self, number, cells, decisions=UNDECIDED, user=None, entries=Organisation.objects):
        """The Outcome of one row. Nothing is saved. entries: LOCKED, for what is saved next in the same transaction."""
        row = Row(number, cells, self, decisions)
        if not row.name:
            return self._refusal(row, _("There is no name."), _("Write the name of the organisation in this row."))
        try:
            found = self._find(row, decisions)
            if found.maybe:
                return self._question(row, found)
            entry = found.organisation and entries.get(pk=found.organisation.pk)
        except Organisation.DoesNotExist:
            return self._refusal(
                row,
                _("There is no entry with this number. It stands in the address of its page."),
                _("Say which one it is, or that it is new."),
            )
        if entry and (reason := why_locked(entry, user)):
            return self._refusal(row, reason, _("Nothing of the row was saved. Import it when the review is done."))
        if entry and entry.withdrawn_at:
            return self._refusal(
                row,
                _("“%(name)s” was withdrawn from the directory.") % {"name": entry},
                _("Ask a chief editor whether it is to come back; nothing of the row was saved."),
            )
        return self._compared(row, entry, decisions)

    def _find(self, row, decisions):
        """Raises Organisation.DoesNotExist when a person named a number that no entry has."""
        if decisions.record == NEW:
            return Found()
        if decisions.record:
            chosen = self.finder.with_key(int(decisions.record))
            if chosen is None:
                raise Organisation.DoesNotExist
            return Found(chosen)
        if row.key:
            return self.finder.numbered(row.key, row.as_organisation)
        return self.finder.find(row.as_organisation)

    def _refusal(self, row, problem, fix):
        return Outcome(row.number, row.name, REFUSED, [Problem("", "", problem, fix), *row.problems])

    def _question(self, row, found):
        names = "; ".join(f"{each.organisation} (no. {each.organisation.pk})" for each in found.maybe)
        refusal = self._refusal(
            row,
            _("It may be one that is there already: %(names)s.") % {"names": names},
            _("Say which one it is, or that it is new."),
        )
        refusal.maybe = found.maybe
        return refusal

    def _compared(self, row, entry, decisions):
        draft = _draft(row, entry)
        if not row.country and draft.country:
            row.read(draft.country.code)
        changes = _put(row, draft)
        taken = {each.key for each in changes if not _is_left_out(each, entry, decisions)}
        if len(taken) < len(changes):
            row.take_only(taken)
            draft = _draft(row, entry)
            _put(row, draft)
        outcome = CREATED if entry is None else UPDATED if taken else UNCHANGED
        mark = str(entry.pk) if entry else f"new:{folded(row.name)}"
        problems = [*row.problems, *_contradictions(draft)]
        seen = _seen(entry) if entry else ""
        return Outcome(row.number, row.name, outcome, problems, changes, draft, mark=mark[:300], seen=seen)

    def refuse_repeated(self, outcome, row):
        """Two rows about the same organisation are for a person to put together. row: number of the earlier one."""
        problem = Problem(
            "",
            "",
            _("Row %(row)s is about the same organisation.") % {"row": row},
            _("Put the two rows together in the table. Of this one nothing was saved."),
        )
        return Outcome(outcome.row, outcome.name, REFUSED, [problem, *outcome.problems], mark=outcome.mark)

    @transaction.atomic
    def save(self, outcome, user=None):
        """Save what an outcome brings as a draft; returns the Organisation, None where there is nothing to save."""
        draft = outcome.draft
        if draft is None:
            return None
        if outcome.outcome in (CREATED, UPDATED):
            mark_new_texts(draft, self.language, by_machine=False)
            if outcome.outcome == CREATED:
                draft.save()
            revision = draft.save_revision(user=user, clean=False)
            narrow_at_once(draft, user)
            log(draft, LOG_ACTION, user=user, data={"row": outcome.row}, revision=revision, content_changed=True)
        return draft


def _without_what_is_not_kept(cells, header):
    """The row stays at the desk until somebody decides, and goes into backups: these cells never lie there."""
    places = {column.place for column in header.columns if column.field in NOT_KEPT}
    return [WITHHELD if text and place in places else text for place, text in enumerate(cells)]


def _seen(entry):
    saved = f" {entry.latest_revision.created_at}" if entry.latest_revision else ""
    return f"{entry.pk}{saved}"


def _draft(row, entry):
    if entry:
        return newest_draft(entry)
    language = row.language if ("name", row.language) in row.texts else _language_of_name(row)
    return Organisation(live=False, source_language=language)


def _language_of_name(row):
    return next(code for code in (DEFAULT_LANGUAGE, *LANGUAGES) if ("name", code) in row.texts)


def _is_left_out(change, entry, decisions):
    # A new entry without its name would be nothing.
    is_needed = entry is None and change.key.startswith("name_")
    return change.key in decisions.left_out and not is_needed


def _put(row, draft):
    """Put what the row says into the draft. Returns [Change]."""
    return [*_put_texts(row, draft), *_put_facts(row, draft)]


def _put_texts(row, draft):
    for (name, language), value in row.texts.items():
        key, text = f"{name}_{language}", TEXTS[name]
        before = text.get(draft, language)
        if _says_nothing_new(draft, name, value):
            continue
        if name == "name" and before:
            # Whoever knew it by this name finds it still.
            FACTS["earlier_names"].put(draft, [before], row)
            text.put(draft, value, row, language)
            draft.earlier_names = "\n".join(dict.fromkeys([*draft.earlier_names_listed, before]))
        else:
            text.put(draft, value, row, language)
        yield Change(key, _with_language(text.label, language), before, value)


def _says_nothing_new(draft, name, value):
    """The draft has it in some language; of a name, as any of its names."""
    if name == "name":
        known = {folded(each) for each in draft.every_name}
        return folded(value) in known | ({folded(draft.acronym)} if draft.acronym else set())
    # As it would be read again: a list typed by hand is a list then.
    said = rich_text.to_plain(rich_text.from_plain(value)) if name == "description" else value
    texts = {_words(TEXTS[name].get(draft, language)) for language in LANGUAGES}
    return _words(said) in texts


def _words(text):
    return " ".join(text.split())


def _with_language(label, language):
    return f"{label} ({language})"


def _put_facts(row, draft):
    for name, value in row.facts.items():
        each = FACTS[name]
        before = each.get(draft, "")
        was = (draft.earlier_names, draft.__dict__.get(f"{name}_id"))
        if _is_the_same(name, before, value):
            continue
        each.put(draft, value, row)
        after = each.get(draft, "")
        if after != before or was != (draft.earlier_names, draft.__dict__.get(f"{name}_id")):
            yield Change(name, str(each.label), each.shown(before) if before else "", each.shown(after))


def _is_the_same(name, before, value):
    if isinstance(value, list):
        return value == before if name == "countries" else sorted(map(str, value)) == sorted(map(str, before))
    return before == value


def _contradictions(draft):
    """What the draft itself has against it; it is saved all the same, and the form asks for it again."""
    try:
        draft.clean()
    except ValidationError as wrong:
        return [
            Problem("", "", message, _("Open the draft at the desk and mend it there.")) for message in wrong.messages
        ]
    return []
