"""One practice in each state of its review, for the demonstration's editor and chief editor to go on with."""

from django.db import transaction

from accounts.demo_content import ACCOUNTS
from accounts.models import User
from practices import demo_drafts
from records.operations import withdraw


@transaction.atomic
def make_reviews():
    """Needs the demonstration's accounts and practices. Safe to run twice; what editors changed stays."""
    editor, chief_editor = (User.objects.get(email=ACCOUNTS[role][0]) for role in ("editor", "chief editor"))
    for draft, entry in demo_drafts.load(editor):
        if entry["state"] == "submitted":
            _submit(draft, editor)
        elif entry["state"] == "sent back":
            task = _submit(draft, editor).current_task_state
            task.reject(user=chief_editor, comment=entry["comment"])
        elif entry["state"] == "withdrawn":
            withdraw(draft, entry["because"], user=chief_editor)
    if changed := demo_drafts.change(editor):
        _submit(changed, editor)


def _submit(practice, user):
    return practice.get_workflow().start(practice, user)
