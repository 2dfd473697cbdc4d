"""PDF: written anew from its objects, so that no earlier version stays; each object without what is about people."""

import zlib
from io import BytesIO

import pikepdf
import pikepdf.settings
from django.utils.translation import gettext_lazy as _
from pikepdf import Array, Dictionary, Name, Stream, String

from records.cleaning import segments
from records.cleaning.reasons import damaged, password_protected, unknown_picture, unpacks_too_large
from records.cleaning.traces import Trace
from records.cleaning.trees import LOCAL_PATH
from records.refusals import Refused

MIB = 1024 * 1024
LARGEST_STREAM = 100 * MIB
MOST_OBJECTS = 200_000

# A file of some kilobytes can unpack to gigabytes. The limits are those of the whole process.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=LARGEST_STREAM, run_length_max_memory=LARGEST_STREAM, png_max_memory=LARGEST_STREAM
)

# Entries of any dictionary.
ENTRIES = {
    "/Metadata": Trace.PROPERTIES,
    "/LastModified": Trace.PROPERTIES,
    "/CreatorInfo": Trace.PROPERTIES,
    "/PieceInfo": Trace.OTHER,
    "/XFA": Trace.OTHER,
    "/Thumb": Trace.THUMBNAIL,
    "/EF": Trace.ATTACHMENTS,
    "/AF": None,
    "/AA": Trace.SCRIPTS,
    "/JS": Trace.SCRIPTS,
    "/SpiderInfo": Trace.LINKS,
}
TEX = "/PTEX."  # the paths of figures, and who made them
# What the document, its names and its pages need; of the rest, what the editor is told.
ROOT = frozenset(
    "/Type /Version /Extensions /Pages /PageLabels /Names /Dests /ViewerPreferences /PageLayout /PageMode /Outlines "
    "/OpenAction /URI /AcroForm /StructTreeRoot /MarkInfo /Lang /OutputIntents /OCProperties".split()
)
NAMES = frozenset("/Dests /AP /Pages /Templates".split())
PAGE = frozenset(
    "/Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /BoxColorInfo /Contents /Rotate /Group "
    "/Dur /Trans /Annots /StructParents /Tabs /UserUnit /VP /SeparationInfo /PZ".split()
)
UNKNOWN = {
    **ENTRIES,
    "/Perms": Trace.SIGNATURES,
    "/DSS": Trace.SIGNATURES,
    "/Legal": Trace.SIGNATURES,
    "/EmbeddedFiles": None,  # counted where they stand, as /EF
    "/Collection": None,
    "/JavaScript": Trace.SCRIPTS,
    "/Renditions": Trace.SCRIPTS,
    "/URLS": Trace.LINKS,
    "/IDS": Trace.LINKS,
}
ACTIONS = ("/A", "/OpenAction", "/Next", "/PA")
HARMLESS_ACTIONS = ("/GoTo", "/URI", "/Named", "/ResetForm", "/SetOCGState", "/Hide", "/Trans")
NAMES_OF_FILES = ("/Alt", "/F", "/UF", "/DOS", "/Mac", "/Unix", "/URI")
ANNOTATIONS_THAT_GO = {
    "/Text": Trace.COMMENTS,
    "/Caret": Trace.COMMENTS,
    "/Popup": None,
    "/FileAttachment": None,
    "/Movie": Trace.ATTACHMENTS,
    "/Sound": Trace.ATTACHMENTS,
    "/Screen": Trace.ATTACHMENTS,
    "/RichMedia": Trace.ATTACHMENTS,
    "/3D": Trace.ATTACHMENTS,
}
# Of the marks that stay on a page: who made them and when, and what was said with them.
OF_MARKS = {
    "/T": Trace.PEOPLE,
    "/M": Trace.PROPERTIES,
    "/CreationDate": Trace.PROPERTIES,
    "/NM": Trace.SESSIONS,
    "/Subj": Trace.PROPERTIES,
    "/RC": Trace.COMMENTS,
    "/Contents": Trace.COMMENTS,
    "/Popup": None,
    "/IRT": None,
}
# In these, some of that is part of the page: the name of a field, the text of a box.
NEEDED_BY = {"/Widget": ("/T",), "/Link": ("/Contents",), "/FreeText": ("/Contents", "/RC"), "/Stamp": ("/Contents",)}
PICTURES = {"/DCTDecode": segments.jpeg, "/DCT": segments.jpeg, "/JPXDecode": segments.jpeg_2000}


def clean(content, kind, traces):
    """The document written anew. Raises Refused."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise password_protected()
            if len(pdf.objects) > MOST_OBJECTS:
                raise unpacks_too_large()
            return _written_anew(pdf, content, traces)
    except pikepdf.PasswordError:
        raise password_protected() from None
    except (pikepdf.exceptions.PikepdfError, ValueError, TypeError, LookupError, RuntimeError, zlib.error):
        raise damaged() from None  # qpdf mends what can be mended; the rest is not to be trusted


def _written_anew(pdf, content, traces):
    if content.count(b"%%EOF") > 1 + pdf.is_linearized:
        traces.found(Trace.VERSIONS)
    _clean_document(pdf, traces)
    for page in pdf.pages:
        _clean_page(page.obj, traces)
    for thing in pdf.objects:
        _clean_object(thing, traces)
    out = BytesIO()
    pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _clean_document(pdf, traces):
    info = pdf.trailer.get("/Info")
    for name, value in info.items() if isinstance(info, Dictionary) else ():
        if str(value):
            traces.found(Trace.PEOPLE if name == "/Author" else Trace.PROPERTIES)
    for name in set(pdf.trailer.keys()) - {"/Root", "/Size"}:
        del pdf.trailer[name]
    _keep_only(ROOT, pdf.Root, traces)
    if isinstance(pdf.Root.get("/Names"), Dictionary):
        _keep_only(NAMES, pdf.Root.Names, traces)


def _keep_only(known, entries, traces):
    unknown = set(entries.keys()) - known
    _drop(entries, {name: UNKNOWN.get(name, Trace.OTHER) for name in sorted(unknown)}, traces)


def _drop(entries, traces_by_name, traces):
    for name, trace in traces_by_name.items():
        if name in entries:
            del entries[name]
            if trace:
                traces.found(trace)


# --- pages ---


def _clean_page(page, traces):
    _keep_only(PAGE, page, traces)
    if "/Annots" not in page:
        return
    kept = [annotation for annotation in page.Annots if not _goes(annotation, traces)]
    for annotation in kept:
        needed = NEEDED_BY.get(str(annotation.get("/Subtype")), ())
        _drop(annotation, {name: trace for name, trace in OF_MARKS.items() if name not in needed}, traces)
    page.Annots = Array(kept)


def _goes(annotation, traces):
    if not isinstance(annotation, Dictionary):
        return True
    kind = str(annotation.get("/Subtype"))
    if kind == "/Redact":
        raise Refused(
            _("Words are marked to be blacked out, but are still in the file."),
            _("Apply the redaction in the program it was made with, save the document and upload it again."),
        )
    if trace := ANNOTATIONS_THAT_GO.get(kind):
        traces.found(trace)
    return kind in ANNOTATIONS_THAT_GO


# --- objects ---


def _clean_object(thing, traces):
    """Clean an object and what stands in it directly; what it refers to is an object of its own."""
    if isinstance(thing, Stream):
        _clean_picture(thing, traces)
    waiting = [thing]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, (Dictionary, Stream)):
            _clean_entries(thing, traces)
            waiting += [value for value in thing.values() if _stands_in_it(value)]
        elif isinstance(thing, Array):
            waiting += [value for value in thing if _stands_in_it(value)]


def _stands_in_it(value):
    return isinstance(value, (Dictionary, Array)) and not value.is_indirect


def _clean_entries(entries, traces):
    _drop(entries, ENTRIES, traces)
    for name in list(entries.keys()):
        value = entries[name]
        if name.startswith(TEX):
            del entries[name]
            traces.found(Trace.PROPERTIES)
        elif name in ACTIONS and _is_harmful(value):
            del entries[name]
            traces.found(Trace.SCRIPTS)
        elif name in NAMES_OF_FILES and isinstance(value, (String, str)) and LOCAL_PATH.match(str(value)):
            del entries[name]
            traces.found(Trace.LINKS)
        elif name == "/V" and isinstance(value, Dictionary) and "/ByteRange" in value:
            del entries[name]
            traces.found(Trace.SIGNATURES)


def _is_harmful(action):
    """An action, or one of several, that starts a program, sends something or opens another file."""
    if isinstance(action, Array):
        return any(isinstance(each, Dictionary) and _is_harmful(each) for each in action)
    return isinstance(action, Dictionary) and "/S" in action and str(action.S) not in HARMLESS_ACTIONS


def _clean_picture(stream, traces):
    filters, parameters = _list(stream.get("/Filter")), _list(stream.get("/DecodeParms"))
    without_traces = PICTURES.get(str(filters[-1])) if filters else None
    if without_traces is None:
        return
    content = stream.read_raw_bytes()
    for earlier in filters[:-1]:
        content = _inflated(earlier, content, parameters)
    cleaned = without_traces(content, traces)
    if cleaned != content or len(filters) > 1:
        own = parameters[-1] if len(parameters) == len(filters) else None
        stream.write(cleaned, filter=filters[-1], decode_parms=own if isinstance(own, Dictionary) else None)


def _list(value):
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _inflated(name, content, parameters):
    """JPEG that was packed once more."""
    if name != Name.FlateDecode or any(isinstance(each, Dictionary) and "/Predictor" in each for each in parameters):
        raise unknown_picture()
    unpacker = zlib.decompressobj()
    unpacked = unpacker.decompress(content, LARGEST_STREAM)
    if unpacker.unconsumed_tail:
        raise unpacks_too_large()
    return unpacked
