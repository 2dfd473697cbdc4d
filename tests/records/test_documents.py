import pytest

from tests.factories import DocumentFactory, EditorFactory, MemberFactory

pytestmark = pytest.mark.django_db


def test_a_public_document_is_for_everyone_and_is_saved_not_shown(client):
    response = client.get(DocumentFactory().url)

    assert b"".join(response.streaming_content) == b"content"
    assert response["Content-Disposition"].startswith("attachment")
    assert "max-age" in response["Cache-Control"]


def test_a_members_document_is_closed_to_the_public_and_open_to_members(client):
    document = DocumentFactory(visibility="members")

    assert client.get(document.url).status_code == 403
    client.force_login(MemberFactory())
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_an_editors_document_is_closed_to_members(client):
    document = DocumentFactory(visibility="editors")

    client.force_login(MemberFactory())
    assert client.get(document.url).status_code == 403
    client.force_login(EditorFactory())
    assert client.get(document.url).status_code == 200


def test_no_address_leads_past_the_gate(client):
    document = DocumentFactory(visibility="members")

    assert client.get(f"/media/{document.file.name}", follow=True).status_code == 404


def test_what_a_member_is_shown_stays_out_of_shared_caches(client):
    client.force_login(MemberFactory())

    assert "private" in client.get("/en/practices/")["Cache-Control"]


def test_a_file_that_is_gone_is_not_found(client):
    document = DocumentFactory()
    document.file.storage.delete(document.file.name)

    assert client.get(document.url).status_code == 404
