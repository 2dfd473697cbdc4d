"""Word forms in the Wagtail admin: addresses and menu item."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from practices.imports.views import ICON, PERMISSION


class WordFormsItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


def addresses():
    return [path("word-forms/", include("practices.imports.urls"))]


def word_forms():
    return WordFormsItem(_("Word forms"), reverse("practice_imports:list"), icon_name=ICON, order=115)
