"""When the engine is away: a plain list from the database, by words of the titles. No concepts, no facets, no marks."""

from functools import reduce
from heapq import merge
from itertools import islice
from operator import or_

from django.db.models import Q

from directory.models import Service
from directory.models.organisation import Standing
from practices.models.case_study import CaseStudyQuerySet
from practices.models.numbered import any_of
from practices.models.practice import PracticeQuerySet
from records.languages import LANGUAGES, column
from records.models import Term
from records.visibility import Visibility
from search.documents.case_studies import own_exploitation_codes
from search.documents.making import KINDS, shown
from search.highlighting import marked
from search.query import Phrase, Prefix, Word
from search.results import Hit, Results

MODELS = {name: KINDS[name].model for name in ("practice", "case_study", "organisation")}


def _of_terms(*fields):
    """Records with terms of these vocabularies, or with narrower ones."""

    def having(records, codes):
        terms = Term.objects.filter(Q(code__in=codes) | Q(parent__code__in=codes))
        rows = [getattr(records.model, field).through.objects.filter(term__in=terms) for field in fields]
        having_any = [Q(pk__in=each.values(f"{records.model._meta.model_name}_id")) for each in rows]
        return records.filter(reduce(or_, having_any))

    return having


def _tagged(records, slugs):
    return records.filter(tagged_items__tag__slug__in=slugs).distinct()


def _with_exploitation(records, codes):
    return records.on_exploitation(own_exploitation_codes(codes))


def _in_countries(organisations, codes):
    """Based or working there, or with a service there that the index of their readers tells of."""
    of_their_readers = Q(visibility=Visibility.PUBLIC) | Q(organisation__visibility=Visibility.MEMBERS)
    services = Service.objects.published().filter(of_their_readers, organisation__standing=Standing.ACTIVE)
    serving = services.filter(any_of("countries", codes))
    return organisations.working_in(codes) | organisations.filter(pk__in=serving.values("organisation"))


# Filters that the database can answer as the index does, by type: (queryset, values) -> queryset.
FILTERS = {
    "practice": {
        "country": PracticeQuerySet.in_countries,
        "category": PracticeQuerySet.in_categories,
        "typology": PracticeQuerySet.of_typologies,
        "service": _of_terms("services"),
        "exploitation": _of_terms("exploitation"),
        "sector": _of_terms("sectors"),
        "target_group": _of_terms("target_groups_direct", "target_groups_indirect"),
        "tag": _tagged,
    },
    "case_study": {
        "country": CaseStudyQuerySet.in_countries,
        "area": CaseStudyQuerySet.in_areas,
        "exploitation": _with_exploitation,
        "tag": _tagged,
    },
    "organisation": {
        "country": _in_countries,
        "seat": lambda records, codes: records.filter(country__in=codes),
        "standing": lambda records, values: records.filter(standing__in=values),
        "member": lambda records, values: records.filter(membership__in=values),
        "tag": _tagged,
    },
}


def listed(query, parsed, viewer):
    """Results of titles that have any of the words, in the order of the alphabet. Filters it cannot apply exclude."""
    words = [piece.text for piece in parsed.pieces if isinstance(piece, Word | Phrase | Prefix)]
    kinds = query.filters.get("type") or MODELS
    found = [
        (kind, _records(kind, query, viewer).filter(_titled(MODELS[kind], words)).order_by("sort_key", "pk"))
        for kind in kinds
        if kind in MODELS and _may_be_filtered(kind, query)
    ]
    uids = _in_order(found, query.offset, query.size)
    records = shown(uids, viewer)
    hits = [_hit(uid, records[uid], query.language) for uid in uids if uid in records]
    return Results(hits, total=sum(records.count() for _kind, records in found), degraded=True)


def _may_be_filtered(kind, query):
    return not query.filters.keys() - {"type"} - FILTERS[kind].keys() and query.years == (None, None)


def _records(kind, query, viewer):
    records = MODELS[kind].objects.visible_to(viewer)
    for name, having in FILTERS[kind].items():
        if name in query.filters:
            records = having(records, query.filters[name])
    return records


def _titled(model, words):
    condition = Q() if not words else Q(pk=None)
    for word in words:
        for language in LANGUAGES:
            condition |= Q(**{f"{column(model.title_field, language)}__icontains": word})
    return condition


def _in_order(found, offset, size):
    rows = [
        [(key, f"{kind}:{pk}") for key, pk in records.values_list("sort_key", "pk")[: offset + size]]
        for kind, records in found
    ]
    return [uid for _key, uid in islice(merge(*rows), offset, offset + size)]


def _hit(uid, record, language):
    title = getattr(record.texts_in(language), record.title_field)
    return Hit(record, uid.partition(":")[0], title.language, marked(title.value, ()), title.language)
