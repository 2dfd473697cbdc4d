"""Pictures lose what stands beside their pixels, and the pixels stay as they are.

Each format is a row of segments. Those that the picture needs are known and stay; every other one goes.
"""

import re
import struct

from PIL import ExifTags, Image

from records.cleaning.reasons import damaged
from records.cleaning.traces import Trace

JPEG_START = b"\xff\xd8\xff"
PNG_START = b"\x89PNG\r\n\x1a\n"
JP2_START = b"\x00\x00\x00\x0cjP  "

# --- JPEG: marker, length, data; after the start of a scan the pixels run on until the next marker ---

JPEG_ALONE, JPEG_END, JPEG_SCAN = (0x01, 0xD8), 0xD9, 0xDA
JPEG_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
JPEG_TABLES = {0xC4, 0xCC, 0xDB, 0xDC, 0xDD}
JFIF, EXIF_OR_XMP, ICC_OR_PREVIEWS, PHOTOSHOP, ADOBE, COMMENT = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
JFIF_WITHOUT_THUMBNAIL = 14
ADOBE_COLOURS = 12


def jpeg(content, traces):
    kept, at = [content[:2]], 2
    # What stands between segments is left out, and a file that is cut short ends there: as programs show them.
    while found := NEXT_MARKER.search(content, at):
        start, marker = found.start(), content[found.start() + 1]
        at = start + 2
        if marker == JPEG_END:
            break
        if marker in JPEG_ALONE:
            continue
        at += int.from_bytes(content[at : at + 2])
        if marker == JPEG_SCAN:
            found = NEXT_MARKER.search(content, at)
            at = found.start() if found else len(content)
        kept.append(_kept_of_jpeg(marker, content[start:at], traces))
    if content[at:].strip(b"\0"):
        traces.found(Trace.OTHER)  # a film, an uncropped original: telephones hang it on the end
    return b"".join([*kept, b"\xff\xd9"])


def _kept_of_jpeg(marker, segment, traces):
    if marker == JPEG_SCAN or marker in JPEG_FRAMES or marker in JPEG_TABLES:
        return segment
    data = segment[4:]
    if marker == JFIF and data.startswith(b"JFIF\0"):
        return _without_thumbnail(data, traces)
    if marker == ADOBE and data.startswith(b"Adobe"):
        return b"\xff\xee" + struct.pack(">H", ADOBE_COLOURS + 2) + data[:ADOBE_COLOURS]
    if marker == EXIF_OR_XMP and data.startswith(b"Exif\0"):
        exif(data, traces)
    elif marker == ICC_OR_PREVIEWS and data.startswith(b"ICC_PROFILE"):
        traces.found(Trace.PROFILE)
    elif marker in (EXIF_OR_XMP, PHOTOSHOP, COMMENT):
        traces.found(Trace.CAPTIONS)
    else:
        traces.found(Trace.OTHER)
    return b""


def _without_thumbnail(data, traces):
    if len(data) > JFIF_WITHOUT_THUMBNAIL:
        traces.found(Trace.THUMBNAIL)
    return b"\xff\xe0" + struct.pack(">H", JFIF_WITHOUT_THUMBNAIL + 2) + data[:12].ljust(12, b"\0") + b"\0\0"


EXIF_ORIENTATION, EXIF_PLACE = ExifTags.Base.Orientation, ExifTags.IFD.GPSInfo


def exif(data, traces):
    """Say what is in an EXIF block, as well as it can be read: it goes in any case."""
    read = Image.Exif()
    try:
        read.load(data)
        tags, place, thumbnail = set(read), read.get_ifd(EXIF_PLACE), read.get_ifd(ExifTags.IFD.IFD1)
    except Exception:
        tags, place, thumbnail = {None}, {}, {}
    if place:
        traces.found(Trace.PLACE)
    if thumbnail:
        traces.found(Trace.THUMBNAIL)
    if tags - {EXIF_ORIENTATION, EXIF_PLACE}:
        traces.found(Trace.CAMERA)


# --- PNG: length, name, data, check sum ---

PNG_KEPT = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"sBIT",
    b"bKGD",
    b"pHYs",
    b"acTL",
    b"fcTL",
    b"fdAT",
}


def png(content, traces):
    kept, at = [PNG_START], len(PNG_START)
    while at < len(content):
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(content):
            raise damaged()
        if name in PNG_KEPT:
            kept.append(content[at:end])
        else:
            _trace_of_png(name, content[at + 8 : end - 4], traces)
        at = end
        if name == b"IEND":
            break
    if content[at:].strip(b"\0"):
        traces.found(Trace.OTHER)  # what a careless program left of the picture before it was cropped
    return b"".join(kept)


def _trace_of_png(name, data, traces):
    if name == b"eXIf":
        exif(data, traces)
    elif name in (b"tEXt", b"zTXt", b"iTXt"):
        traces.found(Trace.CAPTIONS)
    elif name == b"iCCP":
        traces.found(Trace.PROFILE)
    elif name == b"tIME":
        traces.found(Trace.CAMERA)
    else:
        traces.found(Trace.OTHER)


# --- GIF: a header, then blocks ---

GIF_EXTENSION, GIF_PICTURE, GIF_END = 0x21, 0x2C, 0x3B
GIF_CONTROL, GIF_COMMENT, GIF_APPLICATION = 0xF9, 0xFE, 0xFF
GIF_LOOP = b"\x0bNETSCAPE2.0"
GIF_LENGTHS = {GIF_CONTROL: 8, GIF_APPLICATION: 19}


def gif(content, traces):
    at = 13 + _colour_table(content, 10)
    kept = [content[:at]]
    while at < len(content) and content[at] != GIF_END:
        if content[at] == GIF_PICTURE:
            end = _end_of_blocks(content, at + 11 + _colour_table(content, at + 9))
            kept.append(content[at:end])
        elif content[at] == GIF_EXTENSION:
            end = _end_of_blocks(content, at + 2)
            kept.append(_kept_of_gif(content[at:end], traces))
        else:
            raise damaged()
        at = end
    if content[at + 1 :].strip(b"\0"):
        traces.found(Trace.OTHER)
    return b"".join(kept) + b";"


def _colour_table(content, flags_at):
    """Length of the colour table that these flags announce."""
    flags = content[flags_at : flags_at + 1] or b"\0"
    return 3 * 2 ** ((flags[0] & 7) + 1) if flags[0] & 0x80 else 0


def _end_of_blocks(content, at):
    while at < len(content) and content[at]:
        at += content[at] + 1
    if at >= len(content):
        raise damaged()
    return at + 1


def _kept_of_gif(extension, traces):
    kind = extension[1]
    if len(extension) == GIF_LENGTHS.get(kind) and (kind == GIF_CONTROL or extension[2:].startswith(GIF_LOOP)):
        return extension
    traces.found(Trace.CAPTIONS if kind == GIF_COMMENT or b"XMP" in extension[:16] else Trace.OTHER)
    return b""


# --- WebP: name, length, data, padded to an even length ---

WEBP_KEPT = {b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"}
WEBP_SETTINGS = b"VP8X"
WEBP_TRACES = {b"XMP ": Trace.CAPTIONS, b"ICCP": Trace.PROFILE}
WEBP_WITHOUT_TRACES = 0xFF ^ (0x20 | 0x08 | 0x04)  # flags: profile, EXIF, XMP


def webp(content, traces):
    kept, at = [b"WEBP"], 12
    while at + 8 <= len(content):
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if at + 8 + length > len(content):
            break  # what hangs on the end
        segment = content[at:end]
        if name == WEBP_SETTINGS:
            kept.append(segment[:8] + bytes([segment[8] & WEBP_WITHOUT_TRACES]) + segment[9:])
        elif name in WEBP_KEPT:
            kept.append(segment)
        elif name == b"EXIF":
            exif(segment[8:], traces)
        else:
            traces.found(WEBP_TRACES.get(name, Trace.OTHER))
        at = end
    if content[at:].strip(b"\0"):
        traces.found(Trace.OTHER)
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


# --- JPEG 2000 (in PDF files): boxes of length, name, data ---

JP2_KEPT = {b"jP  ", b"ftyp", b"jp2h", b"jp2c", b"rreq", b"jpch", b"jplh"}


def jpeg_2000(content, traces):
    if not content.startswith(JP2_START):
        return content  # the bare pixels
    kept, at = [], 0
    while at < len(content):
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16])
        end = at + length if length else len(content)
        if length not in range(8, len(content) - at + 1) and length != 0:
            raise damaged()
        if name in JP2_KEPT:
            kept.append(content[at:end])
        else:
            traces.found(Trace.CAPTIONS)
        at = end
    return b"".join(kept)
