"""Files as programs leave them, with a secret in each place where they keep what is about people."""

import zlib
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import ZIP_DEFLATED, ZipFile, is_zipfile

import pikepdf
from docx import Document
from docx.oxml import parse_xml
from lxml import etree
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from records.cleaning import clean

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
JPEG_END = b"\xff\xd9"


def cleaned(content, name):
    return clean(BytesIO(content), name)


def removed(content, name):
    return [str(phrase) for phrase in cleaned(content, name).removed]


def told_by(content):
    """Every byte that a file holds, unpacked: of archives, of PDF streams, in the encodings that programs use."""
    told = [content]
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            told += [part for name in archive.namelist() for part in (name.encode(), told_by(archive.read(name)))]
    if content.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(content)) as pdf:
            told += [thing.unparse() for thing in pdf.objects]
            told += [_unpacked(thing) for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
    return b"\n".join(told)


def _unpacked(stream):
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def has(word, content):
    told = told_by(content).lower()
    word = word.lower()
    return any(word.encode(encoding) in told for encoding in ("ascii", "utf-16-le", "utf-16-be")) or (
        word.encode().hex().encode() in told
    )


# --- pictures ---


def picture(size=(40, 20)):
    """Left half red, right half blue: so that one sees which way it was turned."""
    made = Image.new("RGB", size, "blue")
    made.paste("red", (0, 0, size[0] // 2, size[1]))
    return made


def exif(orientation=1):
    made = Image.Exif()
    made[ExifTags.Base.Orientation] = orientation
    made[ExifTags.Base.Make] = "SecretCameraWord"
    made[ExifTags.Base.Artist] = "SecretArtistWord"
    made.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (45.0, 4.0, 0.0), 29: "SecretGpsWord"}
    )
    return made


def jpeg(orientation=1, **options):
    out = BytesIO()
    picture().save(out, "JPEG", quality=95, exif=exif(orientation), comment=b"SecretCommentWord", **options)
    with_xmp = _with_segment(out.getvalue(), 0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>SecretXmpWord</x>")
    with_iptc = _with_segment(with_xmp, 0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x10SecretIptcWord")
    return with_iptc + b"SecretFilmOfTheTelephoneWord"


def _with_segment(content, marker, data):
    """With one more segment after the first, by which programs know the format."""
    at = 4 + int.from_bytes(content[4:6])
    return content[:at] + bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2) + data + content[at:]


def png(orientation=1, **options):
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "SecretTextWord")
    texts.add_itxt("XML:com.adobe.xmp", "<x>SecretXmpWord</x>", zip=True)
    out = BytesIO()
    picture().save(out, "PNG", pnginfo=texts, exif=exif(orientation), **options)
    return out.getvalue() + b"SecretCroppedRemainWord"


def webp():
    out = BytesIO()
    picture().save(out, "WEBP", exif=exif(), xmp=b"<x>SecretXmpWord</x>", lossless=True)
    return out.getvalue()


def gif():
    out = BytesIO()
    frames = [picture(), picture().rotate(180)]
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], loop=0, duration=50, comment=b"SecretCommentWord"
    )
    return out.getvalue() + b"SecretRemainWord"


def avif():
    out = BytesIO()
    picture((64, 32)).save(out, "AVIF", exif=exif(), xmp=b"<x>SecretXmpWord</x>", quality=90)
    return out.getvalue()


def profile_of_a_screen():
    """sRGB under another name: the description is where calibration programs write screens and people."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    name = "sRGB built-in".encode("utf-16-be")
    assert name in srgb
    return srgb.replace(name, "SecretMonitor".encode("utf-16-be"))


# --- archives ---


def zipped(parts, stored=()):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(content):
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def parsed_targets(part, attribute, host=None):
    """Names of parts that a content type or an internal relationship names."""
    entries = [entry for entry in etree.fromstring(part) if entry.get("TargetMode") != "External"]
    folder = dirname(dirname(host)) if host else ""
    return {normpath(join("/", folder, entry.get(attribute))).lstrip("/") for entry in entries if entry.get(attribute)}


def rels(*relationships):
    """Relationships of a part: (id, type, target[, mode])."""
    entries = "".join(
        f'<Relationship Id="{each[0]}" Type="http://x/relationships/{each[1]}" Target="{each[2]}"'
        + (f' TargetMode="{each[3]}"' if len(each) > 3 else "")
        + "/>"
        for each in relationships
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def content_types(**overrides):
    entries = "".join(
        f'<Override PartName="/{name}" ContentType="application/x"/>' for name in overrides.pop("names", ())
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/r"/>{entries}</Types>'
    )


# --- Word ---


def word(body="", change=None):
    """A Word file with secrets; `body` is further XML, `change(parts)` alters the archive."""
    document = Document()
    properties = document.core_properties
    properties.author, properties.last_modified_by = "SecretAuthorWord", "SecretEditorWord"
    properties.title, properties.comments = "SecretTitleWord", "SecretDescriptionWord"
    document.add_heading("The case of a worker")
    paragraph = document.add_paragraph("What happened is told here.")
    document.add_comment(paragraph.runs, text="SecretCommentWord", author="SecretReviewerWord", initials="SRW")
    document.add_picture(BytesIO(jpeg()))
    document.settings.element.append(
        parse_xml(f'<w:rsids xmlns:w="{W}"><w:rsidRoot w:val="00ABCDEF"/><w:rsid w:val="00ABCDEF"/></w:rsids>')
    )
    document.element.body.insert(0, parse_xml(TRACKED))
    if body:
        document.element.body.insert(0, parse_xml(body))
    out = BytesIO()
    document.save(out)
    parts = parts_of(out.getvalue())
    parts["docProps/custom.xml"] = b"<Properties><p>SecretCustomWord</p></Properties>"
    parts["customXml/item1.xml"] = b"<x>SecretCustomXmlWord</x>"
    parts["word/people.xml"] = f'<w:people xmlns:w="{W}"><w:person w:author="SecretPersonWord"/></w:people>'.encode()
    parts["[trash]/0000.dat"] = b"SecretTrashWord"
    _relate(parts, "_rels/.rels", "custom-properties", "docProps/custom.xml")
    _relate(parts, "word/_rels/document.xml.rels", "customXml", "../customXml/item1.xml")
    _relate(parts, "word/_rels/document.xml.rels", "people", "people.xml")
    parts["word/_rels/settings.xml.rels"] = rels(
        ("rId1", "attachedTemplate", "file:///C:/Users/SecretUserWord/Normal.dotm", "External")
    )
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"</w:settings>", f'<w:attachedTemplate xmlns:r="{R}" r:id="rId1"/></w:settings>'.encode()
    )
    if change:
        change(parts)
    return zipped(parts)


def _relate(parts, name, kind, target):
    entry = f'<Relationship Id="rNew{len(parts[name])}" Type="http://x/{kind}" Target="{target}"/></Relationships>'
    parts[name] = parts[name].replace(b"</Relationships>", entry.encode())


TRACKED = f"""
<w:p xmlns:w="{W}" w:rsidR="00ABCDEF">
  <w:r><w:t xml:space="preserve">Her name is </w:t></w:r>
  <w:del w:id="1" w:author="SecretTrackerWord" w:date="2024-01-01T00:00:00Z">
    <w:r><w:delText>SecretDeletedWord</w:delText></w:r></w:del>
  <w:ins w:id="2" w:author="SecretTrackerWord" w:date="2024-01-01T00:00:00Z"><w:r><w:t>withheld</w:t></w:r></w:ins>
  <w:r><w:rPr><w:b/><w:rPrChange w:id="3" w:author="SecretTrackerWord"><w:rPr/></w:rPrChange></w:rPr><w:t>.</w:t></w:r>
</w:p>"""


# --- Excel and PowerPoint, by hand ---

SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006/main"


def excel():
    return zipped(
        {
            "[Content_Types].xml": content_types(names=["xl/workbook.xml", "docProps/core.xml"]),
            "_rels/.rels": rels(
                ("r1", "officeDocument", "xl/workbook.xml"), ("r2", "core-properties", "docProps/core.xml")
            ),
            "docProps/core.xml": '<p><creator xmlns="x">SecretAuthorWord</creator></p>',
            "xl/workbook.xml": f"""
                <workbook xmlns="{SHEETS}" xmlns:r="{R}" xmlns:mc="http://m" xmlns:x="http://x15" xmlns:xr="http://xr">
                <fileSharing userName="SecretSharerWord"/>
                <mc:AlternateContent><mc:Choice Requires="x15"><x:absPath url="C:\\Users\\SecretUserWord\\"/></mc:Choice></mc:AlternateContent>
                <xr:revisionPtr documentId="SecretRevisionWord"/>
                <sheets><sheet name="Cases" sheetId="1" r:id="r1"/></sheets>
                <externalReferences><externalReference r:id="r2"/></externalReferences>
                <definedNames><definedName name="x">[1]Sheet!A1</definedName></definedNames></workbook>""",
            "xl/_rels/workbook.xml.rels": rels(
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "externalLink", "externalLinks/externalLink1.xml"),
                ("r3", "person", "persons/person.xml"),
                ("r4", "calcChain", "calcChain.xml"),
            ),
            "xl/persons/person.xml": "<personList><person displayName='SecretPersonWord'/></personList>",
            "xl/calcChain.xml": "<calcChain/>",
            "xl/externalLinks/externalLink1.xml": "<externalLink><v>SecretForeignCellWord</v></externalLink>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels(
                ("r1", "externalLinkPath", "file:///C:/SecretPathWord.xlsx", "External")
            ),
            "xl/worksheets/sheet1.xml": f"""
                <worksheet xmlns="{SHEETS}" xmlns:r="{R}"><sheetData><row r="1">
                <c r="A1" t="inlineStr"><is><t>Open cell</t></is></c><c r="B1"><f>[1]Sheet!A1</f><v>7</v></c></row></sheetData>
                <hyperlinks><hyperlink ref="A1" r:id="r5"/></hyperlinks>
                <pageSetup orientation="landscape" r:id="r3"/><legacyDrawing r:id="r4"/></worksheet>""",
            "xl/worksheets/_rels/sheet1.xml.rels": rels(
                ("r1", "comments", "../comments1.xml"),
                ("r2", "threadedComment", "../threadedComments/t1.xml"),
                ("r3", "printerSettings", "../printerSettings/p1.bin"),
                ("r4", "vmlDrawing", "../drawings/vml1.vml"),
                ("r5", "hyperlink", "https://ngo.example/", "External"),
            ),
            "xl/comments1.xml": f"""<comments xmlns="{SHEETS}"><authors><author>SecretReviewerWord</author></authors>
                <commentList><comment ref="A1"><text>SecretCommentWord</text></comment></commentList></comments>""",
            "xl/threadedComments/t1.xml": "<ThreadedComments><threadedComment>SecretThreadWord</threadedComment></ThreadedComments>",
            "xl/printerSettings/p1.bin": "SecretPrinterWord",
            "xl/drawings/vml1.vml": "<xml>SecretShapeWord</xml>",
        }
    )


def powerpoint():
    return zipped(
        {
            "[Content_Types].xml": content_types(names=["ppt/presentation.xml"]),
            "_rels/.rels": rels(
                ("r1", "officeDocument", "ppt/presentation.xml"), ("r2", "thumbnail", "docProps/thumbnail.jpeg")
            ),
            "docProps/thumbnail.jpeg": jpeg(),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{SLIDES}" xmlns:r="{R}"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": rels(
                ("r1", "slide", "slides/slide1.xml"),
                ("r2", "commentAuthors", "commentAuthors.xml"),
                ("r3", "changesInfo", "changesInfos/c1.xml"),
            ),
            "ppt/commentAuthors.xml": "<a>SecretReviewerWord</a>",
            "ppt/changesInfos/c1.xml": "<c>SecretChangerWord</c>",
            "ppt/slides/slide1.xml": f"""
                <p:sld xmlns:p="{SLIDES}" xmlns:a="{DRAWINGS}" xmlns:r="{R}"><p:cSld><p:spTree>
                <p:sp><p:txBody><a:p><a:r><a:t>Open slide</a:t></a:r></a:p></p:txBody></p:sp>
                <p:pic><p:nvPicPr><p:cNvPr id="4" name="x" descr="C:\\Users\\SecretUserWord\\face.jpg"/></p:nvPicPr>
                <p:blipFill><a:blip r:embed="r2"/></p:blipFill></p:pic></p:spTree></p:cSld>
                <p:custDataLst><p:tags r:id="r3"/></p:custDataLst></p:sld>""",
            "ppt/slides/_rels/slide1.xml.rels": rels(
                ("r1", "comments", "../comments/c1.xml"),
                ("r2", "image", "../media/image1.jpeg"),
                ("r3", "tags", "../tags/tag1.xml"),
            ),
            "ppt/comments/c1.xml": f'<p:cmLst xmlns:p="{SLIDES}"><p:cm><p:text>SecretCommentWord</p:text></p:cm></p:cmLst>',
            "ppt/tags/tag1.xml": "<t>SecretTagWord</t>",
            "ppt/media/image1.jpeg": jpeg(),
        }
    )


# --- OpenDocument ---

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
NAMESPACES = (
    f'xmlns:office="{OFFICE}" xmlns:text="{TEXT}" xmlns:draw="{DRAW}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:loext="urn:x:loext" xmlns:config="urn:x:config"'
)
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def odt(body="", change=None):
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "meta.xml": f"<m {NAMESPACES}><dc:creator>SecretAuthorWord</dc:creator><dc:title>SecretTitleWord</dc:title></m>",
        "content.xml": f"""<office:document-content {NAMESPACES}><office:body><office:text>
            <text:tracked-changes><text:changed-region><text:deletion><office:change-info>
            <dc:creator>SecretTrackerWord</dc:creator></office:change-info><text:p>SecretDeletedWord</text:p></text:deletion>
            </text:changed-region></text:tracked-changes>
            <text:p loext:rsid="001">Open <office:annotation><dc:creator>SecretReviewerWord</dc:creator>
            <text:p>SecretCommentWord</text:p></office:annotation>text<text:change text:change-id="c"/> stays.</text:p>
            <text:p><text:a xlink:href="file:///home/SecretUserWord/x.odt">a link</text:a> and
            <text:a xlink:href="https://ngo.example/">another</text:a></text:p>
            <text:p><draw:frame draw:name="SecretFile.jpg"><draw:image xlink:href="Pictures/1.jpg"/></draw:frame></text:p>
            {body}</office:text></office:body></office:document-content>""",
        "styles.xml": f"<office:document-styles {NAMESPACES}/>",
        "settings.xml": f"""<office:document-settings {NAMESPACES}>
            <config:config-item config:name="PrinterName">SecretPrinterWord</config:config-item>
            <config:config-item config:name="ShowGrid">false</config:config-item></office:document-settings>""",
        "Thumbnails/thumbnail.png": png(),
        "Pictures/1.jpg": jpeg(),
        "Pictures/deleted.jpg": jpeg() + b"SecretUnusedWord",
        "Versions/Version1": "SecretVersionWord",
        "Configurations2/x.xml": "<x/>",
        "layout-cache": "SecretCacheWord",
        "META-INF/manifest.xml": f"""<manifest:manifest xmlns:manifest="{MANIFEST}">
            <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
            <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
            <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
            <manifest:file-entry manifest:full-path="Versions/Version1" manifest:media-type=""/></manifest:manifest>""",
    }
    if change:
        change(parts)
    return zipped(parts)


# --- PDF ---


def pdf(change=None, **save):
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    page.Contents = made.make_stream(b"BT /F1 12 Tf (Open page) Tj ET")
    image = made.make_stream(jpeg())
    image.Subtype, image.Type, image.Filter = pikepdf.Name.Image, pikepdf.Name.XObject, pikepdf.Name.DCTDecode
    image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 40, 20, 8, pikepdf.Name.DeviceRGB
    packed = made.make_stream(zlib.compress(jpeg()))
    packed.Subtype, packed.Filter = (
        pikepdf.Name.Image,
        pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]),
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im1=image, Im2=packed))
    page.obj.PieceInfo = pikepdf.Dictionary(Maker=pikepdf.Dictionary(Private=pikepdf.String("SecretPieceWord")))
    page.obj.Thumb = made.make_stream(b"SecretThumbWord")
    page.obj["/PTEX.FileName"] = pikepdf.String("/home/SecretTexWord/figure.pdf")
    note = {"T": "SecretReviewerWord", "Contents": "SecretCommentWord", "Rect": [0, 0, 9, 9]}
    page.Annots = made.make_indirect(
        pikepdf.Array(
            [
                made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, **note)),
                pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Highlight, **note),
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=[0, 0, 9, 9],
                    A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("C:\\SecretProgramWord.exe")),
                ),
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=[0, 0, 9, 9],
                    A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://ngo.example/")),
                ),
            ]
        )
    )
    made.attachments["SecretNameWord.txt"] = b"SecretAttachmentWord"
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("SecretScriptWord"))
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = ["SecretXmpWord"]
    made.docinfo["/Author"], made.docinfo["/Company"] = "SecretAuthorWord", "SecretCompanyWord"
    if change:
        change(made, page)
    out = BytesIO()
    made.save(out, **save)
    return out.getvalue()


def with_later_version(content):
    """An incremental update that replaces the page's text, as programs append it: the first text stays in the file."""
    with pikepdf.open(BytesIO(content)) as read:
        number, generation = read.pages[0].Contents.objgen
        size, root = int(read.trailer.Size), read.trailer.Root.objgen
    start = content.rindex(b"startxref") + len(b"startxref")
    previous = int(content[start:].split()[0])
    text = b"BT /F1 12 Tf (Later page) Tj ET"
    at = len(content)
    update = b"%d %d obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, generation, len(text), text)
    table = b"xref\n%d 1\n%010d %05d n \ntrailer\n<</Size %d/Root %d %d R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number,
        at,
        generation,
        size,
        *root,
        previous,
        at + len(update),
    )
    return content + update + table
