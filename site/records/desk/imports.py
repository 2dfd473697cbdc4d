"""The pages of one kind of import at the desk: its list, the names of its pages, what waits, its place in the menu."""

import re
from dataclasses import dataclass

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem

from records.desk.waiting import Row, Waiting
from records.models.imports import Import

MOST_FINISHED = 20
ICON = "upload"
KEY = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class ImportDesk:
    """namespace: of the addresses `list` and `import`. templates: the folder of `import_list.html`."""

    model: type[Import]
    title: str
    namespace: str
    templates: str
    permission: str

    def for_importers(self, view):
        return permission_required(self.permission)(view)

    def list_page(self, request, form, start):
        """The list of imports, with the form that begins another one. start(form): brings its files in."""
        if form.is_bound and form.is_valid():
            form.instance.started_by = request.user
            start(form)
            return redirect(self.address(form.instance.pk))
        imports = self.model.objects.with_progress().select_related("started_by")
        context = {
            "form": form,
            "waiting": imports.waiting(),
            "finished": imports.finished()[:MOST_FINISHED],
            **self.header(),
        }
        return TemplateResponse(request, f"{self.templates}/import_list.html", context)

    def find(self, key):
        return self.model.objects.with_progress().select_related("started_by").filter(pk=key).first()

    def address(self, key):
        return reverse(f"{self.namespace}:import", args=[key])

    def header(self, of_import=None, *labels):
        """Heading and breadcrumbs of the list, of an import, or of a page below it."""
        items = [{"url": reverse(f"{self.namespace}:list"), "label": self.title}]
        if of_import:
            items.append({"url": self.address(of_import.pk) if labels else "", "label": name_of_import(of_import)})
        items += [{"url": "", "label": label} for label in labels]
        return {"breadcrumbs_items": items, "header_title": items[-1]["label"], "header_icon": ICON}

    def gone(self, request):
        messages.warning(request, _("This is no longer there: it was discarded."))
        return redirect(f"{self.namespace}:list")

    def waiting(self, panels, user, place, note):
        """Add to the panels of the dashboard: imports that wait are everybody's who may import. note(import): text"""
        if not user.has_perm(self.permission):
            return
        imports = self.model.objects.with_progress().waiting()
        rows = [Row(name_of_import(each), self.address(each.pk), [note(each)]) for each in imports]
        panels.append(Waiting(self.namespace, self.title, place, rows))

    def menu_item(self, label, **options):
        return ImportItem(self, label, reverse(f"{self.namespace}:list"), icon_name=ICON, **options)


class ImportItem(MenuItem):
    def __init__(self, desk, *args, **options):
        super().__init__(*args, **options)
        self._permission = desk.permission

    def is_shown(self, request):
        return request.user.has_perm(self._permission)


def name_of_import(of_import):
    started = formats.date_format(timezone.localtime(of_import.started_at), "SHORT_DATETIME_FORMAT")
    return _("Import of %(date)s") % {"date": started}


def ticked(request, name):
    """Primary keys that boxes of this name send; what is no key is passed over."""
    return [key for key in request.POST.getlist(name) if KEY.fullmatch(key)]
