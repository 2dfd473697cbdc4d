"""The twelve questions of the printed form for case studies (questions.toml). Question 2, the background, has choices instead of a text."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import lazy
from django.utils.translation import get_language

from records.languages import DEFAULT_LANGUAGE
from records.seeding import read_toml

FILE = Path(__file__).with_name("questions.toml")
BACKGROUND = "background"


@dataclass(frozen=True)
class Question:
    """field: of the record. titles, wordings: {language: text}; the English wording is the official one."""

    number: int
    field: str
    titles: dict
    wordings: dict

    def title(self, language):
        return self.titles.get(language) or self.titles[DEFAULT_LANGUAGE]

    def wording(self, language):
        return self.wordings.get(language) or self.wordings[DEFAULT_LANGUAGE]


@cache
def questions():
    """{field: Question}, in the order of the form."""
    return {
        entry["field"]: Question(entry["number"], entry["field"], entry["title"], entry["wording"])
        for entry in read_toml(FILE)["questions"]
    }


@cache
def official_options():
    """{group: {code: name of the option in the printed form}}"""
    return read_toml(FILE)["options"]


# In the reader's language, whenever it is shown.
title_of = lazy(lambda field: questions()[field].title(get_language()), str)
wording_of = lazy(
    lambda field: f"{questions()[field].number}. {questions()[field].wording(get_language())}",
    str,
)

# The questions that are answered with a text.
ANSWERS = {field: title_of(field) for field in questions() if field != BACKGROUND}
