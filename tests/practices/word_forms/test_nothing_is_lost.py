"""Every word of a form ends in a field or in `unplaced`, whatever people fill in, in whatever order and dress."""

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from babel import Locale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.country_names import BETWEEN_COUNTRIES, parse_countries
from practices.word_forms.document import read_forms
from practices.word_forms.funding import FILLERS, FUNDING_WORDS
from practices.word_forms.labels import LANGUAGES, PRACTICE
from practices.word_forms.opening import open_form
from practices.word_forms.rich_text import to_plain
from records.folding import folded_words
from tests.practices.word_forms.word_files import categories, parts, write

CATEGORIES = categories()
LABELS = sorted(PRACTICE.all())
FIELDS = sorted({field for field, _, _ in LABELS})
LOOKS = ["plain", "bold", "italic", "item", "typed -", "typed 1.", "broken"]
PROPERTIES = {"item": "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"}
RUN_PROPERTIES = {"bold": "<w:rPr><w:b/></w:rPr>", "italic": "<w:rPr><w:i/></w:rPr>"}
PHRASES = [
    "Funding: Ministry of Health, EU, IOM",
    "Financed by the City (30%, since 2009) and others",
    "Strengths: calm",
    "Weaknesses",
    "Innovation",
    "Tel: +44 20 7946 0012",
    "E-mail: office@verde.example, www.verde.example",
    "Via Roma 9, 62100 Macerata, Italy",
    "Chart no. 7 Spain",
    "Since March 2011",
    "2006-2008",
    "A - Prevention, Training and Research",
    "B",
    "First protection and assisted voluntary return",
    "☒ local ☐ national",
    "Bosnia and Herzegovina, Kosovo",
    "Ministry of Education, Science and Technology",
]
# Words that only join names, or say that funding or a telephone follows, are allowed to go.
JOINING = FUNDING_WORDS | FILLERS | BETWEEN_COUNTRIES | set(folded_words("tel fax e mail"))

words = st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=3, max_size=9).filter(
    lambda word: not parse_countries(word)[0]  # "USA" would be kept as a code
)
sentences = st.lists(words, min_size=1, max_size=12).map(" ".join)
paragraphs = st.tuples(st.one_of(sentences, sentences, st.sampled_from(PHRASES)), st.sampled_from(LOOKS))
values = st.lists(paragraphs, min_size=0, max_size=5)
known_labels = st.sampled_from(FIELDS).flatmap(
    lambda field: st.sampled_from([wording for own, _, wording in LABELS if own == field])
)
dressed_labels = st.builds(
    lambda label, dress: dress.format(label), known_labels, st.sampled_from(["{}", "{}:", "3. {}", " {} ", "{} "])
)
labels = st.one_of(dressed_labels, dressed_labels, dressed_labels, sentences)
layouts = st.sampled_from(["two cells", "two cells", "two cells", "one cell", "numbered", "below"])
rows = st.lists(st.tuples(labels, values, layouts), min_size=0, max_size=14)
NEEDED = [
    ("Objectives", [("Safety", "plain")], "two cells"),
    ("Results", [("More", "plain")], "two cells"),
    ("Title", [("Walks", "plain")], "two cells"),
]


@given(rows=rows, at=st.integers(0, 14), loose=st.lists(sentences, max_size=2))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_of_a_form_ends_in_a_field_or_is_reported(rows, at, loose):
    rows = [*rows[:at], *NEEDED, *rows[at:]]
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "form.docx", parts(body_of(rows, loose)))
        charts = read_forms(open_form(path), CATEGORIES)

    assert words_filled_in(rows, loose) - JOINING - {word for chart in charts for word in words_kept(chart)} == set()


def body_of(rows, loose):
    table = "".join(row(place, *each) for place, each in enumerate(rows, start=1))
    return "".join(paragraph(line) for line in loose) + f"<w:tbl>{table}</w:tbl>"


def row(place, label, value, layout):
    content = "".join(paragraph(text, look, number) for number, (text, look) in enumerate(value, start=1))
    if layout == "one cell":
        return cells(paragraph(label) + content)
    if layout == "below":
        return cells(paragraph(label)) + cells(content)
    if layout == "numbered":
        return cells(paragraph(f"{place}."), paragraph(label), content)
    return cells(paragraph(label), content)


def cells(*contents):
    return f"<w:tr>{''.join(f'<w:tc>{content}<w:p/></w:tc>' for content in contents)}</w:tr>"


def paragraph(text, look="plain", number=1):
    mark = {"typed -": "- ", "typed 1.": f"{number}. "}.get(look, "")
    text = escape(mark + text)
    if look == "broken":
        text = text.replace(" ", "</w:t><w:br/><w:t>", 1)
    return f'<w:p>{PROPERTIES.get(look, "")}<w:r>{RUN_PROPERTIES.get(look, "")}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def words_filled_in(rows, loose):
    """Of unknown labels too; the words of the form's own labels say where a value went, and are no words of a value."""
    texts = [*loose, *(text for _, value, _ in rows for text, _ in value)]
    texts += [label for label, _, _ in rows if not any(wording in label for _, _, wording in LABELS)]
    own = {word for _, _, wording in LABELS for word in folded_words(wording)}
    return {word for text in texts for word in folded_words(text) if not word.isdecimal()} - own


def words_kept(chart):
    """Every word that the chart keeps; a code stands for all the names that it may have been read from."""
    texts = [
        chart.title,
        chart.number_text,
        chart.period_text,
        chart.typology_note,
        *chart.organisations,
        *chart.unplaced,
    ]
    texts += [to_plain(blocks) for blocks in chart.texts.values()]
    texts += [line for lines in chart.extra.values() for line in lines]
    texts += [f"{funding.source} {funding.note}" for funding in chart.funding]
    texts += [f"{contact.value} {contact.note}" for contact in chart.contacts]
    texts += [Locale(language).territories[code] for code in chart.countries for language in LANGUAGES]
    texts += [title for category in CATEGORIES for title in (category.code, *category.titles)]
    texts += [
        name
        for category in CATEGORIES
        for typology in category.typologies
        if typology.code in chart.typologies
        for name in (*typology.titles, *typology.wordings)
    ]
    return folded_words(" ".join(texts))
