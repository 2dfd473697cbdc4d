"""A text as the patterns see it: small letters without accents, each in its place, and some of it hidden."""

import unicodedata
from dataclasses import dataclass, replace

# Neither a letter, a digit nor a space: no pattern reaches across it.
HIDDEN = "\0"
SIGNS = {"’": "'", "‘": "'", "´": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "º": "°", "№": "n"}
SPACES = "\u00a0\u2007\u2009\u202f"


def _same_length_table():
    table = {char: char.lower() for char in map(chr, range(0x41, 0x5B))}
    for char in map(chr, range(0xC0, 0x250)):
        plain = unicodedata.normalize("NFKD", char.lower())[0]
        table[char] = plain if plain.isalpha() else char
    return str.maketrans(table | SIGNS | dict.fromkeys(SPACES, " "))


TABLE = _same_length_table()


def comparable(text):
    """Small letters without accents, one for one, so that offsets stay."""
    return text.translate(TABLE)


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    proposal: str = ""


@dataclass(frozen=True)
class Passage:
    """text: as written. plain: of the same length, to look in. language: that of the text."""

    text: str
    plain: str
    language: str

    @classmethod
    def of(cls, text, language):
        return cls(text, comparable(text), language)

    def hiding(self, spans):
        """The same passage with those spans, sorted and apart, out of sight."""
        pieces, done = [], 0
        for span in spans:
            pieces += [self.plain[done : span.start], HIDDEN * (span.end - span.start)]
            done = span.end
        return replace(self, plain="".join((*pieces, self.plain[done:])))

    def in_place(self, wording, start, *, like_first_letter=False):
        """A proposal with a capital where one is needed: at the start of a sentence, or instead of another."""
        first = self.text[start]
        before = self.text[max(0, start - 4) : start].rstrip(" \t\"'«“„(-•")
        starts_sentence = before.endswith((".", "!", "?", "\n")) or (not before and start < 4)
        if (first.isupper() and like_first_letter) or (starts_sentence and not first.islower()):
            return wording[:1].upper() + wording[1:]
        return wording


def longest(spans):
    """Of spans that overlap, the longest; of equally long ones, the first given. In order of place."""
    taken = []
    by_place = sorted(enumerate(spans), key=lambda item: (item[1].start, -item[1].end, item[0]))
    for _order, span in by_place:
        if taken and span.start < taken[-1].end:
            if span.end - span.start > taken[-1].end - taken[-1].start:
                taken[-1] = span
            continue
        taken.append(span)
    return taken
