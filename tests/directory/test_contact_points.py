"""What a contact point of an entry may say, and how numbers and hours read."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import override

from directory import phones
from directory.models import Organisation, OrganisationContactPoint
from directory.models.contact_point import in_order_of_use
from directory.time_zones import choices
from practices.models import Practice
from tests.factories import (
    OrganisationContactPointFactory,
    OrganisationFactory,
    PracticeContactPointFactory,
    PracticeFactory,
    ServiceContactPointFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db


OF_EACH_OWNER = (OrganisationContactPointFactory, ServiceContactPointFactory, PracticeContactPointFactory)


def cleaned(factory=OrganisationContactPointFactory, **fields):
    contact = factory.build(**fields)
    contact.clean()
    return contact


@pytest.mark.parametrize(
    ("country", "written", "kept"),
    [
        ("GB", "020 7946 0123", "+442079460123"),
        ("IT", "+44 (0)20 7946-0123", "+442079460123"),
        ("IT", "1522", "1522"),
        ("DE", "116 006", "116006"),
    ],
)
def test_a_phone_is_read_as_its_country_dials_it(country, written, kept):
    owner = OrganisationFactory(country=country)

    assert cleaned(owner=owner, kind="hotline", value=written).value == kept


def test_the_phone_of_a_service_is_read_in_the_country_of_its_organisation():
    service = ServiceFactory(organisation=OrganisationFactory(country="GB"))
    contact = ServiceContactPointFactory.build(owner=service, kind="phone", value="020 7946 0123")

    contact.clean()

    assert contact.value == "+442079460123"


@pytest.mark.parametrize("written", ["ask for Maria", "12", "+39 1", "020 7946 0123 or 0124"])
def test_what_is_no_number_is_refused_with_what_to_write(written):
    with pytest.raises(ValidationError) as refusal:
        cleaned(owner=OrganisationFactory(country="GB"), kind="phone", value=written)

    assert "+39 06 1234 5678" in refusal.value.message_dict["value"][0]


def test_without_a_country_a_number_begins_with_that_of_its_country():
    with pytest.raises(ValidationError) as refusal:
        cleaned(owner=OrganisationFactory(country=""), kind="phone", value="020 7946 0123")

    assert "Begin with +" in refusal.value.message_dict["value"][0]


def test_a_short_number_has_no_form_for_abroad():
    number = phones.read("1522", "IT")

    assert (number.dial, number.international, number.country) == ("1522", "", "IT")


def test_what_a_practice_brought_from_a_printed_form_stays_as_it_is():
    contact = PracticeContactPointFactory.build(owner=None, kind="phone", value="tel. 020/7946 0123, ask for the team")

    contact.clean()

    assert contact.value == "tel. 020/7946 0123, ask for the team"
    assert contact.phone is None


def test_the_phone_of_a_practice_is_read_in_the_country_of_its_first_organisation():
    practice = PracticeFactory(organisations=[OrganisationFactory(country="GB"), OrganisationFactory(country="IT")])
    contact = PracticeContactPointFactory(owner=practice, kind="phone", value="0044 20/7946 0123")

    contact.clean()

    assert (contact.phone.international, contact.phone.national) == ("+44 20 7946 0123", "020 7946 0123")
    assert contact.value == "0044 20/7946 0123"


@pytest.mark.parametrize("factory", OF_EACH_OWNER)
def test_an_exact_address_is_never_public(factory):
    for precision in ("exact", ""):
        with pytest.raises(ValidationError) as refusal:
            cleaned(factory, kind="address", precision=precision, value="Example Street 1", visibility="public")
        assert "members only" in refusal.value.message_dict["visibility"][0]

    assert cleaned(factory, kind="address", precision="exact", value="Example Street 1", visibility="members").value
    assert cleaned(factory, kind="address", precision="city", value="Example Town", visibility="public").value


@pytest.mark.parametrize("factory", OF_EACH_OWNER)
def test_an_exact_address_that_comes_by_another_path_is_narrowed(factory):
    contact = factory(kind="address", value="Example Street 1", visibility="public")

    assert type(contact).objects.get().visibility == "members"
    assert contact.visibility == "members"


@pytest.mark.parametrize("factory", OF_EACH_OWNER)
def test_a_confidential_address_is_written_down_nowhere(factory):
    with pytest.raises(ValidationError) as refusal:
        cleaned(factory, kind="address", precision="confidential", value="Example Street 1")
    assert "not even in a draft" in refusal.value.message_dict["value"][0]

    contact = factory(kind="address", precision="confidential", value="Example Street 1")
    assert type(contact).objects.get().value == ""


@pytest.mark.parametrize("factory", OF_EACH_OWNER)
def test_no_revision_holds_what_must_not_be_written_down(factory):
    owner = factory().owner
    owner.contact_points = [
        factory.build(owner=owner, kind="address", precision="confidential", value="Hidden Street 1"),
        factory.build(owner=owner, kind="address", value="Example Street 1", visibility="public"),
    ]

    hidden, exact = owner.save_revision().content["contact_points"]

    assert (hidden["precision"], hidden["value"]) == ("confidential", "")
    assert (exact["value"], exact["visibility"]) == ("Example Street 1", "members")


def test_what_practices_held_before_is_closed_also_in_their_revisions():
    practice = PracticeFactory()
    for precision in ("", "exact", "city", "confidential"):
        PracticeContactPointFactory(owner=practice, kind="address", precision=precision)
    practice.contact_points.all().update(visibility="public", value="Example Street 1")
    PracticeContactPointFactory(owner=practice, value="team@ngo.example")
    revision = Practice.objects.get(pk=practice.pk).save_revision()
    for row in revision.content["contact_points"]:
        row.update({"visibility": "public", "value": row["value"] or "Example Street 1"})
    revision.save()

    import_module("practices.migrations.0009_no_public_addresses").close_addresses(apps, None)

    revision.refresh_from_db()
    expected = [
        ("Example Street 1", "members"),
        ("Example Street 1", "members"),
        ("Example Street 1", "public"),
        ("", "public"),
        ("team@ngo.example", "public"),
    ]
    assert [(row.value, row.visibility) for row in practice.contact_points.order_by("pk")] == expected
    rows = sorted(revision.content["contact_points"], key=lambda row: row["pk"])
    assert [(row["value"], row["visibility"]) for row in rows] == expected


def test_hotlines_come_first_and_what_says_nothing_is_left_out():
    office, empty, hotline, hidden_place = (
        OrganisationContactPointFactory.build(**fields)
        for fields in (
            {},
            {"value": ""},
            {"kind": "hotline", "value": "1522"},
            {"kind": "address", "precision": "confidential", "value": ""},
        )
    )

    assert in_order_of_use([office, empty, hotline, hidden_place]) == [hotline, office, hidden_place]


def test_a_time_zone_is_named_in_the_readers_words():
    contact = OrganisationContactPointFactory.build(time_zone="Europe/Rome")
    with override("de"):
        assert contact.time_zone_name == "Mitteleuropäische Zeit"
        assert dict(choices())["Europe/Rome"] == "Italien: Mitteleuropäische Zeit (Rome)"

    with pytest.raises(ValidationError):
        cleaned(time_zone="Europe/Atlantis")


def test_contacts_that_are_added_stand_behind_those_that_were_there():
    first = OrganisationContactPointFactory(value="first@ngo.example", sort_order=0)
    organisation = Organisation.objects.get(pk=first.owner.pk)
    added = [OrganisationContactPoint(kind="email", value=f"{name}@ngo.example") for name in ("second", "third")]

    organisation.contact_points = [*organisation.contact_points.all(), *added]
    organisation.save()

    kept = Organisation.objects.get(pk=organisation.pk).contact_points.all()
    assert [each.value.partition("@")[0] for each in kept] == ["first", "second", "third"]
