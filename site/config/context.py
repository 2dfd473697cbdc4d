"""What every page knows: languages, addresses, whether it may be indexed."""

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

# What every footer promises. Their slugs are those of the pages that come with the site (pages/seed).
FOOTER_PAGES = [
    ("about", _("About")),
    ("contribute", _("How to contribute")),
    ("privacy", _("Privacy")),
    ("leaving-safely", _("Leaving this site safely")),
    ("accessibility", _("Accessibility")),
    ("contact", _("Contact and imprint")),
]


def site(request):
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "version": settings.VERSION,
        "is_demonstration": settings.DEMONSTRATION,
        "leave_url": settings.LEAVE_URL,
        "languages": _languages(request),
        "footer_pages": [
            {"heading": _("Need help now?"), "url": reverse("pages:help_now")},
            {"heading": _("Find a counterpart"), "url": reverse("directory:counterpart")},
            {"heading": _("Coverage"), "url": reverse("pages:coverage")},
            {"heading": _("Glossary"), "url": reverse("glossary:glossary")},
            *({"heading": heading, "url": _page_address(slug)} for slug, heading in FOOTER_PAGES),
        ],
        "site_url": settings.SITE_URL,
    }


def _languages(request):
    """The same page, with the same query, in each language."""
    current = get_language()
    return [
        {
            "code": code,
            "native_name": get_language_info(code)["name_local"].capitalize(),
            "url": translate_url(request.get_full_path(), code),
            "current": code == current,
        }
        for code, _name in settings.LANGUAGES
    ]


def _page_address(slug):
    return reverse("wagtail_serve", args=[f"{slug}/"])
