"""What changed between two texts, word by word: pieces that are the same, removed or added."""

import re
from difflib import SequenceMatcher

from records import rich_text

CONTEXT = 12  # words kept on each side of a change when the rest is folded
WORTH_FOLDING = 8  # words


def word_changes(before, after):
    """The changes between two texts as they are stored; empty without a `before`."""
    return changes_of_lines(rich_text.to_plain(before), rich_text.to_plain(after)) if before else ()


def changes_of_lines(before, after):
    """(("same" | "removed" | "added", words), ...) between two plain texts. Space and line breaks alone are no change."""
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    bare_old, bare_new = ([word.strip() for word in words] for words in (old, new))
    changes = []
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(
        None, bare_old, bare_new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            changes.append(("same", "".join(new[new_start:new_end])))
            continue
        changes += [
            (sort, "".join(words))
            for sort, words in (("removed", old[old_start:old_end]), ("added", new[new_start:new_end]))
            if words
        ]
    return tuple(changes)


def folded(changes):
    """The same changes, with long unchanged passages cut to a few words around each change: ("left_out", "")."""
    pieces = []
    for place, (kind, words) in enumerate(changes):
        is_first, is_last = place == 0, place == len(changes) - 1
        pieces += _folded_passage(words, is_first, is_last) if kind == "same" else [(kind, words)]
    return tuple(pieces)


def _folded_passage(passage, is_first, is_last):
    words = re.findall(r"\S+\s*", passage)
    head = [] if is_first else words[:CONTEXT]
    tail = [] if is_last else words[-CONTEXT:]
    if len(words) - len(head) - len(tail) < WORTH_FOLDING:
        return [("same", passage)]
    parts = [("same", "".join(head)), ("left_out", ""), ("same", "".join(tail))]
    return [(kind, text) for kind, text in parts if text or kind == "left_out"]
