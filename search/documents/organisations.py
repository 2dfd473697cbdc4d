"""An organisation with the services that its page shows to the same readers.

One document serves one audience. So a service for members of an organisation that is public stands in neither index:
the public document must not tell it, and members have no document of their own. Services of an organisation that is
for members go where it goes.
"""

from django.db.models import Prefetch
from django.utils.translation import override

from directory.entry import last_change
from directory.models import ContactPoint, Organisation, OrganisationContactPoint, Service, ServiceContactPoint
from directory.models.organisation import OPEN_TEXTS, Membership, Referrals
from records.languages import LANGUAGES
from records.models import Tag, Term
from records.names import language_name
from records.visibility import PUBLIC
from search.documents.base import Document
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

TYPE = "organisation"
TEXTS = tuple(field for field in OPEN_TEXTS if field != "name")
TEXTS_OF_SERVICES = ("name", "description", "conditions", "area")
TERMS = ("kinds", "target_groups", "exploitation")


def records(audience):
    viewer = VIEWERS[audience]
    services = Service.objects.visible_to(viewer).prefetch_related(
        _public_hotlines(ServiceContactPoint),
        *(Prefetch(field, Term.objects.select_related("parent"), to_attr=f"{field}_listed") for field in TERMS),
    )
    return (
        Organisation.objects.visible_to(viewer)
        .filter(visibility=audience)
        .prefetch_related(
            "tagged_items__tag",
            _public_hotlines(OrganisationContactPoint),
            Prefetch("services", services, to_attr="services_shown"),
        )
    )


def _public_hotlines(model):
    """What has a visibility of its own is in no index; that there is a hotline for all is a fact."""
    hotlines = model.objects.visible_to(PUBLIC).filter(kind=ContactPoint.Kind.HOTLINE).exclude(value="")
    return Prefetch("contact_points", hotlines, to_attr="public_hotlines")


def document(organisation):
    # Nobody is led to one that has ended.
    services = organisation.services_shown if organisation.is_active else []
    titles = own_texts([(organisation, ["name"])])
    bodies = own_texts([(organisation, TEXTS), *((service, TEXTS_OF_SERVICES) for service in services)])
    tags = [item.tag for item in organisation.tagged_items.all()]
    terms = {field: _once(services, f"{field}_listed") for field in TERMS}
    spoken = _once(services, "languages_spoken")
    countries = list(dict.fromkeys([*organisation.country_codes, *_once(services, "country_codes")]))
    own = uid(TYPE, organisation.pk)
    return Document(
        uid=own,
        type=TYPE,
        key=str(organisation.pk),
        audience=organisation.visibility,
        titles=titles,
        bodies=bodies,
        facts=facts(
            [
                country_facts(countries),
                _kind(organisation),
                *(label_facts(each, "label") for each in terms.values()),
                {language: [language_name(code, language) for code in spoken] for language in LANGUAGES},
                label_facts(tags, "name"),
            ],
            {*titles, *bodies},
        ),
        names=tuple(filter(None, [organisation.acronym, organisation.legal_name, *organisation.earlier_names_listed])),
        facets={
            "type": (TYPE,),
            "country": tuple(countries),
            "seat": tuple(filter(None, [organisation.country.code])),
            "organisation": (str(organisation.pk),),
            "service": with_parents(terms["kinds"]),
            "target_group": with_parents(terms["target_groups"]),
            "exploitation": with_parents(terms["exploitation"]),
            "language": organisation.languages_with_text,
            "languages_spoken": tuple(spoken),
            "tag": tuple(tag.slug for tag in tags),
            "member": (organisation.membership,) if organisation.membership != Membership.NONE else (),
            "standing": (organisation.standing,),
            **_whom_to_call(organisation, services),
        },
        newest=newest(TYPE, organisation.pk, organisation.first_published_at),
        changed=newest(TYPE, organisation.pk, last_change(organisation, services)),
        sort_keys=record_sort_keys(organisation, own, organisation.country_codes[:1]),
    )


def _whom_to_call(organisation, services):
    if not organisation.is_active:
        return {}
    hotlines = [contact for owner in (organisation, *services) for contact in owner.public_hotlines]
    told = organisation.accepts_referrals
    return {
        "hotline": ("yes", *(["always"] if any(each.always_open for each in hotlines) else [])) if hotlines else (),
        "referrals": (told,) if told != Referrals.UNKNOWN else (),
    }


def _kind(organisation):
    words = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = [str(organisation.get_kind_display())] if organisation.kind else []
    return words


def _once(services, name):
    return list(dict.fromkeys(each for service in services for each in getattr(service, name)))


def used_by(model, pk):
    """Primary keys of the organisations whose document says something of this object."""
    if model is Tag:
        return set(Organisation.objects.filter(tagged_items__tag=pk).values_list("pk", flat=True))
    if model is Service:
        return set(Service.objects.filter(pk=pk).exclude(organisation=None).values_list("organisation_id", flat=True))
    if model is Term:
        terms = Term.objects.filter(pk=pk) | Term.objects.filter(parent=pk)
        rows = [getattr(Service, field).through.objects.filter(term__in=terms) for field in TERMS]
        keys = {key for each in rows for key in each.values_list("service__organisation_id", flat=True)}
        return keys - {None}
    return set()


KIND = Kind(
    type=TYPE,
    model=Organisation,
    records=records,
    document=document,
    shown=Organisation.objects.visible_to,
)
