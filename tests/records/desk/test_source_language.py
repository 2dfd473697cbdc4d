import pytest
from django.urls import reverse

from practices.models import Funding, Practice
from tests.factories import DraftFactory, EditorFactory, MemberFactory

pytestmark = pytest.mark.django_db


def choose(client, practice, language):
    address = reverse(Practice.snippet_viewset.get_url_name("language"), args=[practice.pk])
    return client.post(address, {"language": language})


def draft():
    return Practice.objects.get().get_latest_revision_as_object()


def test_a_text_begun_in_the_wrong_language_moves_with_its_rows(signed_in):
    practice = DraftFactory(title_en="Ispezioni", objectives_en="<p>Meno incidenti</p>")
    practice.fundings = [Funding(source_en="Provincia")]
    practice.save_revision()

    choose(signed_in(EditorFactory()), practice, "it")

    assert (draft().source_language, draft().title_it, draft().title_en) == ("it", "Ispezioni", "")
    assert draft().objectives_it == "<p>Meno incidenti</p>"
    assert [(row.source_it, row.source_en) for row in draft().fundings.all()] == [("Provincia", "")]


def test_texts_of_both_languages_stay_where_they_are(signed_in):
    practice = DraftFactory(title_en="Inspections", title_it="Ispezioni", summary_en="Only in English.")

    choose(signed_in(EditorFactory()), practice, "it")

    assert (draft().source_language, draft().title_it, draft().title_en) == ("it", "Ispezioni", "Inspections")
    assert draft().summary_en == "Only in English."
    assert not draft().summary_it


def test_members_do_not_change_it(signed_in):
    practice = DraftFactory(title_en="Inspections")

    choose(signed_in(MemberFactory()), practice, "it")

    assert draft().source_language == "en"
