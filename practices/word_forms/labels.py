"""The labels of a form's rows, recognised as people type them, in any of the five languages."""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from practices.word_forms.blocks import lines_of, without_start
from records.folding import folded, words_of
from records.languages import DEFAULT_LANGUAGE, LANGUAGES

LABELS = Path(__file__).with_name("labels.toml")

OPTIONAL_ENDING = re.compile(r"(?<=\w)\s?(?:/-?|\()(?:ies|es|en|nen|s|i|e|n)\b\)?", re.IGNORECASE)
ROW_NUMBER = re.compile(r"\s*(?:\(?\d{1,2}(?:\.\d{1,2})?(?:[.):]\s*|\s+)|\d{1,2}\.\s*|[IVX]{1,4}[.)]\s*)(?=[^\W\d])")
MARK_OF_NOTE = re.compile(r"\[\d+\]")
NUMBER_COLUMN = re.compile(r"\(?\d{1,2}[.):]?|[ivx]{1,4}[.)]|[a-z][.)]", re.IGNORECASE)
BETWEEN_LANGUAGES = re.compile(r"\s*[/|]\s*|\s[-–—]\s|\n")
IN_PARENTHESES = re.compile(r"\(([^()]*)\)\s*$")
LONGEST_LABEL = 80
SHORTEST_JOINED = 9
# Fields whose value may follow the label without a colon, and what it must look like then.
VALUE_AFTER = {
    "number": re.compile(r"\W*\d"),
    "category": re.compile(r"\W*[^\W\d_](?!\w)"),
    "country": re.compile(r"\W*[A-ZÀ-Þ]"),
}
SAME_WORDS_AS_HELP = 85


@dataclass(frozen=True)
class Label:
    """What a row is about: a field of labels.toml, in the languages whose wording it is."""

    field: str
    languages: frozenset[str]


def in_language(texts, language):
    """The text of a language; English in a language that our printed form does not know yet; "" where there is none."""
    return texts.get(language) or texts.get(DEFAULT_LANGUAGE, "")


class Labels:
    """The labels of one kind of form.

    texts: field -> {"label", "help": {language: text}, "variants": {language: [text]}}, in the order of the form.
    """

    def __init__(self, texts):
        self._texts = texts
        self.recognise = lru_cache(maxsize=4096)(self._recognise)

    @cached_property
    def _wordings(self):
        """Folded wording -> Label, in the order of the form."""
        found = {}
        for field, language, wording in self.all():
            found.setdefault(_key(wording), {}).setdefault(field, set()).add(language)
        return {key: Label(field, frozenset(found[key][field])) for key in found for field in [next(iter(found[key]))]}

    @cached_property
    def _joined(self):
        """Wordings of several words without their spaces -> Label: "Targetgroups", "Back ground"."""
        joined = {key.replace(" ", ""): label for key, label in reversed(self._wordings.items())}
        return {key: label for key, label in joined.items() if len(key) >= SHORTEST_JOINED}

    @cached_property
    def _misspellable_wordings(self):
        """Number of words -> wordings long enough to be recognised with a slip."""
        found = defaultdict(list)
        for wording in self._wordings:
            if allowed_slips(wording):
                found[len(wording.split())].append(wording)
        return found

    # --- A label ----------------------------------------------------------------------------------------------------

    def _recognise(self, text):
        """Label of a text that is a label and nothing else, else None. Row numbers and small slips are forgiven."""
        if len(text) > LONGEST_LABEL:
            return None
        text = MARK_OF_NOTE.sub("", text)
        return (
            self._recognised(_key(text))
            or self._recognised(_key(ROW_NUMBER.sub("", text, count=1)))
            or self._in_two_languages(BETWEEN_LANGUAGES.split(text))
        )

    def _in_two_languages(self, parts):
        """Label of "Activities / Attività": each part is a label of the same field."""
        labels = [self._recognised(_key(part)) for part in parts] if len(parts) > 1 else [None]
        if None in labels or len({label.field for label in labels}) > 1:
            return None
        return Label(labels[0].field, frozenset().union(*(label.languages for label in labels)))

    def _recognised(self, key):
        if not key:
            return None
        return self._wordings.get(key) or self._joined.get(key.replace(" ", "")) or self._nearly(key)

    def _nearly(self, key):
        """The label that a misspelt one stands for, if it can be one only."""
        slips, wordings = allowed_slips(key), self._misspellable_wordings.get(len(key.split()), ())
        if not slips:
            return None
        near = process.extract(key, wordings, scorer=OSA.distance, score_cutoff=slips, limit=5)
        near = [(distance, self._wordings[wording]) for wording, distance, _ in near if _same_words(key, wording)]
        nearest = [label for distance, label in near if distance == near[0][0]]
        return nearest[0] if len({label.field for label in nearest}) == 1 else None

    def guess(self, _text, _stands_alone):
        """Label of the first cell of a row that is none of the form's wordings; None, for nothing can be guessed."""

    def heading(self, block):
        """What `split` gives, of a paragraph outside of tables."""
        return self.split((block,))

    # --- A label and what follows it --------------------------------------------------------------------------------

    def split(self, blocks):
        """(Label, label as printed, remaining blocks) of blocks that begin with a label, else None.

        The label is the first line; or what stands before a colon, or in bold, at the beginning of it;
        or, for some fields, words that the value follows at once.
        """
        if not blocks:
            return None
        first, *others = lines_of(blocks[0])
        others = (*others, *blocks[1:])
        for end in self._possible_ends(first):
            printed = first.text[:end].strip()
            if label := self.recognise(printed):
                return label, printed, _rest(first, end, others)
        if found := self._before_value(first.text):
            label, end = found
            return label, first.text[:end], _rest(first, end, others)
        return None

    def _possible_ends(self, line):
        """Where the label of a line may end, best guess first."""
        text = line.text
        yield len(text)
        yield from (match.start() for match in re.finditer(r":|\s[-–—]\s", text[:LONGEST_LABEL]))
        bold = _bold_start(line)
        if 0 < bold < len(text):
            yield bold
        if note := IN_PARENTHESES.search(text):
            yield note.start()

    def _before_value(self, text):
        """(Label, where it ends) of "Chart No. 2 France", else None."""
        words = words_of(text[:LONGEST_LABEL])
        for wording, label in self._needing_no_colon.get(words[0].folded, ()) if words else ():
            if len(words) > len(wording) and all(map(_is_word, words, wording)):
                end = words[len(wording) - 1].end
                if VALUE_AFTER[label.field].match(text[end:]):
                    return label, end
        return None

    @cached_property
    def _needing_no_colon(self):
        """First word -> (words, Label) of the labels that a value may follow at once, those of most words first."""
        found = {tuple(key.split()): label for key, label in self._wordings.items() if label.field in VALUE_AFTER}
        by_first_word = defaultdict(list)
        for words, label in sorted({**_numbered_nouns(found), **found}.items(), key=lambda item: -len(item[0])):
            by_first_word[words[0]].append((words, label))
        return by_first_word

    def without_number(self, cells):
        """The cells of a row without the one that numbers it."""
        return cells[1:] if len(cells) > 1 and is_row_number(cells[0].text) else cells

    # --- What the form prints ---------------------------------------------------------------------------------------

    def all(self):
        """(field, language, wording) of every wording that is known."""
        for field, texts in self._texts.items():
            for language in LANGUAGES:
                for wording in _printed_in(language, texts):
                    yield field, language, wording

    def rows(self, language):
        """(field, label, help) of the rows as our own form prints them, in its order."""
        return [
            (field, in_language(texts["label"], language), in_language(texts["help"], language))
            for field, texts in self._texts.items()
        ]

    def help_of(self, field, language):
        """The information to be gathered in a row."""
        return in_language(self._texts[field]["help"], language)

    def is_help(self, label, text):
        """True of what the form itself prints beside a label to say what to fill in."""
        helps = filter(None, self._texts[label.field]["help"].values())
        return any(fuzz.ratio(folded(text), folded(help_)) >= SAME_WORDS_AS_HELP for help_ in helps)

    @cached_property
    def helps(self):
        """Every help text of the form, in every language."""
        return [help_ for texts in self._texts.values() for help_ in texts["help"].values() if help_]


def _printed_in(language, texts):
    """The wordings of a row in one language; none in a language that the form does not know yet."""
    label = texts["label"].get(language)
    return (label, *texts.get("variants", {}).get(language, ())) if label else ()


def _key(text):
    return folded(OPTIONAL_ENDING.sub("", text))


def _same_words(key, wording):
    """True when each word is that of the other text, misspelt: another short word, or another figure, is no slip."""
    pairs = zip(key.split(), wording.split(), strict=True)
    return all(one == other or OSA.distance(one, other) <= _allowed_slips_of_word(other) for one, other in pairs)


def allowed_slips(key):
    """Letters that may be wrong, missing or swapped: none in a short word, for "Land" is near to "Lang"."""
    return 0 if len(key) < 5 else 1 if len(key) < 10 else 2 if len(key) < 18 else 3


def _allowed_slips_of_word(word):
    return 0 if len(word) < 4 else 1 if len(word) < 10 else 2


def is_row_number(text):
    return NUMBER_COLUMN.fullmatch(text.strip()) is not None


def _rest(first, end, others):
    rest = without_start(first, end)
    if not rest.spans:
        return others
    separator = re.match(r"[:;.\-–—°º#\s]+(?=\S)", rest.text)
    return ((without_start(rest, separator.end()) if separator and end < len(first.text) else rest), *others)


def _bold_start(line):
    length = 0
    for span in line.spans:
        if not span.bold:
            break
        length += len(span.text)
    return length


def _is_word(word, wording):
    return word.folded == wording


def _numbered_nouns(found):
    """ "Chart" and "Scheda" before every abbreviation of "number", and before none."""
    whole = {words: label for words, label in found.items() if label.field == "number" and len(words) > 1}
    endings = {words[1:] for words in whole} | {()}
    return {(words[0], *ending): label for words, label in whole.items() for ending in endings}


def read_texts(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


PRACTICE = Labels(read_texts(LABELS))
