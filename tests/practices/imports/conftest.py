import pytest

from tests.factories import EditorFactory
from tests.practices.imports.desk import Desk


@pytest.fixture
def desk(client, tmp_path):
    """An editor, signed in."""
    editor = EditorFactory()
    client.force_login(editor)
    at_the_desk = Desk(client, tmp_path)
    at_the_desk.editor = editor
    return at_the_desk
