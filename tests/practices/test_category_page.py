import pytest
from django.utils.translation import override

from practices.models import Category
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def titles(response):
    return [str(practice.texts.title) for practice in response.context["page"]]


def test_each_typology_counts_all_its_practices(client):
    category = Category.objects.get(code="A")
    for _ in range(3):
        practice = PracticeFactory()
        practice.typologies = list(category.typologies.filter(code="A2"))
        practice.save()

    response = client.get(category.get_absolute_url())

    assert {each.code: each.practice_count for each in response.context["typologies"]}["A2"] == 3


def test_a_category_page_shows_its_practices_and_types(client):
    PracticeFactory(title_en="Shown")
    category = Category.objects.get(code="A")

    response = client.get(category.get_absolute_url())

    assert titles(response) == ["Shown"]
    assert [typology.code for typology in response.context["typologies"]] == ["A1", "A2", "A3", "A4"]


def test_a_category_with_another_slug_leads_to_its_own(client):
    response = client.get("/de/practices/category/B-anything/")

    with override("de"):
        assert (response.status_code, response.url) == (302, Category.objects.get(code="B").get_absolute_url())


def test_a_category_page_has_pages_of_its_own(client):
    for _ in range(21):
        PracticeFactory()
    category = Category.objects.get(code="A")

    response = client.get(category.get_absolute_url(), {"page": 2})

    assert len(titles(response)) == 1
    assert "21 practices in this category" in response.content.decode()


@pytest.mark.parametrize("count", [1, 15])
def test_a_category_page_costs_the_same_however_long(client, count, django_assert_num_queries):
    for _ in range(count):
        PracticeFactory()
    address = Category.objects.get(code="A").get_absolute_url()

    with django_assert_num_queries(6):
        client.get(address)
