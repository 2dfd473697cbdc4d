"""The thesaurus as a CSV file, out and in; a file is looked at before anything of it is saved."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from hashlib import sha256

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from search.thesaurus import csv_files, editing, storing
from search.thesaurus.in_words import in_words

LIST, OUT, IN = (f"wagtailsnippets_search_concept:{name}" for name in ("list", "csv", "take_in"))


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("As it was downloaded here. You see first what it would change."),
    )


@permission_required("search.view_concept")
def download(request):
    day = timezone.localdate().isoformat()
    headers = {"Content-Disposition": f'attachment; filename="thesaurus-{day}.csv"'}
    content = csv_files.written(storing.read_all().values())
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@permission_required("search.change_concept")
@permission_required("search.add_concept")
def take_in(request):
    """First the file, then what it would do, then doing it: between the steps the file travels in the page."""
    form, content = FileForm(), None
    if "content" in request.POST:
        content = _carried(request.POST["content"])
    elif request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            # One byte more than allowed is enough to refuse it.
            content = form.cleaned_data["file"].read(csv_files.LARGEST_FILE + 1)
    if content is None:
        return _page(request, {"form": form})
    reading = csv_files.read(content, storing.read_all())
    plan = _fingerprint(reading)
    if "plan" in request.POST and reading.wanted and not reading.faults:
        if request.POST["plan"] == plan:
            return _save(request, reading)
        messages.warning(request, _("The thesaurus was changed meanwhile. Look again at what the file would do."))
    return _page(request, {"form": form, "reading": _in_words(reading), "plan": plan, "content": _to_carry(content)})


def _save(request, reading):
    editing.save(reading.wanted, request.user)
    number = len(reading.wanted)
    said = ngettext("%(number)s concept is saved.", "%(number)s concepts are saved.", number)
    messages.success(request, said % {"number": number})
    return redirect(LIST)


def _to_carry(content):
    return b64encode(content).decode()


def _carried(text):
    try:
        return b64decode(text, validate=True)
    except NotBase64:
        return b""


def _fingerprint(reading):
    """Of what would be saved, and over what."""
    content = [(entry.key, "") for entry in reading.new]
    content += [(after.key, repr(found)) for _before, after, found in reading.changed]
    return sha256(repr(content).encode()).hexdigest()


def _in_words(reading):
    return {
        "new": [(entry.key, _names(entry)) for entry in reading.new],
        "changed": [(after.key, [in_words(change) for change in found]) for _before, after, found in reading.changed],
        "unchanged": reading.unchanged,
        "faults": reading.faults,
        "hints": reading.hints,
        "may_be_saved": bool(reading.wanted and not reading.faults),
    }


def _names(entry):
    return " · ".join(
        text for (_language, kind), texts in entry.labels.items() if kind == "preferred" for text in texts
    )


def _page(request, context):
    context |= {
        "header_title": _("Take in a CSV file"),
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse(LIST), "label": _("Thesaurus")},
            {"url": "", "label": _("Take in a CSV file")},
        ],
        "list_url": reverse(LIST),
        "csv_url": reverse(OUT),
    }
    return TemplateResponse(request, "search/thesaurus/take_in.html", context)
