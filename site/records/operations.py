"""What changes what is visible: publish, unpublish, narrow. Each ends in `record_changed`, after commit."""

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from records.models import Record, Tag, Term
from records.signals import record_changed
from records.visibility import Visibility


def publish(record, user=None):
    """Make the newest draft the live version. Returns the record as it now is."""
    revision = record.latest_revision or record.save_revision(user=user)
    record.publish(revision, user=user)
    record.refresh_from_db()
    return record


def unpublish(record, user=None):
    """Take the record off every page; its text and history stay."""
    record.unpublish(user=user)


@transaction.atomic
def narrow(record, user=None):
    """Show the record to members only, at once: in the live version, and in the draft that would follow it."""
    record.visibility = Visibility.MEMBERS
    record.save(update_fields=["visibility"])
    draft = record.get_latest_revision_as_object()
    draft.visibility = Visibility.MEMBERS
    draft.save_revision(user=user, changed=record.has_unpublished_changes, log_action="wagtail.edit")
    announce(record)


def announce(instance):
    """Send `record_changed` once the change is committed."""
    transaction.on_commit(lambda: record_changed.send(sender=type(instance), instance=instance))


def connect():
    """Announce what Wagtail's admin does as well, and every change of what records refer to."""
    for model in apps.get_models():
        if issubclass(model, Record):
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
