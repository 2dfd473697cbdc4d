"""`search`, `search --batch` and `evaluate_search`: their formats are promised to others."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from search.evaluation import evaluate
from tests.factories import CaseStudyFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def lanterns(search_index):
    PracticeFactory(number=6, title_en="Lantern", title_it="Lanterna", countries=["IT"])
    CaseStudyFactory(number=7, title_en="A lantern abroad")
    OrganisationFactory(name_en="Lantern Society")
    PracticeFactory(number=8, title_en="Lantern for members", visibility="members")
    return search_index.refresh()


def test_a_query_is_answered_in_words(lanterns):
    answer = run("search", "lanterna", "--language", "it")

    assert "Lanterna [practice 6, it, " in answer


def test_a_query_is_answered_in_json(lanterns):
    answer = json.loads(run("search", "lantern", "--json"))

    found = [{key: hit[key] for key in ("type", "number", "slug") if key in hit} for hit in answer["hits"]]
    assert sorted(found, key=str) == [
        {"type": "case_study", "number": 7},
        {"type": "organisation", "slug": "lantern-society"},
        {"type": "practice", "number": 6},
    ]
    assert answer["total"] == 3


def test_a_type_and_a_limit_narrow_the_answer(lanterns):
    assert len(json.loads(run("search", "lantern", "--json", "--limit", "1"))["hits"]) == 1
    assert [hit["number"] for hit in json.loads(run("search", "lantern", "--json", "--type", "practice"))["hits"]] == [
        6
    ]


def test_a_file_of_queries_is_answered_by_their_ids(lanterns, tmp_path):
    lines = [
        {"id": "a", "query": "lanterna", "lang": "it"},
        {"id": "b", "query": "no. 7", "lang": "en"},
        {"id": "c", "query": "xyzzy"},
    ]
    file = tmp_path / "queries.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)) + "\n\n", encoding="utf-8")

    answer = json.loads(run("search", "--batch", str(file)))

    assert answer["a"][0] == {"type": "practice", "number": 6}
    assert answer["b"][0] == {"type": "case_study", "number": 7}
    assert answer["c"] == []


def test_a_line_that_is_no_query_is_named(lanterns, tmp_path):
    file = tmp_path / "queries.jsonl"
    file.write_text('{"id": "a", "query": "x"}\nnonsense\n', encoding="utf-8")

    with pytest.raises(CommandError, match="Line 2"):
        run("search", "--batch", str(file))


JUDGED = [
    {
        "id": "a",
        "lang": "it",
        "query": "lanterna",
        "kind": "topic",
        "held_out": True,
        "relevant": [{"type": "practice", "number": 6, "grade": 3}],
    },
    {
        "id": "b",
        "lang": "en",
        "query": "xyzzy",
        "kind": "typo",
        "held_out": False,
        "relevant": [{"type": "organisation", "slug": "lantern-society", "grade": 1}],
    },
]


def test_judged_queries_are_measured_by_half_kind_and_language(lanterns, tmp_path):
    file = tmp_path / "judged.json"
    file.write_text(json.dumps(JUDGED), encoding="utf-8")

    table = {line.split("  ")[0]: line.split()[-4:] for line in run("evaluate_search", str(file)).splitlines()[1:]}

    assert table["all"] == ["0.500", "0.500", "0.500", "50.0%"]
    assert (
        table["half: held out"] == table["kind: topic"] == table["language: it"] == ["1.000", "1.000", "1.000", "0.0%"]
    )
    assert table["kind: typo"] == ["0.000", "0.000", "0.000", "100.0%"]


def test_what_falls_below_the_floors_is_a_failure(lanterns, tmp_path):
    file = tmp_path / "judged.json"
    file.write_text(json.dumps(JUDGED), encoding="utf-8")

    with pytest.raises(CommandError, match="for tuning"):
        run("evaluate_search", str(file), "--floors")


def test_an_answer_in_a_worse_order_counts_less():
    right, wrong = {"type": "practice", "number": 6}, {"type": "practice", "number": 1}

    first = evaluate(JUDGED[:1], {"a": [right, wrong]})["all", ""]
    second = evaluate(JUDGED[:1], {"a": [wrong, right]})["all", ""]

    assert first.values["nDCG@10"] == 1
    assert 0 < second.values["nDCG@10"] < 1
    assert second.values["MRR"] == 0.5
