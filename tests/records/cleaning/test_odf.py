"""OpenDocument: text, styles and pictures come along."""

import pytest
from lxml import etree

from records.cleaning import Refused
from tests.records.cleaning import made_files as made
from tests.records.cleaning.made_files import cleaned, has, parts_of, removed


def test_a_document_tells_only_its_text():
    original = made.odt()
    assert has("SecretVersionWord", original)

    content = cleaned(original, "case.odt").content

    assert not has("Secret", content)
    text = " ".join("".join(etree.fromstring(parts_of(content)["content.xml"]).itertext()).split())
    assert text == "Open text stays. a link and another"
    assert has("https://ngo.example/", content)


def test_only_pictures_that_are_shown_come_along():
    parts = parts_of(cleaned(made.odt(), "case.odt").content)

    assert [name for name in parts if name.startswith("Pictures/")] == ["Pictures/1.jpg"]


def test_the_archive_begins_with_its_type_and_lists_what_is_there():
    content = cleaned(made.odt(), "case.odt").content

    assert content[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text")
    manifest = etree.fromstring(parts_of(content)["META-INF/manifest.xml"])
    assert [entry.get(f"{{{made.MANIFEST}}}full-path") for entry in manifest] == ["/", "content.xml"]


def test_the_editor_is_told_what_went():
    told = removed(made.odt(), "case.odt")

    assert "comments (1)" in told
    assert "tracked changes, which were accepted (1)" in told
    assert "earlier versions of the document" in told
    assert "settings of a printer" in told


def test_a_clean_document_has_nothing_to_lose():
    once = cleaned(made.odt(), "case.odt").content

    again = cleaned(once, "case.odt")

    assert again.removed == ()
    assert again.content == once


@pytest.mark.parametrize(
    ("name", "reason"),
    [("Basic/Standard/Module1.xml", "macros"), ("Scripts/python/a.py", "macros"), ("Object 1", "embedded")],
)
def test_programs_and_embedded_files_are_refused(name, reason):
    with pytest.raises(Refused, match=reason):
        cleaned(made.odt(change=lambda parts: parts.update({name: b"x"})), "case.odt")


def test_a_document_with_a_password_is_refused():
    def encrypt(parts):
        parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace(
            "</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>"
        )

    with pytest.raises(Refused, match="password"):
        cleaned(made.odt(change=encrypt), "case.odt")


def test_a_spreadsheet_under_the_name_of_a_text_is_refused():
    with pytest.raises(Refused, match="not what its name says"):
        cleaned(made.odt(), "case.ods")
