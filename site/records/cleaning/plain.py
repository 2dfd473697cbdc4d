"""Plain text has no place for traces: it is only made sure that it is text."""

from records.cleaning.reasons import damaged

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
OTHER_STARTS = (b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")


def clean(content, kind, traces):
    if content.startswith(OTHER_STARTS) or (b"\0" in content and not content.startswith(UTF_16)):
        raise damaged()
    return content
