"""Word forms in the Wagtail admin: addresses and menu item."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem

from practices.imports.views import ICON, PERMISSION, name_of_import
from practices.models import FormImport
from records.desk.waiting import Row, Waiting


class WordFormsItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


def waiting_forms(request, panels):
    """What the dashboard says of imports that wait: they are everybody's who may import."""
    if not request.user.has_perm(PERMISSION):
        return
    rows = [
        Row(
            title=name_of_import(each),
            url=reverse("practice_imports:import", args=[each.pk]),
            notes=[
                ngettext("%(number)s form is open", "%(number)s forms are open", each.open_forms)
                % {"number": each.open_forms}
            ],
        )
        for each in FormImport.objects.with_progress().waiting()
    ]
    panels.append(Waiting("imports", _("Word forms"), 25, rows))


def addresses():
    return [path("word-forms/", include("practices.imports.urls"))]


def word_forms():
    return WordFormsItem(_("Word forms"), reverse("practice_imports:list"), icon_name=ICON, order=115)
