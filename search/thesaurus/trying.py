"""How a query is understood, for editors: its concepts, and what is found with and without them."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

from search import service
from search.analysis import is_stop_word, normalised
from search.models import Concept
from search.query import LONGEST_TEXT, SearchQuery
from search.thesaurus import matching

LIST, ADDRESS = (f"wagtailsnippets_search_concept:{name}" for name in ("list", "try"))
EDIT = "wagtailsnippets_search_concept:edit"
FIRST_HITS = 10


class QueryForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("What a reader types"), max_length=LONGEST_TEXT)
    language = forms.ChoiceField(label=gettext_lazy("Language of the reader"), choices=settings.LANGUAGES)


@dataclass(frozen=True)
class Piece:
    """Words of the query. concepts: [(key, address of its form or "", [(language, labels)])]; is_dropped: says nothing."""

    text: str
    concepts: tuple = ()
    is_dropped: bool = False


@permission_required("search.view_concept")
def try_query(request):
    asked = request.GET if "q" in request.GET else None
    form = QueryForm(asked, initial={"language": get_language()})
    context = {"form": form}
    if form.is_bound and form.is_valid():
        text, language = form.cleaned_data["q"], form.cleaned_data["language"]
        pieces = understood(text, language)
        context |= {"pieces": pieces, "columns": _with_and_without(text, language, pieces, request.viewer)}
    context |= {
        "header_title": _("Try a query"),
        "header_icon": "search",
        "breadcrumbs_items": [{"url": reverse(LIST), "label": _("Thesaurus")}, {"url": "", "label": _("Try a query")}],
    }
    return TemplateResponse(request, "search/thesaurus/try.html", context)


def understood(text, language):
    """The Pieces of a query in their order."""
    words = matching.typed_words(normalised(text), language)
    matches = matching.matching(words, language)
    addresses = _addresses({match.concept for match in matches})
    pieces, at = [], 0
    while at < len(words):
        here = [match for match in matches if match.first == at]
        last = max((match.last for match in here), default=at)
        said = " ".join(word.text for word in words[at : last + 1])
        concepts = tuple(
            (match.concept, addresses.get(match.concept, ""), list(matching.labels(match.concept).items()))
            for match in here
        )
        pieces.append(Piece(said, concepts, not here and is_stop_word(words[at].plain)))
        at = last + 1
    return pieces


def _addresses(keys):
    return {concept.key: reverse(EDIT, args=[concept.pk]) for concept in Concept.objects.filter(key__in=keys)}


def _with_and_without(text, language, pieces, viewer):
    """[(heading, Results)]: as a reader is answered, and as she would be if no concept were known."""
    keys = tuple(dict.fromkeys(key for piece in pieces for key, _address, _labels in piece.concepts))
    query = SearchQuery(text=text, language=language, size=FIRST_HITS)
    if not keys:
        return [(_("What is found"), service.search(query, viewer, wanted=()))]
    without = query.but(without_concepts=keys)
    return [
        (_("Without the concepts"), service.search(without, viewer, wanted=())),
        (_("With the concepts"), service.search(query, viewer, wanted=())),
    ]


def address_of(concept):
    """Where the name of a concept is tried."""
    return f"{reverse(ADDRESS)}?{urlencode({'q': concept.name, 'language': get_language()})}"
