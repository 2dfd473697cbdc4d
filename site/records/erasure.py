"""Erasing a record for good: its text, revisions, files and traces; a receipt without content remains."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection, router, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, ReferenceIndex

from records.models import GatedDocument
from records.signals import record_erased


def erase(record, user=None):
    """Remove a record and what only it used. Not to be undone; backups made before still hold it."""
    files = _erase_rows(record, user)
    # Files go when the rows are gone for certain; a background task would leave them until it runs.
    for storage, name in files:
        storage.delete(name)
    _clean_database_file()


def rows_that_name(record):
    """Rows that keep the record from being erased: as long as they name it, it stays."""
    try:
        Collector(using=router.db_for_write(type(record))).collect([record])
    except ProtectedError as refusal:
        return refusal.protected_objects
    return set()


@transaction.atomic
def _erase_rows(record, user):
    content_type = ContentType.objects.get_for_model(type(record))
    documents = _documents_of_this_alone(record)
    files = [(document.file.storage, document.file.name) for document in documents]
    ModelLogEntry.objects.filter(content_type=content_type, object_id=str(record.pk)).delete()
    for state in record.workflow_states.all():
        state.delete()
    ReferenceIndex.remove_for_object(record)
    record_erased.send(sender=type(record), instance=record)
    receipt = type(record)(pk=record.pk)
    record.delete()
    for document in documents:
        document.delete()
    log(receipt, "records.erase", user=user, title=f"{content_type.model} {receipt.pk}")
    return files


def _documents_of_this_alone(record):
    """Documents that no other record uses."""
    rows = getattr(record, "document_rows", None)
    if rows is None:
        return []
    mine = GatedDocument.objects.filter(pk__in=rows.values("document_id"))
    return [document for document in mine if ReferenceIndex.get_references_to(document).count() <= 1]


def _clean_database_file():
    """SQLite keeps deleted words in free pages, in the full text index and in its log until they are rewritten."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table in _full_text_tables(cursor):
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 - a name of our own schema
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _full_text_tables(cursor):
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
    return [name for (name,) in cursor.fetchall()]
