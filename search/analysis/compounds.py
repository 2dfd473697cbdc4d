"""German compounds taken apart (german_parts.toml): "Menschenhandelsopfer" is Menschenhandel, Opfer, Mensch, Handel too."""

from functools import cache, lru_cache
from pathlib import Path

from records.folding import plain_letters
from records.seeding import read_toml
from search.analysis.words import FORMS_KEPT, stem_of

FILE = Path(__file__).with_name("german_parts.toml")
SHORTEST = 3  # letters of a part
SHORTEST_INFLECTED = 4
SHORTEST_COMPOUND = 7


def parts(token):
    """Stems of what a German compound is made of, and of what its parts are made of; empty for any other word."""
    return parts_of(token.plain)


@lru_cache(maxsize=FORMS_KEPT)
def parts_of(plain):
    """Like `parts`, of a folded word."""
    if len(plain) < SHORTEST_COMPOUND:
        return ()
    pieces = _divided(plain, may_be_whole=False) or ()
    stems = [stem for _piece, stem in pieces]
    for piece, _stem in pieces:
        stems += parts_of(piece)
    return tuple(dict.fromkeys(stems))


def _divided(rest, may_be_whole=True):
    """[(piece, stem)]: the fewest parts that make up all of `rest`, the longest first; None when there is no way."""
    known = _known()
    if may_be_whole and (stem := known.as_last_part(rest)):
        return [(rest, stem)]
    best = None
    for end in range(len(rest) - SHORTEST, SHORTEST - 1, -1):
        stem = known.first.get(rest[:end])
        for link in known.links if stem else ():
            if not rest.startswith(link, end) or len(rest) - end - len(link) < SHORTEST:
                continue
            following = _divided(rest[end + len(link) :])
            if following and (best is None or len(following) + 1 < len(best)):
                best = [(rest[:end], stem), *following]
    return best


class _Known:
    def __init__(self, parts, beginnings, links):
        self.last = {plain_letters(word): stem_of(word, "de") for word in parts}
        self.first = self.last | {plain_letters(word): stem_of(word, "de") for word in beginnings}
        self.last_stems = set(self.last.values())
        self.links = ("", *links)

    def as_last_part(self, word):
        """The stem of a word that may end a compound, inflected or not."""
        if stem := self.last.get(word):
            return stem
        stem = stem_of(word, "de")
        return stem if len(word) >= SHORTEST_INFLECTED and stem in self.last_stems else None


@cache
def _known():
    lists = read_toml(FILE)
    return _Known(lists["parts"].split(), lists["beginnings"].split(), lists["links"].split())
