from datetime import date

import pytest

from directory.models import CharterAcceptance
from tests.factories import CharterFactory, MemberFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def accepted(charter, **fields):
    organisation = OrganisationFactory(**fields)
    organisation.charter_acceptances.add(
        CharterAcceptance(charter=charter, accepted_on=date(2012, 6, 1), accepted_by="executive board")
    )
    organisation.save()
    return organisation


def test_the_version_that_counts_has_an_address_that_stays(client):
    old = CharterFactory(title_en="Charter", version="1.0", adopted_on="2012-06-01")
    CharterFactory(title_en="Charter", version="2.0", adopted_on="2020-06-01", text_en="<p>New words</p>")
    CharterFactory(title_en="Charter", version="3.0", adopted_on="2026-06-01", live=False)

    page = client.get("/en/directory/charter/").content.decode()

    assert "New words" in page
    assert old.get_absolute_url() in page
    assert "3.0" not in page
    assert "This is an earlier version" in client.get(old.get_absolute_url()).content.decode()


def test_members_that_accepted_it_are_named_so_far_as_the_reader_may_know_of_them(client):
    charter = CharterFactory()
    accepted(charter, name_en="Open house", membership="member")
    accepted(charter, name_en="Hidden house", membership="member", visibility="members")
    accepted(charter, name_en="Former house", membership="former")

    page = client.get(charter.get_absolute_url()).content.decode()
    assert "Open house" in page and "1 June 2012" in page
    assert "Hidden house" not in page and "Former house" not in page

    client.force_login(MemberFactory())
    assert "Hidden house" in client.get(charter.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 9])
def test_the_charter_costs_the_same_for_one_member_and_for_many(client, count, django_assert_num_queries):
    charter = CharterFactory()
    for _ in range(count):
        accepted(charter, membership="member")

    with django_assert_num_queries(4):
        client.get(charter.get_absolute_url())


def test_without_a_charter_there_is_no_page(client):
    assert client.get("/en/directory/charter/").status_code == 404
