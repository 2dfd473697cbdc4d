import pytest
from django.urls import reverse
from django.utils.translation import override

from practices.models import Category
from tests.factories import DraftFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def titles(response):
    return [str(practice.texts.title) for practice in response.context["listing"].page]


def test_a_draft_stays_out_of_the_list(client):
    PracticeFactory(title_en="Shown")
    DraftFactory(title_en="Hidden")

    assert titles(client.get(reverse("practices:list"))) == ["Shown"]


def test_filters_add_up_across_and_widen_within(client):
    PracticeFactory(title_en="A in Italy")
    PracticeFactory(title_en="A in France", countries=["FR"])
    PracticeFactory(title_en="B in Italy", category=Category.objects.get(code="B"))
    address = reverse("practices:list")

    assert titles(client.get(address, {"category": "A", "country": "IT"})) == ["A in Italy"]
    assert titles(client.get(address, {"category": "A", "country": ["IT", "FR"]})) == ["A in France", "A in Italy"]


def test_a_practice_is_found_in_each_category_it_is_also_in(client):
    practice = PracticeFactory(title_en="Both")
    practice.also_in.add(Category.objects.get(code="C"))
    practice.save()

    assert titles(client.get(reverse("practices:list"), {"category": "C"})) == ["Both"]


def test_a_facet_counts_as_if_it_had_no_choice_of_its_own(client):
    PracticeFactory(countries=["IT", "FR"])
    PracticeFactory(countries=["FR"])

    listing = client.get(reverse("practices:list"), {"country": "IT"}).context["listing"]

    assert {choice.value: choice.count for choice in listing.countries} == {"IT": 1, "FR": 2}
    assert {choice.value: choice.count for choice in listing.categories}["A"] == 1


def test_an_empty_list_says_which_filter_to_drop(client):
    PracticeFactory(countries=["FR"])

    listing = client.get(reverse("practices:list"), {"country": "IT", "category": "A"}).context["listing"]

    assert [(each["count"], each["url"]) for each in listing.empty_suggestions] == [(1, "/en/practices/?category=A")]


def test_a_filter_can_be_taken_away_alone(client):
    listing = client.get(reverse("practices:list"), {"country": ["IT", "FR"], "category": "A"}).context["listing"]

    assert [each["remove_url"] for each in listing.chosen] == [
        "/en/practices/?country=IT&country=FR",
        "/en/practices/?country=FR&category=A",
        "/en/practices/?country=IT&category=A",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=x",
        "page=999",
        "size=7",
        "sort=price",
        "country=%00",
        "country=I",
        "country=ZZ",
        "country=it",
        "category=ZZZZZ",
        "country=' OR 1",
    ],
)
def test_an_odd_address_is_answered_all_the_same(client, query):
    PracticeFactory()

    response = client.get(f"{reverse('practices:list')}?{query}")

    assert response.status_code == 200
    assert len(response.context["listing"].page) == 1


def test_pages_keep_the_filters(client):
    for _ in range(25):
        PracticeFactory()

    response = client.get(reverse("practices:list"), {"country": "IT", "size": 10, "page": 2})

    assert len(response.context["listing"].page) == 10
    assert "country=IT&amp;size=10&amp;page=3" in response.content.decode()


@pytest.mark.parametrize("count", [1, 15])
def test_a_list_costs_seven_queries_however_long(client, count, django_assert_num_queries):
    for number in range(count):
        PracticeFactory(organisations=[OrganisationFactory()], countries=["IT", "FR"], title_it=f"Pratica {number}")

    with django_assert_num_queries(7):
        client.get("/it/practices/?country=IT&category=A")


def test_each_typology_counts_all_its_practices(client):
    category = Category.objects.get(code="A")
    for _ in range(3):
        practice = PracticeFactory()
        practice.typologies = list(category.typologies.filter(code="A2"))
        practice.save()

    response = client.get(category.get_absolute_url())

    assert {each.code: each.practice_count for each in response.context["typologies"]}["A2"] == 3


def test_countries_count_right_beside_a_category(client):
    for _ in range(3):
        PracticeFactory()

    listing = client.get(reverse("practices:list"), {"category": "A"}).context["listing"]

    assert [choice.count for choice in listing.countries] == [3]


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
