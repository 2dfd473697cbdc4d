"""What our own forms print beside the labels, known again in any of the five languages when a form comes back."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

from practices.word_forms.blocks import tidied
from practices.word_forms.labels import in_language
from records.folding import folded

WORDING = Path(__file__).with_name("wording.toml")
IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")


@cache
def _wording():
    return tomllib.loads(WORDING.read_text(encoding="utf-8"))


def not_available(language):
    """ "[Not yet available in English]", of the language itself."""
    return in_language(_wording()["not_available"], language)


def word_for_word(language):
    return in_language(_wording()["word_for_word"], language)


def kind_of_contact(kind, language):
    return in_language(_wording()["contact_kinds"][kind], language)


def as_guidance(help_):
    """A help text as it stands in an empty cell."""
    return f"[{help_}]"


def is_word_for_word(text):
    return folded(text) in set(map(folded, _wording()["word_for_word"].values()))


@cache
def kinds_of_contact():
    """Folded name in any language -> code."""
    kinds = _wording()["contact_kinds"]
    return {folded(name): kind for kind, names in kinds.items() for name in names.values()}


@cache
def _guidance(labels):
    """Everything that stands in a cell to be replaced, folded."""
    return frozenset(map(folded, (*_wording()["not_available"].values(), *labels.helps)))


def without_guidance(cell, labels):
    """The cell without what our own form printed into it, also where somebody wrote beside or below that."""
    if "[" not in cell.text:
        return cell
    guidance = _guidance(labels)
    return replace(cell, blocks=tuple(block for each in cell.blocks if (block := _cut(each, guidance)).spans))


def _cut(block, guidance):
    if "[" not in block.text:
        return block
    if IN_BRACKETS.fullmatch(block.text) and folded(block.text) in guidance:
        return replace(block, spans=())  # also when parts of it were dressed differently
    spans = [span.saying(IN_BRACKETS.sub(lambda found: _unless(found, guidance), span.text)) for span in block.spans]
    return replace(block, spans=tidied(spans))


def _unless(found, guidance):
    return "" if folded(found[0]) in guidance else found[0]
