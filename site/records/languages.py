"""One record, many languages: which text a reader gets, what is complete, what is outdated.

The source language of a record is the one it was written in; its other languages are translations.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from django.conf import settings
from django.utils.translation import get_language
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
DEFAULT_LANGUAGE = settings.LANGUAGE_CODE


class Completeness(StrEnum):
    COMPLETE = "complete"
    PARTIAL = "partial"
    MISSING = "missing"


@dataclass(frozen=True)
class Text:
    """The text that a reader gets: in her language, or a fallback that says so."""

    value: str = ""
    language: str = ""
    is_fallback: bool = False

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
                return Text(value, language, is_fallback=language != self._language)
        return Text()


class HasTexts:
    """Mixin of every model with translated fields."""

    @property
    def texts(self):
        return Texts(self)

    def texts_in(self, language):
        return Texts(self, language)


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


def completeness(record, language):
    """How much of what the source language says is there in `language`."""
    source = source_language(record)
    written = [field for field in translated_fields(type(record)) if text_in(record, field, source)]
    translated = [field for field in written if text_in(record, field, language)]
    if written and len(translated) == len(written):
        return Completeness.COMPLETE
    return Completeness.PARTIAL if translated else Completeness.MISSING


def languages_with_text(record):
    """Languages in which a page of this record is not wholly fallback."""
    fields = translated_fields(type(record))
    return tuple(language for language in LANGUAGES if any(text_in(record, field, language) for field in fields))


def translation_state(record):
    """{language: {"missing": fields without text, "outdated": fields whose source changed since}} of translations."""
    source = source_language(record)
    written = [field for field in translated_fields(type(record)) if text_in(record, field, source)]
    return {
        language: {
            "missing": sum(not text_in(record, field, language) for field in written),
            "outdated": len(outdated_fields(record, language)),
        }
        for language in LANGUAGES
        if language != source
    }


def confirm(record, field, language):
    """An editor read the changed source and found the translation still right."""
    now = digest(text_in(record, field, source_language(record)))
    record.source_digests[field][language]["source"] = now


def digest(text):
    return sha256(text.encode()).hexdigest()[:16]


def refreshed_digests(record):
    """Which source each translation was made from: {field: {language: {"source": digest, "text": digest}}}.

    A translation whose own text is unchanged keeps the source digest it had; a new or changed one
    was made from the source as it is now.
    """
    known = record.source_digests or {}
    return {
        field: made_from
        for field in translated_fields(type(record))
        if (made_from := _digests_of_field(record, field, known.get(field, {})))
    }


def _digests_of_field(record, field, known):
    source = source_language(record)
    now = digest(text_in(record, field, source))
    made_from = {}
    for language in LANGUAGES:
        text = text_in(record, field, language)
        if language == source or not text:
            continue
        before = known.get(language)
        unchanged = before and before["text"] == digest(text)
        made_from[language] = before if unchanged else {"source": now, "text": digest(text)}
    return made_from


def outdated_fields(record, language):
    """Translated fields whose source has changed since."""
    source = source_language(record)
    return tuple(
        field
        for field, made_from in (record.source_digests or {}).items()
        if language in made_from and made_from[language]["source"] != digest(text_in(record, field, source))
    )
