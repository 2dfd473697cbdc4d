from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from directory.models.organisation import Organisation
from records.models.imports import Import, ImportQuerySet


class TableImportQuerySet(ImportQuerySet):
    def with_progress(self):
        """How many rows each has (`all_rows`), has saved, and has still to save or discard (`open_rows`)."""
        is_open = Q(rows__state=ImportedRow.State.READY)
        return self.annotate(
            all_rows=Count("rows"),
            open_rows=Count("rows", filter=is_open),
            saved_rows=Count("rows", filter=Q(rows__state=ImportedRow.State.SAVED)),
        )


class TableImport(Import):
    """A table of organisations. The file itself is not kept: its rows are, until each is saved or discarded."""

    header_row = models.PositiveIntegerField(default=1)
    header = models.JSONField(default=list)  # names of the columns as they stand in the table

    objects = TableImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a table")
        verbose_name_plural = _("imports of tables")
        default_permissions = ()

    @property
    def parts(self):
        return self.rows


class ImportedRowQuerySet(models.QuerySet):
    def ready(self):
        return self.filter(state=ImportedRow.State.READY)

    open = ready


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
