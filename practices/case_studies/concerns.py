"""A reader says that a page could put somebody in danger: without an account, without a cookie; the editors deal with it at the desk."""

from datetime import timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, TimestampSigner
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail.admin import messages

from practices.case_studies.views import visible_case_study
from practices.models import CaseStudy, Concern
from practices.models.concern import LONGEST_TEXT
from records.desk import mails
from records.desk.review import desk_address
from records.desk.waiting import Row, Waiting

# A person needs longer than a program to fill in the form, and not longer than a day.
SHORTEST, LONGEST = timedelta(seconds=2), timedelta(days=1)
# For one record in an hour; a program that learnt the form does not bury the editors.
MOST_AT_ONCE = 20


class ConcernForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What worries you?"),
        help_text=gettext_lazy(
            "Say which sentence it is, and what could happen. Write no names, no addresses, and nothing about yourself: "
            "the editors do not need them, and do not answer."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    # Nobody sees this field; programs fill it in.
    website = forms.CharField(required=False)
    stamp = forms.CharField(required=False)

    def __init__(self, case_study, data=None):
        super().__init__(data)
        self.case_study = case_study

    @property
    def signer(self):
        return TimestampSigner(salt=f"concern {self.case_study.pk}")

    @property
    def new_stamp(self):
        return self.signer.sign("asked")

    @property
    def is_by_a_program(self):
        return bool(self.data.get("website"))

    def clean(self):
        cleaned = super().clean()
        if not self._is_fresh(cleaned.get("stamp", "")):
            raise forms.ValidationError(_("Nothing was sent yet. Your text is still here: send it once more."))
        hour_ago = timezone.now() - timedelta(hours=1)
        if _about(self.case_study).filter(created_at__gt=hour_ago).count() >= MOST_AT_ONCE:
            raise forms.ValidationError(
                _("Nothing was sent, for the editors were just told many times. Try again in an hour.")
            )
        return cleaned

    def _is_fresh(self, stamp):
        try:
            self.signer.unsign(stamp, max_age=LONGEST)
        except BadSignature:
            return False
        try:
            self.signer.unsign(stamp, max_age=SHORTEST)
        except BadSignature:
            return True
        return False


def _about(record):
    return Concern.objects.filter(kind=record._meta.label, record_pk=record.pk)


# No cookie is set, so there is none to compare with; the form changes nothing that a visitor owns.
@csrf_exempt
@never_cache
def report_concern(request, number):
    case_study = visible_case_study(request, number)
    form = ConcernForm(case_study, request.POST if request.method == "POST" else None)
    if form.is_bound and (form.is_by_a_program or form.is_valid()):
        if not form.is_by_a_program:
            _keep(case_study, form.cleaned_data["text"])
        return redirect(f"{request.path}?sent=1")
    context = {
        "case_study": case_study,
        "form": form,
        "is_sent": "sent" in request.GET and not form.is_bound,
        "list_url": reverse("search:case_studies"),
    }
    return render(request, "practices/case_studies/concern.html", context)


def _keep(record, text):
    Concern.objects.create(kind=record._meta.label, record_pk=record.pk, text=text)
    chief_editors = get_user_model().objects.filter(groups__permissions__codename="publish_casestudy")
    mails.tell("concern", record, chief_editors.distinct())


def forget_concerns_of(instance, **_signal):
    _about(instance).delete()


# --- At the desk ---


def panel():
    """What readers fear, on the dashboard, the oldest first."""
    concerns = Concern.objects.all()
    known = CaseStudy.objects.in_bulk([concern.record_pk for concern in concerns])
    rows = [_row(concern, known[concern.record_pk]) for concern in concerns if concern.record_pk in known]
    return Waiting("concerns", _("Concerns of readers"), 5, rows)


def _row(concern, record):
    return Row(
        title=_("Somebody is worried"),
        url=reverse("case_study_concern", args=[concern.pk]),
        about=mails.kind_and_number(record),
        since=concern.created_at,
    )


def concern_page(request, pk):
    """One concern: read it, look at the record, delete it once it is dealt with."""
    if not request.user.has_perm("practices.change_casestudy"):
        raise PermissionDenied
    concern = get_object_or_404(Concern, pk=pk)
    if request.method == "POST":
        concern.delete()
        messages.success(request, _("The concern is deleted."))
        return redirect("wagtailadmin_home")
    record = get_object_or_404(CaseStudy, pk=concern.record_pk)
    context = {
        "page_title": _("Concern of a reader"),
        "header_icon": "warning",
        "concern": concern,
        "about": mails.kind_and_number(record),
        "edit_url": desk_address(record),
    }
    return TemplateResponse(request, "practices/case_studies/concern_at_the_desk.html", context)
