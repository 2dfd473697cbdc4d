"""Word files made for tests: forms with python-docx, and single parts in bare WordprocessingML."""

import tomllib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx

import practices
from practices.word_forms.classification import Category, Typology
from practices.word_forms.document import read_forms
from practices.word_forms.opening import open_form
from practices.word_forms.reading import read_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}main+xml"/></Types>'
)
RELATIONSHIPS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
MAIN_PART = f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
SEED = Path(practices.__file__).with_name("seed") / "categories.toml"


def categories():
    """The categories of the printed form."""
    return tuple(
        Category(
            category["code"],
            tuple(category["title"].values()),
            tuple(
                Typology(typology["code"], tuple(typology["title"].values()), tuple(typology["wording"].values()))
                for typology in category["typologies"]
            ),
        )
        for category in tomllib.loads(SEED.read_text(encoding="utf-8"))["categories"]
    )


def parts(body, companions=None, links=None):
    """Name -> text of the parts of a minimal Word file with this body."""
    companions, links = companions or {}, links or {}
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in companions
    ) + "".join(
        f'<Relationship Id="{id_}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for id_, target in links.items()
    )
    return {
        "[Content_Types].xml": CONTENT_TYPES.format(kind="document."),
        "_rels/.rels": RELATIONSHIPS.format(MAIN_PART),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": RELATIONSHIPS.format(relations),
        **{f"word/{kind}.xml": xml.format(NAMESPACES) for kind, xml in companions.items()},
    }


def write(path, members):
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def items_of(tmp_path, body, **options):
    """Tables and Blocks read from a Word file with this body."""
    return read_document(open_form(write(tmp_path / "made.docx", parts(body, **options))))


def cell_of(tmp_path, content, **options):
    """The one Cell of a Word file whose only table holds this content."""
    body = f"<w:tbl><w:tr><w:tc>{content}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    (table,) = items_of(tmp_path, body, **options)
    return table.rows[0].cells[0]


def save_form(path, rows, header=()):
    """A form of one table. rows: (label, value); a value is a text, or a list of paragraphs ("* x" is a bullet)."""
    document = docx.Document()
    add_form(document, rows, header)
    document.save(path)
    return path


def add_form(document, rows, header=()):
    for line in header:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        add_row(table, *row)
    return table


def add_row(table, label, value=None):
    cells = list(table.add_row().cells)
    if value is None:
        cells[0] = cells[0].merge(cells[1])
    fill(cells[0], label)
    if value is not None:
        fill(cells[1], value)


def fill(cell, content):
    """Put a text, or a list of paragraphs, into a cell."""
    lines = [content] if isinstance(content, str) else content
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        if line.startswith("* "):
            paragraph.style = "List Bullet"
        paragraph.add_run(line.removeprefix("* "))


def charts_of(tmp_path, rows, header=()):
    return read_forms(open_form(save_form(tmp_path / "form.docx", rows, header)), categories())


def chart_of(tmp_path, rows, header=()):
    (chart,) = charts_of(tmp_path, rows, header)
    return chart
