import pytest
from django.core.exceptions import ValidationError

from directory.models import Service
from records.visibility import PUBLIC, Viewer
from tests.factories import (
    MemberFactory,
    OrganisationFactory,
    ServiceContactPointFactory,
    ServiceFactory,
    term,
)

pytestmark = pytest.mark.django_db

MEMBER = Viewer(organisations=frozenset({1}))


@pytest.mark.parametrize(
    ("service", "organisation", "public", "member"),
    [
        ({}, {}, True, True),
        ({"visibility": "members"}, {}, False, True),
        ({}, {"visibility": "members"}, False, True),
        ({"live": False}, {}, False, False),
        ({}, {"live": False}, False, False),
        ({}, {"withdrawn_at": "2026-01-01T00:00Z"}, False, False),
    ],
)
def test_a_service_is_seen_where_its_organisation_is(service, organisation, public, member):
    made = ServiceFactory(organisation=OrganisationFactory(**organisation), **service)

    for viewer, is_seen in ((PUBLIC, public), (MEMBER, member)):
        assert Service.objects.visible_to(viewer).exists() is is_seen
        assert made.is_visible_to(viewer) is is_seen


def test_the_page_of_a_service_says_what_for_whom_and_how(client):
    service = ServiceFactory(
        organisation=OrganisationFactory(name_en="Casa Aperta"),
        name_en="Safe house",
        description_en="<p>A place to stay.</p>",
        conditions_en="Formally identified.",
        area_en="North",
        countries=["IT"],
        residential=True,
        places=12,
        languages_spoken=["ro", "sq", "rom"],
        always_open=True,
    )
    service.kinds.add(term("services", "hotline"))
    service.save()
    ServiceContactPointFactory(owner=service, value="house@casa.example")
    ServiceContactPointFactory(owner=service, value="night@casa.example", visibility="members")

    page = client.get(service.get_absolute_url()).content.decode()

    for word in (
        "Casa Aperta",
        "Safe house",
        "A place to stay.",
        "Formally identified.",
        "12 places",
        "Romanian",
        "Romany",
        "24 hours a day",
        "house@casa.example",
        str(term("services", "hotline").label_en),
    ):
        assert word in page, word
    assert "night@casa.example" not in page


def test_a_hidden_service_is_not_there_for_the_public(client):
    shelter = ServiceFactory(name_en="Shelter", visibility="members")
    of_hidden = ServiceFactory(organisation=OrganisationFactory(visibility="members"))

    for service in (shelter, of_hidden):
        assert client.get(service.get_absolute_url()).status_code == 404
    client.force_login(MemberFactory())
    assert client.get(shelter.get_absolute_url()).status_code == 200


def test_a_wrong_slug_leads_to_the_right_one(client):
    service = ServiceFactory(name_en="Day centre")

    response = client.get(f"/en/directory/services/{service.pk}-x/")

    assert response.url == f"/en/directory/services/{service.pk}-day-centre/"


def test_places_are_those_of_a_residential_service():
    with pytest.raises(ValidationError):
        ServiceFactory.build(organisation=None, places=4).clean()
