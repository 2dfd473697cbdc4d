"""Open a Word file that anybody may have sent: measured, checked, parsed; no request ever leaves because of it."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as DeflateError

from django.utils.translation import gettext_lazy as _
from lxml import etree

from practices.word_forms.sentences import filled_in
from records.refusals import Refused

MIB = 1024 * 1024
LARGEST_FILE = 10 * MIB
LARGEST_UNPACKED = 100 * MIB
LARGEST_XML_PART = 10 * MIB  # an XML tree takes many times the size of its text
MOST_MEMBERS = 2000
CHUNK = 256 * 1024

ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_ZIP_MEMBER = 0x1
MACROS = re.compile("macroenabled|vbaproject", re.IGNORECASE)

PACKAGE_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# What Word's "Strict Open XML" calls the same things.
STRICT_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


@dataclass(frozen=True)
class Part:
    """One XML part of the file, and the targets of its external links by relationship id."""

    root: etree._Element
    links: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WordFile:
    """The parts of a Word file that hold text or tell how to read it; a part that it lacks or never uses is None."""

    document: Part
    styles: Part | None = None
    numbering: Part | None = None
    footnotes: Part | None = None
    endnotes: Part | None = None


def open_form(path):
    """WordFile of the file at `path`. Raises Refused for anything that is not a sound, harmless .docx."""
    content = _read(path)
    _refuse_other_formats(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _word_file(_Package(archive))
    except (
        BadZipFile,
        DeflateError,
        EOFError,
        NotImplementedError,
        etree.XMLSyntaxError,
        LookupError,
        ValueError,
    ):
        # Whatever zipfile and lxml say of a broken or forged file, the sender can do only one thing about it.
        raise damaged() from None


def damaged():
    return Refused(
        _("The file is damaged."),
        _("Open it in Word, save it under another name as “Word Document (.docx)” and send that copy."),
    )


def _read(path):
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError:
        raise Refused(
            _("The file cannot be read."), _("Check that it exists, and that it is a file one may open.")
        ) from None
    if len(content) > LARGEST_FILE:
        raise too_large()
    return content


def too_large():
    return Refused(
        filled_in(_("The file is larger than %(mib)s MiB."), mib=LARGEST_FILE // MIB),
        _("Remove its pictures (the form needs text only), save it and send it again."),
    )


def _refuse_other_formats(content):
    if content.startswith(OLE_START):
        _refuse_ole(content)
    if not content.startswith(ZIP_START):
        raise _not_a_word_file()


def _refuse_ole(content):
    """Both an old .doc and an encrypted .docx are OLE files: the names of the streams tell which it is."""
    if any(_ole_name(name) in content for name in ("EncryptedPackage", "EncryptionInfo")):
        raise _password_protected()
    if any(_ole_name(name) in content for name in ("Workbook", "PowerPoint Document")):
        raise _not_a_word_file()
    raise Refused(
        _("The file is in the old .doc format."),
        _("Open it in Word, choose “Save as”, then “Word Document (.docx)”, and send that file."),
    )


def _ole_name(name):
    return name.encode("utf-16-le")


def _not_a_word_file():
    return Refused(
        _("The file is not a Word file."),
        _("Fill in the form in Word and save it as “Word Document (.docx)”."),
    )


def _password_protected():
    return Refused(
        _("The file is protected by a password."),
        _("Open it in Word, remove the password under File, Info, Protect Document, save it and send it again."),
    )


def _with_macros():
    return Refused(
        _("The file contains macros."),
        _("Save it as “Word Document (.docx)”, which drops the macros, and send that file."),
    )


def _unpacks_too_large():
    return Refused(
        filled_in(_("The file unpacks to more than %(mib)s MiB."), mib=LARGEST_UNPACKED // MIB),
        _("Copy the form into a new, empty Word document, save it and send that file."),
    )


def _with_external_entities():
    return Refused(
        _("The file declares a document type or external entities, which Word never does."),
        _("Copy the form into a new, empty Word document, save it and send that file."),
    )


class _Package:
    """The zip file as a set of named parts, measured before anything in it is believed."""

    def __init__(self, archive):
        self._archive = archive
        self._members = {_part_name(info.filename): info for info in archive.infolist()}
        self._refuse_unsafe_members()
        self._measure()

    def __contains__(self, name):
        return name.lower() in self._members

    def _refuse_unsafe_members(self):
        members = self._archive.infolist()
        if len(members) > MOST_MEMBERS or len(members) != len(self._members):
            raise damaged()
        if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in members):
            raise damaged()
        if any(info.flag_bits & ENCRYPTED_ZIP_MEMBER for info in members):
            raise _password_protected()
        if any(name.rpartition("/")[2].startswith("vbaproject") for name in self._members):
            raise _with_macros()

    def _measure(self):
        total = 0
        for info in self._members.values():
            # The size that the archive declares is not believed: read on until the data ends.
            info.file_size = LARGEST_UNPACKED + 1
            with self._archive.open(info) as member:
                while chunk := member.read(CHUNK):
                    total += len(chunk)
                    if total > LARGEST_UNPACKED:
                        raise _unpacks_too_large()

    def bytes(self, name):
        """Content of a part. The part has been measured; XML beyond any form's size is refused all the same."""
        with self._archive.open(self._members[name.lower()]) as member:
            content = member.read(LARGEST_XML_PART + 1)
        if len(content) > LARGEST_XML_PART:
            raise _unpacks_too_large()
        return content

    def xml(self, name):
        return _parsed(self.bytes(name))

    def relationships(self, name):
        """(id, type without its namespace, target, is external) of every relationship of a part ("" = the package)."""
        rels = join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")
        if rels not in self:
            return []
        return [
            (rel.get("Id"), (rel.get("Type") or "").rpartition("/")[2], *_target(rel, name))
            for rel in self.xml(rels).iter(PACKAGE_RELS)
        ]

    def part(self, name):
        links = {id_: target for id_, kind, target, external in self.relationships(name) if external}
        return Part(self.xml(name), links)


def _part_name(filename):
    """Part names are equal in any case; some programs write backslashes."""
    return filename.replace("\\", "/").lstrip("/").lower()


def _target(rel, name):
    target, external = rel.get("Target") or "", rel.get("TargetMode") == "External"
    if external:
        return target, True
    if target.startswith("/"):
        return target.lstrip("/"), False
    return normpath(join(dirname(name), target)), False


def _parsed(content):
    if b"<!DOCTYPE" in content.replace(b"\0", b""):  # without zero bytes UTF-16 reads like UTF-8
        raise _with_external_entities()
    for strict, transitional in STRICT_NAMES:
        content = content.replace(strict, transitional)
    root = etree.fromstring(content, _xml_parser())
    if root.getroottree().docinfo.doctype:
        raise _with_external_entities()
    return root


def _xml_parser():
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPANIONS = ("styles", "numbering", "footnotes", "endnotes")


def _word_file(package):
    if "[Content_Types].xml" not in package:
        raise _not_a_word_file()
    _refuse_macros(package)
    name = _main_part(package)
    document = package.part(name)
    if etree.QName(document.root).namespace != WORD_NAMESPACE:
        raise _not_a_word_file()
    relationships = package.relationships(name)
    _refuse_linked_macros(relationships)
    companions = {kind: target for _id, kind, target, external in relationships if not external}
    if not _names_styles(document):
        companions.pop("styles", None)  # by far the largest part of most files
    return WordFile(document, **{kind: _companion(package, companions.get(kind)) for kind in COMPANIONS})


def _names_styles(document):
    return next(document.root.iter(f"{{{WORD_NAMESPACE}}}pStyle"), None) is not None


def _refuse_macros(package):
    types = package.xml("[Content_Types].xml")
    if any(MACROS.search(entry.get("ContentType") or "") for entry in types):
        raise _with_macros()


def _refuse_linked_macros(relationships):
    """A program for macros can have any name, but Word finds it only by the type of its relationship."""
    if any(kind.lower().endswith("vbaproject") for _id, kind, _target, _external in relationships):
        raise _with_macros()


def _main_part(package):
    for _id, kind, target, _external in package.relationships(""):
        if kind == "officeDocument" and target in package:
            return target
    raise _not_a_word_file()


def _companion(package, name):
    return package.part(name) if name and name in package else None
