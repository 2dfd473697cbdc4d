"""Tables of organisations in the Wagtail admin: addresses, menu item, what waits on the dashboard."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem

from directory.imports.views import ICON, PERMISSION, name_of_import
from directory.models import TableImport
from records.desk.waiting import Row, Waiting


class TablesItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


def waiting_tables(request, panels):
    if not request.user.has_perm(PERMISSION):
        return
    rows = [
        Row(
            title=name_of_import(each),
            url=reverse("table_imports:import", args=[each.pk]),
            notes=[
                ngettext("%(number)s row is open", "%(number)s rows are open", each.open_rows)
                % {"number": each.open_rows}
            ],
        )
        for each in TableImport.objects.with_progress().waiting()
    ]
    panels.append(Waiting("table-imports", _("Tables of organisations"), 26, rows))


def addresses():
    return [path("organisation-tables/", include("directory.imports.urls"))]


def tables():
    return TablesItem(_("Tables"), reverse("table_imports:list"), name="organisation-tables", icon_name=ICON, order=121)
