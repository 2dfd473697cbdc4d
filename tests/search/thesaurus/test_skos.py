import pytest
from rdflib import RDF, SKOS, Graph, Literal

from search.thesaurus import skos, storing
from search.thesaurus.entries import ACRONYM, DISCOURAGED, FORMER
from tests.search.thesaurus.concepts import entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("ending", "parser"), [("ttl", "turtle"), ("rdf", "xml")])
def test_the_whole_thesaurus_is_read_again_by_others(ending, parser):
    entries = storing.read_all()

    told = Graph().parse(data=skos.written(entries, ending), format=parser)

    assert len(set(told.subjects(RDF.type, SKOS.Concept))) == len(entries)
    for key, each in entries.items():
        names = {(str(name), name.language) for name in told.objects(skos.uri_of(key), SKOS.prefLabel)}
        assert names == {
            (text, language) for (language, kind), (text, *_) in each.labels.items() if kind == "preferred"
        }


def test_each_kind_of_label_and_relation_has_its_property():
    entries = {
        "debt": entry(
            "debt",
            labels={"en": ("debt", "arrears")},
            more={("en", ACRONYM): ("DBT",), ("en", FORMER): ("old debt",), ("it", DISCOURAGED): ("brutto",)},
            related=["loan"],
            note="a note of the editors",
        ),
        "loan": entry("loan", broader=["credit"]),
        "credit": entry("credit"),
    }

    told = skos.graph(entries)

    debt, loan, credit = (skos.uri_of(key) for key in entries)
    assert set(told.objects(debt, SKOS.altLabel)) == {Literal("arrears", "en"), Literal("DBT", "en")}
    assert set(told.objects(debt, SKOS.hiddenLabel)) == {Literal("old debt", "en"), Literal("brutto", "it")}
    assert (loan, SKOS.broader, credit) in told
    assert (credit, SKOS.narrower, loan) in told
    assert (debt, SKOS.related, skos.uri_of("loan")) in told
    assert set(told.subjects(SKOS.topConceptOf)) == {debt, credit}
    assert "a note of the editors" not in told.serialize(format="turtle")


def test_no_label_is_of_two_kinds_in_one_language():
    """What SKOS asks for (S13), and each concept has one preferred label in a language (S14)."""
    told = skos.graph(storing.read_all())

    for concept in told.subjects(RDF.type, SKOS.Concept):
        kinds = [set(told.objects(concept, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        assert not kinds[0] & kinds[1] | kinds[0] & kinds[2] | kinds[1] & kinds[2]
        assert len({name.language for name in kinds[0]}) == len(kinds[0])
