"""Tables of organisations in the Wagtail admin: addresses, menu item, what waits on the dashboard."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directory.imports.views import DESK


def waiting_tables(request, panels):
    DESK.waiting(panels, request.user, 26, _open_rows)


def _open_rows(table_import):
    number = table_import.open_rows
    return ngettext("%(number)s row is open", "%(number)s rows are open", number) % {"number": number}


def addresses():
    return [path("organisation-tables/", include("directory.imports.urls"))]


def tables():
    return DESK.menu_item(_("Tables"), name="organisation-tables", order=121)
