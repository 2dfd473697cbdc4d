"""The page "Check" of a case study: the questions, the findings in place, and what is still to be answered."""

import re
from html import escape, unescape

from django import forms
from django.contrib.auth import get_user_model
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.fields import RichTextField

from practices.case_studies import protection
from records.desk.people import name_and_role
from records.desk.review import desk_address
from records.languages import digest, set_text, text_in
from records.names import date_in_words
from records.operations import why_locked

TAG = re.compile(r"(<[^>]+>)")
SEASONS = [
    ("", "–"),
    ("winter", gettext_lazy("winter")),
    ("spring", gettext_lazy("spring")),
    ("summer", gettext_lazy("summer")),
    ("autumn", gettext_lazy("autumn")),
]
KINDS = [
    ("", "–"),
    ("written", gettext_lazy("in writing")),
    ("spoken", gettext_lazy("spoken, and noted down")),
    ("of-nobody", gettext_lazy("of nobody: no single person is described")),
    ("attested", gettext_lazy("attested: printed before")),
]
ASKED = {
    "names": (
        gettext_lazy("Names and nicknames are removed"),
        gettext_lazy("Also of relatives and of staff: whoever knows one name finds the others."),
    ),
    "coarse": (
        gettext_lazy("Places and dates are coarse enough"),
        gettext_lazy("A country instead of a town, a season instead of a day, adult or child instead of an age."),
    ),
    "rare": (
        gettext_lazy("A rare combination was considered"),
        gettext_lazy(
            "Each fact may be harmless, and all of them together fit one person only: a rare origin, an unusual job, "
            "a court case that was in the papers. Leave out what the lesson does not need."
        ),
    ),
}


class ConsentForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Consent on file"), choices=KINDS, required=False)
    season = forms.ChoiceField(label=gettext_lazy("Season"), choices=SEASONS, required=False)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1990, max_value=2100, required=False)
    kept = forms.CharField(
        label=gettext_lazy("Where it is kept"),
        help_text=gettext_lazy(
            "For example: safe of the reporting organisation. Never the document itself, and no name."
        ),
        max_length=300,
        required=False,
    )

    @classmethod
    def of(cls, record, data=None):
        consent = protection.consent(record)
        season, _space, year = consent.get("when", "").rpartition(" ")
        return cls(
            data, initial={"kind": consent.get("kind"), "season": season, "year": year, "kept": consent.get("kept")}
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") and not cleaned.get("kept"):
            self.add_error("kept", _("Say where it is kept, or why there is nothing to keep."))
        return cleaned

    @property
    def said(self):
        when = f"{self.cleaned_data['season']} {self.cleaned_data['year'] or ''}".strip()
        return {"kind": self.cleaned_data["kind"], "when": when, "kept": self.cleaned_data["kept"]}


def check(request, pk, viewset):
    record = viewset.record_to_change(request.user, pk)
    if request.method == "POST":
        return _save(request, viewset, record)
    return _page(request, viewset, record.get_latest_revision_as_object())


@transaction.atomic
def _save(request, viewset, record):
    record = get_object_or_404(viewset.model.objects.select_for_update(of=("self",)), pk=record.pk)
    draft = record.get_latest_revision_as_object()
    consent = ConsentForm.of(draft, request.POST)
    if reason := why_locked(draft, request.user):
        return _page(request, viewset, draft, problem=_("Nothing was saved. %(reason)s.") % {"reason": reason})
    if request.POST.get("seen") != seen(draft):
        problem = _("The case study was changed meanwhile. Nothing was saved: look at it again, then answer.")
        return _page(request, viewset, draft, problem=problem)
    if not consent.is_valid():
        return _page(request, viewset, draft, consent=consent)
    before = (draft.safety_check, seen(draft))
    _answer(request, draft, consent)
    taken = _take_proposal(draft, request.POST.get("take", ""))
    if (draft.safety_check, seen(draft)) != before:
        draft.save_revision(user=request.user, log_action=True, clean=False)
    _say_how_it_went(request, draft, taken)
    return redirect(desk_address(record, protection.PAGE))


def _answer(request, draft, consent):
    if consent.said["kind"]:
        protection.give_consent(draft, request.user, **consent.said)
    for question in request.POST.getlist("answered"):
        if question in protection.QUESTIONS:
            protection.answer(draft, question, request.user)
    for number, found in enumerate(protection.findings(draft)):
        if reason := request.POST.get(f"reason-{number}", "").strip():
            protection.give_reason(draft, found.key, reason[:500], request.user)


def seen(record):
    """Digest of every text there is to check: an answer counts for the texts that were on the page alone."""
    return digest("\n".join(passage.digest for passage in protection.passages(record)))


# --- Taking a proposal ---


def _take_proposal(draft, number):
    """None when nobody asked; else whether the text was changed."""
    found = dict(enumerate(protection.findings(draft))).get(int(number)) if number.isdecimal() else None
    if found is None:
        return None if not number else False
    changed = coarser(found)
    if changed is None:
        return False
    set_text(found.passage.part, found.passage.field, found.passage.language, changed)
    return True


def coarser(found):
    """The text with the proposal instead of what was found; None where markup or a list stands in the way."""
    passage, finding = found.passage, found.finding
    if passage.part is None:
        return None
    text = text_in(passage.part, passage.field, passage.language)
    place = passage.plain[: finding.start].count(finding.text)
    if not isinstance(type(passage.part)._meta.get_field(passage.field), RichTextField):
        return _replaced(text, finding, place)[0]
    pieces = TAG.split(text)
    for number in range(0, len(pieces), 2):
        words = unescape(pieces[number])
        changed, place = _replaced(words, finding, place)
        if changed is not None:
            pieces[number] = escape(changed, quote=False)
            return "".join(pieces)
    return None


def _replaced(text, finding, place):
    """(text with the occurrence at this place replaced, or None; how many places are left to pass)"""
    pieces = text.split(finding.text)
    if len(pieces) - 1 <= place:
        return None, place - len(pieces) + 1
    before, after = finding.text.join(pieces[: place + 1]), finding.text.join(pieces[place + 1 :])
    if not finding.proposal:
        before, after = before.rstrip() or before, after
    return f"{before}{finding.proposal}{after}", 0


def _say_how_it_went(request, draft, taken):
    if taken is False:
        messages.error(request, _("The proposal could not be put into the text. Change the sentence in the form."))
    elif taken:
        messages.success(request, _("The proposal is in the draft. Read the sentence again."))
    elif draft.hindrances():
        messages.info(request, _("Your answers are saved. Something is still to be answered."))
    else:
        messages.success(request, _("The check is complete. The case study can be submitted or published."))


# --- The page ---


def _page(request, viewset, draft, consent=None, problem=""):
    open_questions = protection.open_questions(draft)
    context = {
        "draft": draft,
        "page_title": _("Check"),
        "header_title": _("Check"),
        "header_icon": "warning",
        "breadcrumbs_items": viewset.breadcrumbs_of(draft, (_("Check"), None)),
        "problem": problem,
        "locked": why_locked(draft, request.user),
        "hindrances": draft.hindrances(),
        "consent": consent or ConsentForm.of(draft),
        "consent_signed": _signed(protection.consent(draft)),
        "questions": [_question(draft, name, open_questions) for name in protection.QUESTIONS],
        "changed": _changed(draft, open_questions),
        "findings": [_finding(draft, number, found) for number, found in enumerate(protection.findings(draft))],
        "seen": seen(draft),
        "edit_url": desk_address(draft),
    }
    return TemplateResponse(request, "practices/case_studies/check.html", context)


def _question(draft, name, open_questions):
    label, why = ASKED[name]
    signed = "" if name in open_questions else _signed(protection.answer_to(draft, name))
    return {"name": name, "label": label, "why": why, "answered": name not in open_questions, "signed": signed}


def _changed(draft, open_questions):
    """The passages to look at again; none when the check was never answered, for then it is all of them."""
    if not any(protection.answer_to(draft, name) for name in protection.QUESTIONS):
        return []
    return list({each.name: each for about in open_questions.values() for each in about}.values())


def _finding(draft, number, found):
    reason = protection.reason_for(draft, found)
    return {
        "number": number,
        "found": found,
        "reason": reason.get("reason", ""),
        "signed": _signed(reason),
        "can_take": coarser(found) is not None,
    }


def _signed(answer):
    """ "Ada Neri, editor, 22 November 2026"; "" while nobody answered."""
    if not answer:
        return ""
    user = get_user_model().objects.filter(pk=answer["by"]).first()
    return f"{name_and_role(user, answer['by'])}, {date_in_words(localtime(parse_datetime(answer['at'])))}"


class CheckItem(ActionMenuItem):
    """ "Check" in the menu beside "Save draft"."""

    name = "check"
    label = gettext_lazy("Check that nobody can be recognised …")
    icon_name = "warning"
    order = 40

    def is_shown(self, context):
        return bool(context.get("instance"))

    def get_url(self, context):
        return desk_address(context["instance"], protection.PAGE)
