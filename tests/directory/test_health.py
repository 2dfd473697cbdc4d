"""The state of the directory at the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory import health
from directory.duplicates import Known, Reason
from directory.models import Organisation, Service
from tests.directory.test_desk import address
from tests.factories import (
    ChiefEditorFactory,
    EditorFactory,
    MemberFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    ServiceContactPointFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db

PAGE = "/admin/directory-health/"


def test_who_cannot_be_reached_by_everybody():
    own, of_service, of_members_service, for_members, none = (OrganisationFactory() for _ in range(5))
    ended = OrganisationFactory(standing="ceased")
    draft = OrganisationFactory(live=False)
    OrganisationContactPointFactory(owner=own)
    ServiceContactPointFactory(owner__organisation=of_service)
    ServiceContactPointFactory(owner__organisation=of_members_service, owner__visibility="members")
    OrganisationContactPointFactory(owner=for_members, visibility="members")

    found = set(health.without_public_contact())

    assert found == {of_members_service, for_members, none}
    assert not {ended, draft} & found


def test_who_has_no_service():
    with_service, without, with_a_draft = (OrganisationFactory() for _ in range(3))
    ServiceFactory(organisation=with_service)
    ServiceFactory(organisation=with_a_draft, live=False)

    assert set(health.without_service()) == {without, with_a_draft}


def test_whose_entry_nobody_confirmed_lately():
    today = timezone.localdate()
    never = OrganisationFactory()
    OrganisationFactory(confirmed_on=today - timedelta(days=300))
    old = OrganisationFactory(confirmed_on=today - timedelta(days=400))
    older = OrganisationFactory(confirmed_on=today - timedelta(days=800))

    assert list(health.never_confirmed()) == [never]
    assert list(health.confirmed_long_ago()) == [older, old]


def test_a_name_needs_no_translation_a_description_does():
    OrganisationFactory(name_en="Only a name")
    described = OrganisationFactory(description_en="<p>What it does.</p>")

    assert list(health.lacking_translations()) == [described]


def test_which_entries_may_be_one():
    same_name = OrganisationFactory(name_en="Casa Aperta"), OrganisationFactory(name_it="CASA APERTA", name_en="House")
    alike = (
        OrganisationFactory(name_en="On the Road Association"),
        OrganisationFactory(name_en="On the Road Asociation"),
    )
    OrganisationFactory(name_en="On the Road Assciation", country="FR")
    same_site = OrganisationFactory(website="https://a.example"), OrganisationFactory(website="http://www.a.example/x")
    OrganisationFactory(name_en="Nobody else")

    found = {(pair.one, pair.other): pair.reasons for pair in Known().pairs()}

    assert found[same_name] == (Reason.NAME,)
    assert found[same_site][0] == Reason.DOMAIN
    assert found[alike] == (Reason.ALIKE,)
    assert len([pair for pair in found if not str(pair[0]).startswith("Organisation ")]) == 2


def test_the_page_leads_to_where_each_is_mended(signed_in):
    stub = OrganisationFactory(name_en="Stub", live=False)
    one, other = OrganisationFactory(name_en="Casa Aperta"), OrganisationFactory(name_en="Casa aperta")
    described = OrganisationFactory(name_en="Open House", description_en="<p>What it does.</p>")

    page = signed_in(ChiefEditorFactory()).get(PAGE).content.decode()

    assert address(Organisation, "accept", stub.pk) in page
    assert f"{address(Organisation, 'merge', one.pk)}?other={other.pk}" in page
    assert f"{address(Service, 'add')}?organisation={one.pk}" in page
    assert address(Organisation, "translate", described.pk, "it") in page


def test_an_editor_sees_it_without_what_only_chief_editors_may_do(signed_in):
    stub = OrganisationFactory(live=False)

    page = signed_in(EditorFactory()).get(PAGE).content.decode()

    assert address(Organisation, "accept", stub.pk) not in page
    assert "Directory check" in page


def test_members_do_not_see_it(signed_in):
    assert signed_in(MemberFactory()).get(PAGE).status_code == 302


def test_it_costs_the_same_however_many_there_are(signed_in, django_assert_max_num_queries):
    client = signed_in(ChiefEditorFactory())

    def asked(number):
        for _ in range(number):
            OrganisationFactory(name_en="Twice")
            OrganisationFactory(live=False)
            OrganisationFactory(description_en="<p>x</p>", confirmed_on="2020-01-01")
        with django_assert_max_num_queries(100) as queries:
            client.get(PAGE)
        return len(queries)

    asked(1)
    assert asked(1) == asked(5)
