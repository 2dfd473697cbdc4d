"""Every word of the form of a case study ends in a field or in `unplaced`, whatever people fill in and cross out."""

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from babel import Locale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.country_names import BETWEEN_COUNTRIES, parse_countries
from practices.case_studies.word_forms.background import GROUPS, options_of
from practices.case_studies.word_forms.labels import LABELS
from practices.models.case_study import CHOICES
from practices.word_forms.options import FILLERS, JOINING
from practices.word_forms.rich_text import to_plain
from records.folding import folded, folded_words
from records.languages import LANGUAGES
from tests.practices.case_studies.word_forms.case_files import cases_in
from tests.practices.word_forms.test_nothing_is_lost import cells, paragraph
from tests.practices.word_forms.test_nothing_is_lost import words_kept as words_of_practice
from tests.practices.word_forms.word_files import parts, write

EVERY_LABEL = sorted(LABELS.all())
FIELDS = sorted({field for field, _, _ in EVERY_LABEL})
LOOKS = ["plain", "bold", "item", "typed -", "typed 1.", "broken", "struck"]
MARKS = ["", "☒ ", "☐ ", "[x] ", "( ) ", "x ", "✓ "]
# Words that only join options, ask for more, or are a mark are allowed to go.
ALLOWED = JOINING | BETWEEN_COUNTRIES | {"x"} | {word for filler in FILLERS for word in filler.split()}

words = st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=3, max_size=9).filter(
    lambda word: not parse_countries(word)[0]
)
sentences = st.lists(words, min_size=1, max_size=8).map(" ".join)
options = st.sampled_from(
    [name for group in (*GROUPS, "areas", "several_cases") for name in options_of(group)._names if len(name) > 2]
)
marked = st.builds(
    "{}{}{}".format, st.sampled_from(MARKS), st.one_of(options, options, sentences), st.sampled_from(["", ";", ","])
)
option_lines = st.lists(marked, min_size=1, max_size=5).map(" ".join)
labels = st.sampled_from(FIELDS).flatmap(
    lambda field: st.sampled_from([wording for own, _, wording in EVERY_LABEL if own == field])
)
group_lines = st.builds(
    "{}: {}".format, st.sampled_from(["Gender", "Age", "Type of exploitation", "Recruited by", "Other"]), option_lines
)
texts = st.one_of(
    sentences, option_lines, group_lines, st.sampled_from(["Case: A return", "Country: Italy", "6. Trust"])
)
values = st.lists(st.tuples(texts, st.sampled_from(LOOKS)), max_size=5)
layouts = st.sampled_from(["two cells", "two cells", "one cell", "numbered", "below", "paragraphs"])
rows = st.lists(st.tuples(st.one_of(labels, labels, sentences), values, layouts), max_size=10)
NEEDED = [
    ("Organisation", [("Casa Verde", "plain")], "two cells"),
    ("4. What were the problems and obstacles faced?", [("Many", "plain")], "two cells"),
    ("11. Tools", [("Sheets", "plain")], "two cells"),
]


@given(rows=rows, at=st.integers(0, 10))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_of_a_form_ends_in_a_field_or_is_reported(rows, at):
    rows = [*rows[:at], *NEEDED, *rows[at:]]
    with TemporaryDirectory() as folder:
        cases = cases_in(write(Path(folder) / "form.docx", parts(body_of(rows))))

    kept = {word for case in cases for word in words_kept(case)}
    assert words_filled_in(rows) - ALLOWED - kept == set()


def body_of(rows):
    body, table = [], []
    for place, (label, value, layout) in enumerate(rows, start=1):
        content = "".join(_paragraph(text, look, number) for number, (text, look) in enumerate(value, start=1))
        if layout == "paragraphs":
            body += [*_table(table), paragraph(label), content]
            table = []
        elif layout == "one cell":
            table.append(cells(paragraph(label) + content))
        elif layout == "below":
            table.append(cells(paragraph(label)) + cells(content))
        elif layout == "numbered":
            table.append(cells(paragraph(f"{place}."), paragraph(label), content))
        else:
            table.append(cells(paragraph(label), content))
    return "".join([*body, *_table(table)])


def _table(rows):
    return [f"<w:tbl>{''.join(rows)}</w:tbl>"] if rows else []


def _paragraph(text, look, number):
    if look == "struck":
        return f'<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    return paragraph(text, look, number)


def words_filled_in(rows):
    """Of unknown labels too; options and the form's own labels say where a value went, and are no words of a value."""
    texts = [text for _, value, _ in rows for text, _ in value] + [label for label, _, _ in rows]
    own = {word for _, _, wording in EVERY_LABEL for word in folded_words(wording)}
    own |= {word for group in (*CHOICES, "several_cases") for name in options_of(group)._names for word in name.split()}
    return {word for text in texts for word in folded_words(text) if not word.isdecimal()} - own


def words_kept(case):
    """The labels drawn may be those of a practice as well."""
    if case.kind == "practice":
        return words_of_practice(case)
    kept = [case.title, *case.organisations, *case.unplaced, *case.others.values()]
    kept += [to_plain(blocks) for blocks in case.answers.values()]
    kept += [to_plain(case.references), *(line for lines in case.extra.values() for line in lines)]
    places = [place for places in case.places.values() for place in places]
    kept += places
    kept += [f"{partner.name} {partner.role}" for partner in case.partners]
    kept += [
        Locale(language).territories.get(code, "") for code in (*case.countries, *places) for language in LANGUAGES
    ]
    kept += [problem.value for problem in case.problems]
    return folded_words(folded(" ".join(kept)))
