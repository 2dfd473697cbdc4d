import json
import re
from datetime import date

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from practices.models import Category, Funding, Practice, Replication
from records.models import Term
from records.operations import publish, unpublish
from records.visibility import Viewer
from tests.factories import (
    ChiefEditorFactory,
    DraftFactory,
    OrganisationFactory,
    PracticeContactPointFactory,
    PracticeFactory,
)

pytestmark = pytest.mark.django_db


def test_a_wrong_slug_leads_to_the_right_one(client):
    PracticeFactory(number=6, title_en="Inspections", title_it="Ispezioni")

    response = client.get("/it/practices/6-inspections/")

    assert (response.status_code, response.url) == (302, "/it/practices/6-ispezioni/")


def test_a_wrong_slug_keeps_the_query(client):
    PracticeFactory(number=6, title_en="Inspections")

    assert client.get("/en/practices/6-x/?from=list").url == "/en/practices/6-inspections/?from=list"


def test_the_type_of_intervention_is_on_the_page_as_printed_too(client):
    practice = PracticeFactory(typology_note_en="Awareness raising in villages")
    practice.typologies = list(practice.category.typologies.all()[:1])
    practice.save()

    page = client.get(practice.get_absolute_url()).content.decode()

    assert str(practice.category.typologies.all()[0].title) in page
    assert "Awareness raising in villages" in page


def test_a_practice_nobody_saved_yet_can_be_previewed():
    PracticeFactory(title_en="Unrelated practice")
    request = RequestFactory().get("/admin/preview/")
    request.viewer, request.user = Viewer(is_editor=True), ChiefEditorFactory()

    page = Practice(title_en="New practice").serve_preview(request, "en").content.decode()

    assert "New practice" in page
    assert "Unrelated practice" not in page


def test_a_number_alone_is_enough(client):
    PracticeFactory(number=6, title_en="Inspections")

    assert client.get("/en/practices/6/").url == "/en/practices/6-inspections/"


def test_text_of_another_language_is_marked_for_eye_and_ear(client):
    practice = PracticeFactory(title_en="Inspections", background_en="<p>Why.</p>", title_it="Ispezioni")

    page = client.get(practice.address_in("it")).content.decode()

    assert "Ispezioni" in page
    assert re.search(r'lang="en"[^>]*>\s*(<[^>]+>\s*)*<p>Why.</p>', page)
    assert "Inglese" in page or "inglese" in page


def test_empty_sections_are_not_shown(client):
    practice = PracticeFactory(background_en="<p>Why.</p>")

    response = client.get(practice.get_absolute_url())

    assert [section.name for section in response.context["sections"]] == ["background"]


def test_what_was_withdrawn_says_so_and_what_never_was_does_not(client):
    practice = publish(PracticeFactory(number=7))
    hidden = publish(PracticeFactory(number=8, visibility="members"))
    for each in (practice, hidden):
        unpublish(each)

    assert client.get("/en/practices/7/").status_code == 410
    assert client.get("/en/practices/8/").status_code == 404
    assert client.get("/en/practices/9/").status_code == 404


def test_an_old_practice_does_not_read_as_current(client):
    practice = PracticeFactory(information_as_of=2012)

    assert "2012" in client.get(practice.get_absolute_url()).content.decode()
    assert practice.is_dated


def test_a_review_makes_an_old_practice_current():
    assert not PracticeFactory(information_as_of=2012, last_reviewed=date.today()).is_dated


def test_a_page_names_its_sisters_only_where_there_is_text(client):
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni")

    page = client.get(practice.address_in("de")).content.decode()

    assert sorted(re.findall(r'hreflang="(\w+)" href', page.split("</head>")[0])) == ["en", "it"]
    assert f'rel="canonical" href="http://localhost:8000{practice.address_in("en")}"' in page


def test_what_machines_read_is_valid_json(client):
    practice = PracticeFactory(title_en='A "title" </script><b>')

    page = client.get(practice.get_absolute_url()).content.decode()

    data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)[1])
    assert data["name"] == 'A "title" </script><b>'


def test_a_practice_page_costs_eleven_queries_at_most(client, django_assert_max_num_queries):
    practice = PracticeFactory(organisations=[OrganisationFactory() for _ in range(3)])
    practice.services = list(Term.objects.filter(vocabulary="services")[:4])
    practice.typologies = list(practice.category.typologies.all())
    practice.also_in = list(Category.objects.filter(code="C"))
    practice.fundings = [Funding(source_en="A foundation", share=90), Funding(source_en="Others")]
    practice.replications = [Replication(who_en="Another organisation", country="FR")]
    practice.related = [PracticeFactory(), PracticeFactory()]
    practice.save()
    PracticeContactPointFactory(owner=practice)
    PracticeContactPointFactory.create_batch(2, owner=practice, kind="phone", value="0039 06 1234 5678")

    with django_assert_max_num_queries(11):
        page = client.get(practice.get_absolute_url())

    assert page.status_code == 200


def test_an_editor_previews_a_draft_in_each_language():
    draft = DraftFactory(title_en="Inspections", title_it="Ispezioni")
    request = RequestFactory().get("/admin/preview/")
    request.viewer, request.user = Viewer(is_editor=True), ChiefEditorFactory()

    assert [mode for mode, _name in draft.preview_modes] == ["en", "it", "de", "es", "fr"]
    assert "Ispezioni" in draft.serve_preview(request, "it").content.decode()
    assert "Inspections" in draft.serve_preview(request, "en").content.decode()


def test_periods_are_said_in_the_readers_language():
    practice = Practice(start_year=2011, start_month=3, ongoing=True)

    said = {}
    for language in ("en", "it", "de", "es", "fr"):
        with override(language):
            said[language] = practice.period_in_words

    assert said == {
        "en": "Since March 2011",
        "it": "Da marzo 2011",
        "de": "Seit März 2011",
        "es": "Desde marzo de 2011",
        "fr": "Depuis mars 2011",
    }
