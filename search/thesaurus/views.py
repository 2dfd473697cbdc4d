from dataclasses import replace
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from records import addresses
from search.thesaurus import skos, storing
from search.thesaurus.glossary import MOST_FOUND, address, glossary_in

A_DAY = 24 * 60 * 60
LONGEST_WORDS = 100


@require_safe
def glossary(request):
    """The names of all concepts; with words in the field, what is found by them."""
    whole = glossary_in(get_language())
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    if not words:
        return _page(request, whole, "glossary.html", groups=_by_letter(whole))
    items = whole.items(whole.found(words))
    return _page(request, whole, "glossary_found.html", words=words, items=items, most=MOST_FOUND)


def _by_letter(whole):
    return [(letter, [whole.links[key] for key in keys]) for letter, keys in whole.letters.items()]


@require_safe
def letter(request, letter):
    """The concepts of one letter; one that has none in this language leads to the whole."""
    whole = glossary_in(get_language())
    if letter not in whole.letters:
        return redirect("glossary:glossary")
    # Made only when the part of the page that is kept has to be.
    items = SimpleLazyObject(lambda: whole.items(whole.letters[letter]))
    return _page(request, whole, "glossary_letter.html", letter=letter, items=items)


def _page(request, whole, template, letter="", words="", **context):
    meta = addresses.of_list(lambda language: address(language, letter), query=words and urlencode({"q": words}))
    if letter:
        meta = replace(meta, alternates=())
    context |= {
        "letter": letter,
        "words": words,
        "letters": list(whole.letters),
        "thesaurus_version": whole.version,
        "formats": list(skos.FORMATS),
        "meta": meta,
    }
    return render(request, f"search/thesaurus/{template}", context)


def _etag(request, ending):
    return f'"{storing.version()}-{ending}"'


@require_safe
@condition(etag_func=_etag)
def download(request, ending):
    """All concepts in SKOS; made once for each version of the thesaurus."""
    if ending not in skos.FORMATS:
        raise Http404
    key = f"thesaurus-{storing.version()}-{ending}"
    content = cache.get(key)
    if content is None:
        content = skos.written(storing.read_all(), ending)
        cache.set(key, content, A_DAY)
    headers = {"Content-Disposition": f'attachment; filename="thesaurus.{ending}"'}
    return HttpResponse(content, content_type=skos.FORMATS[ending][1], headers=headers)
