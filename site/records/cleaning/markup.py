"""What the XML of Word, Excel and PowerPoint says about people between the lines."""

import re

from records.cleaning.traces import Trace
from records.cleaning.tracked_changes import accept
from records.cleaning.trees import (
    FILE_NAME,
    LOCAL_PATH,
    cut,
    cut_with_empty_parents,
    local_name,
    named,
    namespace,
    unwrap,
)

# Elements that go, by program: what they hold is about who wrote, when and where.
ELEMENTS = {
    "docx": {
        "commentRangeStart": None,
        "commentRangeEnd": None,
        "commentReference": None,
        "rsids": Trace.SESSIONS,
        "rsid": Trace.SESSIONS,
        "docId": Trace.SESSIONS,
        "permStart": Trace.PEOPLE,
        "permEnd": None,
        "attachedTemplate": None,
        "mailMerge": Trace.LINKS,
        "saveThroughXslt": Trace.LINKS,
        "docVars": Trace.OTHER,
        # Word would fill these again, from properties that are no longer there.
        "dataBinding": None,
    },
    "xlsx": {
        "fileSharing": Trace.PEOPLE,
        "revisionPtr": Trace.SESSIONS,
        "absPath": Trace.LINKS,
        "customWorkbookViews": Trace.PEOPLE,
        "customSheetViews": None,
        "webPublishing": Trace.LINKS,
        "webPublishItems": Trace.LINKS,
    },
    "pptx": {"creationId": Trace.SESSIONS, "modId": Trace.SESSIONS},
}
# Attributes that go, by program.
ATTRIBUTES = {
    "docx": re.compile(r"rsid\w*|paraId|textId|author|initials|date|dateUtc"),
    "xlsx": re.compile(r"uid|refreshedBy|refreshedDate|refreshedDateIso|securityDescriptor|user"),
    "pptx": re.compile(r"(?!)"),
}
# Word doubles the strokes of a path in a field.
PATH_IN_FIELD = re.compile(r"""["\s](?:file:|[a-z]:(?:/|\\)|\\\\|/(?:users|home|volumes|mnt)/)""", re.IGNORECASE)
PEOPLE = frozenset("author initials date dateUtc refreshedBy securityDescriptor user".split())
NAMES_OF_PICTURES = frozenset("name title descr".split())

RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
# Elements that stay when what they point to is gone: they hold text, or more than the pointer.
STAYING = frozenset("hyperlink pageSetup blip worksheetSource imagedata fill stroke".split())
EXTERNAL_WORKBOOK = re.compile(r"\[\d+\]")


def clean_part(root, kind, gone, traces):
    """Clean the tree of one part in place; `gone` are the ids of its relationships that do not come along."""
    if kind == "docx":
        accept(root, traces)
        _forget_paths_in_fields(root, traces)
    if kind == "xlsx":
        _keep_values_instead_of_links(root)
    if gone:
        _cut_pointers(root, gone)
    for name, trace in ELEMENTS[kind].items():
        for element in named(root, name):
            _cut_element(element, trace, traces)
    _clean_attributes(root, kind, traces)


def pointers_of(root):
    """The ids of relationships that this part points to."""
    return {value for element in root.iter() for name, value in element.attrib.items() if _is_pointer(name)}


def _is_pointer(name):
    return namespace(name) in RELATIONSHIPS or local_name(name) == "relid"


def _cut_pointers(root, gone):
    for element in list(root.iter()):
        for name, value in list(element.attrib.items()):
            if value in gone and _is_pointer(name):
                if local_name(element.tag) in STAYING:
                    del element.attrib[name]
                else:
                    _cut_choice_or(element)
                    break


def _cut_choice_or(element):
    """Cut an element; where it was the modern one of two forms, the other takes its place."""
    choice = element.getparent()
    if choice is None:
        return
    cut_with_empty_parents(element)
    if local_name(choice.tag) == "Choice" and not len(choice):
        both = choice.getparent()
        cut(choice)
        if not named(both, "Choice"):
            for fallback in named(both, "Fallback"):
                unwrap(fallback)
            unwrap(both)


def _cut_element(element, trace, traces):
    if element.getparent() is None:
        return
    if local_name(element.tag) == "absPath":  # stands in alternatives without another form
        cut(next((above for above in element.iterancestors() if local_name(above.tag) == "AlternateContent"), element))
    elif local_name(element.getparent().tag) == "ext":
        cut_with_empty_parents(element.getparent())
    else:
        cut(element)
    if trace:
        traces.found(trace)


def _clean_attributes(root, kind, traces):
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if _tells(kind, name):
                del element.attrib[name]
                traces.found(Trace.PEOPLE if local_name(name) in PEOPLE else Trace.SESSIONS)
            elif LOCAL_PATH.match(value):
                element.set(name, "")
                traces.found(Trace.LINKS)
            elif value and _is_name_of_a_picture(element, name, value):
                element.set(name, "")
                traces.found(Trace.CAPTIONS)


def _tells(kind, name):
    return ATTRIBUTES[kind].fullmatch(local_name(name)) and (kind != "docx" or "word" in namespace(name))


def _is_name_of_a_picture(element, name, value):
    """The name that its file had on a computer; a description in words stays."""
    host = local_name(element.tag)
    if host == "imagedata":
        return local_name(name) == "title"
    return host in ("cNvPr", "docPr") and local_name(name) in NAMES_OF_PICTURES and FILE_NAME.fullmatch(value)


def _forget_paths_in_fields(root, traces):
    """Fields that fetch pictures and texts name files; what they fetched stays as text."""
    for field in named(root, "fldSimple"):
        for name, value in field.attrib.items():
            if local_name(name) == "instr" and PATH_IN_FIELD.search(value):
                field.set(name, "")
                traces.found(Trace.LINKS)
    for paragraph in named(root, "p"):
        instructions = [text for text in named(paragraph, "instrText") if text.text]
        if PATH_IN_FIELD.search("".join(text.text for text in instructions)):
            for text in instructions:
                text.text = ""
            traces.found(Trace.LINKS)


def _keep_values_instead_of_links(root):
    """Formulas that reach into another workbook keep what they last found there."""
    for formula in named(root, "f", "definedName"):
        if EXTERNAL_WORKBOOK.search(formula.text or ""):
            cut_with_empty_parents(formula) if local_name(formula.tag) == "definedName" else cut(formula)
