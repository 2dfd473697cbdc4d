"""Editorial pages: every type of page that has a translated heading and body. Those behind a restriction are left out."""

from wagtail.models import Page, get_page_models

from records.languages import LANGUAGES, languages_with_text, translated_fields
from records.visibility import Visibility
from search.documents.base import Document
from search.documents.composing import newest, own_texts, sort_keys, title_sort_keys, uid
from search.documents.kinds import Kind

TYPE = "page"


def page_models():
    return [model for model in get_page_models() if {"heading", "body"} <= set(translated_fields(model))]


def pages():
    return Page.objects.live().public().type(*page_models()).specific()


def records(audience):
    return pages() if audience == Visibility.PUBLIC else Page.objects.none()


def document(page):
    own = uid(TYPE, page.pk)
    titles = title_sort_keys({language: str(page.texts_in(language).heading) for language in LANGUAGES})
    return Document(
        uid=own,
        type=TYPE,
        key=page.slug,
        audience=Visibility.PUBLIC,
        titles=own_texts([(page, ["heading"])]),
        bodies=own_texts([(page, ["intro", "body"])]),
        facets={"type": (TYPE,), "language": languages_with_text(page)},
        newest=newest(TYPE, page.pk, page.first_published_at),
        changed=newest(TYPE, page.pk, page.last_published_at),
        sort_keys=sort_keys(own, titles, ()),
    )


def used_by(_model, _pk):
    return set()


KIND = Kind(type=TYPE, model=Page, records=records, document=document, shown=lambda _viewer: pages())
