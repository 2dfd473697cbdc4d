"""Pictures: upright, in ordinary colours, and nothing beside their pixels."""

from io import BytesIO

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps
from PIL.JpegImagePlugin import get_sampling

from records.cleaning import segments
from records.cleaning.reasons import damaged, unknown_picture
from records.cleaning.traces import Trace
from records.refusals import Refused

# The largest telephones take 50 million; WebP and AVIF take long to write, and much memory.
MOST_PIXELS = {"AVIF": 12_000_000, "WEBP": 25_000_000}
MOST_PIXELS_OF_OTHERS = 55_000_000

FORMATS = {"avif": "AVIF", "gif": "GIF", "jpeg": "JPEG", "jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
WITHOUT_TRACES = {"JPEG": segments.jpeg, "PNG": segments.png, "GIF": segments.gif, "WEBP": segments.webp}
STARTS = {
    segments.JPEG_START: segments.jpeg,
    segments.PNG_START: segments.png,
    b"GIF8": segments.gif,
    b"RIFF": segments.webp,
}
MADE_ANEW = ("BMP", "TIFF")

# Tags of TIFF that speak of people, devices and places: description to host, XMP, IPTC, EXIF.
TELLING_TAGS = {270, 271, 272, 305, 306, 315, 316, 700, 33432, 33723, 34377, 34665, segments.EXIF_PLACE}

# Pillow has no exception of its own for a broken file.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    RuntimeError,
    MemoryError,
    ArithmeticError,
)


def clean(content, kind, traces):
    """The picture in its own format. Its pixels change only if it must be turned or its colours converted."""
    with _opened(content, (FORMATS[kind],)) as picture:
        if kind == "avif":
            return _avif(picture, traces)
        cleaned = WITHOUT_TRACES[FORMATS[kind]](content, traces)
        if _frames(picture) > 1:
            return cleaned
        upright = _in_srgb(_upright(picture), picture.info.get("icc_profile"))
        if upright is not picture:
            cleaned = _written(upright, picture)
    return cleaned


def clean_embedded(content, traces):
    """A picture of a document, as it stands there: the document says which way is up."""
    for start, without_traces in STARTS.items():
        if content.startswith(start):
            return without_traces(content, traces)
    try:
        with _opened(content, MADE_ANEW) as picture:
            if TELLING_TAGS & set(picture.getexif()):
                traces.found(Trace.CAMERA)
            return _written(picture, picture)
    except Refused:
        raise unknown_picture() from None


def _opened(content, formats):
    most = MOST_PIXELS.get(formats[0], MOST_PIXELS_OF_OTHERS)
    try:
        picture = Image.open(BytesIO(content), formats=formats)
        if picture.width * picture.height * _frames(picture) > most:
            raise _too_many_pixels(most)
        picture.load()
    except Image.DecompressionBombError:
        raise _too_many_pixels(most) from None
    except BROKEN:
        raise damaged() from None
    return picture


def _frames(picture):
    """A photo may carry others (MPO): they go, and do not count."""
    return 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)


def _too_many_pixels(most):
    return Refused(
        format_lazy(_("The picture has more than {millions} million pixels."), millions=most // 1_000_000),
        _("Make it smaller and upload it again; 2,000 pixels in width are enough for a page."),
    )


def _upright(picture):
    try:
        turned = picture.getexif().get(segments.EXIF_ORIENTATION, 1) in range(2, 9)
        return ImageOps.exif_transpose(picture) if turned else picture
    except BROKEN:
        return picture  # what says how it is turned cannot be read


def _in_srgb(picture, profile):
    """Colours converted with the profile, which then can go: it may name a screen, a camera or who measured it."""
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if _is_srgb(source):
            return picture
        mode = "RGB" if picture.mode == "CMYK" else picture.mode
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a profile that cannot be read changes no colours


def _is_srgb(profile):
    return "srgb" in ImageCms.getProfileDescription(profile).lower()


def _written(picture, original):
    out, options = BytesIO(), _like(original)
    # Pixels, palette and transparency: some formats write whatever else a picture carries.
    picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    picture.getexif().clear()
    try:
        picture.save(out, "JPEG" if original.format == "MPO" else original.format, **options)
    except BROKEN:
        raise damaged() from None
    return out.getvalue()


def _like(original):
    """Options that keep the quality of the original."""
    if original.format in ("JPEG", "MPO"):
        return {
            "qtables": original.quantization,
            "subsampling": get_sampling(original),
            "progressive": "progressive" in original.info,
        }
    if original.format == "WEBP":
        return {"quality": 90}
    if original.format == "AVIF":
        return {"quality": 85, "speed": 8}
    return {}


def _avif(picture, traces):
    """The container of AVIF is a maze: the picture is always written anew."""
    if _frames(picture) > 1:
        raise Refused(_("The picture moves."), _("Save it as GIF or WebP and upload that."))
    if exif := picture.info.get("exif"):
        segments.exif(exif, traces)
    if "xmp" in picture.info:
        traces.found(Trace.CAPTIONS)
    if "icc_profile" in picture.info:
        traces.found(Trace.PROFILE)
    return _written(_in_srgb(_upright(picture), picture.info.get("icc_profile")), picture)
