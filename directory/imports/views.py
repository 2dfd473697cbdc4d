from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from directory.imports.forms import RowForm, UploadForm
from directory.imports.reading import AlreadyDone, CannotBeSaved, Reader, decisions_of, discard, start
from directory.models import ImportedRow, TableImport
from records.desk.imports import ImportDesk, ticked
from records.desk.review import desk_address
from records.desk.word_changes import changes_of_lines

DESK = ImportDesk(
    model=TableImport,
    title=gettext_lazy("Tables of organisations"),
    namespace="table_imports",
    templates="directory/imports",
    permission="directory.add_organisation",
)


@DESK.for_importers
def import_list(request):
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    return DESK.list_page(request, form, lambda form: start(form.instance, form.table, form.rows))


@DESK.for_importers
def import_detail(request, key):
    table_import = DESK.find(key)
    if table_import is None:
        return DESK.gone(request)
    action = ACTIONS.get(request.POST.get("action"))
    if request.method == "POST" and action:
        return action(request, table_import, table_import.rows.filter(pk__in=ticked(request, "row")))
    rows = table_import.rows.select_related("organisation").defer("cells")
    unknown = [column.name for column in Reader.columns_of(table_import) if not column.field]
    context = {
        "table_import": table_import,
        "rows": [(row, desk_address(row.organisation) if row.organisation else "") for row in rows],
        "unknown": unknown,
        **DESK.header(table_import),
    }
    return TemplateResponse(request, "directory/imports/import_detail.html", context)


@DESK.for_importers
def row_detail(request, key):
    row = ImportedRow.objects.select_related("table_import__started_by", "organisation").filter(pk=key).first()
    if row is None:
        return DESK.gone(request)
    if not row.is_ready:
        return _already_done(request, row)
    reader = Reader(row.table_import)
    outcome = reader.preview(row, request.user)
    form = RowForm(
        row,
        reader.table.header.columns,
        outcome,
        decisions_of(row),
        request.POST if request.method == "POST" else None,
    )
    if form.is_bound and form.is_valid():
        return _decided(request, reader, row, form.decisions())
    context = {
        "row": row,
        "outcome": outcome,
        "form": form,
        "changes": [
            (change, take, changes_of_lines(change.before, change.after) if change.before else ())
            for change, take in form.changes
        ],
        "said": [
            (column, text)
            for column in reader.table.header.columns
            if (text := row.cells[column.place] if column.place < len(row.cells) else "")
        ],
        "next_row": _next(row),
        "import_url": DESK.address(row.table_import_id),
        **DESK.header(row.table_import, _("Row %(row)s") % {"row": row.row}),
    }
    return TemplateResponse(request, "directory/imports/row_detail.html", context)


# --- What the buttons do ---


def _decided(request, reader, row, decisions):
    try:
        reader.keep(row, decisions, request.user)
        if request.POST.get("action") != "save":
            messages.success(request, _("Your choices are kept. The row itself is not saved yet."))
            return redirect(request.path)
        organisation = reader.save(row, request.user)
    except AlreadyDone:
        return _already_done(request, row)
    except CannotBeSaved as reason:
        messages.error(request, _("Your choices are kept, and the row is not saved. %(reason)s") % {"reason": reason})
        return redirect(request.path)
    messages.success(
        request,
        _("“%(title)s” is saved as a draft.") % {"title": organisation},
        buttons=[messages.button(desk_address(organisation), _("Edit"))],
    )
    following = _next(row)
    if following:
        return redirect("table_imports:row", following.pk)
    return redirect(DESK.address(row.table_import_id))


def _save_ticked(request, table_import, rows):
    reader, saved = Reader(table_import), 0
    for row in rows.ready():
        try:
            reader.save(row, request.user)
            saved += 1
        except AlreadyDone:
            continue
        except CannotBeSaved as reason:
            messages.warning(request, _("Row %(row)s is not saved. %(reason)s") % {"row": row.row, "reason": reason})
    if saved:
        said = ngettext("%(number)s row is saved as a draft.", "%(number)s rows are saved as drafts.", saved)
        messages.success(request, said % {"number": saved})
    elif not rows.ready():
        messages.warning(request, _("Tick rows that are not saved yet."))
    return redirect(DESK.address(table_import.pk))


def _discard(request, table_import, rows):
    number = rows.ready().count()
    discard(table_import, rows)
    if number:
        said = ngettext("%(number)s row is discarded.", "%(number)s rows are discarded.", number)
        messages.success(request, said % {"number": number})
    else:
        messages.warning(request, _("Tick the rows to discard first. What is saved already stays."))
    if TableImport.objects.filter(pk=table_import.pk).exists():
        return redirect(DESK.address(table_import.pk))
    return redirect("table_imports:list")


ACTIONS = {"save": _save_ticked, "discard": _discard}


def _next(row):
    """The next row to look at: after this one, else from the start."""
    others = row.table_import.rows.ready().exclude(pk=row.pk)
    return others.filter(row__gt=row.row).first() or others.first()


def _already_done(request, row):
    row = ImportedRow.objects.filter(pk=row.pk).first()
    if row is None:
        return DESK.gone(request)
    said = _("This row changed meanwhile: look at it again.") if row.is_ready else _("This row is saved already.")
    messages.warning(request, said)
    return redirect(DESK.address(row.table_import_id))
