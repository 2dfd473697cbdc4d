from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models.organisation import Organisation


class TableImportQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(finished_at=None).order_by("-started_at", "-pk")

    def finished(self):
        return self.exclude(finished_at=None).order_by("-finished_at", "-pk")

    def with_progress(self):
        """How many rows each has (`all_rows`), has saved, and has still to save or discard (`open_rows`)."""
        is_open = Q(rows__state=ImportedRow.State.READY)
        return self.annotate(
            all_rows=Count("rows"),
            open_rows=Count("rows", filter=is_open),
            saved_rows=Count("rows", filter=Q(rows__state=ImportedRow.State.SAVED)),
        )


class TableImport(models.Model):
    """A table of organisations that an editor brought in. It waits until each row is saved or discarded.

    The file itself is not kept: its rows are, until then.
    """

    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(_("language of the texts"), max_length=7, blank=True)
    header_row = models.PositiveIntegerField(default=1)
    header = models.JSONField(default=list)  # names of the columns as they stand in the table
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = TableImportQuerySet.as_manager()
    # What an import refers to is no use of a record that would keep anybody from deleting it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import of a table")
        verbose_name_plural = _("imports of tables")
        default_permissions = ()

    def __str__(self):
        return str(self.pk)

    def settle(self):
        """Finished once nothing is left to decide; gone when nothing is left at all."""
        if not self.rows.exists():
            self.delete()
        elif not self.finished_at and not self.rows.ready().exists():
            self.finished_at = timezone.now()
            self.save(update_fields=["finished_at"])


class ImportedRowQuerySet(models.QuerySet):
    def ready(self):
        return self.filter(state=ImportedRow.State.READY)


class ImportedRow(models.Model):
    """A row of a table. The cells are the truth, `decisions` what an editor decided; the rest is for the list."""

    class State(models.TextChoices):
        READY = "ready", _("read")
        SAVED = "saved", _("saved as a draft")

    class Effect(models.TextChoices):
        CREATE = "create", _("makes a new entry")
        UPDATE = "update", _("changes an entry")
        NOTHING = "nothing", _("changes nothing")
        QUESTION = "question", _("which entry is it?")
        REFUSED = "refused", _("cannot be taken")

    table_import = models.ForeignKey(TableImport, models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()  # as the spreadsheet numbers it
    cells = models.JSONField(default=list, blank=True)  # emptied once it is saved
    state = models.CharField(max_length=5, choices=State.choices, default=State.READY)
    name = models.TextField(blank=True)
    effect = models.CharField(max_length=8, choices=Effect.choices, blank=True)
    problems = models.PositiveSmallIntegerField(default=0)
    mark = models.CharField(max_length=300, blank=True)  # whom it is about, to tell repeated rows
    decisions = models.JSONField(default=dict, blank=True)  # directory.imports.importing.Decisions
    # What it became; of a row that is not saved yet, what it would change.
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ImportedRowQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        default_permissions = ()
        ordering = ["row", "pk"]

    def __str__(self):
        return f"{self.table_import_id}: {self.row}"

    @property
    def is_ready(self):
        return self.state == self.State.READY

    @property
    def can_be_saved(self):
        return self.is_ready and self.effect not in (self.Effect.QUESTION, self.Effect.REFUSED)

    @property
    def needs_nobody(self):
        """Nothing in it waits for a decision, and saving it does something."""
        return self.can_be_saved and not self.problems and self.effect != self.Effect.NOTHING
