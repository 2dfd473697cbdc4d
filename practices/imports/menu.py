"""Word forms in the Wagtail admin: addresses and menu item."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from practices.imports.views import DESK


def waiting_forms(request, panels):
    DESK.waiting(panels, request.user, 25, _open_forms)


def _open_forms(form_import):
    number = form_import.open_forms
    return ngettext("%(number)s form is open", "%(number)s forms are open", number) % {"number": number}


def addresses():
    return [path("word-forms/", include("practices.imports.urls"))]


def word_forms():
    return DESK.menu_item(_("Word forms"), order=115)
