import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry, ReferenceIndex

from practices.models import Involvement, Practice, PracticeDocument
from records.operations import publish, reinstate, withdraw
from records.visibility import PUBLIC
from tests.factories import (
    ChiefEditorFactory,
    DocumentFactory,
    EditorFactory,
    MemberFactory,
    OrganisationFactory,
    PracticeFactory,
)

pytestmark = pytest.mark.django_db


def address(name, practice):
    return reverse(Practice.snippet_viewset.get_url_name(name), args=[practice.pk])


@pytest.fixture
def practice():
    return publish(PracticeFactory(number=7, title_en="Withdrawnword"))


def test_what_is_withdrawn_is_gone_from_every_page(practice, client):
    assert "Withdrawnword" in client.get("/en/practices/").content.decode()

    withdraw(practice, "Somebody could be recognised.")

    response = client.get("/it/practices/7-anything/")
    assert response.status_code == 410
    for page in (response, client.get("/en/"), client.get("/en/practices/"), client.get("/sitemap.xml")):
        assert "Withdrawnword" not in page.content.decode()
        assert "recognised" not in page.content.decode()


def test_nobody_publishes_it_by_any_path(practice):
    revision = practice.latest_revision
    withdraw(practice, "Somebody could be recognised.")

    for attempt in (lambda: publish(practice), revision.publish, lambda: practice.publish(revision)):
        practice.refresh_from_db()
        with pytest.raises(ValidationError):
            attempt()
    assert practice not in Practice.objects.visible_to(PUBLIC)


def test_an_older_revision_does_not_undo_it(practice):
    before = practice.latest_revision
    withdraw(practice, "Somebody could be recognised.")

    assert before.as_object().withdrawn_at is not None


def test_a_chief_editor_brings_back_what_was_live_then(practice):
    practice.title_en = "An unfinished draft"
    practice.save_revision()
    practice.refresh_from_db()
    withdraw(practice, "A mistake.")

    reinstate(practice)

    practice.refresh_from_db()
    assert (practice.live, practice.title_en, practice.withdrawn_at) == (True, "Withdrawnword", None)
    assert practice.get_latest_revision_as_object().title_en == "An unfinished draft"


def test_a_draft_can_be_withdrawn_too_and_stays_a_draft():
    draft = PracticeFactory(live=False, number=None)
    draft.save_revision()

    withdraw(draft, "Sent by mistake.")
    reinstate(draft)

    assert not Practice.objects.get().live


def test_an_editor_withdraws_in_one_action_with_a_reason(practice, signed_in):
    editor = EditorFactory()
    client = signed_in(editor)
    assert address("withdraw", practice) in client.get(address("edit", practice)).content.decode()

    assert client.post(address("withdraw", practice), {}).context["form"].errors
    response = client.post(address("withdraw", practice), {"because": "Somebody could be recognised."})

    practice.refresh_from_db()
    assert response.url == address("edit", practice)
    assert not practice.live
    entry = ModelLogEntry.objects.get(action="records.withdraw")
    assert (entry.user, entry.data["because"]) == (editor, "Somebody could be recognised.")


def test_withdrawing_twice_keeps_the_first_reason_and_the_way_back(practice, signed_in):
    client = signed_in(EditorFactory())
    for reason in ("Somebody could be recognised.", "Me too."):
        client.post(address("withdraw", practice), {"because": reason})
    withdraw(Practice.objects.get(), "By a stale page.")

    practice.refresh_from_db()
    assert practice.withdrawn_because == "Somebody could be recognised."
    reinstate(practice)
    practice.refresh_from_db()
    assert practice.live


def test_only_a_chief_editor_reinstates(practice, client):
    withdraw(practice, "A mistake.")

    client.force_login(EditorFactory())
    client.post(address("reinstate", practice))
    practice.refresh_from_db()
    assert practice.withdrawn_at

    client.force_login(ChiefEditorFactory())
    client.post(address("reinstate", practice))
    practice.refresh_from_db()
    assert practice.live


def test_members_cannot_withdraw(practice, signed_in):
    signed_in(MemberFactory()).post(address("withdraw", practice), {"because": "x"})

    practice.refresh_from_db()
    assert practice.live


def test_the_form_says_that_a_withdrawn_practice_cannot_be_published(practice, signed_in):
    from tests.practices.test_desk import form_of

    withdraw(practice, "A mistake.")
    client = signed_in(ChiefEditorFactory())

    data = form_of(client, address("edit", practice)) | {"action-publish": "1"}
    response = client.post(address("edit", practice), data)

    assert "withdrawn" in str(response.context["form"].non_field_errors())


def test_an_object_loaded_before_the_withdrawal_does_not_publish_it(practice):
    stale = Practice.objects.get()
    withdraw(practice, "A mistake.")

    with pytest.raises(ValidationError):
        stale.publish(stale.latest_revision)
    assert practice not in Practice.objects.visible_to(PUBLIC)


def test_a_withdrawn_organisation_is_named_nowhere(client):
    organisation = publish(OrganisationFactory(name_en="Withdrawn organisation"))
    practice = PracticeFactory(organisations=[organisation])
    Involvement.objects.update(name_as_printed="Withdrawn organisation, as printed")
    assert "Withdrawn organisation" in client.get(practice.get_absolute_url()).content.decode()

    withdraw(organisation, "A mistake.")

    assert "Withdrawn organisation" not in client.get(practice.get_absolute_url()).content.decode()
    assert client.get(organisation.get_absolute_url()).status_code == 410


def test_a_document_goes_with_the_only_record_it_belongs_to(practice, client):
    document = DocumentFactory()
    PracticeDocument.objects.create(practice=practice, document=document)
    ReferenceIndex.create_or_update_for_object(practice)
    assert client.get(document.url).status_code == 200

    practice.refresh_from_db()
    withdraw(practice, "A mistake.")

    assert client.get(document.url).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_first_publication_outside_a_transaction_gets_its_number():
    draft = PracticeFactory(live=False, number=None)

    assert publish(draft).number == 1
