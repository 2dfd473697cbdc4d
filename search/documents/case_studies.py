from django.utils.translation import override

from directory.models import Organisation
from practices.models import CaseStudy
from practices.models.case_study import Exploitation
from practices.questions import ANSWERS
from records.languages import LANGUAGES, languages_with_text
from records.models import Tag
from search.analysis import normalised
from search.documents.base import Document
from search.documents.composing import country_facts, facts, label_facts, newest, own_texts, record_sort_keys, uid
from search.documents.kinds import VIEWERS, Kind

TYPE = "case_study"
TEXTS = (*ANSWERS, "exploitation_other", "recruited_by_other", "proposed_other", "references")
LABELS = ("areas", "exploitation", "gender", "age", "recruited_by", "proposed")
PLACES = ("origin", "transit", "destination", "other_countries")
# Where the form's own list and the vocabulary of practices name one thing by two codes.
TERM_CODES = {Exploitation.LABOUR: "labour-exploitation", Exploitation.CRIME: "forced-criminality"}


def own_exploitation_codes(codes):
    """As the form names what the facet names by these codes."""
    own = {term: code for code, term in TERM_CODES.items()}
    return [own.get(code, code) for code in codes]


def records(audience):
    case_studies = CaseStudy.objects.visible_to(VIEWERS[audience]).filter(visibility=audience)
    return case_studies.with_parties(VIEWERS[audience]).prefetch_related("partners", "tagged_items__tag")


def document(case_study):
    partners = list(case_study.partners.all())
    bodies = own_texts([(case_study, TEXTS), *((partner, ["name", "role"]) for partner in partners)])
    titles = _titles(case_study, {*bodies, *own_texts([(case_study, ["title"])])})
    tags = [item.tag for item in case_study.tagged_items.all()]
    named = [case_study.reporting_country.code, *(partner.country.code for partner in partners)]
    own = uid(TYPE, case_study.pk)
    return Document(
        uid=own,
        type=TYPE,
        key=str(case_study.number or ""),
        audience=case_study.visibility,
        titles=titles,
        bodies=bodies,
        facts=facts(
            [
                {language: [str(lead) for lead in case_study.leads] for language in LANGUAGES},
                _labels_and_places(case_study, partners),
                country_facts(dict.fromkeys(filter(None, named))),
                label_facts(tags, "name"),
            ],
            {*titles, *bodies},
        ),
        facets={
            "type": (TYPE,),
            "country": tuple(case_study.country_codes),
            "organisation": tuple(str(lead.pk) for lead in case_study.leads),
            "exploitation": tuple(TERM_CODES.get(code, code) for code in case_study.exploitation),
            "area": tuple(case_study.areas),
            "language": languages_with_text(case_study),
            "tag": tuple(tag.slug for tag in tags),
        },
        years=(case_study.information_as_of,) if case_study.information_as_of else (),
        newest=newest(TYPE, case_study.pk, case_study.first_published_at),
        changed=newest(TYPE, case_study.pk, case_study.last_published_at),
        sort_keys=record_sort_keys(case_study, own, case_study.country_codes),
    )


def _titles(case_study, languages):
    """Its own title, or the generated one, in the languages in which it has text."""
    titles = {language: case_study.texts_in(language).title for language in languages}
    return {language: normalised(str(title)) for language, title in titles.items() if title.language == language}


def _labels_and_places(case_study, partners):
    """{language: [words]} of the choices of the form; a region is in the words of one language."""
    words = {}
    for language in LANGUAGES:
        with override(language):
            labels = [str(label) for field in LABELS for label in getattr(case_study, f"{field}_labels")]
            places = [place for field in PLACES for place in getattr(case_study, f"{field}_labels")]
            kinds = [str(partner.get_kind_display()) for partner in partners]
            words[language] = [*labels, *(str(place) for place in places if place.language == language), *kinds]
    return words


def used_by(model, pk):
    """Primary keys of the case studies whose document says something of this object."""
    if model is Organisation:
        return set(CaseStudy.objects.filter(organisation=pk).values_list("pk", flat=True))
    if model is Tag:
        return set(CaseStudy.objects.filter(tagged_items__tag=pk).values_list("pk", flat=True))
    return set()


KIND = Kind(
    type=TYPE,
    model=CaseStudy,
    records=records,
    document=document,
    shown=lambda viewer: CaseStudy.objects.visible_to(viewer).for_cards(viewer),
)
