"""A Word file in the making: one table of rows with a label and a value, made of Blocks. No practice in here."""

from io import BytesIO

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from practices.word_forms.blocks import BULLET, NUMBER, Block
from practices.word_forms.numbering import DEEPEST_LEVEL

WIDTHS = Cm(4.5), Cm(12)  # of labels, of values
QUIET, LINK = RGBColor(0x59, 0x59, 0x59), RGBColor(0x05, 0x63, 0xC1)
SIGNS = {BULLET: "•◦▪", NUMBER: ("decimal", "lowerLetter", "lowerRoman")}
INDENT = 360  # twentieths of a point
LONGEST_PROPERTY = 255  # characters, of those that Word shows under File, Info


class FormDocument:
    """A form in Word. A prompt stands in an empty place, to be replaced by whoever writes there.

    It is no content control: some programs go on calling that a prompt once it is filled in, and the reader would
    drop what was written. Its look is a style, so that words written over it are not read as slanted.
    """

    def __init__(self, language, title):
        self._document = docx.Document()
        self._lists = _Lists(self._document.part.numbering_part.element)
        self._name(language, title)
        self._prompt = _prompt_style(self._document.styles)
        self._table = self._document.add_table(rows=0, cols=2)
        self._table.style = "Table Grid"
        self._table.autofit = False
        for column, width in zip(self._table.columns, WIDTHS, strict=True):
            column.width = width

    def _name(self, language, title):
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = title[:LONGEST_PROPERTY], "", ""
        properties.language = language
        for element in self._document.styles.element.iter(qn("w:lang")):
            element.set(qn("w:val"), language)

    def add_header(self, *parts):
        """One row of (label, text, prompt), each in a cell of its own."""
        for cell, (label, text, prompt) in zip(self._new_row(), parts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(f"{label.rstrip(':')}: ").bold = True
            if text:
                paragraph.add_run(text)
            elif prompt:
                paragraph.add_run(prompt, self._prompt)

    def add_row(self, label, blocks=(), prompt="", beside=""):
        """`beside` stands after the label, in plain letters."""
        label_cell, cell = self._new_row()
        label_cell.paragraphs[0].add_run(label).bold = True
        if beside:
            label_cell.paragraphs[0].add_run(f" {beside}")
        if blocks:
            self._fill(cell, blocks)
        elif prompt:
            cell.paragraphs[0].add_run(prompt, self._prompt)

    def as_bytes(self):
        file = BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _new_row(self):
        cells = self._table.add_row().cells
        for cell, width in zip(cells, WIDTHS, strict=True):
            cell.width = width
        return cells

    def _fill(self, cell, blocks):
        self._lists.end()
        for place, block in enumerate(blocks):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            self._lists.number(paragraph, block)
            for span in block.spans:
                _write(paragraph, span)


def _write(paragraph, span):
    run = paragraph.add_run(span.text)
    run.bold, run.italic = span.bold or None, span.italic or None
    if span.href:
        run.font.color.rgb, run.font.underline = LINK, True
        _link(paragraph, run, span.href)


def _link(paragraph, run, href):
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)


def _prompt_style(styles):
    style = styles.add_style("Prompt", WD_STYLE_TYPE.CHARACTER)
    style.font.italic, style.font.size, style.font.color.rgb = True, Pt(9), QUIET
    return style


class _Lists:
    """The numbering part: every list is one of its own, so that each numbered one begins with 1."""

    def __init__(self, numbering):
        self._numbering = numbering
        self._definitions = {kind: self._define(kind) for kind in (BULLET, NUMBER)}
        self._open = {}  # level -> (kind, number of the list)

    def end(self):
        self._open = {}

    def number(self, paragraph, block: Block):
        """Make the paragraph an item of the list that it goes on with, or of a new one."""
        if not block.is_item:
            return self.end()
        level = min(block.level, DEEPEST_LEVEL)
        self._open = {own: each for own, each in self._open.items() if own <= level}
        kind, number = self._open.get(level, (None, 0))
        if kind != block.kind:
            number = self._begin(block.kind)
            self._open[level] = (block.kind, number)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = level, number
        return None

    def _define(self, kind):
        ids = [int(each.get(qn("w:abstractNumId"))) for each in self._numbering.iter(qn("w:abstractNum"))]
        id_ = max(ids, default=0) + 1
        levels = "".join(_level(kind, level) for level in range(DEEPEST_LEVEL + 1))
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id_}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        self._numbering.insert(0, definition)
        return id_

    def _begin(self, kind):
        number = self._numbering.add_num(self._definitions[kind])
        if kind == NUMBER:
            for level in range(DEEPEST_LEVEL + 1):
                number.add_lvlOverride(level).add_startOverride(1)
        return number.numId


def _level(kind, level):
    sign = SIGNS[kind][level % 3]
    form, text = ("bullet", sign) if kind == BULLET else (sign, f"%{level + 1}.")
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{INDENT * (level + 1)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
    )
