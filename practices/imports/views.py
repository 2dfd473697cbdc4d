from itertools import groupby
from operator import attrgetter

from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from practices.imports import uploads
from practices.imports.forms import DecisionsForm, UploadForm
from practices.imports.page import Page
from practices.imports.reading import AlreadyDone, Reader, discard
from practices.models import FormImport, ImportedForm
from practices.word_forms.finding import Unsure
from practices.word_forms.opening import Refused
from records.desk.imports import ImportDesk, ticked
from records.desk.review import desk_address

DESK = ImportDesk(
    model=FormImport,
    title=gettext_lazy("Word forms"),
    namespace="practice_imports",
    templates="practices/imports",
    permission="practices.add_practice",
)


@DESK.for_importers
def import_list(request):
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    return DESK.list_page(request, form, lambda form: uploads.start(form.instance, request.FILES.getlist("files")))


@DESK.for_importers
def import_detail(request, key):
    form_import = DESK.find(key)
    if form_import is None:
        return DESK.gone(request)
    action = ACTIONS.get(request.POST.get("action"))
    if request.method == "POST" and action:
        return action(request, form_import, form_import.forms.filter(pk__in=ticked(request, "form")))
    context = {
        "form_import": form_import,
        "forms": [
            (form, desk_address(form.record) if form.record else "") for form in form_import.forms.with_records()
        ],
        **DESK.header(form_import),
    }
    return TemplateResponse(request, "practices/imports/import_detail.html", context)


@DESK.for_importers
def progress(request, key):
    """For the page that waits: whether all is read, and how far it is, in words."""
    form_import = FormImport.objects.with_progress().filter(pk=key).first()
    if form_import is None:
        return JsonResponse({"done": True, "sentence": ""})
    read, number = form_import.read_forms, form_import.all_forms
    sentence = _("%(read)s of %(number)s forms are read.") % {"read": read, "number": number}
    return JsonResponse({"done": read == number, "read": read, "number": number, "sentence": sentence})


@DESK.for_importers
def form_detail(request, key):
    form = ImportedForm.objects.select_related("form_import__started_by").filter(pk=key).first()
    if form is None:
        return DESK.gone(request)
    if not form.is_ready:
        return _already_done(request, form)
    reader = Reader(form.form_import)
    try:
        preview = reader.preview(form)
    except Refused as refused:
        # It could be read before: the storage may be away for a moment, and looking must not destroy anything.
        messages.error(request, _refusal(form, refused))
        return redirect(DESK.address(form.form_import_id))
    asked = DecisionsForm(preview, request.POST if request.method == "POST" else None)
    if asked.is_bound and asked.is_valid():
        return _decided(request, reader, form, asked.decisions())
    context = {
        "imported": form,
        "preview": preview,
        "form": asked,
        "page": Page(preview, asked),
        "names_of_organisations": preview.known.names(),
        "next_form": _next(form),
        "import_url": DESK.address(form.form_import_id),
        **DESK.header(form.form_import, form.file_name),
    }
    return TemplateResponse(request, "practices/imports/form_detail.html", context)


# --- What the buttons do ------------------------------------------------------------------------------------------------


def _decided(request, reader, form, decisions):
    try:
        reader.keep(form, decisions)
        if request.POST.get("action") != "save":
            messages.success(request, _("Your choices are kept. The form itself is not saved yet."))
            return redirect(request.path)
        reader.save(form, request.user)
    except AlreadyDone:
        return _already_done(request, form)
    except Refused as refused:
        messages.error(request, _refusal(form, refused))
        return redirect(request.path)
    messages.success(
        request,
        _("“%(title)s” is saved as a draft.") % {"title": form.record},
        buttons=[messages.button(desk_address(form.record), _("Edit"))],
    )
    _say_what_hinders(request, form.record)
    following = _next(form)
    if following:
        return redirect("practice_imports:form", following.pk)
    return redirect(DESK.address(form.form_import_id))


def _say_what_hinders(request, record):
    """Where the record itself has something against being published, with the page that mends it."""
    for page, hindrances in groupby(record.hindrances(), key=attrgetter("page")):
        reasons = " ".join(str(each.text) for each in hindrances)
        messages.warning(
            request,
            _("Before it can be published: %(reasons)s") % {"reasons": reasons},
            buttons=[messages.button(desk_address(record, page), _("Mend this"))],
        )


def _save_ticked(request, form_import, forms):
    reader, saved = Reader(form_import), []
    for form in forms.ready():
        form.form_import = form_import
        try:
            reader.save(form, request.user)
            saved.append(form.record)
        except AlreadyDone:
            continue
        except Refused as refused:
            messages.warning(request, _refusal(form, refused))
    if saved:
        said = ngettext("%(number)s form is saved as a draft.", "%(number)s forms are saved as drafts.", len(saved))
        messages.success(request, said % {"number": len(saved)})
        _say_how_many_are_hindered(request, saved)
    elif not forms.ready():
        messages.warning(request, _("Tick forms that are read and not saved yet. A refused form cannot be saved."))
    return redirect(DESK.address(form_import.pk))


def _say_how_many_are_hindered(request, records):
    if number := sum(bool(record.hindrances()) for record in records):
        said = ngettext(
            "%(number)s of them has a check to be answered before it can be published. Open it from the list.",
            "%(number)s of them have a check to be answered before they can be published. Open them from the list.",
            number,
        )
        messages.warning(request, said % {"number": number})


def _ask_before_discarding(request, form_import, forms):
    forms = forms.exclude(state=ImportedForm.State.SAVED)
    if not forms:
        messages.warning(request, _("Tick the forms to discard first. What is saved already stays."))
        return redirect(DESK.address(form_import.pk))
    context = {
        "forms": forms,
        "import_url": DESK.address(form_import.pk),
        **DESK.header(form_import, _("Discard")),
    }
    return TemplateResponse(request, "practices/imports/discard.html", context)


def _discard(request, form_import, forms):
    number = forms.exclude(state=ImportedForm.State.SAVED).count()
    discard(forms)
    said = ngettext("%(number)s form is discarded.", "%(number)s forms are discarded.", number)
    messages.success(request, said % {"number": number})
    if FormImport.objects.filter(pk=form_import.pk).exists():
        return redirect(DESK.address(form_import.pk))
    return redirect("practice_imports:list")


def _read_again(request, form_import, _forms):
    uploads.read(form_import)
    messages.success(request, _("The forms that wait are read again."))
    return redirect(DESK.address(form_import.pk))


ACTIONS = {
    "save": _save_ticked,
    "discard": _ask_before_discarding,
    "discard-for-certain": _discard,
    "read": _read_again,
}


# --- Words ------------------------------------------------------------------------------------------------


def _refusal(form, refused):
    if isinstance(refused, Unsure):
        fix = _("Open the form and say which record it is.")
        return f"{form.file_name}: {refused.problem} {fix}"
    return f"{form.file_name}: {refused.problem} {refused.fix}"


def _next(form):
    """The next form to look at: after this one, else from the start."""
    others = ImportedForm.objects.ready()
    return others.after(form).first() or others.before(form).first()


def _already_done(request, form):
    form = ImportedForm.objects.filter(pk=form.pk).first()
    if form is None:
        return DESK.gone(request)
    said = {
        ImportedForm.State.SAVED: _("This form is saved already."),
        ImportedForm.State.REFUSED: _("This form was refused."),
        ImportedForm.State.WAITING: _("This form is not read yet."),
        ImportedForm.State.READY: _("This form changed meanwhile: look at it again."),
    }
    messages.warning(request, said[form.state])
    return redirect(DESK.address(form.form_import_id))
