"""One record, many languages: which text a reader gets, what is complete, what is outdated.

The source language of a record is the one it was written in; its other languages are translations.
Rows of a record with texts of their own (funding, replications) are translated with it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.utils.translation import get_language
from modelcluster.models import get_all_child_relations
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
DEFAULT_LANGUAGE = settings.LANGUAGE_CODE
MACHINE = "machine"
# Draftail gives a block its key when it is first saved: no word of the text is another.
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


class Completeness(StrEnum):
    COMPLETE = "complete"
    PARTIAL = "partial"
    MISSING = "missing"


@dataclass(frozen=True)
class Text:
    """The text that a reader gets: in her language, or a fallback that says so.

    is_machine: a machine translated it, and nobody has reviewed it.
    """

    value: str = ""
    language: str = ""
    is_fallback: bool = False
    is_machine: bool = False

    def __str__(self):
        return self.value

    def __bool__(self):
        return bool(self.value)


class Texts:
    """`record.texts.title` is the Text of a field in the reader's language, else English, else the source."""

    def __init__(self, record, language=None):
        self._record = record
        self._language = language or get_language() or DEFAULT_LANGUAGE

    def __getattr__(self, field):
        for language in fallback_order(self._language, source_language(self._record)):
            value = text_in(self._record, field, language)
            if value:
                is_machine = is_by_machine(self._record, field, language)
                return Text(value, language, language != self._language, is_machine)
        return Text()


class HasTexts:
    """Mixin of every model with translated fields."""

    # Fields that need no translation, though they may have one.
    proper_names = ()
    texts_class = Texts

    @property
    def texts(self):
        return self.texts_class(self)

    def texts_in(self, language):
        return self.texts_class(self, language)


def fallback_order(language, source):
    """Languages to look in, first match wins, each once."""
    return tuple(dict.fromkeys((language, DEFAULT_LANGUAGE, source, *LANGUAGES)))


def source_language(instance):
    """The language an object was written in; vocabularies and the like are written in English."""
    return getattr(instance, "source_language", None) or DEFAULT_LANGUAGE


def text_in(instance, field, language):
    """The text of one language alone, "" when there is none."""
    return getattr(instance, column(field, language)) or ""


def set_text(instance, field, language, value):
    setattr(instance, column(field, language), value)


@cache
def column(field, language):
    return build_localized_fieldname(field, language)


def columns(*fields):
    """The columns of translated fields in every language, for `.only()` and the like."""
    return tuple(column(field, language) for field in fields for language in LANGUAGES)


def translated_fields(model):
    """Names of the fields that editors translate, in the model's order; empty for a model that has none."""
    try:
        translated = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return ()
    names = (field.name for field in model._meta.fields)
    return tuple(name for name in names if name in translated and name != "sort_key")


def relations_with_texts(model):
    """Names of the relations of a record that lead to rows with translated fields."""
    relations = get_all_child_relations(model)
    return tuple(each.get_accessor_name() for each in relations if translated_fields(each.related_model))


def parts(record):
    """The record itself, then its rows with texts of their own."""
    yield record
    for relation in relations_with_texts(type(record)):
        yield from getattr(record, relation).all()


def texts_of(record):
    """(part, field) of every text of a record and its rows."""
    return [(part, field) for part in parts(record) for field in translated_fields(type(part))]


def completeness(record, language):
    """How much of what the source language says is there in `language`."""
    source = source_language(record)
    written = [(part, field) for part, field in texts_of(record) if text_in(part, field, source)]
    translated = [field for part, field in written if text_in(part, field, language)]
    if written and len(translated) == len(written):
        return Completeness.COMPLETE
    return Completeness.PARTIAL if translated else Completeness.MISSING


def languages_with_text(record):
    """Languages in which a page of this record is not wholly fallback."""
    fields = translated_fields(type(record))
    return tuple(language for language in LANGUAGES if any(text_in(record, field, language) for field in fields))


def translation_state(record):
    """{language: {"fields", "missing", "outdated", "machine"}} of translations: numbers of fields, rows included.

    fields: to translate, or translated already. missing: without text. outdated: whose source changed since.
    machine: translated by a machine, and not reviewed.
    """
    source = source_language(record)
    all_parts = [(part, refreshed_digests(part)) for part in parts(record)]
    return {language: _state(all_parts, source, language) for language in LANGUAGES if language != source}


def _state(all_parts, source, language):
    state = {"fields": 0, "missing": 0, "outdated": 0, "machine": 0}
    for part, digests in all_parts:
        for field in translated_fields(type(part)):
            original, text = text_in(part, field, source), text_in(part, field, language)
            if field in part.proper_names and not text:
                continue
            made_from = digests.get(field, {}).get(language, {})
            state["fields"] += bool(original or text)
            state["missing"] += bool(original and not text)
            state["outdated"] += bool(made_from and made_from["source"] != digest(original))
            state["machine"] += made_from.get("by") == MACHINE
    return state


# --- What a translation was made from, and by whom: {field: {language: {"source": digest, "text": digest, "by"}}} ---


def digest(text):
    """Fingerprint of a text as a person sees it: how a browser ends lines does not count either."""
    seen = BLOCK_KEY.sub("", text).replace("\r\n", "\n").strip()
    return sha256(seen.encode()).hexdigest()[:16]


def refreshed_digests(part):
    """The `source_digests` of a record or row as it now is.

    A translation whose own text is unchanged keeps the source digest it had; a new or changed one
    was made from the source as it is now. A machine's stays a machine's until somebody reviews it.
    """
    known = part.source_digests or {}
    return {
        field: made_from
        for field in translated_fields(type(part))
        if (made_from := _digests_of_field(part, field, known.get(field, {})))
    }


def _digests_of_field(part, field, known):
    source = source_language(part)
    now = digest(text_in(part, field, source))
    made_from = {}
    for language in LANGUAGES:
        text = text_in(part, field, language)
        if language == source or not text:
            continue
        before = known.get(language, {})
        unchanged = before.get("text") == digest(text)
        made_from[language] = before if unchanged else before | {"source": now, "text": digest(text)}
    return made_from


def outdated_fields(part, language):
    """Translated fields whose source has changed since."""
    source = source_language(part)
    return tuple(
        field
        for field, made_from in refreshed_digests(part).items()
        if language in made_from and made_from[language]["source"] != digest(text_in(part, field, source))
    )


def is_by_machine(part, field, language):
    """Whether a text was translated by a machine, and not reviewed."""
    digests = getattr(part, "source_digests", None) or {}
    return digests.get(field, {}).get(language, {}).get("by") == MACHINE


def confirm(part, field, language, source_digest=None):
    """The translation is right for the source with this digest; without one, for the source as it is now.

    Like `mark`, for a text that `source_digests` knows: give them their `refreshed_digests` first.
    """
    now = digest(text_in(part, field, source_language(part)))
    part.source_digests[field][language]["source"] = source_digest or now


def mark_new_texts(record, language, *, by_machine):
    """Say who made the texts that were written in a language since `source_digests` was last refreshed."""
    for part in parts(record):
        known = part.source_digests or {}
        part.source_digests = refreshed_digests(part)
        for field, made_from in part.source_digests.items():
            before = known.get(field, {}).get(language, {})
            if language in made_from and made_from[language]["text"] != before.get("text"):
                mark(part, field, language, by_machine=by_machine)


def mark(part, field, language, *, by_machine):
    """Say whether a machine made the translation; a person's needs no mark."""
    made_from = part.source_digests[field][language]
    made_from.pop("by", None)
    if by_machine:
        made_from["by"] = MACHINE
