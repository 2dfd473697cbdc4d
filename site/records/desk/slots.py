"""The texts of a record in one language, each beside its source: what is shown, what came back, what is saved.

Two people may translate at once. Each text travels with the digest of what it was when the page was loaded:
whoever saves second is told, and nothing is overwritten or lost.
"""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField
from wagtail.log_actions import log

from records import languages, rich_text
from records.desk.word_changes import word_changes
from records.languages import column, digest, source_language, text_in, translated_fields

LOADED, SOURCE, STILL_RIGHT, MACHINE, WAS_MACHINE = "loaded-", "source-", "still-right-", "machine-", "was-machine-"


# A row that was never published has no key, and hashes only by itself.
@dataclass(frozen=True, eq=False)
class Slot:
    """One text to translate: a field of the record, or of a row, in one language.

    row: "" for the record itself. A row is known by its relation and the words of its source, for it has a place
    and a key of its own only until the next editor moves it, or publishes it.
    """

    part: object
    field: str
    language: str
    row: str = ""
    heading: str = ""

    @property
    def name(self):
        return f"{self.row}-{self.field}" if self.row else self.field

    @property
    def input_name(self):
        return column(self.name, self.language)

    @property
    def label(self):
        return capfirst(self._model_field.verbose_name)

    @property
    def full_label(self):
        return f"{self.heading}: {self.label}" if self.heading else self.label

    @property
    def is_rich(self):
        return isinstance(self._model_field, RichTextField)

    @property
    def _model_field(self):
        return type(self.part)._meta.get_field(self.field)

    @property
    def source(self):
        return text_in(self.part, self.field, source_language(self.part))

    @property
    def text(self):
        return text_in(self.part, self.field, self.language)

    @property
    def made_from(self):
        """What `source_digests` knows of the text."""
        return self.part.source_digests.get(self.field, {}).get(self.language, {})

    @property
    def is_missing(self):
        return bool(self.source) and not self.text and self.field not in self.part.proper_names

    @property
    def is_outdated(self):
        return bool(self.made_from) and self.made_from["source"] != digest(self.source)

    @property
    def is_machine(self):
        return self.made_from.get("by") == languages.MACHINE

    def form_field(self):
        field = formfield_for_dbfield(type(self.part)._meta.get_field(column(self.field, self.language)))
        field.required, field.help_text = False, ""
        if type(field.widget) is forms.Textarea:
            field.widget = AdminAutoHeightTextInput({"rows": 2})
        return field

    def sources_in(self, revision):
        """The source of this text in an older revision; of a row, that of every row, for rows move."""
        name = column(self.field, source_language(self.part))
        rows = revision.content.get(relation_of(self.row), []) if self.row else [revision.content]
        return [row.get(name) or "" for row in rows]


@dataclass(frozen=True)
class Posted:
    """What came back for a slot. loaded, source: digests of the translation and of its source, as they were shown."""

    text: str
    loaded: str
    source: str
    error: str = ""
    still_right: bool = False
    marked: bool | None = None  # as a machine's; None: the box was left alone

    @property
    def is_touched(self):
        return digest(self.text) != self.loaded


@dataclass(frozen=True)
class Refusal:
    """A text that was not saved and stays on the page. theirs: what somebody else wrote meanwhile, None if nobody did."""

    text: str
    problem: str = ""
    theirs: str | None = None


@dataclass(frozen=True)
class Line:
    """A slot as the page shows it. changes: [(kind, words)] of the source since this translation was made."""

    slot: Slot
    field: forms.BoundField
    changes: tuple = ()
    refusal: Refusal | None = None

    @property
    def name(self):
        return self.slot.name

    @property
    def loaded(self):
        return digest(self.slot.text)

    @property
    def source(self):
        return digest(self.slot.source)

    @property
    def needs_work(self):
        return self.slot.is_missing or self.slot.is_outdated or self.slot.is_machine or bool(self.refusal)


class Translation:
    """A record's newest draft and the language it is translated to."""

    def __init__(self, draft, language):
        self.draft = draft
        self.language = language
        self.source = source_language(draft)
        for part in self._parts:
            part.source_digests = languages.refreshed_digests(part)

    @cached_property
    def _parts(self):
        return [part for _row, _heading, part in self._named_parts]

    @cached_property
    def _named_parts(self):
        """[(name of the row, its heading, part)]"""
        found = [("", "", self.draft)]
        for relation in languages.relations_with_texts(type(self.draft)):
            met = Counter()
            # The list itself, so that what is written into a row is saved with the draft.
            for number, row in enumerate(getattr(self.draft, relation).get_object_list(), start=1):
                words = digest("\n".join(text_in(row, field, self.source) for field in translated_fields(type(row))))
                met[words] += 1
                heading = f"{capfirst(type(row)._meta.verbose_name_plural)} {number}"
                found.append((f"{relation}-{words}-{met[words]}", heading, row))
        return found

    @cached_property
    def slots(self):
        return [
            Slot(part, field, self.language, row, heading)
            for row, heading, part in self._named_parts
            for field in translated_fields(type(part))
        ]

    # --- Saving ---

    def posted(self, data):
        """[(slot, Posted)] of every text that was on the page; also of rows that are no longer there."""
        slots = [slot for slot in (*self.slots, *self._rows_gone(data)) if slot.input_name in data]
        form = form_of(slots, data)
        form.is_valid()
        return [(slot, _posted(slot, form, data)) for slot in slots]

    def _rows_gone(self, data):
        known = {slot.name for slot in self.slots}
        for name in (key.removeprefix(LOADED) for key in data if key.startswith(LOADED)):
            row, _dash, field = name.rpartition("-")
            relation = relation_of(row)
            if name in known or relation not in languages.relations_with_texts(type(self.draft)):
                continue
            model = type(self.draft)._meta.get_field(relation).related_model
            if field in translated_fields(model):
                yield Slot(model(), field, self.language, row, capfirst(model._meta.verbose_name_plural))

    def save(self, data, user):
        """Save what can be saved, as a draft; what is published stays as it is.

        Returns (number of texts saved, {name of a slot: Refusal}).
        """
        before = [(slot.text, dict(slot.made_from)) for slot in self.slots]
        accepted, refused = [], {}
        for slot, posted in self.posted(data):
            if slot not in self.slots:
                continue
            if refusal := _refusal(slot, posted):
                refused[slot.name] = refusal
                continue
            is_new = posted.is_touched and digest(posted.text) != digest(slot.text)
            if is_new:
                languages.set_text(slot.part, slot.field, slot.language, posted.text)
            accepted.append((slot, posted, is_new))
        for part in self._parts:
            part.source_digests = languages.refreshed_digests(part)
        for slot, posted, is_new in accepted:
            _note_how_it_was_made(slot, posted, is_new, reviewed="reviewed" in data)
        after = [(slot.text, slot.made_from) for slot in self.slots]
        changed = sum(one != other for one, other in zip(before, after, strict=True))
        if changed:
            # The form has checked these texts; what else a half-written draft lacks is asked before it is published.
            revision = self.draft.save_revision(user=user, clean=False)
            done = {"language": self.language, "fields": changed}
            log(self.draft, "records.translate", user=user, revision=revision, data=done, content_changed=True)
        return changed, refused

    def refuse_all(self, data):
        return {
            slot.name: Refusal(posted.text)
            for slot, posted in self.posted(data)
            if posted.is_touched and slot in self.slots
        }

    def kept(self, data, also_of_slots=False):
        """[(label, text)] of what was written for rows that are no longer there, or for all of the record."""
        return [
            (slot.full_label, rich_text.to_plain(posted.text) if slot.is_rich else posted.text)
            for slot, posted in self.posted(data)
            if posted.text and posted.is_touched and (also_of_slots or slot not in self.slots)
        ]

    # --- Showing ---

    def lines(self, refused=None):
        refused = refused or {}
        slots = [slot for slot in self.slots if slot.source or slot.text or slot.name in refused]
        form = form_of(slots, kept={name: refusal.text for name, refusal in refused.items()})
        then = self._sources_then([slot for slot in slots if slot.is_outdated])
        return form.media, [
            Line(
                slot,
                form[slot.input_name],
                changes=word_changes(then[slot], slot.source) if slot in then else (),
                refusal=refused.get(slot.name),
            )
            for slot in slots
        ]

    def _sources_then(self, slots):
        """{slot: the source its translation was made from}, so far as the history still has it."""
        found, wanted = {}, set(slots)
        for revision in self.draft.revisions.order_by("-created_at", "-pk").iterator(chunk_size=20) if slots else ():
            for slot in tuple(wanted):
                for text in slot.sources_in(revision):
                    if digest(text) == slot.made_from["source"]:
                        found[slot] = text
                        wanted.discard(slot)
            if not wanted:
                break
        return found


def relation_of(row):
    return row.partition("-")[0]


def form_of(slots, data=None, kept=None):
    """A form of these texts alone. kept: {name of a slot: text} to show instead of what the draft says."""
    form_class = type("TranslationForm", (forms.Form,), {slot.input_name: slot.form_field() for slot in slots})
    return form_class(data, initial={slot.input_name: (kept or {}).get(slot.name, slot.text) for slot in slots})


def _posted(slot, form, data):
    name = slot.name
    errors = form.errors.get(slot.input_name, ())
    text = form[slot.input_name].data if errors else form.cleaned_data[slot.input_name]
    marked = MACHINE + name in data
    return Posted(
        text=(text or "").replace("\r\n", "\n"),
        # Without its digest nobody can tell what was on the page: then only an empty field is written.
        loaded=data.get(LOADED + name, digest("")),
        source=data.get(SOURCE + name, digest(slot.source)),
        error=" ".join(errors),
        still_right=STILL_RIGHT + name in data,
        marked=marked if marked != (WAS_MACHINE + name in data) else None,
    )


def _refusal(slot, posted):
    """Why a text cannot be saved, None when it can."""
    if posted.error:
        return Refusal(posted.text, posted.error)
    now = digest(slot.text)
    if posted.is_touched and now not in (posted.loaded, digest(posted.text)):
        return Refusal(posted.text, _("Somebody else changed this meanwhile."), slot.text)
    return None


def _note_how_it_was_made(slot, posted, is_new, reviewed):
    if not slot.text:
        return
    if is_new or posted.still_right:
        languages.confirm(slot.part, slot.field, slot.language, posted.source)
    if reviewed:
        languages.mark(slot.part, slot.field, slot.language, by_machine=False)
    elif posted.marked is not None:
        languages.mark(slot.part, slot.field, slot.language, by_machine=posted.marked)
