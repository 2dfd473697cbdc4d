"""The rows of the form for case studies: its questions, known by number or by wording, and the rows beside them."""

import re
from collections import defaultdict
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from practices.questions import questions
from practices.word_forms import labels
from practices.word_forms.blocks import Cell, paragraph
from practices.word_forms.labels import IN_PARENTHESES, MARK_OF_NOTE, Label, Labels, read_texts
from practices.word_forms.wording import is_word_for_word
from records.folding import folded, folded_words

TEXTS = Path(__file__).with_name("labels.toml")
AS_IN_PRACTICES = ("references", "information_as_of", "source")
QUESTION = r"(?:question|q|domanda|quesito|frage|pregunta|nr|no|n)"
NUMBER_ALONE = re.compile(rf"\W*(?:{QUESTION}\W*)?(\d{{1,2}})\W*", re.IGNORECASE)
NAMED_NUMBER = re.compile(rf"\W*{QUESTION}\W*(\d{{1,2}})\W*", re.IGNORECASE)
NUMBER_BEFORE = re.compile(rf"\W*(?:{QUESTION}[\s.°º]*)?(\d{{1,2}})\s*[.):\-–—]?\s*(?=[^\W\d]|[¿«“\"'])", re.IGNORECASE)
END_OF_SENTENCE = re.compile(r"(?<=\?)\s+|(?<=\w{3}\.)\s+(?=[A-ZÀ-Þ¿])")
END_OF_QUESTION = re.compile(r"\?(?=.*\w)|(?=:.*\w)")
IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
LONGEST_QUESTION, SHORTEST_QUESTION = 1000, 15  # characters
MOST_ENDS = 12
SAME_WORDING, SAME_BEGINNING = 87, 92
SHORTEST_BEGINNING, FEWEST_WORDS_OF_BEGINNING = 20, 4
MOST_WORDS_OF_SHORT_FORM = 30
LIKELY, CLEARLY_BETTER, SAME_STEM = 0.75, 0.2, 6
FEWEST_WORDS_IN_COMMON = 2


class QuestionLabels(Labels):
    """The labels of a form that asks numbered questions."""

    # --- By wording -------------------------------------------------------------------------------------------------

    def _recognise(self, text):
        return super()._recognise(text) or self._by_wording(text) or self._by_number(NAMED_NUMBER.fullmatch(text))

    def _by_wording(self, text):
        """Label of a question: its wording in any language, a part of it from the beginning, with small slips."""
        if len(text) > LONGEST_QUESTION:
            return None
        key = folded(NUMBER_BEFORE.sub("", MARK_OF_NOTE.sub("", text), count=1))
        return self._same_wording(key) or self._same_beginning(key) if len(key) >= SHORTEST_QUESTION else None

    def _same_wording(self, key):
        near = process.extract(key, self._beginnings.keys(), scorer=fuzz.ratio, score_cutoff=SAME_WORDING, limit=5)
        return self._only([self._beginnings[wording] for wording, score, _ in near if score == near[0][1]])

    def _same_beginning(self, key):
        if len(key) < SHORTEST_BEGINNING or len(key.split()) < FEWEST_WORDS_OF_BEGINNING:
            return None
        longer = (wording for wording in self._beginnings if len(wording) > len(key))
        cut = [wording for wording in longer if fuzz.ratio(key, wording[: len(key)]) >= SAME_BEGINNING]
        return self._only([self._beginnings[wording] for wording in cut])

    @staticmethod
    def _only(found):
        """The one Label of all these, in all their languages; None where they are of several questions."""
        if len({label.field for label in found}) != 1:
            return None
        return Label(found[0].field, frozenset().union(*(label.languages for label in found)))

    @cached_property
    def _beginnings(self):
        """Folded wording, whole or of its first sentences -> Label."""
        found = defaultdict(lambda: defaultdict(set))
        for question in questions().values():
            for language, wording in question.wordings.items():
                sentences = END_OF_SENTENCE.split(wording)
                for end in range(1, len(sentences) + 1):
                    beginning = " ".join(sentences[:end])
                    for each in (beginning, IN_BRACKETS.sub("", beginning)):
                        found[folded(each)][question.field].add(language)
        return {key: Label(field, frozenset(languages)) for key, of in found.items() for field, languages in of.items()}

    def _possible_ends(self, line):
        text = line.text
        beside = IN_PARENTHESES.search(text)
        if beside and is_word_for_word(beside[0]):
            yield beside.start()  # no part of a question that is nearly as long without it
        if not (super()._recognise(text) or self._is_beginning(folded(NUMBER_BEFORE.sub("", text, count=1)))):
            ends = [match.end() for match in END_OF_QUESTION.finditer(text[:LONGEST_QUESTION])]
            yield from reversed(ends[:MOST_ENDS])  # a short answer behind the question is no slip of it
        yield from super()._possible_ends(line)

    def _is_beginning(self, key):
        return any(wording.startswith(key) for wording in self._beginnings)

    def is_help(self, label, text):
        """True also of the other sentences of a question, and of the question in another language."""
        return super().is_help(label, text) or self.is_wording(label.field, text)

    def is_wording(self, field, text):
        """True of a text that is a part of the question itself."""
        if field not in questions() or not SHORTEST_QUESTION <= len(text) <= LONGEST_QUESTION:
            return False
        near = process.extractOne(folded(text), self._parts[field], scorer=fuzz.ratio, score_cutoff=SAME_WORDING)
        return near is not None

    @cached_property
    def _parts(self):
        """Field -> the sentences of its question, and those that follow each other, folded."""
        parts = {}
        for question in questions().values():
            of_languages = [END_OF_SENTENCE.split(wording) for wording in question.wordings.values()]
            parts[question.field] = [
                folded(" ".join(sentences[start:end]))
                for sentences in of_languages
                for start in range(len(sentences))
                for end in range(start + 1, len(sentences) + 1)
            ]
        return parts

    # --- By number, or by some of the words -------------------------------------------------------------------------

    def guess(self, text, stands_alone):
        """Label of a number, or of a question in words of one's own. Alone in its row it must be clearly a question."""
        if len(text) > LONGEST_QUESTION:
            return None
        if label := self._by_number(NUMBER_ALONE.fullmatch(text)):
            return None if stands_alone and text.strip().isdecimal() else label
        if stands_alone and not text.rstrip().endswith("?"):
            return None
        return self._likely(NUMBER_BEFORE.sub("", text, count=1)) or self._by_number(NUMBER_BEFORE.match(text))

    def heading(self, block):
        found = super().heading(block)
        label = None if found else self.guess(block.text, True) if NUMBER_ALONE.fullmatch(block.text) else None
        return (label, block.text, ()) if label else found

    def _by_number(self, match):
        """Label without a language, for a number says none."""
        field = self._numbers.get(int(match[1])) if match else None
        return Label(field, frozenset()) if field else None

    @cached_property
    def _numbers(self):
        return {question.number: question.field for question in questions().values()}

    def without_number(self, cells):
        """The cells of a row without the one that numbers it, unless the question is known by nothing else."""
        if len(cells) < 2 or not self._by_number(NUMBER_ALONE.fullmatch(cells[0].text)):
            return super().without_number(cells)
        found = self.split(cells[1].blocks)
        if found and (len(cells) > 2 or not found[2] or found[0].field in questions()):
            return cells[1:]
        if len(cells) == 2:
            return cells
        return [Cell((paragraph(f"{cells[0].text} {cells[1].text}"),)), *cells[2:]]

    def _likely(self, text):
        """Label of the question that has nearly all of these words, if no other has."""
        stems = {word[:SAME_STEM] for word in folded_words(text)}
        if not FEWEST_WORDS_IN_COMMON <= len(stems) <= MOST_WORDS_OF_SHORT_FORM:
            return None
        best, language = max((self._shares(stems, language), language) for language in self._stems)
        (score, field), (second, _) = best[:2]
        return Label(field, frozenset({language})) if score >= LIKELY and score - second >= CLEARLY_BETTER else None

    def _shares(self, stems, language):
        """[(share of the words that a question has, its field)] in one language, best first. Rare words weigh more."""
        of_questions = self._stems[language]
        weights = {stem: 1 / max(1, sum(stem in own for own in of_questions.values())) for stem in stems}
        total = sum(weights.values())
        return sorted(
            (
                (
                    sum(weights[stem] for stem in stems & own) / total
                    if len(stems & own) >= FEWEST_WORDS_IN_COMMON
                    else 0,
                    field,
                )
                for field, own in of_questions.items()
            ),
            reverse=True,
        )

    @cached_property
    def _stems(self):
        """Language -> field -> the beginnings of the words of its question and of its short title."""
        return {
            language: {
                question.field: {
                    word[:SAME_STEM]
                    for word in folded_words(f"{question.wording(language)} {question.title(language)}")
                }
                for question in questions().values()
            }
            for language in questions()["background"].wordings
        }


def is_number(text):
    """True of what says the number of a question and nothing else."""
    return NUMBER_ALONE.fullmatch(text) is not None


def _texts():
    """Labels in the order of our own form: questions with what labels.toml says of them, the other rows beside."""
    own, practice = read_texts(TEXTS), read_texts(labels.LABELS)
    for field, question in questions().items():
        titles = {language: [title] for language, title in question.titles.items()}
        wordings = {language: f"{question.number}. {wording}" for language, wording in question.wordings.items()}
        more = own[field].get("variants", {})
        own[field] = {
            "label": wordings,
            "help": {},
            "variants": {language: [*title, *more.get(language, ())] for language, title in titles.items()},
        }
    for field in AS_IN_PRACTICES:
        own[field] = practice[field] | own[field]
    return {field: {"help": {}, **texts} for field, texts in own.items()}


LABELS = QuestionLabels(_texts())
