"""What the site gives away as a table, taken in again, changes nothing."""

import pytest

from directory.imports.importing import Table
from directory.models import Organisation
from tests.factories import (
    EditorFactory,
    MemberFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    ServiceContactPointFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(search_index):
    network = OrganisationFactory(name_en="La Strada", kind="network")
    house = OrganisationFactory(
        name_en="Open House; and garden",
        name_it="Casa Aperta",
        acronym="OH",
        legal_name="=Open House Ltd",
        earlier_names="Old House\nOlder House",
        kind="ngo",
        country="GB",
        countries=["IT", "GB"],
        website="https://open-house.example/en/",
        description_it="<h3>Che cosa</h3><p>Uno &amp; due.</p><ul><li>a</li><li>b</li></ul>",
        referral_role_en="First contact.\nThen more.",
        accreditation_de="Anerkannt",
        referral_procedure_en="Call first.",
        referral_visibility="public",
        accepts_referrals="yes",
        answer_time="hours",
        membership="member",
        member_since="2012-03-31",
        confirmed_on="2026-01-01",
        parent=network,
    )
    # Who may not see it gets a table without it, and takes it away from nobody by bringing that back.
    house.networks = [network, OrganisationFactory(name_en="Closed circle", kind="network", visibility="members")]
    house.save()
    OrganisationContactPointFactory(owner=house, kind="hotline", value="+442079460123")
    OrganisationContactPointFactory(owner=house, kind="email", value="office@open-house.example", visibility="members")
    OrganisationContactPointFactory(owner=house, kind="address", value="London", precision="city")
    OrganisationContactPointFactory(owner=house, kind="web_form", value="https://open-house.example/form")
    italian = OrganisationFactory(name_it="Numero verde", source_language="it", country="IT")
    Organisation.objects.filter(pk=italian.pk).update(name_en=None)
    OrganisationContactPointFactory(owner=italian, kind="hotline", value="1522")
    service = ServiceFactory(organisation=house, name_en="Day centre", languages_spoken=["ro", "sq"])
    ServiceContactPointFactory(owner=service, kind="hotline", value="+442079460999")
    OrganisationFactory(name_en="Gone house", standing="merged", successor=house, ended_on="2020-01-01")
    search_index.refresh()


@pytest.mark.parametrize("file", ["results.csv", "results.xlsx"])
@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("who", [None, MemberFactory, EditorFactory])
def test_a_table_of_ours_changes_nothing(client, entries, file, language, who):
    if who:
        client.force_login(who())
    content = client.get(f"/{language}/search/{file}?type=organisation").content

    table, rows = Table.read(content)
    outcomes = [table.outcome(number, cells) for number, cells in rows]

    assert len(outcomes) >= 3
    for outcome in outcomes:
        assert (outcome.outcome, outcome.changes, outcome.problems) == ("unchanged", [], []), outcome.name
