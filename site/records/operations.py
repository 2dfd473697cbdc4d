"""What changes what is visible: publish, unpublish, narrow, withdraw, reinstate.

Each ends in `record_changed`, after commit. Going back only makes a draft.
"""

from copy import copy

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.signals import published, unpublished

from records.models import Tag, Term, record_models
from records.signals import record_changed
from records.visibility import Visibility


def publish(record, user=None):
    """Make the newest draft the live version. Returns the record as it now is."""
    record.refresh_from_db(fields=["latest_revision"])
    revision = record.latest_revision or record.save_revision(user=user)
    record.publish(revision, user=user)
    record.refresh_from_db()
    return record


def unpublish(record, user=None):
    """Take the record off every page; its text and history stay."""
    record.unpublish(user=user)


@transaction.atomic
def narrow(record, user=None):
    """Show the record to members only, at once and for good: no older, scheduled or reinstated revision reopens it."""
    record.visibility = Visibility.MEMBERS
    record.save(update_fields=["visibility"])
    for revision in record.revisions.all():
        revision.content["visibility"] = Visibility.MEMBERS
        revision.save(update_fields=["content"])
    log(record, "records.narrow", user=user)
    announce(record)


@transaction.atomic
def withdraw(record, because, user=None):
    """Take the record out of every output at once. Nobody publishes it until a chief editor reinstates it.

    What is withdrawn already stays as it is, with the first reason.
    """
    # Whoever withdraws it at the same moment waits here.
    if type(record).objects.select_for_update(of=("self",)).filter(pk=record.pk, withdrawn_at__isnull=False).exists():
        return
    record.withdrawn_at, record.withdrawn_because = timezone.now(), because
    record.withdrawn_revision = record.live_revision
    record.revisions.update(approved_go_live_at=None)
    if record.live:
        # Any editor may take down at once what only a chief editor may put up.
        UnpublishAction(record, user=user, log_action=False).execute(skip_permission_checks=True)
    else:
        record.save(update_fields=["withdrawn_at", "withdrawn_because", "withdrawn_revision"])
        announce(record)
    log(record, "records.withdraw", user=user, data={"because": because})


@transaction.atomic
def reinstate(record, user=None):
    """Undo a withdrawal: what was live then is live again; a draft is a draft again."""
    revision = record.withdrawn_revision
    record.withdrawn_at, record.withdrawn_because, record.withdrawn_revision = None, "", None
    record.save(update_fields=["withdrawn_at", "withdrawn_because", "withdrawn_revision"])
    if revision:
        record.publish(revision, user=user, log_action=False)
    log(record, "records.reinstate", user=user)


@transaction.atomic
def go_back(record, revision, user):
    """Make an earlier revision the newest draft; returns the new revision. What is published stays.

    Raises PermissionDenied, with the reason, while a lock keeps this user out.
    """
    if reason := why_locked(record, user):
        raise PermissionDenied(reason)
    newest, draft = record.get_latest_revision_as_object(), revision.as_object()
    # An old schedule would publish or unpublish unasked.
    draft.go_live_at, draft.expire_at = newest.go_live_at, newest.expire_at
    return draft.save_revision(user=user, log_action=True, previous_revision=revision, clean=False)


def why_locked(record, user):
    """What keeps this user (None: a command) from changing the record, in words; "" when nothing does."""
    user, lock = user or AnonymousUser(), record.get_lock()
    return lock.get_description(user) if lock and lock.for_user(user) else ""


def announce(instance):
    """Send `record_changed` once the change is committed."""
    # A copy, for Django takes the key from what was deleted; whoever hears of it still has to find it.
    told = copy(instance)
    transaction.on_commit(lambda: record_changed.send(sender=type(told), instance=told))


def connect():
    """Announce what Wagtail's admin does as well, and every change of what records refer to."""
    for model in record_models():
        published.connect(_announce, sender=model)
        unpublished.connect(_announce, sender=model)
        post_delete.connect(_announce, sender=model)
    for model in (Term, Tag):
        announce_changes_of(model)


def announce_changes_of(model):
    """For models without a life cycle: each save and deletion is visible at once."""
    post_save.connect(_announce, sender=model)
    post_delete.connect(_announce, sender=model)


def _announce(sender, instance, **_kwargs):
    announce(instance)
