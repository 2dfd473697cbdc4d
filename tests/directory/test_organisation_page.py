import pytest

from tests.factories import (
    MemberFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    PracticeContactPointFactory,
    PracticeFactory,
)

pytestmark = pytest.mark.django_db


def test_an_organisation_shows_its_practices_and_open_contacts(client):
    organisation = OrganisationFactory(name_en="Casa Aperta")
    PracticeFactory(title_en="Night outreach", organisations=[organisation])
    PracticeFactory(title_en="For members", visibility="members", organisations=[organisation])
    OrganisationContactPointFactory(owner=organisation, value="open@casa.example")
    OrganisationContactPointFactory(owner=organisation, value="closed@casa.example", visibility="members")

    page = client.get(organisation.get_absolute_url()).content.decode()

    assert "Night outreach" in page
    assert "open@casa.example" in page
    assert "For members" not in page
    assert "closed@casa.example" not in page

    client.force_login(MemberFactory())
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert "For members" in page
    assert "closed@casa.example" in page


def test_a_wrong_slug_leads_to_the_right_one(client):
    organisation = OrganisationFactory(name_en="Casa Aperta")

    assert client.get(f"/en/directory/{organisation.pk}-x/").url == f"/en/directory/{organisation.pk}-casa-aperta/"


@pytest.mark.parametrize(
    ("kind", "value", "href"),
    [
        ("website", "https://casa.example", "https://casa.example"),
        ("website", "javascript:alert(1)", ""),
        ("email", "team@casa.example", "mailto:team@casa.example"),
        ("hotline", "+44 20 7946 0123", "tel:+442079460123"),
        ("address", "Example Street 1", ""),
    ],
)
def test_a_contact_links_only_to_what_can_be_opened(kind, value, href):
    assert PracticeContactPointFactory.build(owner=None, kind=kind, value=value).href == href


@pytest.mark.parametrize("count", [1, 12])
def test_an_organisation_page_costs_the_same_for_one_practice_and_for_many(client, count, django_assert_num_queries):
    organisation = OrganisationFactory()
    for _ in range(count):
        PracticeFactory(organisations=[organisation, OrganisationFactory()])

    with django_assert_num_queries(5):
        client.get(organisation.get_absolute_url())
