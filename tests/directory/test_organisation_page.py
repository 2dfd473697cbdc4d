import json
import re
from datetime import date

import pytest

from directory.models import CharterAcceptance, Organisation
from tests.factories import (
    CharterFactory,
    EditorFactory,
    MemberFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    PracticeContactPointFactory,
    PracticeFactory,
    ServiceContactPointFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db

PHONE = "+442079460123"


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
def test_an_organisation_page_costs_the_same_for_one_of_each_and_for_many(client, count, django_assert_num_queries):
    organisation, charter = OrganisationFactory(), CharterFactory()
    for _ in range(count):
        PracticeFactory(organisations=[organisation, OrganisationFactory()])
        ServiceContactPointFactory(owner=ServiceFactory(organisation=organisation), kind="hotline", value=PHONE)
        organisation.networks.add(OrganisationFactory(kind="network"))
        organisation.charter_acceptances.add(CharterAcceptance(charter=charter, accepted_on="2012-06-01"))
    organisation.save()

    with django_assert_num_queries(13):
        client.get(organisation.get_absolute_url())


def page_of(client, record):
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def linked_data_of(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(found[1]) if found else None


def test_the_page_says_what_a_case_worker_needs(client):
    network = OrganisationFactory(name_en="A network", kind="network")
    organisation = OrganisationFactory(
        name_en="Casa Aperta",
        kind="ngo",
        legal_name="Associazione Casa Aperta",
        earlier_names="Porta Aperta\nCasa Nuova",
        countries=["IT", "RO"],
        description_en="<p>We host people.</p>",
        referral_role_en="First contact in the region.",
        accreditation_en="National register.",
        accepts_referrals="yes",
        answer_time="same_day",
        membership="member",
        member_since=date(2012, 6, 1),
        confirmed_on=date(2026, 3, 2),
        parent=OrganisationFactory(name_en="A parent"),
    )
    organisation.networks.add(network)
    organisation.save()

    page = page_of(client, organisation)

    for word in (
        "NGO",
        "Associazione Casa Aperta",
        "Casa Nuova",
        "Romania",
        "We host people.",
        "First contact in the region.",
        "National register.",
        "the same day",
        "1 June 2012",
        "2 March 2026",
        "A network",
        "A parent",
    ):
        assert word in page, word


def test_hotlines_come_before_everything_else(client):
    organisation = OrganisationFactory(name_en="Casa Aperta")
    OrganisationContactPointFactory(owner=organisation, value="office@casa.example")
    service = ServiceFactory(organisation=organisation, name_en="Night line")
    ServiceContactPointFactory(
        owner=service, kind="hotline", value=PHONE, hours="Mon–Fri 9–17", time_zone="Europe/Rome"
    )

    page = page_of(client, organisation).partition("<body")[2]

    assert page.index("+44 20 7946 0123") < page.index("office@casa.example")
    assert "Mon–Fri 9–17 (Central European Time)" in page
    assert "United Kingdom: 020 7946 0123" in page
    assert f'href="tel:{PHONE}"' in page


@pytest.mark.parametrize(
    ("visibility", "reader", "is_told"),
    [
        ("public", None, True),
        ("members", None, False),
        ("members", MemberFactory, True),
        ("editors", MemberFactory, False),
        ("editors", EditorFactory, True),
    ],
)
def test_how_to_refer_is_told_to_those_it_is_for(client, visibility, reader, is_told):
    organisation = OrganisationFactory(referral_procedure_en="Call the intake team.", referral_visibility=visibility)
    if reader:
        client.force_login(reader())

    assert ("Call the intake team." in page_of(client, organisation)) is is_told


def test_a_procedure_for_members_makes_no_page_of_a_language():
    organisation = OrganisationFactory(name_en="Casa Aperta", referral_procedure_it="Telefonare.")

    assert organisation.languages_with_text == ("en",)


def test_services_for_members_are_shown_to_members_alone(client):
    organisation = OrganisationFactory()
    ServiceFactory(organisation=organisation, name_en="Day centre")
    ServiceFactory(organisation=organisation, name_en="Shelter", visibility="members")

    page = page_of(client, organisation)
    assert "Day centre" in page
    assert "Shelter" not in page

    client.force_login(MemberFactory())
    assert "Shelter" in page_of(client, organisation)


def test_one_that_ended_names_its_successor_and_its_own_page_stays(client):
    successor = OrganisationFactory(name_en="New house")
    ended = OrganisationFactory(
        name_en="Old house",
        standing="merged",
        ended_on=date(2024, 1, 31),
        successor=successor,
        website="https://old.example",
        accepts_referrals="yes",
        referral_procedure_en="Call us.",
        referral_visibility="public",
    )
    service = ServiceFactory(organisation=ended, name_en="Night line")
    for owner, factory in ((ended, OrganisationContactPointFactory), (service, ServiceContactPointFactory)):
        factory(owner=owner, kind="hotline", value=PHONE)

    page = page_of(client, ended)

    assert "31 January 2024" in page
    assert f'<a href="{successor.get_absolute_url()}">New house</a>' in page
    for what_leads_there in ("Accepts referrals", "Call us.", "Night line", "7946", "old.example"):
        assert what_leads_there not in page
    assert "7946" not in page_of(client, service)
    assert ended not in Organisation.objects.to_call()


def test_what_the_reader_may_not_know_of_is_named_nowhere_on_the_page(client):
    hidden = OrganisationFactory(name_en="Hidden house", visibility="members", kind="network")
    organisation = OrganisationFactory(standing="merged", successor=hidden, parent=hidden)
    organisation.networks.add(hidden)
    organisation.save()

    assert "Hidden house" not in page_of(client, organisation)

    client.force_login(MemberFactory())
    assert page_of(client, organisation).count("Hidden house") == 3


def test_machines_are_told_what_the_public_may_read_whoever_asks(client):
    organisation = OrganisationFactory(name_en="Casa Aperta", kind="ngo", country="IT", countries=["IT", "RO"])
    OrganisationContactPointFactory(owner=organisation, value="open@casa.example")
    OrganisationContactPointFactory(owner=organisation, value="closed@casa.example", visibility="members")
    OrganisationContactPointFactory(owner=organisation, kind="address", precision="city", value="Example Town")
    hidden = ServiceFactory(organisation=organisation, visibility="members")
    ServiceContactPointFactory(owner=hidden, value="shelter@casa.example")
    client.force_login(MemberFactory())

    data = linked_data_of(page_of(client, organisation))

    assert data["@type"] == "NGO"
    assert [point["email"] for point in data["contactPoint"]] == ["open@casa.example"]
    assert data["address"] == {"@type": "PostalAddress", "addressCountry": "IT", "addressLocality": "Example Town"}
    assert [area["identifier"] for area in data["areaServed"]] == ["IT", "RO"]


def test_of_an_organisation_for_members_machines_are_told_nothing(client):
    organisation = OrganisationFactory(visibility="members")
    client.force_login(MemberFactory())

    assert linked_data_of(page_of(client, organisation)) is None
