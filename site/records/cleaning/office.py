"""Word, Excel and PowerPoint (OOXML): a package is walked from its main part, and only what is known is taken along.

A part comes along when a kept relationship leads to it. So whatever a program of tomorrow adds stays behind; where
the text points to what stayed behind, the pointer goes too.
"""

import re
from posixpath import dirname, join, normpath

from lxml import etree

from records.cleaning import images
from records.cleaning.archives import packed, unpacked
from records.cleaning.markup import clean_part, pointers_of
from records.cleaning.reasons import damaged, with_embedded_file, with_macros
from records.cleaning.traces import Trace
from records.cleaning.trees import local_name, named, parsed, serialized

CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MACROS = re.compile("macroenabled|vbaproject|macrosheet", re.IGNORECASE)

# Types of relationships by the last word of their name, which "Strict Open XML" has in common.
KEPT = frozenset(
    # any program
    "officeDocument theme themeOverride image hyperlink chart chartEx chartUserShapes chartStyle chartColorStyle "
    "diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing drawing font tableStyles styles "
    # Word
    "numbering settings fontTable footnotes endnotes header footer "
    # Excel
    "worksheet chartsheet sharedStrings table pivotTable pivotCacheDefinition pivotCacheRecords vmlDrawing slicer "
    "slicerCache timeline timelineCache sheetMetadata rdRichValue rdRichValueStructure rdRichValueTypes richValueRel "
    # PowerPoint
    "slide slideLayout slideMaster notesSlide notesMaster handoutMaster presProps viewProps".split()
)
LEFT_BEHIND = {
    "extended-properties": Trace.PROPERTIES,
    "custom-properties": Trace.PROPERTIES,
    "classificationlabels": Trace.PROPERTIES,
    "thumbnail": Trace.THUMBNAIL,
    # Of comments, which are counted where they stand.
    "threadedComment": None,
    "commentsExtended": None,
    "commentsIds": None,
    "commentsExtensible": None,
    "people": Trace.PEOPLE,
    "person": Trace.PEOPLE,
    "commentAuthors": Trace.PEOPLE,
    "authors": Trace.PEOPLE,
    "revisionHeaders": Trace.VERSIONS,
    "changesInfo": Trace.VERSIONS,
    "usernames": Trace.PEOPLE,
    "revisionInfo": Trace.SESSIONS,
    "attachedTemplate": Trace.LINKS,
    "externalLink": Trace.LINKS,
    "externalLinkPath": Trace.LINKS,
    "connections": Trace.LINKS,
    "queryTable": Trace.LINKS,
    "mailMergeSource": Trace.LINKS,
    "mailMergeHeaderSource": Trace.LINKS,
    "recipientData": Trace.LINKS,
    "printerSettings": Trace.PRINTER,
    "package": Trace.WORKBOOKS,
    "origin": Trace.SIGNATURES,
    # Programs make these again.
    "calcChain": None,
    "stylesWithEffects": None,
    "webSettings": None,
}
PROGRAMS = frozenset("vbaProject wordVbaData control activeXControl macrosheet xlMacrosheet xlIntlMacrosheet".split())
EMBEDDED = frozenset("oleObject aFChunk subDocument media video audio model3d".split())
HOSTS_OF_CHARTS = ("chart", "chartEx")
# Kept only while the text points to them: it may have done so in what was deleted.
POINTED_TO = frozenset(
    "hyperlink image chart chartEx header footer diagramData diagramLayout diagramQuickStyle diagramColors".split()
)
LEADS_OUT = re.compile(r"(?:https?|mailto|tel|ftp):|#", re.IGNORECASE)
MAIN = {"docx": "document", "xlsx": "workbook", "pptx": "presentation"}


def clean(content, kind, traces):
    """The package again, without what is not part of the text. Raises Refused."""
    return packed(_Package(unpacked(content), kind, traces).cleaned())


class _Package:
    def __init__(self, parts, kind, traces):
        self._parts = {name.lower(): part for name, part in parts.items()}
        self._names = {name.lower(): name for name in parts}
        self._kind = kind
        self._traces = traces
        self._taken = {}

    def cleaned(self):
        """{name: content} of the parts that come along."""
        types = self._content_types()
        waiting = self._take("", "")
        if "officeDocument" not in {kind for _name, kind in waiting}:
            raise damaged()
        while waiting:
            name, kind = waiting.pop()
            if name not in self._taken:
                waiting += self._take(name, kind)
        self._say_what_nothing_leads_to()
        parts = {CONTENT_TYPES: self._types_of_taken(types)}
        return parts | {self._names[name]: self._taken[name] for name in sorted(self._taken)}

    def _content_types(self):
        if CONTENT_TYPES.lower() not in self._parts:
            raise damaged()
        types = parsed(self._parts[CONTENT_TYPES.lower()])
        if any(MACROS.search(entry.get("ContentType") or "") for entry in types):
            raise with_macros()
        return types

    def _types_of_taken(self, types):
        endings = {name.rpartition(".")[2] for name in self._taken}
        for entry in list(types):
            part, ending = (entry.get("PartName") or "").lstrip("/").lower(), (entry.get("Extension") or "").lower()
            if part not in self._taken and ending not in endings:
                types.remove(entry)
        return serialized(types)

    def _take(self, name, kind):
        """Clean a part and its relationships, and take them along; return [(name, kind)] of what they lead to."""
        relationships, gone = self._relationships(name, kind)
        if name:
            self._taken[name], pointers = self._cleaned_part(name, kind, gone)
            for rel in list(relationships):
                if kind_of(rel) in POINTED_TO and rel.get("Id") not in pointers:
                    relationships.remove(rel)
        if len(relationships):
            self._taken[_rels_of(name)] = serialized(relationships)
        return [(_target(rel, name), kind_of(rel)) for rel in relationships if not _is_external(rel)]

    def _cleaned_part(self, name, kind, gone):
        """(content, ids of relationships that it points to)"""
        part = self._parts[name]
        if kind == "image":
            return images.clean_embedded(part, self._traces), set()
        if kind == "font":
            return part, set()
        root = parsed(part)
        if kind == "officeDocument" and local_name(root.tag) != MAIN[self._kind]:
            raise damaged()
        clean_part(root, self._kind, gone, self._traces)
        return serialized(root), pointers_of(root)

    def _relationships(self, name, kind):
        """The kept relationships of a part as XML, and the ids of the others."""
        rels = self._parts.get(_rels_of(name))
        root = parsed(rels) if rels else etree.Element("none")
        gone = {rel for rel in root if not self._is_kept(rel, name, kind)}
        for rel in gone:
            root.remove(rel)
        return root, {rel.get("Id") for rel in gone}

    def _is_kept(self, rel, name, host):
        kind, target = kind_of(rel), _target(rel, name)
        if kind in PROGRAMS:
            raise with_macros()
        if _is_external(rel):
            return self._is_external_kept(kind, rel.get("Target") or "")
        if target not in self._parts:
            return False
        if kind in EMBEDDED or (kind == "package" and host not in HOSTS_OF_CHARTS):
            raise with_embedded_file()
        if kind not in KEPT:
            self._say_what_stays_behind(kind, target)
            return False
        if kind == "vmlDrawing" and self._kind == "xlsx":
            return self._is_of_a_page_header(rel, name)
        return not target.endswith(".svg")  # a PNG stands beside it

    def _is_external_kept(self, kind, target):
        kept = kind in ("hyperlink", "video") and LEADS_OUT.match(target)
        if not kept:
            self._traces.found(Trace.LINKS)
        return bool(kept)

    def _is_of_a_page_header(self, rel, name):
        """The other old drawings of Excel are the frames of comments and of controls."""
        pointer = rb'legacyDrawingHF\s[^>]*"%s"' % re.escape(rel.get("Id") or "").encode()
        return re.search(pointer, self._parts[name]) is not None

    def _say_what_stays_behind(self, kind, target):
        if kind == "core-properties":
            _say_whose(parsed(self._parts[target]), self._traces)
        elif kind == "comments":
            self._traces.found(Trace.COMMENTS, len(named(parsed(self._parts[target]), "comment", "cm")))
        elif trace := LEFT_BEHIND.get(kind, Trace.OTHER):
            self._traces.found(trace)

    def _say_what_nothing_leads_to(self):
        led_to = {CONTENT_TYPES.lower()}
        for name in self._parts:
            if name.endswith(".rels"):
                host = _host_of(name)
                led_to |= {name, *(_target(rel, host) for rel in parsed(self._parts[name]))}
        if set(self._parts) - led_to:
            self._traces.found(Trace.OTHER)


def kind_of(rel):
    return (rel.get("Type") or "").rpartition("/")[2]


def _is_external(rel):
    return rel.get("TargetMode") == "External"


def _target(rel, name):
    target = (rel.get("Target") or "").lower().replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return normpath(join(dirname(name), target))


def _rels_of(name):
    return join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")


def _host_of(rels):
    return join(dirname(dirname(rels)), rels.rpartition("/")[2].removesuffix(".rels"))


def _say_whose(properties, traces):
    for entry in properties:
        if (entry.text or "").strip():
            of_a_person = local_name(entry.tag) in ("creator", "lastModifiedBy")
            traces.found(Trace.PEOPLE if of_a_person else Trace.PROPERTIES)
