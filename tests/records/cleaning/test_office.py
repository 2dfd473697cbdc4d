"""Word, Excel and PowerPoint: only what the main part leads to, and only its text."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from records.cleaning import Refused
from tests.records.cleaning import made_files as made
from tests.records.cleaning.made_files import R, W, cleaned, has, parts_of, removed

FILES = {"docx": made.word, "xlsx": made.excel, "pptx": made.powerpoint}
TEXTS = {"docx": "What happened is told here.", "xlsx": "Open cell", "pptx": "Open slide"}


@pytest.mark.parametrize("kind", FILES)
def test_a_document_tells_only_its_text(kind):
    original = FILES[kind]()
    assert has("Secret", original)

    content = cleaned(original, f"case.{kind}").content

    assert not has("Secret", content)
    assert has(TEXTS[kind], content)


@pytest.mark.parametrize("kind", FILES)
def test_a_clean_document_has_nothing_to_lose(kind):
    once = cleaned(FILES[kind](), f"case.{kind}").content

    again = cleaned(once, f"case.{kind}")

    assert again.removed == ()
    assert again.content == once


@pytest.mark.parametrize("kind", FILES)
def test_every_part_that_is_named_is_there(kind):
    parts = parts_of(cleaned(FILES[kind](), f"case.{kind}").content)

    for name, part in parts.items():
        if name == "[Content_Types].xml":
            named = made.parsed_targets(part, "PartName")
        elif name.endswith(".rels"):
            named = made.parsed_targets(part, "Target", host=name)
        else:
            continue
        assert named <= set(parts), name


def test_the_editor_is_told_what_went():
    told = removed(made.word(), "case.docx")

    assert "names of authors and editors" in told
    assert "comments (1)" in told
    assert "tracked changes, which were accepted (3)" in told
    assert "marks of editing sessions" in told
    assert "links to files on a computer" in told
    assert "the place where a photo was taken" in told
    assert "hidden data of programs" in told


def test_word_opens_it_and_tracked_changes_are_accepted():
    document = Document(BytesIO(cleaned(made.word(), "case.docx").content))

    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0].split() == "Her name is withheld.".split()
    assert "The case of a worker" in texts
    assert len(document.inline_shapes) == 1
    assert not list(document.comments)
    assert document.core_properties.author in ("", "python-docx")  # its own default for a document without properties


def test_a_picture_of_deleted_text_is_gone():
    def delete_the_picture(parts):
        parts["word/document.xml"] = (
            parts["word/document.xml"]
            .replace(b"<w:drawing>", b'<w:del w:id="9" w:author="A"><w:r><w:drawing>')
            .replace(b"</w:drawing>", b"</w:drawing></w:r></w:del>")
        )

    parts = parts_of(cleaned(made.word(change=delete_the_picture), "case.docx").content)

    assert not [name for name in parts if "media" in name]


def test_a_deleted_row_and_a_deleted_line_are_gone():
    body = f"""
        <w:tbl xmlns:w="{W}"><w:tr><w:trPr><w:del w:id="1" w:author="A"/></w:trPr><w:tc><w:p><w:r><w:t>Gone row</w:t></w:r></w:p></w:tc></w:tr>
        <w:tr><w:tc><w:p><w:r><w:t>Kept row</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"""

    content = cleaned(made.word(body), "case.docx").content

    assert has("Kept row", content)
    assert not has("Gone row", content)


def test_the_value_of_a_linked_cell_stays_without_its_link():
    sheet = parts_of(cleaned(made.excel(), "cases.xlsx").content)["xl/worksheets/sheet1.xml"]

    assert b"<v>7</v>" in sheet
    assert b"[1]" not in sheet
    assert b"landscape" in sheet
    assert b'ref="A1"' in sheet


def test_links_of_the_web_stay_and_links_to_a_computer_become_text():
    body = f"""
        <w:p xmlns:w="{W}" xmlns:r="{R}"><w:hyperlink r:id="web"><w:r><w:t>On the web</w:t></w:r></w:hyperlink>
        <w:hyperlink r:id="mine"><w:r><w:t>On my disk</w:t></w:r></w:hyperlink>
        <w:r><w:instrText> INCLUDEPICTURE "C:\\\\Users\\\\SecretUserWord\\\\a.png" </w:instrText></w:r></w:p>"""

    def links(parts):
        entries = (
            '<Relationship Id="web" Type="http://x/hyperlink" Target="https://ngo.example/" TargetMode="External"/>'
            '<Relationship Id="mine" Type="http://x/hyperlink" Target="file:///D:/SecretFolderWord/a" TargetMode="External"/>'
            "</Relationships>"
        )
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", entries.encode())

    content = cleaned(made.word(body, links), "case.docx").content

    assert has("https://ngo.example/", content)
    assert has("On my disk", content)
    assert not has("Secret", content)


@pytest.mark.parametrize(
    ("kind", "target"),
    [("vbaProject", "word/vbaProject.bin"), ("control", "word/activeX1.xml"), ("oleObject", "word/o.bin")],
)
def test_programs_and_embedded_files_are_refused(kind, target):
    def embed(parts):
        parts[target] = b"program"
        entry = f'<Relationship Id="p" Type="http://x/{kind}" Target="/{target}"/></Relationships>'
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", entry.encode())

    with pytest.raises(Refused, match=r"macros|embedded"):
        cleaned(made.word(change=embed), "case.docx")


def test_a_document_that_declares_macros_is_refused():
    def declare(parts):
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"wordprocessingml.document.main", b"macroEnabled.main"
        )

    with pytest.raises(Refused, match="macros"):
        cleaned(made.word(change=declare), "case.docx")


def test_a_picture_that_cannot_be_cleaned_is_refused():
    def replace(parts):
        name = next(name for name in parts if "media" in name)
        parts[name] = b"\x01\0\0\0EMF picture of a program"

    with pytest.raises(Refused, match="picture of a kind"):
        cleaned(made.word(change=replace), "case.docx")


def test_an_encrypted_document_is_refused():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(Refused, match="password"):
        cleaned(content, "case.docx")


def test_a_damaged_document_is_refused():
    whole = made.word()
    for content in (b"", b"PK\x03\x04", whole[: len(whole) // 2], made.excel(), made.zipped({"a": "b"})):
        with pytest.raises(Refused, match="damaged"):
            cleaned(content, "case.docx")


def test_an_archive_that_unpacks_to_gigabytes_is_refused():
    out = BytesIO(made.word())
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.bin", bytes(120 * 1024 * 1024))

    with pytest.raises(Refused, match="unpacks"):
        cleaned(out.getvalue(), "case.docx")


def test_external_entities_are_refused():
    def declare(parts):
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
        )

    with pytest.raises(Refused, match="external entities"):
        cleaned(made.word(change=declare), "case.docx")


NAMES = st.from_regex(r"[a-z]{1,8}/[a-z]{1,8}\.(xml|bin|jpeg|rels2)", fullmatch=True)
KINDS = st.sampled_from(["customXml", "people", "somethingNew", "comments", "printerSettings", "webSettings", "tags"])


@settings(max_examples=30)
@given(st.dictionaries(NAMES, KINDS | st.none(), max_size=5))
def test_whatever_else_a_package_holds_stays_behind(extra):
    """{name: the kind of relationship that leads to it, or None}"""

    def add(parts):
        for name, kind in extra.items():
            parts[name] = b"<x>SecretExtraWord</x>"
            if kind:
                entry = f'<Relationship Id="x{name}" Type="http://new/{kind}" Target="/{name}"/></Relationships>'
                rels = "word/_rels/document.xml.rels"
                parts[rels] = parts[rels].replace(b"</Relationships>", entry.encode())

    once = cleaned(made.word(change=add), "case.docx").content

    assert not has("Secret", once)
    assert has("What happened is told here.", once)
    assert cleaned(once, "case.docx").removed == ()
