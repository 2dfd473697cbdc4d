"""What a kind of form looks like, for whoever looks for its rows."""

from dataclasses import dataclass

from practices.word_forms import labels
from practices.word_forms.labels import Labels

FEWEST_ROWS = 3
FEWEST_OF_ITS_OWN = 2


@dataclass(frozen=True)
class Layout:
    """header: fields that stand in a heading, or beside each other. shared: fields that other forms ask for as well.
    first: fields with which another form may begin in a table; once: field that every form says once.
    word_for_word: fields of which a row may say "(word for word)": then nothing is read out of its value.
    options: fields whose options may be crossed out. in_paragraphs: its rows may stand outside of tables;
    of_one_line: fields that end there with their paragraph.
    """

    labels: Labels
    header: frozenset[str]
    first: tuple[str, ...]
    once: str
    shared: frozenset[str]
    word_for_word: frozenset[str]
    options: frozenset[str] = frozenset()
    in_paragraphs: bool = False
    of_one_line: frozenset[str] = frozenset()

    def is_complete(self, entries):
        """True when enough rows are those of this form; other forms ask for organisation and country as well."""
        fields = {entry.field for entry in entries if entry.field}
        return len(fields) >= FEWEST_ROWS and len(fields - self.shared) >= FEWEST_OF_ITS_OWN

    def begins_row(self, _label, _before):
        """Whether a paragraph with this label begins a row. before: field of the row that it would end, or None."""
        return self.in_paragraphs

    def is_untouched(self, entry):
        """True of what the form itself prints, and nobody has filled in."""
        return not (entry.text or entry.guidance) and entry.field is not None


PRACTICE = Layout(
    labels=labels.PRACTICE,
    header=frozenset({"number", "country"}),
    first=("number",),
    once="title",
    shared=frozenset({"number", "country", "organisations"}),
    word_for_word=frozenset(
        {"organisations", "typologies", "period", "resources", "references", "contacts", "funding"}
    ),
)
