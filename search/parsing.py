"""The text of a query, taken apart: words, "phrases", -not, OR, prefix*, shortcuts. Any text has an answer."""

import re
import unicodedata

from search.analysis import normalised
from search.query import LONGEST_TEXT, Not, Or, Parsed, Phrase, Prefix, Word
from search.shortcuts import period_named, shortcut_named, values_named

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
DASHES = "−–—-"
# "OR", and the word for it in the other languages. In capitals only: the small words are in every sentence.
OR = {"OR", "OPPURE", "ODER", "OU"}
SHORTEST_PREFIX = 2
CHUNK = re.compile(
    rf"""
    (?P<not>(?<!\S)[{DASHES}](?=[^\s{DASHES}]))?
    (?:
        (?P<name>\w+):(?P<value>"[^"]*"|[^\s"]+)
      | "(?P<phrase>[^"]*)"
      | (?P<word>[^\s"]+)
    )
    """,
    re.VERBOSE,
)


def cleaned(text):
    """The text as it is searched for and shown again: composed letters, single blanks, no control characters."""
    text = normalised(text[:LONGEST_TEXT])
    text = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return " ".join(text.split())[:LONGEST_TEXT]


def parse(text):
    """Parsed: the pieces of a text in their order, and what its shortcuts ask for."""
    pieces, filters, years = [], {}, (None, None)
    for chunk in CHUNK.finditer(cleaned(text).translate(QUOTES)):
        name = chunk["name"] and not chunk["not"] and shortcut_named(chunk["name"])
        value = (chunk["value"] or "").strip('"')
        if name == "year" and (period := period_named(value)):
            years = period
        elif name and name != "year" and (values := values_named(name, value)):
            filters[name] = tuple(dict.fromkeys(filters.get(name, ()) + values))
        else:
            pieces += _pieces(chunk, value if name else None)
    return Parsed(_with_sensible_operators(pieces), filters, years)


def _pieces(chunk, unknown_value):
    """Pieces of one chunk; of a shortcut whose value nobody knows, the value is searched for."""
    if chunk["phrase"] is not None:
        piece = Phrase(chunk["phrase"].strip()) if _has_letters(chunk["phrase"]) else None
    else:
        piece = _word(unknown_value or chunk["word"] or chunk[0].lstrip(DASHES if chunk["not"] else ""))
    if piece is None:
        return []
    return [Not(piece)] if chunk["not"] and not isinstance(piece, Or) else [piece]


def _word(text):
    if text in OR:
        return Or()
    if not _has_letters(text):
        return None
    beginning = text.rstrip("*")
    if beginning != text and len(re.sub(r"\W", "", beginning)) >= SHORTEST_PREFIX:
        return Prefix(beginning)
    return Word(text)


def _has_letters(text):
    return any(char.isalnum() for char in text)


def _with_sensible_operators(pieces):
    """An OR that has nothing to join, beside a -not too, is dropped; alone, it is a word."""
    kept = []
    for at, piece in enumerate(pieces):
        before, after = kept[-1] if kept else None, pieces[at + 1] if at + 1 < len(pieces) else None
        if not isinstance(piece, Or) or (_may_be_joined(before) and _may_be_joined(after)):
            kept.append(piece)
    return tuple(kept) or tuple(Word("or") for piece in pieces[:1])


def _may_be_joined(piece):
    return isinstance(piece, Word | Phrase | Prefix)
