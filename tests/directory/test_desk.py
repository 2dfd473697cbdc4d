"""The directory in the Wagtail admin."""

import pytest
from django.urls import reverse

from directory.models import Charter, CountryProfile, Organisation, Service
from tests.factories import (
    CharterFactory,
    ChiefEditorFactory,
    EditorFactory,
    OrganisationFactory,
    PracticeFactory,
    ServiceFactory,
    term,
)
from tests.practices.test_desk import form_of, rich_text_as_posted

pytestmark = pytest.mark.django_db


def address(model, name, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def contact(**fields):
    """One row of contact points as a browser posts it."""
    row = {"kind": "phone", "value": "", "visibility": "public", "audience": "public", "id": "", "ORDER": "1"}
    rows = {f"contact_points-0-{name}": value for name, value in (row | fields).items()}
    return rows | {"contact_points-TOTAL_FORMS": "1"}


def saved(client, model, changes, *, form=None):
    """Post a new record; returns the response."""
    return client.post(address(model, "add"), form_of(client, form or address(model, "add")) | changes)


@pytest.mark.parametrize("model", [Organisation, Service, Charter, CountryProfile])
def test_an_editor_sees_the_list_and_the_form_of_every_kind(signed_in, model):
    client = signed_in(EditorFactory())
    ServiceFactory()
    CharterFactory()
    CountryProfile.objects.create(country="IT")

    assert client.get(address(model, "list")).status_code == 200
    assert client.get(address(model, "edit", model.objects.first().pk)).status_code == 200


def test_a_phone_is_kept_in_one_form_whatever_an_editor_types(signed_in):
    client = signed_in(EditorFactory())

    response = saved(
        client, Organisation, {"name_en": "Casa Aperta", "country": "GB"} | contact(kind="phone", value="020 7946 0123")
    )

    assert response.status_code == 302, response.context["form"].errors
    draft = Organisation.objects.get().get_latest_revision_as_object()
    assert [row.value for row in draft.contact_points.all()] == ["+442079460123"]


def test_a_confidential_address_never_reaches_a_draft(signed_in):
    client = signed_in(EditorFactory())
    row = contact(kind="address", precision="confidential", value="Example Street 1", visibility="members")

    response = saved(client, Organisation, {"name_en": "Casa Aperta"} | row)

    assert not Organisation.objects.exists()
    assert "not even in a draft" in response.content.decode()

    saved(client, Organisation, {"name_en": "Casa Aperta"} | row | {"contact_points-0-value": ""})
    assert Organisation.objects.get().get_latest_revision_as_object().contact_points.get().is_confidential


def test_publishing_asks_how_to_reach_them(signed_in):
    client = signed_in(ChiefEditorFactory())

    response = saved(
        client, Organisation, {"name_en": "Casa Aperta", "action-publish": "1"} | contact(kind="email", value="")
    )

    assert "Write down how to reach them." in response.content.decode()


def test_one_that_may_be_there_already_is_shown_and_saving_again_goes_on(signed_in):
    known = OrganisationFactory(name_en="Casa Aperta")
    client = signed_in(EditorFactory())

    response = saved(client, Organisation, {"name_en": "CASA APERTA"})

    page = response.content.decode()
    assert Organisation.objects.count() == 1
    assert "Is it one of these?" in page
    assert address(Organisation, "edit", known.pk) in page

    shown = response.context["form"]["others_shown"].value()
    response = saved(client, Organisation, {"name_en": "CASA APERTA", "others_shown": shown})
    assert response.status_code == 302
    assert Organisation.objects.count() == 2


def test_an_ended_one_names_its_successor_and_only_an_ended_one(signed_in):
    client = signed_in(EditorFactory())
    successor = OrganisationFactory(name_en="New house")

    response = saved(client, Organisation, {"name_en": "Old place", "successor": successor.pk})
    assert "successor" in response.context["form"].errors

    response = saved(client, Organisation, {"name_en": "Old place", "successor": successor.pk, "standing": "merged"})
    assert response.status_code == 302


def test_networks_are_part_of_the_draft(signed_in):
    network, other = OrganisationFactory(kind="network"), OrganisationFactory(kind="ngo")
    organisation = OrganisationFactory()
    client = signed_in(EditorFactory())
    page = address(Organisation, "edit", organisation.pk)

    client.post(page, form_of(client, page) | {"networks": [network.pk]})

    organisation.refresh_from_db()
    assert list(organisation.networks.all()) == []
    assert list(organisation.get_latest_revision_as_object().networks.all()) == [network]
    assert "networks" in client.post(page, form_of(client, page) | {"networks": [other.pk]}).context["form"].errors


def test_services_stand_on_the_form_of_their_organisation_with_the_way_to_a_new_one(signed_in):
    organisation = OrganisationFactory(name_en="Casa Aperta")
    service = ServiceFactory(organisation=organisation, name_en="Day centre")
    ServiceFactory(name_en="Of another one")
    client = signed_in(EditorFactory())

    page = client.get(address(Organisation, "edit", organisation.pk)).content.decode()

    add = f"{address(Service, 'add')}?organisation={organisation.pk}"
    assert address(Service, "edit", service.pk) in page
    assert "Of another one" not in page
    assert add in page
    assert form_of(client, add)["organisation"] == str(organisation.pk)


def test_a_service_is_written_with_languages_by_name(signed_in):
    client = signed_in(ChiefEditorFactory())
    organisation = OrganisationFactory()
    facts = {
        "name_en": "Day centre",
        "organisation": organisation.pk,
        "kinds": [term("services", "hotline").pk],
        "countries": ["IT"],
        "languages_spoken": "Romanian, albanese; rom",
        "description_en": rich_text_as_posted("Open doors."),
        "action-publish": "1",
    }

    response = saved(client, Service, facts)

    assert response.status_code == 302, response.context["form"].errors
    service = Service.objects.get()
    assert service.live
    assert service.languages_spoken == ["ro", "sq", "rom"]
    assert form_of(client, address(Service, "edit", service.pk))["languages_spoken"] == "Romanian, Albanian, Romany"


def test_a_word_that_is_no_language_is_named(signed_in):
    response = saved(signed_in(EditorFactory()), Service, {"name_en": "Day centre", "languages_spoken": "Elvish"})

    assert "Elvish" in response.context["form"].errors["languages_spoken"][0]


def test_a_stub_is_accepted_with_one_click(signed_in):
    stub = OrganisationFactory(name_en="From a form", live=False)
    PracticeFactory(organisations=[stub])
    client = signed_in(ChiefEditorFactory())
    page = client.get(address(Organisation, "list") + "?stubs=waiting").content.decode()
    assert address(Organisation, "accept", stub.pk) in page

    response = client.post(address(Organisation, "accept", stub.pk), {"back": "/admin/"})

    assert response.url == "/admin/"
    stub.refresh_from_db()
    assert stub.live


def test_an_editor_who_may_not_publish_accepts_nothing(signed_in):
    stub = OrganisationFactory(live=False)
    client = signed_in(EditorFactory())

    assert address(Organisation, "accept", stub.pk) not in client.get(address(Organisation, "list")).content.decode()
    assert client.post(address(Organisation, "accept", stub.pk)).status_code in (302, 403)
    stub.refresh_from_db()
    assert not stub.live


def test_what_is_no_stub_is_not_to_be_accepted(signed_in):
    withdrawn = OrganisationFactory(live=False, withdrawn_at="2026-01-01T00:00Z")
    client = signed_in(ChiefEditorFactory())

    client.post(address(Organisation, "accept", withdrawn.pk))

    withdrawn.refresh_from_db()
    assert not withdrawn.live
    assert client.get(address(Organisation, "accept", OrganisationFactory(live=False).pk)).status_code == 405


def test_a_country_has_one_profile(signed_in):
    CountryProfile.objects.create(country="IT")

    response = saved(signed_in(EditorFactory()), CountryProfile, {"country": "IT"})

    assert "country" in response.context["form"].errors


def test_a_country_is_called_by_its_name_in_the_readers_language():
    profile = CountryProfile.objects.create(country="RO", legislation_en="<p>Law 678/2001</p>")

    assert profile.title_in("it") == "Romania"
    assert profile.title_in("de") == "Rumänien"
    assert profile.sort_key_fr == "roumanie"


def test_a_charter_is_published_with_all_it_needs(signed_in):
    client = signed_in(ChiefEditorFactory())
    facts = {"title_en": "Charter", "version": "1.0", "action-publish": "1"}

    response = saved(client, Charter, facts)
    assert {"adopted_on", "text_en"} <= set(response.context["form"].errors)

    response = saved(client, Charter, facts | {"adopted_on": "2012-06-01", "text_en": rich_text_as_posted("We agree.")})
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.parametrize("model", [Organisation, Service, Charter])
def test_a_draft_is_previewed(signed_in, model):
    ServiceFactory()
    CharterFactory()
    client = signed_in(EditorFactory())
    record = model.objects.first()
    page = address(model, "edit", record.pk)

    client.post(address(model, "preview_on_edit", record.pk), form_of(client, page))
    response = client.get(address(model, "preview_on_edit", record.pk) + "?mode=en")

    assert response.status_code == 200
    assert str(record) in response.content.decode()
