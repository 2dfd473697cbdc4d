"""Records that a query calls by their name: by a number, an acronym or the whole title. They come first."""

from django.db.models import Q

from directory.models import Organisation
from practices.models import CaseStudy, Practice
from records.folding import folded, folded_words
from records.languages import LANGUAGES, column
from records.sorting import SORT_KEY_LENGTH, sort_key
from search.analysis import tokens
from search.documents.base import OTHER
from search.shortcuts import type_named

NUMBERED = {"practice": Practice, "case_study": CaseStudy}
TITLED = NUMBERED | {"organisation": Organisation}
# "no. 12", "n° 12", "Nr. 12", "número 12", "scheda 12"
BEFORE_A_NUMBER = set("no nr n num number numero nummer scheda fiche ficha bogen eintrag record registro".split())
LARGEST_NUMBER = 2_147_483_647


def named(text, viewer):
    """uids of the records that the text names and the viewer may see, in the order of TITLED."""
    text = text.strip(' "')
    if not text:
        return ()
    return tuple(dict.fromkeys([*_by_number(text, viewer), *_by_acronym(text, viewer), *_by_title(text, viewer)]))


def _by_number(text, viewer):
    words = folded_words(text)
    if not words or not words[-1].isascii() or not words[-1].isdigit() or int(words[-1]) > LARGEST_NUMBER:
        return []
    kind = "".join(word for word in words[:-1] if word not in BEFORE_A_NUMBER)
    kinds = [type_named(kind)] if kind else list(NUMBERED)
    return [uid for name in kinds if name in NUMBERED for uid in _uids(name, viewer, Q(number=int(words[-1])))]


def _by_acronym(text, viewer):
    words = [word.plain for word in tokens(text, OTHER)]
    if len(words) != 1:
        return []
    # Small letters and all: an acronym is often typed without its capitals.
    found = Organisation.objects.visible_to(viewer).filter(acronym__icontains=words[0]).order_by("pk")
    return [
        f"organisation:{key}"
        for key, acronym in found.values_list("pk", "acronym")
        if words[0] in folded(acronym).split()
    ]


def _by_title(text, viewer):
    key = sort_key(text)
    if not key or len(key) == SORT_KEY_LENGTH:
        return []
    condition = Q()
    for language in LANGUAGES:
        condition |= Q(**{column("sort_key", language): key})
    return [uid for name in TITLED for uid in _uids(name, viewer, condition)]


def _uids(name, viewer, condition):
    keys = TITLED[name].objects.visible_to(viewer).filter(condition).order_by("pk").values_list("pk", flat=True)
    return [f"{name}:{key}" for key in keys[:5]]
