import pytest
from django.utils.translation import override

from practices.models import Practice
from records.folding import folded
from records.sorting import sort_key
from tests.factories import PracticeFactory


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Évolution", "evolution"), ("“Quo Vadis?”", "quo vadis"), ("Straße", "strasse"), ("Łódź", "lodz")],
)
def test_accents_case_and_quotes_do_not_count(text, plain):
    assert folded(text) == plain


def test_numbers_sort_by_value():
    assert sorted(["Unit 10", "Unit 9"], key=sort_key) == ["Unit 9", "Unit 10"]


@pytest.mark.django_db
def test_a_list_is_ordered_by_the_titles_its_reader_sees():
    PracticeFactory(title_en="Apple", title_it="Zucca")
    PracticeFactory(title_en="Éclair")
    PracticeFactory(title_en="Zebra", title_it="Asino")

    with override("en"):
        assert [str(p.texts.title) for p in Practice.objects.all()] == ["Apple", "Éclair", "Zebra"]
    with override("it"):
        assert [str(p.texts.title) for p in Practice.objects.all()] == ["Asino", "Éclair", "Zucca"]
