"""RTF: groups in braces, words that begin with a stroke. Known groups stay; those nobody must understand go."""

import re
from binascii import Error as HexError
from binascii import hexlify, unhexlify
from dataclasses import dataclass

from records.cleaning import images
from records.cleaning.reasons import damaged, unknown_picture, with_embedded_file
from records.cleaning.traces import Trace

DEEPEST = 200
TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[a-zA-Z]+)(?P<number>-?\d+)? ?"
    rb"|(?P<symbol>\\(?:'[0-9a-fA-F]{2}|[^a-zA-Z]))"
    rb"|(?P<text>[^\\{}]+)",
    re.DOTALL,
)
# {\* marks a group that a program may leave out. These we know, and the text needs them.
NEEDED = frozenset(
    b"shppict shpinst shptxt fldinst bkmkstart bkmkend pn pnseclvl cs ts tsrowd listtable listpicture "
    b"listoverridetable nesttableprops ud do ftnsep ftnsepc aftnsep aftnsepc panose falt defchp defpap picprop background "
    b"footnote moMath moMathPara formfield ffname ffdeftext ffl ffstattext ffhelptext".split()
)
GROUPS_THAT_GO = {
    b"info": Trace.PROPERTIES,
    b"revtbl": Trace.PEOPLE,
    b"rsidtbl": Trace.SESSIONS,
    b"userprops": Trace.PROPERTIES,
    b"generator": Trace.PROPERTIES,
    b"template": Trace.LINKS,
    b"mailmerge": Trace.LINKS,
    b"protusertbl": Trace.PEOPLE,
    b"annotation": Trace.COMMENTS,
    b"atnid": None,
    b"atnauthor": None,
    b"atnref": None,
    b"atndate": None,
    b"atnicn": None,
    b"atntime": None,
    b"atnparent": None,
    b"atrfstart": None,
    b"atrfend": None,
    b"nonshppict": None,  # the same picture again
    b"blipuid": None,
    b"xmlnstbl": None,
    b"themedata": None,
    b"colorschememapping": None,
    b"latentstyles": None,
    b"wgrffmtfilter": None,
    b"pgptbl": None,
    b"passwordhash": None,
    b"oldcprops": None,
    b"oldpprops": None,
    b"oldtprops": None,
    b"oldsprops": None,
}
WORDS_THAT_GO = {
    b"chatn": None,
    b"revised": None,
    b"revauth": Trace.CHANGES,
    b"revdttm": None,
    b"revauthdel": Trace.CHANGES,
    b"revdttmdel": None,
    b"crauth": Trace.PEOPLE,
    b"crdate": None,
}
SESSIONS = re.compile(rb"\w*rsid\w*")
EMBEDDED = (b"object", b"objdata")
CLEANABLE = (b"jpegblip", b"pngblip")
FILE_OF_A_SHAPE = (b"pibName", b"wzName")
PATH = re.compile(rb"""["\s](?:file:|[a-z]:(?:/|\\)|\\\\|/(?:users|home|volumes|mnt)/)""", re.IGNORECASE)


@dataclass
class Piece:
    """What the file has between braces: a word with its number, or a symbol, text or binary data (no word)."""

    raw: bytes
    word: bytes = b""
    number: bytes | None = None
    is_text: bool = False


def clean(content, kind, traces):
    if not content.startswith(b"{\\rtf"):
        raise damaged()
    group, end = _parsed(content)
    if content[end:].strip(b"\0\r\n\t \x1a"):
        traces.found(Trace.OTHER)
    return _joined(_cleaned(group, traces))


def _parsed(content):
    """(the outermost group, where it ends); a group is a list of Pieces and groups."""
    at, open_groups = 0, [[]]
    while token := TOKEN.match(content, at):
        at = token.end()
        if token["open"]:
            open_groups[-1].append([])
            open_groups.append(open_groups[-1][-1])
            if len(open_groups) > DEEPEST:
                raise damaged()
        elif token["close"]:
            open_groups.pop()
            if len(open_groups) == 1:
                return open_groups[0][0], at
        else:
            end = at + int(token["number"] or 0) if token["word"] == b"bin" else at
            raw = token[0] + content[at:end]
            open_groups[-1].append(Piece(raw, token["word"] or b"", token["number"], bool(token["text"])))
            at = end
    raise damaged()


def _joined(group):
    """The group as bytes. Where a word is gone, its neighbours must not run together."""
    out, last = [b"{"], None
    for piece in group:
        if isinstance(piece, list):
            out.append(_joined(piece))
            last = None
        else:
            if piece.is_text and last and last.word and not last.raw.endswith(b" ") and last.word != b"bin":
                out.append(b" ")
            out.append(piece.raw)
            last = piece
    return b"".join([*out, b"}"])


def _cleaned(group, traces, deleted=False):
    kept = []
    for piece in group:
        if isinstance(piece, list):
            if not _goes(piece, traces, deleted):
                kept.append(_cleaned_group(piece, traces, deleted))
        elif piece.word == b"deleted":
            deleted = piece.number != b"0"
            traces.found(Trace.CHANGES, int(deleted))
        elif piece.word in WORDS_THAT_GO or SESSIONS.fullmatch(piece.word):
            if trace := WORDS_THAT_GO.get(piece.word, Trace.SESSIONS):
                traces.found(trace)
        else:
            deleted = deleted and piece.word != b"plain"
            if not deleted or (piece.word and piece.word != b"u"):
                kept.append(piece)
    return kept


def _goes(group, traces, deleted):
    marked, name = _destination(group)
    if name in EMBEDDED:
        raise with_embedded_file()
    if name == b"info":
        _say_whose(group, traces)
        return True
    if name in GROUPS_THAT_GO:
        if trace := GROUPS_THAT_GO[name]:
            traces.found(trace)
        return True
    if marked and name not in NEEDED:
        traces.found(Trace.OTHER)
        return True
    if name == b"sp":
        return _is_file_of_a_shape(group, traces)
    return deleted and name in (b"pict", b"shppict", b"fldinst")


def _say_whose(info, traces):
    for entry in info:
        if isinstance(entry, list) and _text_of(entry).strip():
            of_a_person = _destination(entry)[1] in (b"author", b"operator", b"manager")
            traces.found(Trace.PEOPLE if of_a_person else Trace.PROPERTIES)


def _is_file_of_a_shape(group, traces):
    names = [_text_of(part).strip() for part in group if isinstance(part, list) and _destination(part)[1] == b"sn"]
    if any(name in FILE_OF_A_SHAPE for name in names):
        traces.found(Trace.CAPTIONS)
        return True
    return False


def _cleaned_group(group, traces, deleted):
    name = _destination(group)[1]
    if name == b"pict":
        return _cleaned_picture(group, traces)
    if name == b"fldinst" and PATH.search(b" " + _joined(group)):
        traces.found(Trace.LINKS)
        return group[:2]
    return _cleaned(group, traces, deleted)


def _cleaned_picture(group, traces):
    words = {piece.word for piece in group if isinstance(piece, Piece)}
    data = [piece for piece in group if isinstance(piece, Piece) and (piece.is_text or piece.word == b"bin")]
    binary = b"".join(_binary(piece) for piece in data)
    if not binary:
        return group
    if not words & set(CLEANABLE):
        raise unknown_picture()
    rest = [piece for piece in group if piece not in data]
    return [*_cleaned(rest, traces), Piece(hexlify(images.clean_embedded(binary, traces)), is_text=True)]


def _binary(piece):
    if piece.word == b"bin":
        return piece.raw[len(piece.raw) - int(piece.number or 0) :]
    try:
        return unhexlify(re.sub(rb"\s", b"", piece.raw))
    except HexError:
        raise damaged() from None


def _destination(group):
    """(it is marked as one that may be left out, its name)"""
    pieces = [piece for piece in group[:3] if isinstance(piece, Piece) and piece.raw.strip()]
    marked = bool(pieces) and pieces[0].raw == b"\\*"
    return marked, pieces[marked].word if len(pieces) > marked else b""


def _text_of(group):
    """Text, and numbers such as those of a date."""
    return b"".join(_text_of(piece) if isinstance(piece, list) else _said_by(piece) for piece in group)


def _said_by(piece):
    return piece.raw if piece.is_text or not piece.word else piece.number or b""
