"""What the form for case studies looks like."""

from dataclasses import dataclass

from practices.case_studies.places import ROLES
from practices.case_studies.word_forms.background import GROUPS, is_untouched
from practices.case_studies.word_forms.labels import LABELS
from practices.questions import ANSWERS, BACKGROUND, questions
from practices.word_forms.layout import Layout

HEADER_ROWS = ("organisations", "country", "title")
# After these the rows beside the questions may follow, and another form.
LAST = ("tools", "recommendations")
MOST_QUESTIONS = 10
OPTIONS = frozenset({BACKGROUND, *GROUPS, "several_cases", "areas"})


@dataclass(frozen=True)
class QuestionLayout(Layout):
    """Twelve questions. Without the wording of any, their numbers say something beside an organisation or country only."""

    def is_complete(self, entries):
        own = [entry.label for entry in entries if entry.field in questions() or entry.field in GROUPS]
        fields = {label.field for label in own}
        certain = any(label.languages for label in own) or {"organisations", "country"} & {
            each.field for each in entries
        }
        return super().is_complete(entries) and len(fields) > 1 and (bool(certain) or len(fields) >= MOST_QUESTIONS)

    def begins_row(self, label, before):
        """Questions come in their order. The other rows stand before the first question or after the last."""
        number, may_end = _number(before), before in LAST or before not in questions()
        if label.field in questions():
            question = _number(label.field)
            return question == number + 1 or (
                bool(label.languages) and (question > number or (question == 1 and may_end))
            )
        if label.field in GROUPS:
            return number < _number(BACKGROUND)
        return may_end

    def is_untouched(self, entry):
        return super().is_untouched(entry) or (entry.field in OPTIONS and is_untouched(entry.field, entry.blocks))


def _number(field):
    return questions()[field].number if field in questions() else 0


CASE_STUDY = QuestionLayout(
    labels=LABELS,
    header=frozenset({"number", "country"}),
    first=("number", "organisations", "involvement"),
    once="involvement",
    shared=frozenset({"number", "country", "organisations"}),
    word_for_word=frozenset({"organisations", *ROLES, *ANSWERS}),
    options=OPTIONS,
    in_paragraphs=True,
    of_one_line=frozenset(HEADER_ROWS),
)
