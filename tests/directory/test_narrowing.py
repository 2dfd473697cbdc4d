"""What an editor narrows in a draft is hidden at once, though only a chief editor may publish."""

import pytest

from directory.imports.importing import Table
from directory.models import Organisation, OrganisationContactPoint, Service
from practices.models import CaseStudy
from records.narrowing import narrow_at_once
from records.operations import go_back, publish, reinstate, withdraw
from search import outbox
from search.query import SearchQuery
from search.service import search
from tests.directory.test_desk import address, contact
from tests.factories import (
    CaseStudyFactory,
    ChiefEditorFactory,
    EditorFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    PracticeContactPointFactory,
    PracticeFactory,
    ServiceFactory,
)
from tests.practices.test_desk import form_of

pytestmark = pytest.mark.django_db

NUMBER = "020 7946 0123"


@pytest.fixture
def house():
    """Live, and with a revision in which its phone is public."""
    house = OrganisationFactory(
        name_en="House", country="GB", referral_procedure_en="Write first.", referral_visibility="public"
    )
    OrganisationContactPointFactory(owner=house, kind="phone", value="+442079460123", visibility="public")
    house = Organisation.objects.get(pk=house.pk)
    house.save_revision()
    return house


def save_draft(client, record, **changes):
    form = address(type(record), "edit", record.pk)
    response = client.post(form, form_of(client, form) | changes)
    assert response.status_code == 302, response.context["form"].errors
    return response


def public_page(house, client):
    client.logout()
    return client.get(house.get_absolute_url()).content.decode()


def revisions_of(record):
    """The text of every revision."""
    return str([revision.content for revision in record.revisions.all()])


def test_a_phone_narrowed_in_a_draft_is_off_the_page_at_once(signed_in, house):
    client = signed_in(EditorFactory())
    assert NUMBER in public_page(house, client)
    editor = signed_in(EditorFactory())

    save_draft(editor, house, **{"contact_points-0-visibility": "members", "description_en": "null"})

    page = public_page(house, client)
    assert NUMBER not in page
    assert "Write first." in page, "what was not narrowed stays"


def test_who_may_read_how_to_refer_is_narrowed_at_once(house, client):
    house.referral_visibility = "members"

    assert narrow_at_once(house)

    assert "Write first." not in public_page(house, client)


def test_a_whole_entry_is_narrowed_at_once(house, client):
    house.visibility = "members"

    assert narrow_at_once(house)

    assert client.get(house.get_absolute_url()).status_code == 404


def test_what_is_widened_waits_for_publishing(house):
    house.contact_points.update(visibility="editors")
    draft = house.latest_revision.as_object()

    assert not narrow_at_once(draft)

    assert house.contact_points.get().visibility == "editors"


def test_no_older_revision_opens_again_what_was_narrowed(house):
    older = house.latest_revision
    draft = older.as_object()
    row = draft.contact_points.get()
    row.visibility = "editors"
    draft.contact_points.add(row)

    assert narrow_at_once(draft)

    older.refresh_from_db()
    older.publish()
    assert house.contact_points.get().visibility == "editors"


def test_a_draft_of_what_is_not_live_narrows_nothing():
    stub = OrganisationFactory(live=False)
    stub.visibility = "members"

    assert not narrow_at_once(stub)


def test_a_contact_that_the_draft_adds_is_no_reason_to_hide_anything(house):
    assert not narrow_at_once(house.latest_revision.as_object())


def test_what_an_editor_narrows_is_narrow_though_the_desk_passes_it_on_to_nobody(signed_in, client):
    case = CaseStudyFactory(attested=False)
    case.save_revision()

    save_draft(signed_in(EditorFactory()), case, visibility="members", **{"action-submit": "1"})

    assert case.hindrances() and not case.current_workflow_state
    assert CaseStudy.objects.get().visibility == "members"
    client.logout()
    assert client.get(case.get_absolute_url()).status_code == 404


def test_a_table_that_narrows_does_so_at_once(house):
    content = f"ID,Name,Country,Who may read how to refer\n{house.pk},House,GB,members only\n".encode()
    table, [(number, cells)] = Table.read(content)

    table.save(table.outcome(number, cells), EditorFactory())

    assert Organisation.objects.get().referral_visibility == "members"


# --- The search ---


def test_a_service_narrowed_at_the_desk_is_out_of_the_search_at_once(signed_in, client, search_index):
    service = ServiceFactory(name_en="Laundrette", description_en="<p>Washing machines by Bridge Road.</p>")
    publish(service)
    search_index.drain()
    assert "Bridge Road" in search_for("laundrette", client)

    save_draft(signed_in(EditorFactory()), service, visibility="members")

    client.logout()
    assert "Bridge Road" not in search_for("laundrette", client), "also while the index lags behind"
    search_index.drain()
    assert str(service.organisation) not in search_for("laundrette", client)
    assert not Service.objects.filter(visibility="public").exists()


def search_for(text, client):
    ways = ("/en/search/", "/en/search/results.json", "/en/search/results.csv", "/en/search/feed.atom")
    return "".join(client.get(way, {"q": text}).getvalue().decode() for way in ways)


def test_an_organisation_narrowed_at_the_desk_is_in_no_facet(signed_in, client, house, search_index):
    search_index.drain()
    assert "House" in search_for("house", client)
    save_draft(signed_in(EditorFactory()), house, visibility="members")

    search_index.drain()

    client.logout()
    assert house.get_absolute_url() not in search_for("house", client)
    facets = search(SearchQuery(filters={"type": ("organisation",)})).facets
    assert [value.value for facet in facets for value in facet.values if value.count] == ["page"]


def test_a_contact_that_is_narrowed_tells_the_search(house, search_index):
    search_index.drain()
    draft = house.latest_revision.as_object()
    draft.contact_points.get().visibility = "members"

    narrow_at_once(draft)

    assert outbox.behind([f"organisation:{house.pk}"])


# --- Rows that were added in the form: the revision knows none of their keys ---


@pytest.fixture
def made_at_the_desk(signed_in):
    """`made_at_the_desk(**row)` is a live house with this contact point, both from the form."""

    def make(**row):
        house, chief = OrganisationFactory(name_en="House", country="GB"), signed_in(ChiefEditorFactory())
        save_draft(chief, house, **contact(**row) | {"action-publish": "1"})
        house.refresh_from_db()
        assert [each["pk"] for each in house.live_revision.content["contact_points"]] == [None]
        assert house.contact_points.get().pk
        return house

    return make


def test_a_phone_from_the_form_stays_narrow_after_a_withdrawal(made_at_the_desk, signed_in, client):
    house = made_at_the_desk(value=NUMBER)
    assert NUMBER in public_page(house, client)

    save_draft(signed_in(EditorFactory()), house, **{"contact_points-0-visibility": "members"})
    assert NUMBER not in public_page(house, client)

    house.refresh_from_db()
    withdraw(house, "A mistake.")
    reinstate(house)
    assert Organisation.objects.get().live
    assert OrganisationContactPoint.objects.get().visibility == "members"
    assert NUMBER not in public_page(house, client)


def test_what_is_narrowed_while_it_is_withdrawn_comes_back_narrow(made_at_the_desk, signed_in, client):
    house = made_at_the_desk(value=NUMBER)
    withdraw(house, "A mistake.")

    save_draft(signed_in(EditorFactory()), house, **{"contact_points-0-visibility": "members"})
    house.refresh_from_db()
    reinstate(house)

    assert Organisation.objects.get().live
    assert NUMBER not in public_page(house, client)


def test_a_number_that_is_corrected_and_narrowed_in_one_step_is_hidden_at_once(made_at_the_desk, signed_in, client):
    house = made_at_the_desk(value=NUMBER)
    go_back(house, house.live_revision, user=None)  # a draft without the key
    assert NUMBER in public_page(house, client)
    new = {"contact_points-0-value": "020 7946 0999", "contact_points-0-visibility": "members"}

    save_draft(signed_in(EditorFactory()), house, **new)

    assert NUMBER not in public_page(house, client)


def test_after_going_back_a_number_is_still_narrowed(house, client):
    """The revision has the key of a row that is gone; the live one has another."""
    older = house.latest_revision
    house.contact_points.all().delete()
    OrganisationContactPointFactory(owner=house, kind="phone", value="+442079460123", visibility="public")
    draft = older.as_object()
    draft.contact_points.get().visibility = "members"

    assert narrow_at_once(draft)

    assert NUMBER not in public_page(house, client)


def test_a_number_beside_the_one_that_is_narrowed_stays(house):
    OrganisationContactPointFactory(owner=house, kind="phone", value="+442079460999", visibility="public")
    draft = Organisation.objects.get()
    first, second = draft.contact_points.all()
    first.pk = second.pk = None
    first.visibility = "members"
    draft.contact_points = [first, second]

    narrow_at_once(draft)

    widths = dict(house.contact_points.values_list("value", "visibility"))
    assert widths == {"+442079460123": "members", "+442079460999": "public"}


# --- Confidential ---


STREET = "Example Street 1"
CONFIDENTIAL = {"contact_points-0-precision": "confidential", "contact_points-0-value": ""}


def test_an_address_that_becomes_confidential_is_written_down_nowhere(house, signed_in):
    address = {"kind": "address", "precision": "exact", "visibility": "members"}
    row = OrganisationContactPointFactory(owner=house, value=STREET, **address)
    house = Organisation.objects.get()
    house.save_revision()
    assert STREET in revisions_of(house)

    save_draft(
        signed_in(EditorFactory()), house, **{name.replace("0", "1"): CONFIDENTIAL[name] for name in CONFIDENTIAL}
    )

    row.refresh_from_db()
    assert (row.is_confidential, row.value, row.visibility) == (True, "", "members")
    assert STREET not in revisions_of(house)
    assert NUMBER[-4:] in revisions_of(house), "what is no address stays as it was"


def test_neither_is_one_that_came_from_the_form(made_at_the_desk, signed_in):
    house = made_at_the_desk(kind="address", precision="exact", value=STREET, visibility="members")
    go_back(house, house.live_revision, user=None)  # a draft without the key

    save_draft(signed_in(EditorFactory()), house, **CONFIDENTIAL)

    assert OrganisationContactPoint.objects.get().value == ""
    assert STREET not in revisions_of(house)
    house.refresh_from_db()
    withdraw(house, "A mistake.")
    reinstate(house)
    assert OrganisationContactPoint.objects.get().is_confidential


def test_neither_is_one_beside_which_a_city_is_written_down_now(house):
    address = {"kind": "address", "visibility": "members"}
    OrganisationContactPointFactory(owner=house, precision="exact", value=STREET, **address)
    draft = Organisation.objects.get()
    draft.contact_points = [
        OrganisationContactPoint(precision="confidential", **address),
        OrganisationContactPoint(precision="city", value="London", **address),
    ]

    assert narrow_at_once(draft)

    assert house.contact_points.get(kind="address").is_confidential


def test_a_city_that_is_only_left_out_beside_a_confidential_address_waits(house):
    address = {"kind": "address", "visibility": "members"}
    OrganisationContactPointFactory(owner=house, precision="confidential", value="", **address)
    city = OrganisationContactPointFactory(owner=house, precision="city", value="London", **address)
    draft = Organisation.objects.get()
    draft.contact_points = [each for each in draft.contact_points.all() if each.pk != city.pk]

    assert not narrow_at_once(draft)


def test_the_address_of_a_practice_becomes_confidential_as_well():
    practice = PracticeFactory()
    PracticeContactPointFactory(owner=practice, kind="address", precision="exact", value=STREET, visibility="members")
    draft = type(practice).objects.get()
    row = draft.contact_points.get()
    row.precision, row.value = "confidential", ""
    draft.contact_points = [row]

    assert narrow_at_once(draft)

    assert practice.contact_points.get().value == ""
