"""The parts of which documents of any kind are made."""

from wagtail.fields import RichTextField

from records import rich_text
from records.folding import folded
from records.languages import LANGUAGES, text_in
from records.names import country_name
from records.sorting import sort_key
from search.analysis import normalised

# The order of these is part of what sorts records of one second: only add at the end.
TYPES = ("practice", "case_study", "organisation", "page")
LAST = "\uffff"  # sorts what has no country behind everything that has
BEFORE_UID = "\x1f"  # sorts before every letter, so that a shorter key comes first


def uid(type_name, pk):
    return f"{type_name}:{pk}"


def own_texts(records_and_fields):
    """{language: plain text} of (record, fields) in their order; a language without text is not in it."""
    pieces = [(record, field) for record, fields in records_and_fields for field in fields]
    texts = {language: [_plain(record, field, language) for record, field in pieces] for language in LANGUAGES}
    return joined(texts)


def _plain(record, field, language):
    text = text_in(record, field, language)
    return rich_text.to_plain(text) if isinstance(record._meta.get_field(field), RichTextField) else text


def joined(texts, between="\n\n"):
    """{language: one text} of {language: [texts]}, made as the index keeps it."""
    whole = {language: between.join(filter(None, pieces)) for language, pieces in texts.items()}
    return {language: normalised(text) for language, text in whole.items() if text.strip()}


def label_facts(objects, field):
    """{language: [labels]} of vocabulary entries: each in the languages it has."""
    return {language: [text_in(each, field, language) for each in objects] for language in LANGUAGES}


def country_facts(codes):
    return {language: [country_name(code, language) for code in codes] for language in LANGUAGES}


def facts(lists, languages):
    """Several {language: [words]} as one text for each of the languages, those in which the record has text itself."""
    return joined({language: [", ".join(each[language]) for each in lists] for language in languages}, "\n")


def with_parents(terms):
    """Codes of terms and of what they are a kind of, so that whoever chooses the broader finds the narrower."""
    codes = (code for term in terms for code in (term.code, term.parent.code if term.parent else None))
    return tuple(dict.fromkeys(filter(None, codes)))


def newest(type_name, pk, moment):
    """A number that is larger the later something was first published, or changed; no two are alike."""
    seconds = int(moment.timestamp()) if moment else 0
    return seconds << 24 | (pk & 0xFFFFF) << 4 | TYPES.index(type_name)


def sort_keys(uid, titles, country_codes):
    """titles: {language: the folded key of the title a reader of it sees}."""
    keys = {f"title_{language}": f"{titles[language]}{BEFORE_UID}{uid}" for language in LANGUAGES}
    for language in LANGUAGES:
        countries = sorted(folded(country_name(code, language)) for code in country_codes)
        keys[f"country_{language}"] = f"{countries[0] if countries else LAST}{BEFORE_UID}{uid}"
    return keys


def record_sort_keys(record, uid, country_codes):
    return sort_keys(uid, {language: text_in(record, "sort_key", language) for language in LANGUAGES}, country_codes)


def title_sort_keys(titles):
    return {language: sort_key(title) for language, title in titles.items()}
