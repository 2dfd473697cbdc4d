from functools import cache

from django.db.models import Prefetch
from django.utils.translation import override

from directory.models import Organisation
from practices.models import Category, Involvement, Practice, Typology
from practices.sections import SECTIONS
from records.languages import LANGUAGES, languages_with_text
from records.models import Tag, Term
from search.analysis import normalised
from search.documents.base import OTHER, Document
from search.documents.composing import (
    country_facts,
    facts,
    label_facts,
    newest,
    own_texts,
    record_sort_keys,
    uid,
    with_parents,
)
from search.documents.kinds import VIEWERS, Kind

TYPE = "practice"
TEXTS = ("summary", *SECTIONS, "area", "typology_note", "period")
TERMS = ("services", "exploitation", "sectors", "target_groups_direct", "target_groups_indirect")


def records(audience):
    practices = Practice.objects.visible_to(VIEWERS[audience]).filter(visibility=audience)
    return (
        practices.select_related("category")
        .with_parties(VIEWERS[audience])
        .prefetch_related(
            "also_in",
            "typologies",
            "tagged_items__tag",
            "replications",
            "fundings",
            # As plain lists: asking a relation for its rows costs more than making the document.
            *(Prefetch(field, Term.objects.select_related("parent"), to_attr=f"{field}_listed") for field in TERMS),
        )
    )


def document(practice):
    titles = own_texts([(practice, ["title"])])
    bodies = own_texts(
        [
            (practice, TEXTS),
            *((row, ["who", "changes", "outcome"]) for row in practice.replications.all()),
            *((row, ["source", "note"]) for row in practice.fundings.all()),
        ]
    )
    if practice.original_title:
        titles[OTHER] = normalised(practice.original_title)
    categories = [category for category in (practice.category, *practice.also_in.all()) if category]
    tags = [item.tag for item in practice.tagged_items.all()]
    typologies = practice.typologies.all()
    terms = {field: getattr(practice, f"{field}_listed") for field in TERMS}
    target_groups = terms["target_groups_direct"] + terms["target_groups_indirect"]
    parties = practice.parties
    parties_named = [str(row) for row in parties]
    own = uid(TYPE, practice.pk)
    return Document(
        uid=own,
        type=TYPE,
        key=str(practice.number or ""),
        audience=practice.visibility,
        titles=titles,
        bodies=bodies,
        facts=facts(
            [
                dict.fromkeys(LANGUAGES, parties_named),
                country_facts(practice.country_codes),
                _labels_of_scopes(tuple(practice.scope)),
                label_facts(categories, "title"),
                label_facts(typologies, "title"),
                *(label_facts(each, "label") for each in terms.values()),
                label_facts(tags, "name"),
            ],
            {*titles, *bodies} - {OTHER},
        ),
        facets={
            "type": (TYPE,),
            "category": tuple(category.code for category in categories),
            "typology": tuple(typology.code for typology in typologies),
            "service": with_parents(terms["services"]),
            "country": tuple(practice.country_codes),
            "organisation": tuple(str(row.organisation_id) for row in parties if row.is_open),
            "target_group": with_parents(target_groups),
            "exploitation": with_parents(terms["exploitation"]),
            "sector": with_parents(terms["sectors"]),
            "scope": tuple(practice.scope),
            "language": languages_with_text(practice),
            "tag": tuple(tag.slug for tag in tags),
        },
        years=_years(practice),
        newest=newest(TYPE, practice.pk, practice.first_published_at),
        changed=newest(TYPE, practice.pk, practice.last_published_at),
        sort_keys=record_sort_keys(practice, own, practice.country_codes),
    )


@cache
def _labels_of_scopes(scopes):
    labels = {}
    for language in LANGUAGES:
        with override(language):
            labels[language] = [str(label) for label in Practice(scope=list(scopes)).scope_labels]
    return labels


def _years(practice):
    """An ongoing practice is known to have gone on until it was described."""
    first = practice.start_year or practice.end_year
    if first is None:
        return ()
    described = practice.information_as_of if practice.ongoing else None
    last = practice.end_year or described or first
    return tuple(range(first, max(first, last) + 1))


def used_by(model, pk):
    """Primary keys of the practices whose document says something of this object."""
    if model is Term:
        terms = Term.objects.filter(pk=pk) | Term.objects.filter(parent=pk)
        rows = [getattr(Practice, field).through.objects.filter(term__in=terms) for field in TERMS]
    elif model is Category:
        return {
            *Practice.objects.filter(category=pk).values_list("pk", flat=True),
            *Practice.also_in.through.objects.filter(category=pk).values_list("practice_id", flat=True),
        }
    elif model is Typology:
        rows = [Practice.typologies.through.objects.filter(typology=pk)]
    elif model is Tag:
        return set(Practice.objects.filter(tagged_items__tag=pk).values_list("pk", flat=True))
    elif model is Organisation:
        rows = [Involvement.objects.filter(organisation=pk)]
    else:
        rows = []
    return {pk for each in rows for pk in each.values_list("practice_id", flat=True)}


KIND = Kind(
    type=TYPE,
    model=Practice,
    records=records,
    document=document,
    shown=lambda viewer: Practice.objects.visible_to(viewer).for_cards(viewer),
)
