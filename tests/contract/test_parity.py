"""Both engines side by side: what is equal has to be equal exactly, and the best answer the same."""

import json
from pathlib import Path
from random import Random

import pytest

from search import engines, rebuilding
from search.documents.base import FACETS
from search.engines.base import (
    AUDIENCES,
    MEMBERS,
    PUBLIC,
    Best,
    Both,
    Constant,
    Either,
    Everything,
    Has,
    HasPhrase,
    Promoted,
    Request,
    StartsWith,
    Without,
)
from search.engines.tantivy import TantivyEngine
from search.query import SearchQuery
from search.service import search
from tests import search_engines
from tests.contract.made_documents import document
from tests.search_engines import ELASTICSEARCH, ENGINES

JUDGED = Path(__file__).parents[2] / "search" / "judged" / "demo.json"
LEAST_OVERLAP = 0.8
DOCUMENTS, QUESTIONS = 200, 150

# Usual words first.
VOCABULARY = {
    "en": "the of victims trafficking support shelter women police work legal advice return minors training café",
    "it": "di la vittime tratta sostegno casa donne polizia lavoro legale consulenza ritorno minori formazione città",
    "de": "der die Opfer Menschenhandel Schutzhaus Frauen Polizei Arbeit Beratung Rückkehr Straße Jugendliche für",
    "es": "de la víctimas trata apoyo casa mujeres policía trabajo legal asesoría retorno menores formación niñas",
    "fr": "de la victimes traite soutien foyer femmes police travail juridique conseil l'accueil mineurs forcé",
}
COUNTRIES, CATEGORIES, TAGS = ("IT", "DE", "FR", "ES", "RO"), ("A", "B", "C"), ("night", "street", "hotline")

only_with_both = pytest.mark.parametrize("engine_beside", ENGINES[1:])


# --- Two hundred made documents ---


def made_documents(chance):
    for pk in range(DOCUMENTS):
        languages = chance.sample(sorted(VOCABULARY), chance.randint(1, 3))
        titles = {language: words(chance, language, 4) for language in languages}
        first = chance.randint(1995, 2020)
        made = document(pk, audience=chance.choice([PUBLIC, PUBLIC, MEMBERS]), kind=chance.choice(["practice", "page"]))
        vars(made).update(
            titles=titles,
            bodies={language: words(chance, language, chance.randint(20, 120)) for language in languages},
            facets={
                "type": (made.type,),
                "country": tuple(chance.sample(COUNTRIES, chance.randint(0, 3))),
                "category": (chance.choice(CATEGORIES),),
                "tag": tuple(chance.sample(TAGS, chance.randint(0, 2))),
            },
            years=tuple(range(first, first + chance.randint(0, 5))),
            sort_keys={
                f"{kind}_{language}": f"{titles.get(language, 'zz').casefold()}\x1f{made.uid}"
                for kind in ("title", "country")
                for language in VOCABULARY
            },
        )
        yield made


def words(chance, language, number):
    known = VOCABULARY[language].split()
    return " ".join(chance.choices(known, weights=[1 / place for place in range(1, len(known) + 1)], k=number))


def leaf(chance):
    language = chance.choice(sorted(VOCABULARY))
    kind = chance.choice(["stem", "plain"])
    field = f"{kind}_{language}"
    token = chance.choice(TOKENS[field])
    return chance.choice(
        [
            Has(field, token),
            Has(field, token, boost=2.0),
            Has("title", token),
            HasPhrase(field, (token, chance.choice(TOKENS[field])), slop=chance.randint(0, 3)),
            StartsWith(field, token[:2]),
        ]
    )


def tree(chance, depth=2):
    if depth == 0:
        return leaf(chance)
    nodes = tuple(tree(chance, depth - 1) for _number in range(chance.randint(1, 3)))
    return chance.choice(
        [
            Either(nodes, chance.randint(1, 2)),
            Best(nodes, 0.1),
            Both(nodes),
            Both((Everything(), Without(nodes[0]))),
            Promoted(nodes[0], nodes[1:]),
            Constant(nodes[0], 2.0),
        ]
    )


def question(chance):
    filters = {
        "country": chance.sample(COUNTRIES, chance.choice([0, 0, 1, 2])),
        "category": chance.sample(CATEGORIES, chance.choice([0, 0, 0, 2])),
    }
    years = chance.choice([(None, None), (None, None), (2000, 2010), (None, 2005), (2015, None)])
    return Request(
        chance.choice([Everything(), tree(chance), tree(chance), tree(chance)]),
        filters=filters,
        ranges={"years": years},
        facets=(*FACETS, "years"),
        sort=chance.choice(["relevance", "newest", "title_it", "country_de"]),
        limit=DOCUMENTS,
    )


TOKENS = {}


@pytest.fixture
def engines_side_by_side(tmp_path):
    """Tantivy and Elasticsearch with the same documents."""
    made = list(made_documents(Random(7)))  # noqa: S311
    both = TantivyEngine(tmp_path), search_engines.elasticsearch()
    for engine in both:
        assert not engine.rebuild(iter(made))
    for language in VOCABULARY:
        for field in (f"stem_{language}", f"plain_{language}"):
            TOKENS[field] = sorted(token for token, _count in both[0].terms(PUBLIC, field, "", 100))
    return both


@only_with_both
def test_made_documents_are_matched_counted_and_ordered_alike(engine_beside, engines_side_by_side):
    tantivy, elasticsearch = engines_side_by_side
    chance = Random(11)  # noqa: S311
    matched = 0
    for number in range(QUESTIONS):
        request, audience = question(chance), chance.choice(AUDIENCES)
        one, other = tantivy.search(audience, request), elasticsearch.search(audience, request)
        told = f"question {number}: {request}"
        assert (one.total, one.facets, one.histogram) == (other.total, other.facets, other.histogram), told
        order = [hit.uid for hit in one.hits], [hit.uid for hit in other.hits]
        if request.sort == "relevance":
            order = [sorted(uids) for uids in order]
        assert order[0] == order[1], told
        assert {hit.uid: hit.stored for hit in one.hits} == {hit.uid: hit.stored for hit in other.hits}
        matched += bool(0 < one.total < DOCUMENTS)
    assert matched > QUESTIONS / 2  # or this would have compared nothing with nothing


@only_with_both
def test_made_documents_score_alike(engine_beside, engines_side_by_side):
    chance = Random(13)  # noqa: S311
    for _number in range(QUESTIONS):
        request = Request(tree(chance), limit=DOCUMENTS)
        one, other = (
            {hit.uid: hit.score for hit in each.search(PUBLIC, request).hits} for each in engines_side_by_side
        )
        assert other == pytest.approx(one, rel=0.05), request


@only_with_both
def test_words_are_counted_alike(engine_beside, engines_side_by_side):
    tantivy, elasticsearch = engines_side_by_side
    for audience in AUDIENCES:
        for field, tokens in TOKENS.items():
            assert dict(tantivy.terms(audience, field, "", 100)) == dict(elasticsearch.terms(audience, field, "", 100))
            places = [(field, token) for token in tokens]
            assert tantivy.counts(audience, places) == elasticsearch.counts(audience, places)
            for token in (token for token in tokens if len(token) > 4):
                asked = (audience, field, f"{token[:-2]}x{token[-1]}", token[0], 2)
                assert tantivy.near(*asked) == elasticsearch.near(*asked)


# --- The judged questions over the demonstration ---


@pytest.mark.django_db
@only_with_both
def test_judged_questions_are_answered_alike(engine_beside, demonstration, settings):
    judged = json.loads(JUDGED.read_text())
    rebuilding.rebuild()
    one = answers(judged)
    search_engines.choose(settings, ELASTICSEARCH)
    rebuilding.rebuild()
    assert engines.engine().health()["engine"] == ELASTICSEARCH
    other = answers(judged)

    assert [key for key in one if one[key].total != other[key].total] == []
    assert [key for key in one if one[key].facets != other[key].facets] == []
    assert [key for key in one if one[key].corrected != other[key].corrected] == []
    assert [key for key in one if records(one[key])[:1] != records(other[key])[:1]] == []
    assert [key for key in one if overlap(records(one[key]), records(other[key])) < LEAST_OVERLAP] == []


def answers(judged):
    found = {each["id"]: search(SearchQuery(each["query"], each["lang"])) for each in judged}
    assert not any(results.degraded for results in found.values())
    return found


def records(results):
    return [(hit.type, hit.record.pk) for hit in results.hits[:10]]


def overlap(one, other):
    return len(set(one) & set(other)) / max(len(one), 1) if one or other else 1
