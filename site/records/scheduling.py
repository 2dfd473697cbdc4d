"""Schedules that come due. One record that may not be published stops no other."""

import logging

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from records.models import Record

logger = logging.getLogger(__name__)


def publish_due():
    """Publish and unpublish what is due; what is refused loses its schedule, and the log says its number."""
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
        record = revision.as_object()
        if isinstance(record, Record) and record.hindrances():
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            logger.warning("Not published on schedule, for it was refused: %s %s", record._meta.label, record.pk)
    call_command("publish_scheduled")
