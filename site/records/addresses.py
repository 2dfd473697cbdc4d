"""Addresses: the slug for the eye, and what a page tells search engines of itself and its sister languages.

Only languages with text of their own are named; a page that is wholly fallback is canonical to its source.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.text import slugify
from django.utils.translation import get_language, override

from records.languages import LANGUAGES, fallback_order, source_language

SLUG_LENGTH = 60


def slug_of(title):
    """ "Crisis and assessment unit" becomes "crisis-and-assessment-unit"; a long one ends at a whole word."""
    slug = slugify(str(title))
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug.strip("-_") or "-"


@dataclass(frozen=True)
class Meta:
    """canonical: absolute URL; alternates: ((language, absolute URL), ...); indexable: for robots."""

    canonical: str
    alternates: tuple
    indexable: bool


def to_right_slug(request, subject):
    """Redirect to the address of the subject as it is now, with the reader's query.

    For now, not for good: a browser remembers a permanent redirect, and a title may change back.
    """
    query = request.META.get("QUERY_STRING")
    return HttpResponseRedirect(subject.get_absolute_url() + (f"?{query}" if query else ""))


class HasAddress:
    """Mixin of whatever has a page of its own, named by `get_absolute_url`."""

    def address_in(self, language):
        """Path of the page in one language."""
        with override(language):
            return self.get_absolute_url()


def of(subject):
    """The Meta of a record or editorial page, which knows `languages_with_text` and `address_in(language)`."""
    written = subject.languages_with_text
    shown = next(
        (code for code in fallback_order(get_language(), source_language(subject)) if code in written),
        get_language(),
    )
    return Meta(
        canonical=absolute(subject.address_in(shown)),
        alternates=tuple((code, absolute(subject.address_in(code))) for code in written),
        indexable=not settings.DEMONSTRATION and getattr(subject, "visibility", "public") == "public",
    )


def of_list(address_in, query=""):
    """The Meta of a page whose frame is in every language; `address_in(language)` gives its path."""
    ending = f"?{query}" if query else ""
    return Meta(
        canonical=absolute(address_in(get_language()) + ending),
        alternates=tuple((code, absolute(address_in(code) + ending)) for code in LANGUAGES),
        indexable=not settings.DEMONSTRATION and not query,
    )


def absolute(path):
    return settings.SITE_URL + path
