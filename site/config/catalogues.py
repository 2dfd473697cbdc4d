"""Gettext catalogues: compiled with Babel, so that nobody needs gettext to run the site."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

TRANSLATIONS = tuple(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def po_path(language, folder=None):
    return Path(folder or settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def read(language, folder=None):
    with po_path(language, folder).open("rb") as file:
        return read_po(file, locale=language)


def compile_all():
    for language in TRANSLATIONS:
        source = po_path(language)
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with target.open("wb") as file:
                write_mo(file, read(language))


def problems(language):
    """Sentences that a reader of this language would miss, and placeholders that do not fit."""
    found = []
    for message in read(language):
        if not message.id:
            continue
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy or not all(texts):
            found.append(f"{language}: not translated: {message.id!r}")
        found += [f"{language}: {error}: {message.id!r}" for error in message.check()]
    return found


def ids(language, folder=None):
    return {(message.context, message.id) for message in read(language, folder) if message.id}
