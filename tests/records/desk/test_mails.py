"""Mails about reviews: who gets which, in which language, and that they tell nothing."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from records.desk import mails
from records.operations import publish
from tests.factories import (
    ChiefEditorFactory,
    DraftFactory,
    EditorFactory,
    OrganisationFactory,
    PracticeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SECRETS = ("Secretword", "Secretcomment")


@pytest.fixture
def editor():
    return EditorFactory(email="editor@ngo.example")


@pytest.fixture
def chief_editor():
    return ChiefEditorFactory(email="chief@ngo.example")


@pytest.fixture(autouse=True)
def _site(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://centre.example"


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Do something and let it be committed."""

    def commit(action, *args, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **options)

    return commit


def draft_of(user, factory=DraftFactory, **facts):
    draft = factory(**(facts or {"title_en": "Secretword"}))
    draft.save_revision(user=user)
    return draft


def submit(record, user):
    return record.get_workflow().start(record, user)


def recipients():
    return [address for each in mail.outbox for address in each.to]


def test_each_active_chief_editor_is_told_of_a_submission_and_nobody_else(editor, chief_editor, commits):
    ChiefEditorFactory(is_active=False)
    UserFactory(is_superuser=True)

    commits(submit, draft_of(editor), editor)

    assert recipients() == [chief_editor.email]


def test_whoever_submits_is_not_told_of_it(chief_editor, commits):
    commits(submit, draft_of(chief_editor), chief_editor)

    assert mail.outbox == []


def test_the_submitter_is_told_that_it_came_back_and_submits_again(editor, chief_editor, commits):
    state = commits(submit, draft_of(editor), editor)
    mail.outbox.clear()

    commits(state.current_task_state.reject, user=chief_editor, comment="Secretcomment")
    assert recipients() == [editor.email]
    state.refresh_from_db()
    commits(state.resume, user=editor)

    assert recipients() == [editor.email, chief_editor.email]


def test_the_submitter_is_told_of_the_publication(editor, chief_editor, commits):
    state = commits(submit, draft_of(editor), editor)
    mail.outbox.clear()

    commits(state.current_task_state.approve, user=chief_editor)

    assert recipients() == [editor.email]
    assert mail.outbox[0].subject == "Published: Practice no. 1"


def test_a_publication_that_ends_the_review_is_told_too(editor, chief_editor, commits):
    draft = draft_of(editor)
    commits(submit, draft, editor)
    mail.outbox.clear()

    commits(publish, draft, user=chief_editor)

    assert recipients() == [editor.email]


def test_taking_back_tells_nobody(editor, chief_editor, commits):
    practice = publish(PracticeFactory())
    practice.save_revision(user=editor)
    state = commits(submit, practice, editor)
    mail.outbox.clear()

    commits(state.cancel, user=editor)

    assert mail.outbox == []


def test_no_mail_tells_a_title_a_text_or_a_comment(editor, chief_editor, commits):
    state = commits(submit, draft_of(editor, title_en="Secretword", summary_en="Secretword"), editor)
    commits(state.current_task_state.reject, user=chief_editor, comment="Secretcomment")
    state.refresh_from_db()
    commits(state.resume, user=editor)
    commits(state.current_task_state.approve, user=chief_editor)

    assert len(mail.outbox) == 4
    for each in mail.outbox:
        assert not [secret for secret in SECRETS if secret in str(each.message())]
        assert "https://centre.example/admin/snippets/practices/practice/" in each.body
        assert not each.alternatives


def test_a_mail_names_kind_and_number(editor, chief_editor, commits):
    commits(submit, draft_of(editor), editor)
    organisation = draft_of(editor, OrganisationFactory, name_en="Secretword")
    commits(submit, organisation, editor)

    assert [each.subject for each in mail.outbox] == [
        "For review: Practice without a number yet",
        f"For review: Organisation no. {organisation.pk}",
    ]


def test_a_change_of_a_live_record_is_led_to_directly(editor, chief_editor, commits):
    practice = publish(PracticeFactory(number=6))
    practice.save_revision(user=editor)

    commits(submit, practice, editor)

    assert mail.outbox[0].subject == "For review: Practice no. 6"
    assert "/live...latest/" in mail.outbox[0].body


def test_each_reads_her_own_language(editor, commits):
    for language in ("it", "de", "es", "fr"):
        ChiefEditorFactory(email=f"{language}@ngo.example", language=language)
    chosen = ChiefEditorFactory(email="chosen@ngo.example", language="it")
    chosen.wagtail_userprofile.preferred_language = "de"
    chosen.wagtail_userprofile.save()

    commits(submit, draft_of(editor), editor)

    bodies = {each.to[0].split("@")[0]: each.body.split("https")[0] for each in mail.outbox}
    assert bodies["chosen"] == bodies["de"]
    assert len(set(bodies.values())) == len({"it", "de", "es", "fr"})


def test_who_wants_no_mail_gets_none(editor, chief_editor, commits):
    chief_editor.wagtail_userprofile.submitted_notifications = False
    chief_editor.wagtail_userprofile.save()

    commits(submit, draft_of(editor), editor)

    assert mail.outbox == []


def test_an_account_without_a_profile_is_told_in_its_own_language(editor, chief_editor, commits):
    chief_editor.wagtail_userprofile.delete()

    commits(submit, draft_of(editor), editor)

    assert recipients() == [chief_editor.email]


class DeadServer(BaseEmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"Secretword")})


def test_a_dead_mail_server_stops_no_submission_and_its_answer_is_not_logged(
    editor, chief_editor, commits, settings, caplog
):
    settings.EMAIL_BACKEND = f"{__name__}.DeadServer"

    state = commits(submit, draft_of(editor), editor)

    assert state.status == state.STATUS_IN_PROGRESS
    assert "SMTP" in caplog.text
    assert chief_editor.email not in caplog.text
    assert "Secretword" not in caplog.text


def test_what_was_erased_meanwhile_is_not_told(editor, chief_editor):
    mails.send.enqueue("submitted", chief_editor.pk, "practices.Practice", 4711)

    assert mail.outbox == []


def test_nothing_is_sent_before_it_is_committed(editor, chief_editor):
    submit(draft_of(editor), editor)

    assert mail.outbox == []
