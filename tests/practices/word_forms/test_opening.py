import struct
from zipfile import ZIP_STORED, ZipFile

import pytest

from practices.word_forms import opening
from practices.word_forms.document import read_forms
from practices.word_forms.opening import LARGEST_FILE, Refused, open_form
from tests.practices.word_forms.word_files import CONTENT_TYPES, RELATIONSHIPS, categories, parts, save_form, write

BODY = "<w:p><w:r><w:t>Objectives</w:t></w:r></w:p>"


def refusal(path):
    """What is said of a file that must be refused."""
    with pytest.raises(Refused) as refused:
        read_forms(open_form(path), categories())
    assert str(refused.value.fix)
    return str(refused.value.problem)


def test_a_sound_file_is_opened(tmp_path):
    word_file = open_form(write(tmp_path / "form.docx", parts(BODY)))

    assert word_file.document.root is not None
    assert word_file.numbering is None


@pytest.mark.parametrize(
    "content", [b"", b"Objectives: none", b"{\\rtf1 Objectives}", b"%PDF-1.7", b"PK\x05\x06" + bytes(18)]
)
def test_a_file_that_is_no_word_file_is_refused(tmp_path, content):
    path = tmp_path / "form.docx"
    path.write_bytes(content)

    assert refusal(path) == "The file is not a Word file."


def test_a_file_that_does_not_exist_is_refused(tmp_path):
    assert refusal(tmp_path / "nothing.docx") == "The file cannot be read."


def test_a_folder_is_refused(tmp_path):
    assert refusal(tmp_path) == "The file cannot be read."


def test_an_old_doc_is_refused_with_the_way_to_save_it(tmp_path):
    path = tmp_path / "form.docx"
    path.write_bytes(opening.OLE_START + bytes(512) + "WordDocument".encode("utf-16-le"))

    with pytest.raises(Refused) as refused:
        open_form(path)

    assert str(refused.value.problem) == "The file is in the old .doc format."
    assert ".docx" in str(refused.value.fix)


def test_an_old_excel_file_is_not_taken_for_a_doc(tmp_path):
    path = tmp_path / "form.doc"
    path.write_bytes(opening.OLE_START + bytes(512) + "Workbook".encode("utf-16-le"))

    assert refusal(path) == "The file is not a Word file."


@pytest.mark.parametrize("stream", ["EncryptedPackage", "EncryptionInfo"])
def test_a_password_protected_file_is_refused(tmp_path, stream):
    path = tmp_path / "form.docx"
    path.write_bytes(opening.OLE_START + bytes(512) + stream.encode("utf-16-le"))

    assert refusal(path) == "The file is protected by a password."


def test_an_encrypted_zip_is_refused_as_password_protected(tmp_path):
    path = write(tmp_path / "form.docx", parts(BODY))
    content = bytearray(path.read_bytes())
    flags = content.index(b"PK\x01\x02") + 8
    content[flags] |= 1
    path.write_bytes(content)

    assert refusal(path) == "The file is protected by a password."


def test_a_macro_enabled_file_is_refused_whatever_its_name(tmp_path):
    members = parts(BODY) | {
        "[Content_Types].xml": CONTENT_TYPES.format(kind="").replace(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    }

    assert refusal(write(tmp_path / "form.docx", members)) == "The file contains macros."


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word\\VBAPROJECT.BIN", "elsewhere/vbaProject2.bin"])
def test_a_file_with_a_macro_part_is_refused(tmp_path, name):
    assert refusal(write(tmp_path / "form.docx", parts(BODY) | {name: b"x"})) == "The file contains macros."


def test_a_truncated_file_is_refused_as_damaged(tmp_path):
    path = write(tmp_path / "form.docx", parts(BODY))
    path.write_bytes(path.read_bytes()[:-100])

    assert refusal(path) == "The file is damaged."


@pytest.mark.parametrize("xml", ["", "<w:document", "\x00\x01", '<?xml version="1.0" encoding="nonsense"?><a/>'])
def test_broken_xml_is_refused_as_damaged(tmp_path, xml):
    assert refusal(write(tmp_path / "form.docx", parts(BODY) | {"word/document.xml": xml})) == "The file is damaged."


def test_a_part_with_the_wrong_checksum_is_refused_as_damaged(tmp_path):
    path = write(tmp_path / "form.docx", parts(BODY))
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 16] ^= 0xFF
    path.write_bytes(content)

    assert refusal(path) == "The file is damaged."


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml", "/word/document.xml"])
def test_two_parts_of_one_name_are_refused(tmp_path, name):
    path = write(tmp_path / "form.docx", parts(BODY))
    with ZipFile(path, "a") as archive:
        archive.writestr(name, "<other/>")

    assert refusal(path) == "The file is damaged."


def test_a_file_of_absurdly_many_parts_is_refused(tmp_path):
    members = parts(BODY) | {f"word/{place}.xml": "" for place in range(opening.MOST_MEMBERS)}

    assert refusal(write(tmp_path / "form.docx", members)) == "The file is damaged."


def test_a_file_larger_than_ten_mib_is_refused(tmp_path):
    path = tmp_path / "form.docx"
    path.write_bytes(opening.ZIP_START + bytes(LARGEST_FILE))

    assert refusal(path) == "The file is larger than 10 MiB."


def test_a_file_that_unpacks_to_more_than_a_hundred_mib_is_refused(tmp_path):
    bomb = {f"word/media/{place}.png": bytes(21 * opening.MIB) for place in range(5)}

    assert refusal(write(tmp_path / "form.docx", parts(BODY) | bomb)) == "The file unpacks to more than 100 MiB."


def test_the_unpacked_size_is_measured_not_believed(tmp_path):
    path = write(tmp_path / "form.docx", parts(BODY) | {"word/media/1.png": bytes(101 * opening.MIB)})
    content = bytearray(path.read_bytes())
    for size in find_all(content, struct.pack("<I", 101 * opening.MIB)):
        content[size : size + 4] = struct.pack("<I", 10)
    path.write_bytes(content)

    assert refusal(path) == "The file unpacks to more than 100 MiB."


def find_all(content, part):
    place = content.find(part)
    while place >= 0:
        yield place
        place = content.find(part, place + 1)


def test_a_text_part_far_larger_than_any_form_is_refused_before_it_is_parsed(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST_XML_PART", 100)

    assert refusal(write(tmp_path / "form.docx", parts(BODY))) == "The file unpacks to more than 100 MiB."


DOCTYPES = [
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://example.com/x.dtd">',
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "<!DOCTYPE x>",
]


@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_document_type_or_external_entity_is_refused(tmp_path, doctype, encoding, name):
    members = parts(BODY)
    text = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{members[name]}'

    problem = refusal(write(tmp_path / "form.docx", members | {name: text.encode(encoding)}))

    assert problem in (
        "The file declares a document type or external entities, which Word never does.",
        "The file is damaged.",
    )


def test_deep_nesting_is_refused_as_damaged(tmp_path):
    body = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000

    assert refusal(write(tmp_path / "form.docx", parts(body))) == "The file is damaged."


def test_the_deepest_nesting_that_xml_allows_is_read(tmp_path):
    body = "<w:tbl><w:tr><w:tc>" * 60 + BODY + "</w:tc></w:tr></w:tbl>" * 60

    assert refusal(write(tmp_path / "form.docx", parts(body))) == "There is no form inside that can be read."


def test_a_zip_without_word_parts_is_not_a_word_file(tmp_path):
    assert refusal(write(tmp_path / "form.docx", {"mimetype": "application/vnd.oasis.opendocument.text"})) == (
        "The file is not a Word file."
    )


def test_a_workbook_is_not_a_word_file(tmp_path):
    members = parts(BODY) | {
        "word/document.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    }

    assert refusal(write(tmp_path / "form.docx", members)) == "The file is not a Word file."


def test_a_document_saved_as_strict_open_xml_is_read(tmp_path):
    path = save_form(tmp_path / "form.docx", [("Title", "Night walks"), ("Objectives", "Safety"), ("Results", "More")])
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    strict = {name: strictly(content) for name, content in members.items()}

    (chart,) = read_forms(open_form(write(path, strict)), categories())

    assert chart.title == "Night walks"


def strictly(content):
    for strict, transitional in opening.STRICT_NAMES:
        content = content.replace(transitional, strict)
    return content


def test_part_names_with_backslashes_are_read(tmp_path):
    members = {name.replace("/", "\\"): content for name, content in parts(BODY).items()}
    path = tmp_path / "form.docx"
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)

    assert open_form(path).document.root is not None


def test_a_huge_document_is_read_in_reasonable_time(tmp_path):
    paragraphs = "<w:p><w:r><w:t>1. word</w:t></w:r></w:p>" * 20_000
    body = f"<w:tbl><w:tr><w:tc>{paragraphs}</w:tc></w:tr></w:tbl>{paragraphs}"

    assert refusal(write(tmp_path / "form.docx", parts(body))) == "There is no form inside that can be read."


def test_every_file_that_was_changed_by_chance_is_read_or_refused(tmp_path):
    path = save_form(tmp_path / "form.docx", [("Title", "Night walks"), ("Objectives", "Safety"), ("Results", "More")])
    sound = path.read_bytes()
    for place in range(0, len(sound), 331):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0x55]) + sound[place + 1 :])
        try:
            open_form(path)
        except Refused:
            continue


def test_a_template_is_as_good_as_a_document(tmp_path):
    members = parts(BODY) | {"[Content_Types].xml": CONTENT_TYPES.format(kind="template.")}

    assert open_form(write(tmp_path / "form.dotx", members)).document.root is not None


@pytest.mark.parametrize(
    "changes",
    [
        {
            "word/_rels/document.xml.rels": RELATIONSHIPS.format(
                '<Relationship Id="rIdV" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
                'Target="pictures.bin"/>'
            )
        },
        {
            "[Content_Types].xml": CONTENT_TYPES.format(kind="document.").replace(
                "</Types>", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
            )
        },
    ],
    ids=["by its relationship", "by its type of content"],
)
def test_macros_are_known_whatever_the_name_of_their_part(tmp_path, changes):
    path = write(tmp_path / "form.docx", {**parts("<w:p/>"), **changes, "word/pictures.bin": "macros"})

    with pytest.raises(Refused) as refused:
        open_form(path)

    assert str(refused.value.problem) == "The file contains macros."
