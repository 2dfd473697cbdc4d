"""OpenDocument (ODT, ODS): text, styles and pictures come along; whatever else a package holds stays behind."""

import re
from base64 import b64decode, b64encode
from posixpath import dirname, join, normpath

from records.cleaning import images
from records.cleaning.archives import packed, unpacked
from records.cleaning.reasons import (
    damaged,
    password_protected,
    unknown_picture,
    with_embedded_file,
    with_macros,
)
from records.cleaning.traces import Trace
from records.cleaning.trees import FILE_NAME, LOCAL_PATH, cut, local_name, named, parsed, serialized, unwrap

MANIFEST = "META-INF/manifest.xml"
TYPES = {
    "odt": ("application/vnd.oasis.opendocument.text",),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet",),
}
# A chart or a formula is a document of its own in a folder of its own.
DOCUMENT = re.compile(r"(?:Object [\w ]+/)?(?:content|styles|settings)\.xml")
PICTURE = re.compile(r"(?:Object [\w ]+/)?(?:Pictures|media)/[^/]+")  # Word says media
FONT = re.compile(r"Fonts/[^/]+")
PROGRAMS = re.compile(r"(?:Basic|Scripts|Dialogs)/", re.IGNORECASE)
EMBEDDED = re.compile(r"Object [^/]*")
LEFT_BEHIND = (
    (re.compile(r"Thumbnails/"), Trace.THUMBNAIL),
    (re.compile(r"VersionList\.xml|Versions/"), Trace.VERSIONS),
    (re.compile(r"META-INF/(?:document|package)signatures\.xml"), Trace.SIGNATURES),
    # Programs make these again.
    (
        re.compile(r"mimetype|META-INF/manifest\.xml|ObjectReplacements/|Configurations2/|layout-cache|manifest\.rdf"),
        None,
    ),
)

HREF = "{http://www.w3.org/1999/xlink}href"
LEADS_OUT = re.compile(r"(?:https?|mailto|tel|ftp):|#", re.IGNORECASE)
LEADS_INSIDE = re.compile(r"(?:\./)?(?:Pictures|media|Object [\w ]+)|#|$")
ELEMENTS = {
    "annotation": Trace.COMMENTS,
    "annotation-end": None,
    "change": None,
    "change-start": None,
    "change-end": None,
    "event-listeners": Trace.SCRIPTS,
    "scripts": None,
    "dde-source": Trace.LINKS,
    "dde-links": Trace.LINKS,
    "dde-connection-decls": Trace.LINKS,
    "table-source": Trace.LINKS,
    "section-source": Trace.LINKS,
    "cell-range-source": Trace.LINKS,
}
FOREIGN = ("object-ole", "plugin", "applet", "floating-frame")
SETTINGS = {
    "PrinterName": Trace.PRINTER,
    "PrinterSetup": Trace.PRINTER,
    "Rsid": Trace.SESSIONS,
    "RsidRoot": Trace.SESSIONS,
    "CurrentDatabaseDataSource": Trace.LINKS,
    "CurrentDatabaseCommand": Trace.LINKS,
    "EmbeddedDatabaseName": Trace.LINKS,
}
PEOPLE_OF_META = ("creator", "initial-creator", "printed-by", "user-defined")


def clean(content, kind, traces):
    """The package again, without what is not part of the text. Raises Refused."""
    parts = unpacked(content)
    if parts.get("mimetype", b"").strip().decode("ascii", "replace") not in TYPES[kind] or "content.xml" not in parts:
        raise damaged()
    entries = _entries(parts.get(MANIFEST))
    taken = {"mimetype": TYPES[kind][0].encode()}
    for name in sorted(parts):
        if (part := _taken(name, parts[name], traces)) is not None:
            taken[name] = part
    shown = set()
    for name in [name for name in parts if DOCUMENT.fullmatch(name)]:
        root = parsed(parts[name])
        _clean_tree(root, set(taken), traces)
        shown |= {normpath(join(dirname(name), link)) for link in root.xpath("//@*[local-name() = 'href']")}
        taken[name] = serialized(root)
    # A picture that nothing shows was in what is deleted.
    taken = {name: part for name, part in taken.items() if name in shown or not PICTURE.fullmatch(name)}
    taken[MANIFEST] = _manifest(entries, taken)
    return packed(taken, stored=("mimetype",))


def _entries(manifest):
    if manifest is None:
        raise damaged()
    entries = parsed(manifest)
    if named(entries, "encryption-data"):
        raise password_protected()
    return entries


def _manifest(entries, taken):
    folders = {name[: name.rindex("/") + 1] for name in taken if "/" in name} | {"/"}
    for entry in named(entries, "file-entry"):
        path = next((value for name, value in entry.attrib.items() if local_name(name) == "full-path"), "")
        if path not in taken and path not in folders:
            cut(entry)
    return serialized(entries)


def _taken(name, part, traces):
    """Content of a part that is no XML, as it comes along, or None."""
    if PROGRAMS.match(name):
        raise with_macros()
    if EMBEDDED.fullmatch(name):
        raise with_embedded_file()
    if PICTURE.fullmatch(name):
        # A PNG stands beside a drawing (.svg) or a preview (.svm).
        return None if name.endswith((".svg", ".svm")) else images.clean_embedded(part, traces)
    if FONT.fullmatch(name):
        return part
    if not DOCUMENT.fullmatch(name):
        _say_what_stays_behind(name, part, traces)
    return None


def _say_what_stays_behind(name, part, traces):
    if name.endswith("meta.xml"):
        for entry in parsed(part).iter():
            if (entry.text or "").strip():
                traces.found(Trace.PEOPLE if local_name(entry.tag) in PEOPLE_OF_META else Trace.PROPERTIES)
        return
    for pattern, trace in LEFT_BEHIND:
        if pattern.match(name):
            if trace:
                traces.found(trace)
            return
    traces.found(Trace.OTHER)


# --- content.xml, styles.xml, settings.xml ---


def _clean_tree(root, available, traces):
    if named(root, "script"):
        raise with_macros()
    if named(root, *FOREIGN):
        raise with_embedded_file()
    for changes in named(root, "tracked-changes"):
        traces.found(Trace.CHANGES, len(changes))
        cut(changes)
    for name, trace in ELEMENTS.items():
        for element in named(root, name):
            if trace:
                traces.found(trace)
            cut(element)
    for image in named(root, "image"):
        _clean_image(image, available, traces)
    for element in list(root.iter()):
        _clean_link(element, traces)
        _clean_attributes(element, traces)
    for item in named(root, "config-item"):
        _clean_setting(item, traces)


def _clean_image(image, available, traces):
    for data in named(image, "binary-data"):
        data.text = b64encode(images.clean_embedded(b64decode(data.text or ""), traces)).decode()
    link = (image.get(HREF) or "").removeprefix("./")
    if not link or link in available or image.getparent() is None:
        return
    if LEADS_OUT.match(link) or LOCAL_PATH.match(link):
        traces.found(Trace.LINKS)  # shown from elsewhere: who opens the document would be seen there
    elif PICTURE.fullmatch(link) and len(named(image.getparent(), "image", "object")) == 1:
        raise unknown_picture()
    cut(image)


def _clean_link(element, traces):
    link = element.get(HREF)
    if link is None or LEADS_INSIDE.match(link):
        return
    is_of_text = local_name(element.tag) == "a"
    if is_of_text and LEADS_OUT.match(link):
        return
    traces.found(Trace.LINKS)
    if is_of_text:
        unwrap(element)
    else:
        element.set(HREF, "")


def _clean_attributes(element, traces):
    for name, value in list(element.attrib.items()):
        if local_name(name).endswith("rsid"):
            del element.attrib[name]
            traces.found(Trace.SESSIONS)
        elif LOCAL_PATH.match(value):
            element.set(name, "")
            traces.found(Trace.LINKS)
        elif local_name(element.tag) == "frame" and local_name(name) == "name" and FILE_NAME.fullmatch(value):
            del element.attrib[name]
            traces.found(Trace.CAPTIONS)


def _clean_setting(item, traces):
    name = next((value for name, value in item.attrib.items() if local_name(name) == "name"), "")
    if not (item.text or "").strip():
        return
    if name in SETTINGS or LOCAL_PATH.match(item.text):
        traces.found(SETTINGS.get(name, Trace.LINKS))
        cut(item)
