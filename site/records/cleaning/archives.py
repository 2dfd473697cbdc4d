"""Office files are zip archives of parts: measured before they are believed, packed again without a history."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError

from records.cleaning.reasons import damaged, password_protected, unpacks_too_large

MIB = 1024 * 1024
LARGEST_UNPACKED = 100 * MIB
MOST_MEMBERS = 5000
CHUNK = 256 * 1024

ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_MEMBER = 0x1
EARLIEST = (1980, 1, 1, 0, 0, 0)


def unpacked(content):
    """{name: bytes} of every part. Raises Refused."""
    if content.startswith(OLE_START):
        _refuse_ole(content)
    if not content.startswith(ZIP_START):
        raise damaged()
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _parts(archive)
    except (BadZipFile, DeflateError, EOFError, NotImplementedError, LookupError, ValueError):
        raise damaged() from None


def _refuse_ole(content):
    """A document with a password is an OLE file; the names of its streams tell it from an old .doc or .xls."""
    if any(name.encode("utf-16-le") in content for name in ("EncryptedPackage", "EncryptionInfo")):
        raise password_protected()
    raise damaged()


def _parts(archive):
    members = [info for info in archive.infolist() if not info.is_dir()]
    names = {name_of(info.filename) for info in members}
    if len(members) > MOST_MEMBERS or len({name.lower() for name in names}) != len(members):
        raise damaged()
    if any(info.flag_bits & ENCRYPTED_MEMBER for info in members):
        raise password_protected()
    if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in members):
        raise damaged()
    parts, room = {}, LARGEST_UNPACKED
    for info in members:
        parts[name_of(info.filename)] = part = _read(archive, info, room)
        room -= len(part)
    return parts


def _read(archive, info, room):
    # The size that the archive declares is not believed: read on until the data ends.
    info.file_size = LARGEST_UNPACKED + 1
    chunks = []
    with archive.open(info) as member:
        while chunk := member.read(CHUNK):
            room -= len(chunk)
            if room < 0:
                raise unpacks_too_large()
            chunks.append(chunk)
    return b"".join(chunks)


def name_of(filename):
    """Some programs write backslashes."""
    return filename.replace("\\", "/").lstrip("/")


def packed(parts, stored=()):
    """A zip file of {name: bytes}: no dates, no comments; the `stored` names uncompressed."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = ZipInfo(name, EARLIEST)
            info.compress_type = ZIP_STORED if name in stored else ZIP_DEFLATED
            info.create_system = 0  # not the system of this server
            archive.writestr(info, content)
    return out.getvalue()
