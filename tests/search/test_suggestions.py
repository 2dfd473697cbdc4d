"""What is offered while somebody is typing."""

import pytest

from tests.factories import DraftFactory, MemberFactory, OrganisationFactory, PracticeFactory
from tests.search_engines import search_engine  # noqa: F401 - a fixture: all of this on both engines

pytestmark = pytest.mark.django_db

ADDRESS = "/en/search/suggestions/"


def options(client, words, address=ADDRESS):
    return client.get(address, {"q": words}).content.decode()


def test_records_are_offered_by_the_words_of_their_titles(client, search_index):
    practice = PracticeFactory(title_en="Night bus to the ferry")
    search_index.refresh()

    page = options(client, "bus fer")

    assert f'data-href="{practice.get_absolute_url()}"' in page
    assert "Night <mark>bus</mark> to the <mark>ferry</mark>" in page
    assert 'role="option"' in page


def test_concepts_are_offered_in_every_language_with_the_readers_name(client, search_index):
    page = options(client, "menschenhan")

    assert 'data-text="Menschenhandel"' in page
    assert "trafficking in human beings" in page


def test_nothing_of_what_is_not_public_is_offered(client, signed_in, search_index):
    DraftFactory(title_en="Zanzibar draft")
    members = PracticeFactory(title_en="Zanzibar for members", visibility="members")
    hidden = OrganisationFactory(name_en="Zanzibar house", visibility="members")
    PracticeFactory(title_en="Harbour", organisations=[hidden])
    search_index.refresh()

    assert "anzibar" not in options(client, "zan")
    assert members.title_en.replace("Zanzibar", "<mark>Zanzibar</mark>") in options(signed_in(MemberFactory()), "zan")


def test_what_was_withdrawn_since_the_index_was_made_is_not_offered(client, search_index):
    practice = PracticeFactory(title_en="Zanzibar")
    search_index.refresh()
    type(practice).objects.update(live=False)

    assert "anzibar" not in options(client, "zan")


@pytest.mark.parametrize("words", ["", " ", "-", '"', "%00", "x" * 3000, "*", "'"])
def test_any_text_has_an_answer(client, search_index, words):
    assert client.get(ADDRESS, {"q": words}).status_code == 200


def test_suggestions_are_kept_nowhere(client, search_index):
    response = client.get(ADDRESS, {"q": "bus"})

    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("count", [1, 8])
def test_suggestions_cost_the_same_however_many(client, search_index, django_assert_max_num_queries, count):
    for number in range(count):
        PracticeFactory(title_en=f"Zanzibar {number}", organisations=[OrganisationFactory()])
    search_index.refresh()

    with django_assert_max_num_queries(5):
        client.get(ADDRESS, {"q": "zanz"})


def test_for_a_word_that_we_avoid_the_one_that_we_use_is_offered(client, search_index):
    page = options(client, "zingar", "/it/search/suggestions/")

    assert 'data-text="rom e sinti"' in page
    assert "zingaro" not in page
