import re

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from directory.imports.forms import RowForm, UploadForm
from directory.imports.reading import AlreadyDone, CannotBeSaved, Reader, decisions_of, discard, start
from directory.models import ImportedRow, TableImport
from records.desk.review import desk_address
from records.desk.word_changes import changes_of_lines

PERMISSION = "directory.add_organisation"
MOST_FINISHED = 20
ICON = "upload"
KEY = re.compile(r"[0-9]{1,18}")

may_import = permission_required(PERMISSION)


@may_import
def import_list(request):
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        form.instance.started_by = request.user
        start(form.instance, form.table, form.rows)
        return redirect("table_imports:import", form.instance.pk)
    imports = TableImport.objects.with_progress().select_related("started_by")
    context = {
        "form": form,
        "waiting": imports.waiting(),
        "finished": imports.finished()[:MOST_FINISHED],
        **_header(_("Tables of organisations")),
    }
    return TemplateResponse(request, "directory/imports/import_list.html", context)


@may_import
def import_detail(request, key):
    table_import = TableImport.objects.with_progress().select_related("started_by").filter(pk=key).first()
    if table_import is None:
        return _gone(request)
    action = ACTIONS.get(request.POST.get("action"))
    if request.method == "POST" and action:
        keys = [each for each in request.POST.getlist("row") if KEY.fullmatch(each)]
        return action(request, table_import, table_import.rows.filter(pk__in=keys))
    rows = table_import.rows.select_related("organisation").defer("cells")
    unknown = [column.name for column in Reader.columns_of(table_import) if not column.field]
    context = {
        "table_import": table_import,
        "rows": [(row, desk_address(row.organisation) if row.organisation else "") for row in rows],
        "unknown": unknown,
        **_header(_("Tables of organisations"), name_of_import(table_import)),
    }
    return TemplateResponse(request, "directory/imports/import_detail.html", context)


@may_import
def row_detail(request, key):
    row = ImportedRow.objects.select_related("table_import__started_by", "organisation").filter(pk=key).first()
    if row is None:
        return _gone(request)
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
        "import_url": reverse("table_imports:import", args=[row.table_import_id]),
        **_header(
            _("Tables of organisations"),
            name_of_import(row.table_import),
            _("Row %(row)s") % {"row": row.row},
        ),
    }
    context["breadcrumbs_items"][1]["url"] = context["import_url"]
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
    return redirect("table_imports:import", row.table_import_id)


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
    return redirect("table_imports:import", table_import.pk)


def _discard(request, table_import, rows):
    number = rows.ready().count()
    discard(table_import, rows)
    if number:
        said = ngettext("%(number)s row is discarded.", "%(number)s rows are discarded.", number)
        messages.success(request, said % {"number": number})
    else:
        messages.warning(request, _("Tick the rows to discard first. What is saved already stays."))
    if TableImport.objects.filter(pk=table_import.pk).exists():
        return redirect("table_imports:import", table_import.pk)
    return redirect("table_imports:list")


ACTIONS = {"save": _save_ticked, "discard": _discard}


# --- Words and addresses ---


def name_of_import(table_import):
    started = formats.date_format(timezone.localtime(table_import.started_at), "SHORT_DATETIME_FORMAT")
    return _("Import of %(date)s") % {"date": started}


def _header(*labels):
    addresses = [reverse("table_imports:list"), *[""] * len(labels)]
    items = [{"url": url, "label": label} for url, label in zip(addresses, labels, strict=False)]
    return {"breadcrumbs_items": items, "header_title": labels[-1], "header_icon": ICON}


def _next(row):
    """The next row to look at: after this one, else from the start."""
    others = row.table_import.rows.ready().exclude(pk=row.pk)
    return others.filter(row__gt=row.row).first() or others.first()


def _gone(request):
    messages.warning(request, _("This is no longer there: it was discarded."))
    return redirect("table_imports:list")


def _already_done(request, row):
    row = ImportedRow.objects.filter(pk=row.pk).first()
    if row is None:
        return _gone(request)
    said = _("This row changed meanwhile: look at it again.") if row.is_ready else _("This row is saved already.")
    messages.warning(request, said)
    return redirect("table_imports:import", row.table_import_id)
