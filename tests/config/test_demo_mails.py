"""The mails of a demonstration are read at the desk; of any other installation they are not."""

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

from tests.factories import ChiefEditorFactory, EditorFactory, MemberFactory, UserFactory

pytestmark = pytest.mark.django_db

MAILS = "/admin/mails/"


@pytest.fixture
def demonstration(settings, tmp_path):
    settings.DEMONSTRATION = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path


def write(subject, body="Text", to="person@ngo.example", is_notice=True):
    headers = {"Auto-Submitted": "auto-generated"} if is_notice else {}
    EmailBackend().send_messages([EmailMessage(subject, body, "centre@ngo.example", [to], headers=headers)])


def test_the_newest_mail_comes_first_and_is_shown_as_it_is(demonstration, signed_in, monkeypatch):
    monkeypatch.setattr("django.core.mail.message.formatdate", lambda **_: "Sun, 22 Nov 2026 04:00:00 -0000")
    write("Älter", "Grüße <b>aus</b> Wien: https://centre.example/admin/")
    monkeypatch.setattr("django.core.mail.message.formatdate", lambda **_: "Sun, 22 Nov 2026 05:00:00 -0000")
    write("Newer", to="chief@ngo.example")

    page = signed_in(EditorFactory()).get(MAILS).content.decode()

    assert page.index("Newer") < page.index("Älter")
    assert "To chief@ngo.example" in page
    assert "Grüße &lt;b&gt;aus&lt;/b&gt; Wien" in page
    assert 'href="https://centre.example/admin/"' in page


def test_mails_of_one_connection_are_told_apart(demonstration, signed_in):
    messages = [
        EmailMessage(subject, "Text", to=["a@ngo.example"], headers={"Auto-Submitted": "auto-generated"})
        for subject in ("First", "Second")
    ]
    EmailBackend().send_messages(messages)

    response = signed_in(EditorFactory()).get(MAILS)

    assert sorted(mail.subject for mail in response.context["mails"]) == ["First", "Second"]


def test_a_key_to_an_account_is_shown_to_an_administrator_alone(demonstration, client):
    write("Set a new password", is_notice=False)

    client.force_login(ChiefEditorFactory())
    assert "Set a new password" not in client.get(MAILS).content.decode()
    client.force_login(UserFactory(is_superuser=True))
    assert "Set a new password" in client.get(MAILS).content.decode()


def test_before_the_first_mail_the_page_says_so(demonstration, signed_in):
    assert "There is none yet." in signed_in(EditorFactory()).get(MAILS).content.decode()


def test_only_the_desk_reads_them(demonstration, client):
    assert client.get(MAILS).status_code == 302
    client.force_login(MemberFactory())
    assert client.get(MAILS).status_code == 302


@pytest.mark.parametrize(
    ("name", "value"),
    [("DEMONSTRATION", False), ("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")],
)
def test_elsewhere_there_is_no_such_page(demonstration, settings, name, value, signed_in):
    setattr(settings, name, value)
    client = signed_in(UserFactory(is_superuser=True))

    assert client.get(MAILS, follow=True).status_code == 404
    assert MAILS not in client.get("/admin/").content.decode()
