"""One way in for every kind of file: measured, cleaned by its family, or refused."""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from records.cleaning import images, odf, office, pdf, plain, rtf
from records.cleaning.traces import Traces
from records.refusals import Refused

MIB = 1024 * 1024
LARGEST_FILE = 25 * MIB

FAMILIES = {
    "avif": images.clean,
    "csv": plain.clean,
    "docx": office.clean,
    "gif": images.clean,
    "jpeg": images.clean,
    "jpg": images.clean,
    "odt": odf.clean,
    "ods": odf.clean,
    "pdf": pdf.clean,
    "png": images.clean,
    "pptx": office.clean,
    "rtf": rtf.clean,
    "txt": plain.clean,
    "webp": images.clean,
    "xlsx": office.clean,
}


@dataclass(frozen=True)
class Cleaned:
    """Content without traces of people, and in plain words what was removed from it (lazy phrases)."""

    content: bytes
    removed: tuple


def clean(file, name):
    """Cleaned content of `file` (open, binary), whose kind the end of its `name` tells. Raises Refused."""
    kind = name.rpartition(".")[2].lower()
    if kind not in FAMILIES:
        raise Refused(
            _("This kind of file cannot be cleaned of what it tells about people."),
            format_lazy(_("Use one of these kinds: {kinds}."), kinds=", ".join(FAMILIES)),
        )
    traces = Traces()
    content = FAMILIES[kind](_read(file), kind, traces)
    return Cleaned(content, traces.phrases())


def _read(file):
    file.seek(0)
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refused(
            format_lazy(_("The file is larger than {mib} MiB."), mib=LARGEST_FILE // MIB),
            _("Make its pictures smaller, or split it, and upload it again."),
        )
    return content
