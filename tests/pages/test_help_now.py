"""Numbers to dial, for somebody who is not a professional."""

import re

import pytest
from django.conf import settings

from tests.factories import (
    EditorFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    PracticeFactory,
    ServiceContactPointFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def hotline(**facts):
    service = ServiceFactory(name_en="Night line", organisation__name_en="Open door", languages_spoken=["ro", "en"])
    facts = {"value": "+442079460151", "audience": "trafficked_persons"} | facts
    return ServiceContactPointFactory(owner=service, kind="hotline", **facts)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_can_be_dialled_in_every_language(client, language):
    hotline(always_open=True)

    page = text(client.get(f"/{language}/help-now/"))

    assert 'href="tel:+442079460151"' in page
    assert 'href="tel:112"' in page
    assert "Night line" in page


def test_it_says_when_somebody_answers_and_in_which_languages(client):
    hotline(hours="Mon–Fri 9–17", time_zone="Europe/Rome")
    page = text(client.get("/en/help-now/"))

    assert "Mon–Fri 9–17 (Central European Time)" in page
    assert "They speak: Romanian, English" in page


def test_numbers_for_professionals_or_members_are_not_there_for_anybody(client):
    hotline(audience="professionals", value="+442079460152")
    hotline(visibility="members", value="+442079460153")
    OrganisationContactPointFactory(kind="hotline", audience="public", value="+442079460154")
    client.force_login(EditorFactory())

    page = text(client.get("/en/help-now/"))

    assert "+442079460154" in page
    assert "+442079460152" not in page
    assert "+442079460153" not in page


def test_it_leaves_no_cookie_and_offers_the_way_out(client):
    hotline()

    response = client.get("/en/help-now/")

    assert not response.cookies
    assert response.content.decode().count("data-leave") == 2, "in the header, and where it is explained"


@pytest.mark.parametrize("address", ["", "practices/", "directory/", "coverage/", "about/", "nothing/", "search/help/"])
def test_every_page_links_to_it(client, address):
    page = client.get(f"/it/{address}").content.decode()

    assert page.count('href="/it/help-now/"') >= 2, "in the menu and in the footer"


def test_a_record_links_to_it_as_well(client):
    page = client.get(PracticeFactory().get_absolute_url()).content.decode()

    assert 'href="/en/help-now/"' in page


def test_without_any_number_it_still_says_what_to_do(client):
    page = text(client.get("/en/help-now/"))

    assert 'href="tel:112"' in page
    assert "/en/countries/" in page


@pytest.mark.parametrize("count", [1, 6])
def test_it_costs_the_same_however_many_numbers_there_are(client, count, django_assert_num_queries):
    for _number in range(count):
        hotline()
        OrganisationContactPointFactory(owner=OrganisationFactory(), kind="hotline", audience="public", value="1522")

    with django_assert_num_queries(2):
        client.get("/en/help-now/")
