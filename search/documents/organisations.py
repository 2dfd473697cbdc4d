from directory.models import Organisation
from records.models import Tag
from search.documents.base import Document
from search.documents.composing import country_facts, facts, label_facts, newest, own_texts, record_sort_keys, uid
from search.documents.kinds import VIEWERS, Kind

TYPE = "organisation"


def records(audience):
    organisations = Organisation.objects.visible_to(VIEWERS[audience]).filter(visibility=audience)
    return organisations.prefetch_related("tagged_items__tag")


def document(organisation):
    titles = own_texts([(organisation, ["name"])])
    countries = [organisation.country.code] if organisation.country else []
    tags = [item.tag for item in organisation.tagged_items.all()]
    own = uid(TYPE, organisation.pk)
    return Document(
        uid=own,
        type=TYPE,
        key=str(organisation.pk),
        audience=organisation.visibility,
        titles=titles,
        facts=facts([country_facts(countries), label_facts(tags, "name")], titles),
        names=(organisation.acronym,) if organisation.acronym else (),
        facets={
            "type": (TYPE,),
            "country": tuple(countries),
            "organisation": (str(organisation.pk),),
            "tag": tuple(tag.slug for tag in tags),
        },
        newest=newest(TYPE, organisation.pk, organisation.first_published_at),
        sort_keys=record_sort_keys(organisation, own, countries),
    )


def used_by(model, pk):
    """Primary keys of the organisations whose document says something of this object."""
    if model is Tag:
        return set(Organisation.objects.filter(tagged_items__tag=pk).values_list("pk", flat=True))
    return set()


KIND = Kind(
    type=TYPE,
    model=Organisation,
    records=records,
    document=document,
    shown=Organisation.objects.visible_to,
)
