"""Who pays for a practice, and which share: "Funding provided by: Ministry of Health: 90%"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, takewhile

from practices.word_forms.blocks import lines_of
from practices.word_forms.labels import PRACTICE
from practices.word_forms.name_lists import split_names
from records.folding import folded_words, has_words

PERCENT = r"(?:%|per\s?cent[o]?|prozent|por\s?ciento|pour\s?cent)"
NUMBER = r"(?<!\d)\d(?: ?\d){0,2}(?:[.,]\d{1,2})?"  # also "1 5%", as printed once
SHARE = re.compile(rf"({NUMBER})\s?{PERCENT}", re.IGNORECASE)
SHARE_IN_PARENTHESES = re.compile(rf"\(([^()]{{0,200}}?){SHARE.pattern}([^()]{{0,200}})\)", re.IGNORECASE)
AROUND = " \t,;:.=–—-•"

WITH_COLON = re.compile(r"([^:%]{1,100}):\s*")
WITHOUT_COLON = re.compile(
    r"(?:co-?)?(?:funded|financed|sponsored|finanziat[oa]|finanziert|gefördert|financiad[oa]|financée?)\s+"
    r"(?:by|through|da|dal|dalla|durch|von|vom|por|par)\s+(?:the\s+)?",
    re.IGNORECASE,
)
FUNDING_WORDS = set(
    folded_words("""
        fund funds funded funding funder funders cofunded cofinanced finance finances financed financing
        donor donors sponsor sponsors sponsored
        finanziamento finanziamenti finanziato finanziata finanziatore finanziatori
        Finanzierung finanziert gefördert Förderung Fördermittel Geldgeber
        financiación financiado financiada financiadores donantes
        financé financée financement financements financeur financeurs bailleurs
    """)
)
FILLERS = set(
    folded_words("""
        the this is are was were has been by through from with of and all partly mainly main co
        provided received support supported financial source sources
        practice programme program project service services activities
        il la lo e è stato da dal dalla di fonti progetto programma servizio pratica
        der die das wird werden wurde durch von vom aus Projekt Programm Praxis
        el los las es está ha sido por de del fuentes proyecto servicio práctica
        le les est sont par projet pratique
    """)
)
BY = set(folded_words("by through from da dal dalla durch von vom por par"))
LONGEST_LINE_OF_LIST = 25  # words
LONGEST_STATEMENT = 2000  # characters


@dataclass(frozen=True)
class Funding:
    """A source; `share` in percent, None where none is printed."""

    source: str
    share: Decimal | None = None
    note: str = ""


def parse_funding(blocks):
    """(Fundings, the other blocks) of a cell that tells of funding among other things, such as Resources."""
    lines = [line for block in blocks for line in _lines_if_funding(block)]
    fundings, rest, position = [], [], 0
    while position < len(lines):
        found, length = _funding_at(lines, position)
        fundings.extend(found)
        if not found:
            rest.append(lines[position])
        position += length
    return tuple(fundings), tuple(rest)


def sources_of(text, note=""):
    """Fundings of a text that names nothing but sources."""
    return tuple(funding for part in re.split(r"[\n;]", text) for funding in _sources_of_part(part, note))


def _lines_if_funding(block):
    lines = lines_of(block)
    return lines if any(_introduction(line.text) for line in lines) else [block]


def _funding_at(lines, position):
    """(Fundings, number of lines used) of the statement that begins at a line; none and one where there is none."""
    introduction = _introduction(lines[position].text)
    if not introduction or len(lines[position].text) > LONGEST_STATEMENT:
        return (), 1
    end, note = introduction
    inline = lines[position].text[end:]
    following = _following(lines, position + 1, has_begun=has_words(inline))
    fundings = tuple(funding for text in (inline, *following) for funding in sources_of(text, note))
    return fundings, 1 + len(following) if fundings else 1


def _following(lines, start, has_begun):
    """Texts of the lines that go on with a list of sources: those with shares; all of a list, when none came yet."""
    following = (lines[place] for place in range(start, len(lines)))
    if has_begun or start == len(lines):
        return [line.text for line in takewhile(_has_share, following)]
    if lines[start].is_item:
        return [line.text for line in takewhile(lambda line: line.is_item, following)]
    return [line.text for line in (next(following), *takewhile(_has_share, following))]


def _has_share(line):
    return SHARE.search(line.text) is not None and len(folded_words(line.text)) <= LONGEST_LINE_OF_LIST


def _introduction(text):
    """(where it ends, what it says beyond the usual words) of "Funding provided by:", None of any other text."""
    if match := WITH_COLON.match(text):
        words = folded_words(match[1])
        label = PRACTICE.recognise(match[1])
        if label and label.field == "funding":
            return match.end(), ""
        if FUNDING_WORDS.intersection(words) and (_says_no_more(words) or words[-1] in BY):
            return match.end(), "" if _says_no_more(words) else match[1]
    match = WITHOUT_COLON.match(text)
    return (match.end(), "") if match else None


def _says_no_more(words):
    return FUNDING_WORDS.union(FILLERS).issuperset(words)


def _sources_of_part(text, note):
    """Fundings of a text without line breaks and semicolons, whose shares may stand before or after their sources."""
    ends = [0, *_cuts(text), len(text)]
    for start, end in pairwise(ends):
        yield from _sources_with_share(text[start:end], note)


def _cuts(text):
    shares = list(SHARE.finditer(text))
    if shares and not text[: shares[0].start()].strip(f"({AROUND}"):
        return [share.start() for share in shares[1:]]
    return [_end_of_share(text, share.end()) for share in shares]


def _end_of_share(text, end):
    """Behind the parenthesis in which a share stands, if it stands in one."""
    closing = re.match(r"[^()]*\)", text[end:])
    return end + closing.end() if closing else end


def _sources_with_share(text, note):
    notes = [note] if note else []
    if inside := SHARE_IN_PARENTHESES.search(text):
        notes += filter(folded_words, (inside[1].strip(AROUND), inside[3].strip(AROUND)))
        share, text = inside[2], text[: inside.start()] + text[inside.end() :]
    elif found := SHARE.search(text):
        share, text = found[1], f"{text[: found.start()]} {text[found.end() :]}"
    else:
        return [Funding(name, note=note) for name in split_names(_balanced(text))]
    source = " ".join(re.sub(r"^(?:and|e|und|y|et)\s", "", text.strip(AROUND)).split())
    if not folded_words(source):
        return []
    share = Decimal(share.replace(" ", "").replace(",", "."))
    if share > 100:
        return [Funding(source, note="; ".join([*notes, f"{share} %"]))]
    return [Funding(source, share, "; ".join(notes))]


def _balanced(text):
    """A text that was cut carelessly, without a parenthesis that nothing opens or closes."""
    text = text.strip(AROUND)
    return text if text.count("(") == text.count(")") else text.replace("(", " ").replace(")", " ").strip(AROUND)
