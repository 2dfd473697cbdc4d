"""The thesaurus in SKOS, for other systems. The notes of the editors stay here."""

from django.conf import settings
from django.utils.translation import gettext, override
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from records.languages import LANGUAGES
from search.thesaurus.entries import ACRONYM, DISCOURAGED, FORMER, SYNONYM

# Ending of the address: (name in rdflib, content type)
FORMATS = {"ttl": ("turtle", "text/turtle; charset=utf-8"), "rdf": ("pretty-xml", "application/rdf+xml")}


def uri_of(key=None):
    """Of a concept, else of the whole; it leads a browser to the glossary in its language."""
    return URIRef(f"{settings.SITE_URL}/glossary/" + (f"#{anchor_of(key)}" if key else ""))


def anchor_of(key):
    return f"concept-{key}"


def graph(entries):
    """{key: Entry} as a Graph."""
    told, scheme = Graph(), uri_of()
    told.bind("skos", SKOS)
    told.bind("dcterms", DCTERMS)
    told.add((scheme, RDF.type, SKOS.ConceptScheme))
    for language in LANGUAGES:
        with override(language):
            told.add((scheme, DCTERMS.title, Literal(gettext("Thesaurus of work against trafficking"), language)))
    for entry in entries.values():
        _tell(told, entry, scheme)
    return told


def _tell(told, entry, scheme):
    concept = uri_of(entry.key)
    told.add((concept, RDF.type, SKOS.Concept))
    told.add((concept, SKOS.inScheme, scheme))
    told.add((concept, SKOS.notation, Literal(entry.key)))
    for language in LANGUAGES:
        if preferred := entry.preferred(language):
            told.add((concept, SKOS.prefLabel, Literal(preferred, language)))
        for text in entry.texts(language, SYNONYM, ACRONYM):
            told.add((concept, SKOS.altLabel, Literal(text, language)))
        # They find, and are shown to nobody.
        for text in entry.texts(language, FORMER, DISCOURAGED):
            told.add((concept, SKOS.hiddenLabel, Literal(text, language)))
        if definition := entry.definition.get(language):
            told.add((concept, SKOS.definition, Literal(definition, language)))
    for key in entry.broader:
        told.add((concept, SKOS.broader, uri_of(key)))
        told.add((uri_of(key), SKOS.narrower, concept))
    for key in entry.related:
        told.add((concept, SKOS.related, uri_of(key)))
    if not entry.broader:
        told.add((scheme, SKOS.hasTopConcept, concept))
        told.add((concept, SKOS.topConceptOf, scheme))


def written(entries, ending):
    """The bytes of a file."""
    return graph(entries).serialize(format=FORMATS[ending][0], encoding="utf-8")
