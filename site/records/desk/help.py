"""The editors' handbook (docs/editors/) as pages of the desk, in the language of whoever reads it."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from records.languages import DEFAULT_LANGUAGE

FOLDER = settings.ROOT / "docs" / "editors"
IMAGES = FOLDER / "images"


@dataclass(frozen=True)
class Chapter:
    """One file of the handbook: its first line is the title."""

    path: Path

    @property
    def name(self):
        """Its part of the address; the number before it gives the order."""
        return self.path.stem.partition("-")[2]

    @cached_property
    def source(self):
        return self.path.read_text(encoding="utf-8")

    @property
    def title(self):
        return self.source.partition("\n")[0].removeprefix("# ")

    @property
    def markup(self):
        text = self.source.partition("\n")[2].replace("](../images/", f"]({reverse('desk_help')}images/")
        return mark_safe(MarkdownIt("commonmark").enable("table").render(text))


@cache
def chapters(language):
    """The chapters in their order; English in a language that has no handbook yet."""
    own, english = (sorted((FOLDER / code).glob("*.md")) for code in (language, DEFAULT_LANGUAGE))
    return [Chapter(path) for path in own or english]


def help_page(request, name=""):
    known = chapters(get_language())
    chapter = next((each for each in known if each.name == name), None) if name else known[0]
    if chapter is None:
        raise Http404
    context = {
        "page_title": _("Help"),
        "header_title": _("Help"),
        "header_icon": "help",
        "chapter": chapter,
        "chapters": known,
    }
    return TemplateResponse(request, "desk/help.html", context)


def help_image(request, name):
    if name not in {path.name for path in IMAGES.glob("*.png")}:
        raise Http404
    return FileResponse((IMAGES / name).open("rb"), content_type="image/png")
