"""Practices in bulk for the search: texts of 5 to 10 KB in five languages, words as frequent as Zipf found them.

The words are invented, but for stop words and for the labels of the real thesaurus, which stand among them.
"""

from itertools import accumulate
from random import Random

from django.utils import timezone

from directory.models import Organisation
from practices.models import Category, Involvement, Practice
from records import languages
from records.folding import folded
from records.languages import LANGUAGES
from records.models import Term
from records.seeding import read_toml
from records.sorting import sort_key
from search.analysis.stop_words import FILE as STOP_WORDS
from search.models import Label

STEMS = 8_000
SYLLABLES = "ba be co da di fe fo ga gu la le li ma mi mo na ne no pa pe po ra re ri sa se so ta te ti tra tu va ve vi zo".split()
ENDINGS = {
    "en": ["", "s", "ed", "ing", "ment"],
    "it": ["a", "e", "i", "o", "are", "zione"],
    "de": ["", "en", "er", "ung", "ungen"],
    "es": ["a", "o", "as", "os", "ar", "cion"],
    "fr": ["e", "es", "er", "ment", "tion"],
}
TEXTS = ("background", "objectives", "activities", "results", "strengths", "challenges", "transferability")
COUNTRIES = "IT FR DE ES RO BG NL BE AT PT GR PL HU UA MD AL RS XK GE LT LV EE SE DK FI IE CZ SK SI HR".split()
WORDS_BETWEEN_LABELS = 30
BATCH = 500


class Language:
    """Words of one language: common ones first, so that place and frequency go together."""

    def __init__(self, code):
        random = Random(code)  # noqa: S311 -- the same corpus each time
        stems = ["".join(random.choices(SYLLABLES, k=random.randint(2, 4))) for _ in range(STEMS)]
        self.words = read_toml(STOP_WORDS)[code].split()[:60]
        self.first = len(self.words)  # place of the most frequent word that is no stop word
        self.words += [stem + ending for stem in dict.fromkeys(stems) for ending in ENDINGS[code]]
        self.weights = list(accumulate(1 / (place + 3) for place in range(len(self.words))))
        self.labels = list(
            Label.objects.filter(language=code, kind="preferred")
            .order_by("concept__key")
            .values_list("text", flat=True)
        )
        random.shuffle(self.labels)
        self.label_weights = list(accumulate(1 / (place + 3) for place in range(len(self.labels))))

    def some(self, random, count):
        return random.choices(self.words, cum_weights=self.weights, k=count)

    def label(self, random):
        return random.choices(self.labels, cum_weights=self.label_weights)[0]

    def text(self, random, size):
        """About `size` characters of sentences, with labels of the thesaurus among the words."""
        words = self.some(random, size // 7)
        for place in range(random.randrange(WORDS_BETWEEN_LABELS), len(words), WORDS_BETWEEN_LABELS):
            words[place] = self.label(random)
        sentences = (" ".join(words[start : start + 16]).capitalize() for start in range(0, len(words), 16))
        return f"<p>{'. '.join(sentences)}.</p>"

    def title(self, random):
        return " ".join([self.label(random).capitalize(), *self.some(random, random.randint(2, 5))])


def make_practices(count):
    """As many practices, each in one of the five languages, with as many facets as a full form has."""
    organisations = Organisation.objects.bulk_create(
        Organisation(name_en=f"Organisation {number}", live=True, country=COUNTRIES[number % 10])
        for number in range(max(10, count // 50))
    )
    spoken, known = {code: Language(code) for code in LANGUAGES}, _Known()
    for start in range(1, count + 1, BATCH):
        numbers = range(start, min(start + BATCH, count + 1))
        randoms = {number: Random(number) for number in numbers}  # noqa: S311
        practices = Practice.objects.bulk_create(
            _practice(number, spoken, known, random) for number, random in randoms.items()
        )
        _connect(practices, randoms, known, organisations)


class _Known:
    def __init__(self):
        self.categories = list(Category.objects.all())
        self.typologies = {each: list(each.typologies.all()) for each in self.categories}
        self.terms = {
            field: list(Term.objects.filter(vocabulary=vocabulary))
            for field, vocabulary in {
                "services": "services",
                "exploitation": "exploitation",
                "sectors": "sectors",
                "target_groups_direct": "target_groups",
            }.items()
        }


def _practice(number, spoken, known, random):
    code = LANGUAGES[number % len(LANGUAGES)]
    language = spoken[code]
    start = random.randint(1996, 2023)
    size = random.randint(5_000, 10_000) // len(TEXTS)
    practice = Practice(
        number=number,
        source_language=code,
        category=random.choice(known.categories),
        countries=_few(random, COUNTRIES, 3),
        scope=[random.choice(Practice.Scope.values)],
        start_year=start,
        end_year=start + random.randint(0, 6),
        live=True,
        first_published_at=timezone.now(),
    )
    languages.set_text(practice, "title", code, language.title(random))
    languages.set_text(practice, "summary", code, language.text(random, 160)[3:-4])
    for field in TEXTS:
        languages.set_text(practice, field, code, language.text(random, size))
    for each in LANGUAGES:
        languages.set_text(practice, "sort_key", each, sort_key(practice.title_in(each)))
    return practice


def _connect(practices, randoms, known, organisations):
    """Terms, typologies and organisations of these practices, a table at a time."""
    for field, terms in known.terms.items():
        through = getattr(Practice, field).through
        through.objects.bulk_create(
            through(practice_id=practice.pk, term_id=term.pk)
            for practice in practices
            for term in _few(randoms[practice.number], terms, 3)
        )
    through = Practice.typologies.through
    through.objects.bulk_create(
        through(practice_id=practice.pk, typology_id=typology.pk)
        for practice in practices
        for typology in _few(randoms[practice.number], known.typologies[practice.category], 2)
    )
    Involvement.objects.bulk_create(
        Involvement(practice=practice, organisation=organisation)
        for practice in practices
        for organisation in _few(randoms[practice.number], organisations, 2)
    )


def _few(random, choices, most):
    """One to `most` of them, the first ones most often."""
    weights = [1 / (place + 2) for place in range(len(choices))]
    return list(dict.fromkeys(random.choices(choices, weights, k=random.randint(1, most)))) if choices else []


# --- What is asked of it ---


class Questions:
    """Queries of each sort, always the same ones."""

    def __init__(self, count=40):
        self.random, self.count = Random("questions"), count  # noqa: S311
        self.spoken = {code: Language(code) for code in LANGUAGES}

    def _each(self, make):
        return [make(LANGUAGES[number % len(LANGUAGES)]) for number in range(self.count)]

    def _word(self, code, first, last):
        language = self.spoken[code]
        return language.words[language.first + self.random.randint(first, last)]

    def common(self):
        """(language, text): one of the forty most frequent words, which stand in most texts of a language."""
        return self._each(lambda code: (code, self._word(code, 0, 40)))

    def three_words(self):
        return self._each(
            lambda code: (code, " ".join(self._word(code, *span) for span in ((0, 300), (300, 2_000), (2_000, 8_000))))
        )

    def concepts(self):
        return self._each(lambda code: (code, self.spoken[code].label(self.random)))

    def beginnings(self):
        return self._each(
            lambda code: (code, folded(self.spoken[code].label(self.random))[: self.random.randint(3, 6)])
        )

    def typos(self):
        return self._each(lambda code: (code, self._mistyped(code)))

    def _mistyped(self, code):
        """A usual long word with two letters changed places."""
        word = ""
        while len(word) < 7 or word[3] == word[4]:
            word = self._word(code, 100, 6_000)
        return word[:3] + word[4] + word[3] + word[5:]
