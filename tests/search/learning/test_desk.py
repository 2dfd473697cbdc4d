"""What editors see of it."""

from datetime import date

import pytest
from django.urls import reverse

from search.models import Unanswered
from tests.factories import EditorFactory, MemberFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("search_unanswered", args=["it"])
FORGET = reverse("search_unanswered_forget")


@pytest.fixture
def questions():
    for week, fingerprint, text, count in (
        (date(2026, 3, 2), "a", "ostello sicuro", 4),
        (date(2026, 3, 2), "b", "nave scuola", 9),
        (date(2026, 3, 2), "c", "", 2),
        (date(2026, 3, 9), "a", "ostello sicuro", 1),
    ):
        Unanswered.objects.create(language="it", week=week, fingerprint=fingerprint, text=text, count=count)


def test_an_editor_sees_weeks_newest_first_and_what_was_asked_most_first(signed_in, questions):
    response = signed_in(EditorFactory()).get(PAGE)

    weeks = response.context["weeks"]
    assert [(week.monday, week.others) for week in weeks] == [(date(2026, 3, 9), 0), (date(2026, 3, 2), 1)]
    assert [question.text for question in weeks[1].questions] == ["nave scuola", "ostello sicuro"]
    assert "1 other question was asked too rarely to be read." in response.content.decode()


def test_each_question_leads_to_the_thesaurus_and_can_be_tried_again(signed_in, questions):
    client = signed_in(EditorFactory())
    page = client.get(PAGE)

    assert page.context["thesaurus_url"] in page.content.decode()
    assert client.get(page.context["thesaurus_url"]).status_code == 200
    tried = client.get(page.context["weeks"][0].questions[0].try_url)
    assert "ostello sicuro" in tried.content.decode()


def test_languages_are_apart(signed_in, questions):
    client = signed_in(EditorFactory())

    german = client.get(reverse("search_unanswered", args=["de"]))

    assert german.context["weeks"] == []
    assert {each["code"]: each["number"] for each in german.context["languages"]}["it"] == 2


def test_the_menu_leads_an_editor_to_the_questions_in_her_own_language(signed_in):
    client = signed_in(EditorFactory())

    assert reverse("search_unanswered_own") in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse("search_unanswered_own")).url == reverse("search_unanswered", args=["en"])


def test_an_editor_can_delete_what_should_not_be_kept(signed_in, questions):
    response = signed_in(EditorFactory()).post(FORGET, {"language": "it", "text": "ostello sicuro"})

    assert response.url == PAGE
    assert sorted(Unanswered.objects.values_list("text", flat=True)) == ["", "nave scuola"]


@pytest.mark.parametrize("text", ["", None])
def test_deleting_nothing_leaves_what_cannot_be_read(signed_in, questions, text):
    signed_in(EditorFactory()).post(FORGET, {"language": "it"} | ({} if text is None else {"text": text}))

    assert Unanswered.objects.count() == 4


def test_a_link_alone_deletes_nothing(signed_in, questions):
    assert signed_in(EditorFactory()).get(FORGET).status_code == 405


def test_readers_and_members_see_nothing_of_it(client, signed_in, questions):
    assert client.get(PAGE).status_code == 302
    assert "ostello" not in signed_in(MemberFactory()).get(PAGE, follow=True).content.decode()


def test_an_unknown_language_is_no_page(signed_in):
    assert signed_in(EditorFactory()).get(reverse("search_unanswered", args=["xx"]), follow=True).status_code == 404


def test_the_page_takes_as_many_queries_for_many_questions_as_for_few(
    signed_in, questions, django_assert_max_num_queries
):
    client = signed_in(EditorFactory())
    client.get(PAGE)
    for number in range(30):
        Unanswered.objects.create(
            language="it", week=date(2026, 3, 16), fingerprint=str(number), text=f"parola {number}", count=3
        )

    with django_assert_max_num_queries(20):
        client.get(PAGE)
