import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from accounts.viewers import viewer_of
from records.visibility import PUBLIC
from tests.factories import ChiefEditorFactory, EditorFactory, MemberFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_one_address_has_one_account_whatever_its_capitals():
    User.objects.create_user("Anna@ngo.example", "a long password")

    assert User.objects.get_by_natural_key("ANNA@NGO.example").email == "anna@ngo.example"
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="anna@NGO.example")


def test_who_has_no_account_is_the_public(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert viewer_of(AnonymousUser()) == PUBLIC


def test_an_account_alone_opens_nothing():
    viewer = viewer_of(UserFactory())

    assert not viewer.is_member
    assert not viewer.is_editor


def test_a_representative_is_a_member_of_her_organisation():
    organisation = OrganisationFactory()

    viewer = viewer_of(MemberFactory(represents=organisation))

    assert viewer.organisations == {organisation.pk}
    assert viewer.is_member
    assert not viewer.is_editor


def test_editors_see_what_editors_may_see():
    assert viewer_of(EditorFactory()).is_editor
    assert "editors" in viewer_of(ChiefEditorFactory()).may_see


def test_an_editor_writes_and_a_chief_editor_publishes():
    assert EditorFactory().has_perm("practices.change_practice")
    assert not EditorFactory().has_perm("practices.publish_practice")
    assert ChiefEditorFactory().has_perm("practices.publish_practice")


def test_roles_are_there_after_a_migration():
    assert set(Group.objects.values_list("name", flat=True)) >= {"Editors", "Chief editors"}


def test_signing_in_leads_back_where_one_was(client):
    User.objects.create_user("anna@ngo.example", "a long password")

    response = client.post(
        reverse("accounts:sign_in") + "?next=/it/practices/",
        {"username": "Anna@NGO.example", "password": "a long password"},
    )

    assert (response.status_code, response.url) == (302, "/it/practices/")


def test_a_wrong_password_says_what_to_do_and_keeps_the_address(client):
    response = client.post(reverse("accounts:sign_in"), {"username": "anna@ngo.example", "password": "wrong"})

    page = response.content.decode()
    assert "do not belong together" in page
    assert 'value="anna@ngo.example"' in page
    assert "wrong" not in page


def test_nobody_is_led_to_another_site_after_signing_in(client):
    User.objects.create_user("anna@ngo.example", "a long password")

    response = client.post(
        reverse("accounts:sign_in"),
        {"username": "anna@ngo.example", "password": "a long password", "next": "https://elsewhere.example/"},
    )

    assert response.url == "/"


def test_editors_may_use_pages_images_and_documents(signed_in):
    client = signed_in(EditorFactory())

    for address in ("/admin/pages/", "/admin/images/", "/admin/documents/", "/admin/snippets/directory/organisation/"):
        assert client.get(address, follow=True).status_code == 200, address
