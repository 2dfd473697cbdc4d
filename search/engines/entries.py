"""A document as engines take it in: finished tokens and checked values, made once and the same for all of them."""

from dataclasses import dataclass

from records.languages import LANGUAGES
from search import analysis
from search.documents.base import FACETS, OTHER

ALL = (*LANGUAGES, OTHER)
WEIGHT_OF_TITLE = 2
SORT_KEYS = tuple(f"{key}_{language}" for key in ("title", "country") for language in LANGUAGES)
WORDS = (*(f"stem_{language}" for language in ALL), *(f"plain_{language}" for language in ALL), "title")
# What every engine can hold.
LARGEST, LONGEST_KEY = 2**63 - 1, 8_000


@dataclass(frozen=True)
class Entry:
    """words: {field: [tokens joined by spaces]}, a value for each title, body and so on; fields without any are left out.

    kept: {"titles": {language: text}, "bodies": {language: text}}.
    """

    uid: str
    audience: str
    words: dict[str, list[str]]
    facets: dict[str, list[str]]
    sort_keys: dict[str, str]
    years: list[int]
    newest: int
    changed: int
    kept: dict[str, dict[str, str]]


def prepared(documents):
    """([Entry], {uid: why there is none})"""
    entries, rejected = [], {}
    for document in documents:
        try:
            entries.append(entry_of(document))
        except (ValueError, TypeError, AttributeError) as error:
            rejected[document.uid] = f"{type(error).__name__} while it was taken in"
    return entries, rejected


def entry_of(document):
    """Raises ValueError, TypeError or AttributeError for what no engine can hold, so that none fails over it later."""
    words = {}
    for language in ALL:
        _add_words(words, document, language)
    for name in document.names:
        _add(words, "title", [plain for plain, _stem in analysis.forms(name, OTHER)])
    return Entry(
        uid=_text(document.uid),
        audience=document.audience,
        words=words,
        facets={name: [_key(value) for value in dict.fromkeys(document.facets.get(name, ()))] for name in FACETS},
        sort_keys={name: _key(key) for name, key in document.sort_keys.items()},
        years=[_number(year) for year in dict.fromkeys(document.years)],
        newest=_number(document.newest),
        changed=_number(document.changed),
        kept={"titles": _texts(document.titles), "bodies": _texts(document.bodies)},
    )


def _add_words(words, document, language):
    title, body, facts = (texts.get(language, "") for texts in (document.titles, document.bodies, document.facts))
    for number, text in enumerate((title, body, facts)):
        forms = analysis.forms(text, language) if text else []
        plain, stems = [plain for plain, _stem in forms], _stems(forms, language)
        for _time in range(WEIGHT_OF_TITLE if number == 0 else 1):
            _add(words, f"stem_{language}", stems)
        _add(words, f"plain_{language}", plain)
        if number == 0:
            _add(words, "title", plain)


def _stems(forms, language):
    dropped = analysis.stop_words(language)
    words = [(plain, stem) for plain, stem in forms if plain not in dropped]
    stems = [stem for _plain, stem in words]
    if language == "de":
        stems += [part for plain, _stem in words for part in analysis.parts_of(plain)]
    return stems


def _add(words, field, tokens):
    if tokens:
        words.setdefault(field, []).append(" ".join(tokens))


def _texts(texts):
    return {language: _text(texts[language]) for language in ALL if texts.get(language)}


def _text(value):
    value.encode()  # half of a surrogate pair is no text
    return value


def _key(value):
    if len(value) > LONGEST_KEY:
        raise ValueError("too long to be a key")
    return _text(value)


def _number(value):
    if not 0 <= value <= LARGEST:
        raise ValueError("no whole number from 0 on")
    return value
