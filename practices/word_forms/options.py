"""Options of a printed list: which of them were chosen, however people mark them.

☒ and ☐, [x] and [ ], a lone x, before or behind the option; or the wrong ones crossed out; or the right one alone.
A list in which nothing is marked is one that nobody has touched: nothing was chosen.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from practices.word_forms.blocks import lines_of
from practices.word_forms.labels import allowed_slips
from records.folding import folded, has_words, words_of

OTHER = "other"
MARK = re.compile(
    r"(?P<ticked>[☒☑✓✗⊠✔✘✕✖×☓⌧🗹🗷]|\[ ?[xXvV✓✔✗] ?\]|\( ?[xX✓✔✗] ?\)|<[xX]>|(?<!\w)_*[xX]_*(?!\w))"
    r"|[☐□▢◻❏❑❒○◯]|\[[ _]*\]|\([ _]*\)|(?<!\w)__+(?!\w)"
)
BETWEEN = re.compile(r"[,;/|]")
ALTERNATIVES = re.compile(r"/|\b(?:or|o|oppure|oder|ou)\b", re.IGNORECASE)
JOINING = {"and", "or", "e", "ed", "o", "oppure", "und", "oder", "y", "et", "ou"}
FILLERS = set(
    "please specify|specify|please tick|tick|specificare|da specificare|bitte angeben|especificar|preciser|a preciser".split(
        "|"
    )
)
FILLER_AFTER_OTHER = re.compile(
    r"\W*\(?(?:please |da |bitte |à )?(?:specify|specificare|angeben|especificar|préciser)\)?", re.I
)
REMARK = re.compile(r"\W*[(:–—-]")
MOST_WORDS_BESIDE = 3  # more of them are a sentence
EDGES = " .:;,–—-()"
LONGEST_LIST = 20_000  # characters


@dataclass(frozen=True)
class Choice:
    """What a list says.

    codes      that were chosen
    other      what stands after "Other"
    unknown    what is said, and is none of the options
    left       what is not chosen, and none of our options either
    undecided  options that are named without telling which of them count, as printed
    """

    codes: tuple[str, ...] = ()
    other: str = ""
    unknown: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    undecided: str = ""

    def __bool__(self):
        return self != Choice()


class _Mark(NamedTuple):
    """is_letter: a lone x, of which one cannot see whether it belongs to what stands before it or behind."""

    ticked: bool
    is_letter: bool = False


@dataclass
class _Item:
    """An option; or with the code "" words that are none. ticked: None without a mark. of: the option in question."""

    code: str
    text: str
    start: int
    struck: bool = False
    ticked: bool | None = None
    of: str = ""

    @property
    def counts(self):
        return bool(self.ticked) and not self.struck


class Options:
    """names: {name in any language: code}"""

    def __init__(self, names):
        self._names = {folded(name): code for name, code in names.items()}

    @cached_property
    def codes(self):
        return tuple(dict.fromkeys(self._names.values()))

    @cached_property
    def _longest(self):
        return max(len(name.split()) for name in self._names)

    def read(self, blocks):
        """Choice of the Blocks that hold the list."""
        if sum(len(block.text) for block in blocks) > LONGEST_LIST:
            return Choice(unknown=tuple(block.text for block in blocks))
        reader = _ListReader(self)
        for block in blocks:
            for text, struck in _lines(block):
                reader.read_line(text, struck)
        return reader.choice()

    def code_of(self, name):
        """Code of a folded name, also with slips if it can be one only; "" of any other."""
        slips = allowed_slips(name)
        if name in self._names or not slips:
            return self._names.get(name, "")
        near = process.extract(name, self._names.keys(), scorer=OSA.distance, score_cutoff=slips, limit=3)
        codes = {self._names[own] for own, distance, _ in near if distance == near[0][1]}
        return codes.pop() if len(codes) == 1 else ""

    def first_of(self, words):
        """(code, number of its words) of the longest option that the words begin with; ("", 1) of none."""
        for length in range(min(self._longest, len(words)), 0, -1):
            if code := self.code_of(" ".join(word.folded for word in words[:length])):
                return code, length
        return "", 1


def _lines(block):
    """(text, whether each of its characters is crossed out) of the lines of a block, with its typed mark."""
    for place, line in enumerate(lines_of(block)):
        mark = f"{block.mark} " if block.mark and not place else ""
        struck = [False] * len(mark) + [span.struck for span in line.spans for _ in span.text]
        yield mark + line.text, struck


class _ListReader:
    """Reads a list line by line into chunks: what stands between separators, _Marks and _Items in order.

    After "Other" come words, until the next mark or option.
    """

    def __init__(self, options):
        self._options = options
        self._chunks = []
        self._other = []
        self._in_other = False
        self._has_alternatives = False
        self._is_ambiguous = False

    def read_line(self, text, struck):
        since = 0 if self._in_other else None  # where the words after "Other" begin
        chunk_start, chunk = 0, []
        for start, end, part in [*self._parts(text, struck), (len(text), len(text), None)]:
            if since is not None and _ends_other(part, text[since:start]):
                self._add_other(text[since:start])
                since = None
            if part is None:
                self._end_chunk(chunk, text, chunk_start, start, is_whole=since is None)
                chunk_start, chunk = end, []
            elif since is None:
                chunk.append(part)
                since = end if isinstance(part, _Item) and part.code == OTHER else None
        self._in_other = since is not None
        if self._in_other:
            self._add_other(text[since:])
        self._has_alternatives |= ALTERNATIVES.search(text) is not None

    def _add_other(self, text):
        text = FILLER_AFTER_OTHER.sub("", text, count=1)
        if has_words(text):
            self._other.append(text.strip(EDGES))

    def _end_chunk(self, chunk, text, start, end, is_whole):
        before = self._chunks[-1][-1] if self._chunks and start else None
        if chunk and is_whole and _is_sentence(chunk, text[start:end]):
            chunk = [_Item("", text[start:end].strip(EDGES), start)]
        if _are_words(before) and chunk and all(map(_are_words, chunk)):
            before.text = text[before.start : end].rstrip(EDGES)
        elif chunk:
            self._chunks.append(chunk)

    def _parts(self, text, struck):
        """(start, end, part) of a line; the part is a mark, an _Item, or None for a separator."""
        edges = [
            (mark.start(), mark.end(), _Mark(mark["ticked"] is not None, "x" in mark[0].lower().strip("_<")[:1]))
            for mark in MARK.finditer(text)
        ]
        inside = [range(start, end) for start, end, _ in edges]
        edges += [
            (each.start(), each.end(), None)
            for each in BETWEEN.finditer(text)
            if not any(each.start() in place for place in inside)
        ]
        position = 0
        for start, end, part in [*sorted(edges, key=lambda edge: edge[0]), (len(text), len(text), None)]:
            yield from self._items(text, struck, position, start)
            if end > start:
                yield start, end, part
            position = end

    def _items(self, text, struck, start, end):
        """(start, end, _Item) of the options in a part of a line, and of the words between them."""
        words, between = [word for word in words_of(text[start:end]) if word.folded], []
        while words:
            code, length = self._options.first_of(words)
            if code:
                yield from _item("", between, text, struck, start)
                yield from _item(code, words[:length], text, struck, start)
                between = []
            elif between or words[0].folded not in JOINING:
                between.append(words[0])
            words = words[length:]
        yield from _item("", between, text, struck, start)

    # --- Which ones count -------------------------------------------------------------------------------------------

    def choice(self):
        self._mark_items()
        items = [part for chunk in self._chunks for part in chunk if not isinstance(part, _Mark)]
        options = [item for item in items if item.code]
        beside = [item for item in items if not item.code and folded(item.text) not in FILLERS]
        undecided = self._is_ambiguous or self._is_undecided(options)
        chosen = set() if undecided else {item.code for item in _counting(items, set(self._options.codes))}
        said = [item for item in beside if not item.struck and self._says_something(item, options, chosen)]
        return Choice(
            tuple(code for code in self._options.codes if code in chosen),
            "\n".join(self._other),
            tuple(item.text for item in said),
            tuple(item.text for item in beside if item not in said),
            " / ".join(item.text for item in options) if undecided else "",
        )

    def _mark_items(self):
        """Each mark ticks what stands behind it, or before it where the marks come last."""
        kinds = [isinstance(part, _Mark) for chunk in self._chunks for part in chunk]
        are_last = bool(kinds) and not kinds[0] and kinds[-1]
        for chunk in _with_lone_marks(self._chunks, are_last):
            is_mark = [isinstance(part, _Mark) for part in chunk]
            if not any(is_mark) or all(is_mark):
                continue
            if is_mark[-1] and not is_mark[0]:
                _tick(chunk[::-1])
            elif not is_mark[0] and chunk[0].code and any(part.is_letter for part in chunk if isinstance(part, _Mark)):
                self._is_ambiguous = True
            else:
                _tick(chunk)

    @staticmethod
    def _says_something(item, options, chosen):
        if item.ticked is not None:
            return item.ticked
        return not options or item.of in chosen

    def _is_undecided(self, options):
        """Several options without any mark that are not the whole list; or one between two marks."""
        named = {item.code for item in options} - {OTHER}
        if any(item.struck or item.ticked is not None for item in options) or len(named) < 2:
            return False
        is_list = named >= set(self._options.codes) - {OTHER}
        return not is_list and (self._has_alternatives or 2 * len(named) > len(self._options.codes))


def _item(code, words, text, struck, offset):
    if words:
        start, end = offset + words[0].start, offset + words[-1].end
        yield start, end, _Item(code, text[start:end], start, 2 * sum(struck[start:end]) > end - start)


def _are_words(part):
    return isinstance(part, _Item) and not part.code


def _ends_other(part, text):
    """A mark ends the words after "Other"; an option does so only at once, for it may be one of the words."""
    return isinstance(part, _Mark) or (part is not None and part.code and not has_words(text) and ":" not in text)


def _is_sentence(chunk, text):
    """True of many words without a mark, of which an option is only a part."""
    if any(isinstance(part, _Mark) for part in chunk):
        return False
    beside = sum(len(item.text.split()) for item in chunk if not item.code)
    begins = chunk[0].code and REMARK.match(text, text.find(chunk[0].text) + len(chunk[0].text))
    return beside > MOST_WORDS_BESIDE and not begins


def _with_lone_marks(chunks, are_last):
    """The chunks, a mark alone in its own (in a cell, or on a line) joined to the option that it belongs to."""
    joined = []
    for chunk in chunks if not are_last else [chunk[::-1] for chunk in reversed(chunks)]:
        if joined and all(isinstance(part, _Mark) for part in joined[-1]):
            joined[-1] = [*joined[-1], *chunk]
        else:
            joined.append(chunk)
    return joined if not are_last else [chunk[::-1] for chunk in joined]


def _tick(parts):
    """Give the first item after each mark its mark; words after an option are about it."""
    mark, option = None, ""
    for part in parts:
        if isinstance(part, _Mark):
            mark, option = part.ticked, ""
            continue
        part.ticked, mark = mark, None
        part.of, option = option, part.code or option


def _counting(items, codes):
    """The options that count, by what is marked in the list."""
    options = [item for item in items if item.code]
    if any(item.counts for item in items):
        return [item for item in options if item.counts]
    if any(item.struck for item in options):
        return [item for item in options if not item.struck]
    if any(item.ticked is not None for item in items):
        return []
    named = {item.code for item in options} - {OTHER}
    return [] if len(codes) > 1 and named >= codes - {OTHER} else options
