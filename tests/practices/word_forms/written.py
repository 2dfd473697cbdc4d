"""Forms that the site wrote, looked into and read again."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import docx

from practices.word_forms.document import read_forms
from practices.word_forms.opening import open_form
from records.visibility import Viewer
from tests.practices.word_forms.word_files import categories

CATEGORIES = categories()
EDITOR, MEMBER = Viewer(is_editor=True), Viewer(organisations=frozenset([1]))


def file_of(content, folder):
    path = Path(folder) / "form.docx"
    path.write_bytes(content)
    return path


def read_again(content):
    """The chart of a written form."""
    with TemporaryDirectory() as folder:
        (chart,) = read_forms(open_form(file_of(content, folder)), CATEGORIES)
    return chart


def rows_of(content):
    return docx.Document(BytesIO(content)).tables[0].rows


def part_of(content, name="word/document.xml"):
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()
