"""A Word file's text as values: what counts is what a reader of the accepted document would see.

Inserted text, links, content controls, text boxes and notes count; deleted text, comments, the instructions of
fields and the grey prompts of empty content controls do not. Elements that are not known are looked into.
"""

import re
from typing import NamedTuple

from practices.word_forms.blocks import Block, Cell, Row, Span, Table, tidied
from practices.word_forms.numbering import VAL, Numbering, W
from practices.word_forms.symbols import as_signs, symbol
from practices.word_forms.typed_lists import with_typed_lists

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

PARAGRAPH_TAG, TABLE_TAG, ROW_TAG, CELL_TAG = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
CONTENT_CONTROL, ALTERNATIVES, TEXT_BOX = f"{W}sdt", f"{MC}AlternateContent", f"{W}txbxContent"
NOT_TEXT = {
    f"{W}{name}"
    for name in [
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "tblPrEx",
        "trPr",
        "tcPr",
        "sectPr",
        "sdtPr",
        "sdtEndPr",
        "del",
        "moveFrom",
        "delText",
        "delInstrText",
        "footnoteRef",
        "endnoteRef",
        "annotationRef",
    ]
}
DELETED_END = f"{W}pPr/{W}rPr/{W}del"
MARKS_OF_DELETION = {
    PARAGRAPH_TAG: (),
    TABLE_TAG: (),
    ROW_TAG: (f"{W}trPr/{W}del",),
    CELL_TAG: (f"{W}tcPr/{W}cellDel",),
}
CHARACTERS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
TICKED, UNTICKED = "☒", "☐"
DEEPEST_FIELD, LONGEST_INSTRUCTION = 20, 4000
HYPERLINK_FIELD = re.compile(r'\s*HYPERLINK\s+(?:"([^"\\]+)"|([^\s"\\]+))', re.IGNORECASE)


def read_document(word_file):
    """Tables and loose Blocks of a WordFile, in their order."""
    numbering = Numbering(word_file.styles, word_file.numbering)
    notes = _Notes(word_file, numbering)
    return tuple(_Story(word_file.document, numbering, notes).items(word_file.document.root))


class _Story:
    """The text of one part of the file: the document itself, its footnotes or its endnotes."""

    def __init__(self, part, numbering, notes):
        self.part = part
        self.numbering = numbering
        self.notes = notes
        self._carried = []  # of a paragraph whose end was deleted, so that the next one goes on with it

    def items(self, container):
        """Tables, and blocks outside of tables."""
        for element in _parts_of(container, (PARAGRAPH_TAG, TABLE_TAG)):
            if element.tag == PARAGRAPH_TAG:
                yield from self._paragraph(element)
                yield from self.notes.taken()
            elif (frame := _framed_content(element)) is not None:
                yield from self.items(frame)
            else:
                yield self._table(element)
        yield from self._rest()

    def blocks(self, container):
        """Everything in a container as blocks, nested tables and text boxes too."""
        for element in _parts_of(container, (PARAGRAPH_TAG, CELL_TAG)):
            if element.tag == PARAGRAPH_TAG:
                yield from self._paragraph(element)
            else:
                yield from self.blocks(element)
        yield from self._rest()

    def boxed_blocks(self, text_box):
        """The blocks of a text box, whose paragraphs begin and end for themselves."""
        return _Story(self.part, self.numbering, self.notes).blocks(text_box)

    def _table(self, table):
        return Table(tuple(self._row(row) for row in _parts_of(table, (ROW_TAG,))))

    def _row(self, row):
        return Row(tuple(self._cell(cell) for cell in _parts_of(row, (CELL_TAG,))))

    def _cell(self, cell):
        blocks = with_typed_lists(tuple(self.blocks(cell)))
        return Cell((*blocks, *self.notes.taken()), continues=_continues(cell))

    def _paragraph(self, element):
        reader = _ParagraphReader(self)
        if box := _check_box_around(element):
            reader.write(box, PLAIN)
        else:
            reader.read(element, PLAIN)
        self._carried += reader.spans
        if element.find(DELETED_END) is None:
            yield from self._rest(self.numbering.item(element.find(f"{W}pPr")))
        yield from reader.boxes

    def _rest(self, item=None):
        spans, self._carried = tidied(self._carried), []
        if spans:
            yield Block(spans, *item) if item else Block(spans)


class _Notes:
    """Footnotes and endnotes: each is given a number where it is referred to, and taken once its cell ends."""

    def __init__(self, word_file, numbering):
        self._numbering = numbering
        self._parts = {"footnote": word_file.footnotes, "endnote": word_file.endnotes}
        self._elements = {kind: _notes_by_id(part, kind) for kind, part in self._parts.items()}
        self._count = 0
        self._waiting = []

    def refer(self, kind, id_):
        """The mark to print in place of the reference, "" where the note does not exist."""
        element = self._elements[kind].pop(id_, None)
        if element is None:
            return ""
        self._count += 1
        mark = f"[{self._count}]"
        self._waiting.extend(self._blocks(kind, element, mark))
        return mark

    def taken(self):
        blocks, self._waiting = self._waiting, []
        return blocks

    def _blocks(self, kind, element, mark):
        first, *others = list(_Story(self._parts[kind], self._numbering, self).blocks(element)) or [Block(())]
        return [Block(tidied((Span(f"{mark} "), *first.spans))), *others]


class _Field:
    """A complex field: its instruction comes first, then, after a separating mark, the result that Word shows."""

    def __init__(self):
        self.instruction = ""
        self.shows_result = False

    @property
    def href(self):
        return _field_target(self.instruction)


class _Look(NamedTuple):
    bold: bool
    italic: bool
    href: str
    struck: bool
    font: str


PLAIN = _Look(bold=False, italic=False, href="", struck=False, font="")


class _ParagraphReader:
    """Reads one paragraph into `spans`, and the text boxes anchored in it into `boxes`."""

    def __init__(self, story):
        self._story = story
        self._fields = []
        self.spans = []
        self.boxes = []

    def read(self, parent, look):
        for child in parent:
            if child.tag in NOT_TEXT:
                continue
            if child.tag in CHARACTERS:
                self.write(CHARACTERS[child.tag], look)
            elif handler := self.HANDLERS.get(child.tag):
                handler(self, child, look)
            else:
                self.read(child, look)

    def write(self, text, look):
        if text and all(field.shows_result for field in self._fields):
            href = next((field.href for field in reversed(self._fields) if field.href), look.href)
            self.spans.append(Span(text, look.bold, look.italic, href, look.struck))

    def _run(self, run, look):
        properties = run.find(f"{W}rPr")
        bold, italic = _is_on(properties, "b", look.bold), _is_on(properties, "i", look.italic)
        struck = _is_on(properties, "strike", look.struck) or _is_on(properties, "dstrike", default=False)
        self.read(run, look._replace(bold=bold, italic=italic, struck=struck, font=_font(properties)))

    def _text(self, element, look):
        self.write(as_signs(look.font, element.text or ""), look)

    def _symbol(self, element, look):
        code = int(element.get(f"{W}char") or "F0B7", 16)
        sign = symbol(element.get(f"{W}font") or look.font, code)
        self.write(sign or chr(code | 0xF000 if code < 0x100 else code), look)

    def _link(self, element, look):
        target = self._story.part.links.get(element.get(RELATION_ID), "")
        anchor = element.get(f"{W}anchor")
        self.read(element, look._replace(href=f"{target}#{anchor}" if target and anchor else target))

    def _simple_field(self, element, look):
        self.read(element, look._replace(href=_field_target(element.get(f"{W}instr") or "") or look.href))

    def _field_mark(self, element, look):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin" and len(self._fields) < DEEPEST_FIELD:
            self.write(_form_field_text(element), look)
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _instruction(self, element, _look):
        if self._fields and len(self._fields[-1].instruction) < LONGEST_INSTRUCTION:
            self._fields[-1].instruction += element.text or ""

    def _control(self, element, look):
        if box := _check_box(element):
            self.write(box, look)
        elif not _is_prompt(element):
            self.read(element, look)

    def _alternatives(self, element, look):
        self.read(_chosen(element), look)

    def _text_box(self, element, _look):
        self.boxes.extend(self._story.boxed_blocks(element))

    def _note(self, element, look):
        kind = "footnote" if element.tag == f"{W}footnoteReference" else "endnote"
        self.write(self._story.notes.refer(kind, element.get(f"{W}id")), look)

    HANDLERS = {
        f"{W}r": _run,
        f"{W}t": _text,
        f"{MATH}t": _text,
        f"{W}sym": _symbol,
        f"{W}hyperlink": _link,
        f"{W}fldSimple": _simple_field,
        f"{W}fldChar": _field_mark,
        f"{W}instrText": _instruction,
        f"{W}footnoteReference": _note,
        f"{W}endnoteReference": _note,
        CONTENT_CONTROL: _control,
        ALTERNATIVES: _alternatives,
        TEXT_BOX: _text_box,
    }


def _parts_of(container, tags):
    """The elements of these tags in a container, looked for in whatever wraps them, but not inside each other."""
    for child in _chosen(container) if container.tag == ALTERNATIVES else container:
        if child.tag in tags:
            if not _is_deleted(child):
                yield child
        elif child.tag not in NOT_TEXT and not _is_prompt(child):
            yield from _parts_of(child, tags)


def _framed_content(table):
    """The one cell of a table that does nothing but hold another table, else None."""
    cells = list(_parts_of(table, (CELL_TAG,)))
    if len(cells) == 1 and next(_parts_of(cells[0], (TABLE_TAG,)), None) is not None:
        return cells[0]
    return None


def _is_deleted(element):
    return any(element.find(mark) is not None for mark in MARKS_OF_DELETION[element.tag])


def _is_prompt(element):
    """True of a content control that nobody has filled in: "Click or tap here to enter text"."""
    return (
        element.tag == CONTENT_CONTROL
        and not _check_box(element)
        and _is_on(element.find(f"{W}sdtPr"), "showingPlcHdr", default=False)
    )


def _chosen(alternatives):
    """Of the ways to show one thing, made for newer and older Words, the first that holds text."""
    return next((way for way in alternatives if next(way.iter(f"{W}t"), None) is not None), alternatives[:0])


def _continues(cell):
    """Merged with the cell above."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(VAL) != "restart"


def _is_on(properties, name, default):
    return default if properties is None else _is_set(properties.find(f"{W}{name}"), VAL, default)


def _is_set(element, attribute, default):
    return default if element is None else element.get(attribute) not in ("0", "false", "off", "none")


def _font(properties):
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""


def _check_box(control):
    """What a content control shows that is a check box, "" for any other: its sign may be any that somebody chose."""
    checked = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
    return "" if checked is None else TICKED if _is_set(checked, f"{W14}val", default=True) else UNTICKED


def _check_box_around(paragraph):
    """The same for a check box that holds a whole paragraph or cell."""
    cell = paragraph.getparent()
    content = cell.getparent() if cell is not None and cell.tag == CELL_TAG else cell
    control = content.getparent() if content is not None and content.tag == f"{W}sdtContent" else None
    return "" if control is None else _check_box(control)


def _notes_by_id(part, kind):
    return {} if part is None else {note.get(f"{W}id"): note for note in part.root.iterchildren(f"{W}{kind}")}


def _field_target(instruction):
    match = HYPERLINK_FIELD.match(instruction)
    return (match[1] or match[2]) if match else ""


def _form_field_text(begin):
    """What an old form field shows that has no result of its own: a check box, or a choice from a list."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        return f"{TICKED if _is_on(box, 'checked', default=_is_on(box, 'default', default=False)) else UNTICKED} "
    choices = begin.findall(f"{W}ffData/{W}ddList/{W}listEntry")
    chosen = begin.find(f"{W}ffData/{W}ddList/{W}result")
    place = int(chosen.get(VAL)) if chosen is not None else 0
    return choices[place].get(VAL) if place < len(choices) else ""
