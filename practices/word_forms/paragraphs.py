"""A form whose rows are paragraphs, each label as a heading with its answer below: the same rows as tables."""

from dataclasses import dataclass, field

from practices.word_forms.blocks import Block, Cell, Row, Table, paragraph
from practices.word_forms.rows import RowReader
from practices.word_forms.typed_lists import with_typed_lists


def in_tables(items, layout):
    """The items with the rows that are paragraphs as Tables, also those that stand together in one cell."""
    rows = _Rows(layout)
    for item in items:
        if not isinstance(item, Table):
            rows.add_paragraph(item)
        elif (blocks := _rows_in_one_cell(item, layout)) is not None:
            for block in blocks:
                rows.add_paragraph(block)
        else:
            rows.add_table(item)
    rows.end()
    return rows.items


def _rows_in_one_cell(table, layout):
    """The blocks of a table of single cells, one of which has several rows of the form inside; else None."""
    cells = [[cell for cell in row.cells if cell.blocks] for row in table.rows]
    if all(len(row) <= 1 for row in cells) and any(_labelled(cell, layout) > 1 for row in cells for cell in row):
        return [block for row in cells for cell in row for block in cell.blocks]
    return None


def _labelled(cell, layout):
    found = [layout.labels.heading(block) for block in cell.blocks]
    return len({each[0].field for each in found if each} - layout.shared)


@dataclass
class _Row:
    field: str
    printed: str
    blocks: list[Block] = field(default_factory=list)

    def as_row(self):
        value = Cell(with_typed_lists(tuple(self.blocks)))
        return Row((Cell((paragraph(self.printed),)), *([value] if self.blocks else [])))


class _Rows:
    """Collects paragraphs into rows: what follows a label belongs to it, until the next one."""

    def __init__(self, layout):
        self._layout = layout
        self._rows = []
        self._before = None  # the field of the row before
        self.items = []

    def add_paragraph(self, block):
        found = self._layout.labels.heading(block)
        if found and self._layout.begins_row(found[0], self._before):
            label, printed, rest = found
            self._rows.append(_Row(label.field, printed, list(rest)))
            self._before = label.field
        elif self._goes_on:
            self._rows[-1].blocks.append(block)
        else:
            self._pass_on(block)

    def add_table(self, table):
        """A table that has no row of the form holds what belongs to the row above it."""
        fields = [entry.field for entry in RowReader(self._layout).entries(table) if entry.field]
        if self._goes_on and not fields:
            self._rows[-1].blocks += [block for row in table.rows for cell in row.cells for block in cell.blocks]
            return
        self._pass_on(table)
        self._before = fields[-1] if fields else self._before

    def end(self):
        if self._rows:
            self.items.append(Table(tuple(row.as_row() for row in self._rows)))
            self._rows = []

    @property
    def _goes_on(self):
        return bool(self._rows) and not (self._rows[-1].blocks and self._rows[-1].field in self._layout.of_one_line)

    def _pass_on(self, item):
        self.end()
        self.items.append(item)
