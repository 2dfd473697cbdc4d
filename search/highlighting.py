"""What is marked in a title and an extract: our own, the same for every engine. Offsets, no HTML.

A text is marked with what the query says in the text's own language; of a concept's label, all its words together.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from records.languages import DEFAULT_LANGUAGE, LANGUAGES
from search.analysis import Remembered, forms_of_chunk, is_stop_word, parts, parts_of, tokens
from search.compiling import SLOP_IN_LABEL
from search.results import Marked
from search.units import COMPOUNDING, STEM

# About two lines.
EXTRACT = 240
BEFORE_FIRST_MARK = 60
# A link carries them.
MOST_SAID = 20
ELLIPSIS = "…"
# Letters in which a label ends that a text begins.
LONGEST_LABEL = 160
CHUNKS_KEPT = 30_000  # of each language, and once more
SENTENCE_END = re.compile(r"[.!?:;]\s+|\n")


@dataclass(frozen=True)
class Span:
    """A stretch of a text that says Unit number `unit`."""

    start: int
    end: int
    unit: int


class Wanted(NamedTuple):
    """A form of a Unit. is_stem: None of the beginning of a word. starts: tokens at which a mark may begin."""

    unit: int
    is_stem: bool | None
    tokens: tuple[str, ...]
    starts: tuple[str, ...]


class Marker:
    """Finds in texts of one language what the Units of a query ask for.

    A text is not cut into words: its chunks between blanks are looked up first, most of them known from texts met
    before, and words are only made around those that say something. A page of results has half a million letters.
    """

    def __init__(self, units, language):
        self.language = language
        self._forms = []
        self._beginnings = []
        # By kind and first token: [(number of the unit, further tokens)]
        self._first = {True: defaultdict(list), False: defaultdict(list)}
        for number, unit in enumerate(units):
            for form in unit.forms_in(language):
                self._add(number, form)
        self._wanted = {(form.is_stem, token) for form in self._forms for token in form.tokens}
        self._tokens = {token for is_stem, token in self._wanted if is_stem is not None}
        self._begun = tuple(beginning for beginning, _number in self._beginnings)
        # What was looked at before: what is wanted of a chunk, and the chunks of a text that say something.
        self._said_by, self._read = {}, {}

    def _add(self, number, form):
        is_stem = None if form.is_prefix else form.kind == STEM
        self._forms.append(Wanted(number, is_stem, form.tokens, form.tokens if form.is_apart else form.tokens[:1]))
        if form.is_prefix:
            self._beginnings.append((form.tokens[0], number))
        elif form.is_apart:
            for token in form.tokens:
                self._first[is_stem][token].append((number, ()))
        else:
            self._first[is_stem][form.tokens[0]].append((number, form.tokens[1:]))

    def units_in(self, *texts):
        """Numbers of the Units that texts say together; of a label all words, wherever they stand."""
        return {form.unit for form in self._said(self._saying_in(text) for text in texts)}

    def _said(self, sayings):
        """Those of the forms of which every word is said somewhere."""
        said = set().union(*(says for saying in sayings for says in saying.values()))
        return [form for form in self._forms if all((form.is_stem, token) in said for token in form.tokens)]

    def spans(self, text):
        """[Span] in the order of the text; they may overlap."""
        saying = self._saying_in(text)
        starts = {(form.is_stem, token) for form in self._said([saying]) for token in form.starts}
        chunks = [chunk for chunk, says in saying.items() if not starts.isdisjoint(says)]
        places = sorted(place for chunk in chunks for place in _places(text, chunk))
        return [span for start, end in places for span in self._spans_from(text, start, end)]

    def _saying_in(self, text):
        """{chunk: what is wanted of it} of the chunks of a text that say something."""
        if text not in self._read:
            chunks = self._candidates(set(text.split()))
            self._read[text] = {chunk: says for chunk in chunks if (says := self._says(chunk))}
        return self._read[text]

    def _candidates(self, chunks):
        """Those of the chunks that hold a token of any form, be it as a word or as a stem."""
        tokens_of, is_other = _chunks(self.language), self._tokens.isdisjoint
        found = [chunk for chunk in chunks if not is_other(tokens_of[chunk])]
        if self._begun:
            found += [chunk for chunk in chunks if any(token.startswith(self._begun) for token in tokens_of[chunk])]
        return found

    def _says(self, chunk):
        if chunk not in self._said_by:
            forms = _forms_of(chunk, self.language)
            self._said_by[chunk] = (forms & self._wanted) | self._begun_by(forms)
        return self._said_by[chunk]

    def _begun_by(self, forms):
        words = [token for is_stem, token in forms if not is_stem]
        return {(None, begun) for begun in self._begun if any(word.startswith(begun) for word in words)}

    def _spans_from(self, text, start, end):
        """Spans that begin in the chunk from `start` to `end`, and may go on behind it."""
        own = tokens(text[start:end], self.language)
        goes_on = any(further for word in own for further in self._further(word))
        words = tokens(text[start : start + LONGEST_LABEL], self.language) if goes_on else own
        for at in range(len(own)):
            for first, last, number in self._spans_at(words, at):
                yield Span(start + first, start + last, number)

    def _said_as(self, word):
        """(is it a stem, token); a stop word is no stem of anything: "be" is none of "being"."""
        yield False, word.plain
        if not is_stop_word(word.plain, self.language):
            yield True, word.stem

    def _further(self, word):
        return [
            further
            for is_stem, token in self._said_as(word)
            for _number, further in self._first[is_stem].get(token, ())
        ]

    def _spans_at(self, words, at):
        word = words[at]
        for is_stem, token in self._said_as(word):
            for number, further in self._first[is_stem].get(token, ()):
                last = self._last_of(words, at, further, is_stem) if further else at
                if last is not None:
                    yield word.start, words[last].end, number
        for beginning, number in self._beginnings:
            if word.plain.startswith(beginning):
                yield word.start, word.end, number
        if self.language == COMPOUNDING:
            for stem in parts(word):
                for number, further in self._first[True].get(stem, ()):
                    if not further:
                        yield word.start, word.end, number

    def _last_of(self, words, at, further, is_stem):
        """Position of the last token of a label that begins at `at`; None where it does not go on."""
        spare = SLOP_IN_LABEL if is_stem else 0
        for token in further:
            at += 1
            while at < len(words) and (words[at].stem if is_stem else words[at].plain) != token:
                if not is_stem or not is_stop_word(words[at].plain, self.language):
                    spare -= 1
                if spare < 0:
                    return None
                at += 1
            if at >= len(words):
                return None
        return at


@cache
def _chunks(language):
    """{chunk of a text: its words and their stems, parts of compounds among them}"""
    return Remembered(lambda chunk: tuple({token for _is_stem, token in _forms_of(chunk, language)}), CHUNKS_KEPT)


def _forms_of(chunk, language):
    """{(is it a stem, token)} of the words of a chunk, parts of compounds included."""
    forms = set()
    for plain, stem in forms_of_chunk(chunk, language):
        forms |= {(False, plain), (True, stem)}
        if language == COMPOUNDING:
            forms.update((True, part) for part in parts_of(plain))
    return forms


def _places(text, chunk):
    """(start, end) of each place where the chunk stands between blanks."""
    start = text.find(chunk)
    while start >= 0:
        end = start + len(chunk)
        if not text[start - 1 : start].strip() and not text[end : end + 1].strip():
            yield start, end
        start = text.find(chunk, end)


@dataclass(frozen=True)
class Reading:
    """A record's title and body in one language, with what the query says in them.

    title_language: another one where nobody has written the title in that language, as of an organisation whose
    services are described in more languages than it has names.
    """

    language: str
    title: str
    body: str
    in_title: tuple = ()
    in_body: tuple = ()
    title_language: str = ""


def best_reading(stored, markers, language, source=None):
    """The Reading in the language whose text has most of the query; the reader's where it has as much as any.

    None for a record without any text.
    """
    titles, bodies = stored.get("titles", {}), stored.get("bodies", {})
    order = dict.fromkeys((language, source or DEFAULT_LANGUAGE, *LANGUAGES, *titles, *bodies))
    best, most = None, -1
    for code in order:
        if not (titles.get(code) or bodies.get(code)):
            continue
        said = len(markers(code).units_in(titles.get(code, ""), bodies.get(code, "")))
        if said > most:
            best, most = code, said
        if most == markers.number_of_units:
            break
    if best is None:
        return None
    body, titled = bodies.get(best, ""), next((code for code in (best, *order) if titles.get(code)), best)
    title = titles.get(titled, "")
    return Reading(best, title, body, tuple(markers(titled).spans(title)), tuple(markers(best).spans(body)), titled)


class Markers:
    """A Marker for each language, made when first needed."""

    def __init__(self, units):
        self._units, self._made = units, {}
        self.number_of_units = len(units)

    def __call__(self, language):
        if language not in self._made:
            self._made[language] = Marker(self._units, language)
        return self._made[language]


# --- Title and extract of a Reading ---


def marked(text, spans):
    return Marked(text, _apart(spans))


def said(reading):
    """What marks a Reading, as it stands in title and body: each once, the first few."""
    spans = [(reading.title, span) for span in reading.in_title] + [(reading.body, span) for span in reading.in_body]
    words = {" ".join(text[span.start : span.end].split()) for text, span in spans}
    return tuple(sorted({word.casefold(): word for word in sorted(words)}.values(), key=str.casefold)[:MOST_SAID])


def extract(reading):
    """Some two lines of the body around the place that says most of the query; its beginning when nothing does."""
    text, spans = reading.body, sorted(reading.in_body, key=lambda span: span.start)
    start, end = _window(text, spans)
    inside = [
        Span(max(span.start, start), span.end, span.unit) for span in spans if start <= span.start and span.end <= end
    ]
    before = f"{ELLIPSIS} " if start > 0 else ""
    after = f" {ELLIPSIS}" if end < len(text) else ""
    shift = len(before) - start
    piece = text[start:end].replace("\n", " ")
    return Marked(f"{before}{piece}{after}", tuple((first + shift, last + shift) for first, last in _apart(inside)))


def _window(text, spans):
    """(start, end) of the extract, at borders of words."""
    first = _best_start(spans)
    start = max(0, first - BEFORE_FIRST_MARK)
    if start:
        sentences = [match.end() for match in SENTENCE_END.finditer(text, start, first)]
        start = sentences[0] if sentences else _next_word(text, start)
    end = start + EXTRACT
    if end >= len(text):
        return start, len(text.rstrip())
    return start, max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end), first) if " " in text[
        start:end
    ] else end


def _best_start(spans):
    """Where the window begins that says most Units, then has most marks, then stands first."""
    best, best_value = 0, (0, 0)
    for at, span in enumerate(spans):
        inside = [each for each in spans[at:] if each.end <= span.start + EXTRACT - BEFORE_FIRST_MARK]
        value = len({each.unit for each in inside}), len(inside)
        if value > best_value:
            best, best_value = span.start, value
    return best


def _next_word(text, start):
    blank = re.compile(r"\s").search(text, start)
    return blank.end() if blank and blank.end() < start + BEFORE_FIRST_MARK else start


def _apart(spans):
    """(start, end) pairs in order, overlapping ones made one."""
    pairs = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if pairs and start < pairs[-1][1]:
            pairs[-1] = pairs[-1][0], max(pairs[-1][1], end)
        else:
            pairs.append((start, end))
    return tuple(pairs)
