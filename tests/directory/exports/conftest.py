"""An organisation that says everything, with something for each reader."""

from datetime import date

import pytest

from tests.factories import (
    OrganisationContactPointFactory,
    OrganisationFactory,
    ServiceContactPointFactory,
    ServiceFactory,
    term,
)

VIENNA = "+4312345678"


@pytest.fixture
def house(search_index):
    """Public, with a service for all and a shelter for members; the index knows it."""
    house = OrganisationFactory(
        name_en="Open House",
        name_it="Casa aperta",
        legal_name="Open House Association",
        earlier_names="Old House\nOlder House",
        acronym="OH",
        kind="ngo",
        country="AT",
        countries=["AT", "RO"],
        website="https://openhouse.example",
        description_en="<p>Help & advice.</p>",
        accepts_referrals="yes",
        answer_time="hours",
        referral_procedure_en="Send a form without names.",
        membership="member",
        member_since=date(2012, 6, 1),
        confirmed_on=date(2026, 5, 1),
        parent=OrganisationFactory(name_en="Umbrella", country="AT"),
    )
    house.networks.add(OrganisationFactory(name_en="Network of projects", kind="network"))
    house.save()
    contact_points(house, OrganisationContactPointFactory, "house")
    advice = ServiceFactory(
        organisation=house,
        name_en="Advice",
        description_en="<p>In many languages.</p>",
        conditions_en="None.",
        countries=["AT"],
        area_en="Vienna and around",
        languages_spoken=["de", "ro"],
        always_open=True,
    )
    advice.kinds = [term("services", "legal-counselling")]
    advice.target_groups = [term("target_groups", "trafficked-women")]
    advice.save()
    contact_points(advice, ServiceContactPointFactory, "advice")
    shelter = ServiceFactory(
        organisation=house, name_en="Shelter", residential=True, places=12, countries=["AT"], visibility="members"
    )
    contact_points(shelter, ServiceContactPointFactory, "shelter")
    search_index.refresh()
    return house


def contact_points(owner, factory, name):
    factory(owner=owner, kind="hotline", value=VIENNA, always_open=True, hours="day and night", visibility="public")
    factory(owner=owner, kind="email", value=f"{name}@openhouse.example", role="intake team", visibility="public")
    factory(owner=owner, kind="web_form", value=f"https://openhouse.example/{name}", visibility="public")
    factory(owner=owner, kind="email", value=f"{name}-members@openhouse.example", visibility="members")
    factory(owner=owner, kind="email", value=f"{name}-editors@openhouse.example", visibility="editors")
    factory(owner=owner, kind="address", precision="city", value="Vienna", visibility="public")
    factory(owner=owner, kind="address", precision="exact", value=f"Secret street of {name} 1", visibility="members")
    factory(owner=owner, kind="address", precision="confidential", value="", visibility="public")
