"""How long a message of a reader is kept."""

from datetime import timedelta

from django.utils import timezone

from records.from_readers import limits
from records.models import ReaderMessage

# Longer than any holiday of an editor, and no longer than that: a message may name people.
KEPT = timedelta(days=90)


def prune():
    """Forget what is too old, dealt with or not. For cron (run_due)."""
    ReaderMessage.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    limits.forget_earlier_days()


def forget_messages_about(instance, **_signal):
    """A record is erased: so is what was said of it."""
    ReaderMessage.objects.about(instance).delete()
