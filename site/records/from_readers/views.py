from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from records.desk import mails
from records.from_readers import limits
from records.from_readers.forms import ErrorForm
from records.models import record_models


@dataclass(frozen=True)
class Words:
    """What the page of a form says. sent: what the reader is told afterwards; back: label of the link she goes on by."""

    heading: str
    why: str
    button: str
    sent: str
    back: str = gettext_lazy("Back to the page")


ERROR_WORDS = Words(
    heading=gettext_lazy("Report an error"),
    why=gettext_lazy(
        "Is something here wrong, or no longer true? Tell the editors. You need no account, and this site keeps "
        "nothing about you."
    ),
    button=gettext_lazy("Tell the editors"),
    sent=gettext_lazy("The editors are told. They look at the page and correct it where it is wrong."),
)


def open_to_readers(view):
    """A view by which somebody without an account writes to the editors.

    No cookie is set, so there is none to compare with; the form changes nothing that a visitor owns.
    """
    checked = require_http_methods(["GET", "HEAD", "POST"])(sensitive_post_parameters()(view))
    return csrf_exempt(never_cache(checked))


@open_to_readers
def report_error(request, kind, key):
    model = {model._meta.model_name: model for model in record_models()}.get(kind)
    if model is None:
        raise Http404
    record = get_object_or_404(model.objects.visible_to(request.viewer), pk=key)
    form = ErrorForm(request.POST if request.method == "POST" else None, record)
    return write(request, form, ERROR_WORDS, back_url=_page_of(record))


def write(request, form, words, *, back_url, permission=""):
    """The page of a form, and what becomes of it. permission: of whom is told; else who may publish the record."""
    if form.is_bound and form.is_by_a_program:
        return redirect(f"{request.path}?sent=1")
    if form.is_bound and form.is_valid():
        if limits.count(request):
            _keep(form.message(), permission or _publishing(form.record))
            return redirect(f"{request.path}?sent=1")
        form.add_error(
            None,
            _(
                "Nothing was sent: today several messages came from your network. Your text is still here: try tomorrow."
            ),
        )
    context = {
        "title": getattr(form.record.texts, form.record.title_field) if form.record else "",
        "form": form,
        "words": words,
        "is_sent": "sent" in request.GET and not form.is_bound,
        "back_url": back_url,
    }
    return render(request, "records/from_reader.html", context)


def _keep(message, permission):
    message.save()
    app_label, codename = permission.split(".")
    of_the_app = {
        "groups__permissions__codename": codename,
        "groups__permissions__content_type__app_label": app_label,
    }
    mails.tell(message.occasion, message, get_user_model().objects.filter(**of_the_app).distinct())


def _publishing(record):
    return f"{record._meta.app_label}.publish_{record._meta.model_name}"


def _page_of(record):
    """Address of the record's own page; the home page of a kind that has none."""
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else "/"
