"""Comparing two versions of a record at the desk: the texts of one language word by word, then the facts."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, Revision

from records import operations
from records.desk import changes, review
from records.desk.people import role_of
from records.languages import source_language


@dataclass(frozen=True)
class Version:
    """A record as it was; the live one may have no revision."""

    record: object
    revision: Revision | None
    is_live: bool
    is_newest: bool

    @property
    def date(self):
        return self.revision.created_at if self.revision else self.record.last_published_at

    @cached_property
    def author(self):
        """The role of whoever saved it, or "import"."""
        if not self.revision:
            return ""
        if ModelLogEntry.objects.filter(revision=self.revision, action="records.import").exists():
            return _("import")
        return role_of(self.revision.user)


def version(record, which):
    """which: the key of a revision, "live", "earliest" or "latest"."""
    if which == "live":
        if not record.live:
            raise Http404
        return _version(record, record.live_revision, record.serializable_data())
    revision = _revision(record, which)
    return _version(record, revision, revision.content)


def _revision(record, which):
    in_order = record.revisions.select_related("user").order_by("created_at", "pk")
    if which in ("earliest", "latest"):
        revision = in_order.first() if which == "earliest" else in_order.last()
        if revision is None:
            raise Http404
        return revision
    return get_object_or_404(in_order, pk=which)


def _version(record, revision, content):
    return Version(
        # Also of the live version: so its rows are read once, and not for each language.
        record=record.with_content_json(content),
        revision=revision,
        is_live=record.live and (revision is None or revision.pk == record.live_revision_id),
        is_newest=revision is not None and revision.pk == record.latest_revision_id,
    )


def compare(request, pk, revision_id_a, revision_id_b, viewset):
    record = viewset.record_to_change(request.user, pk)
    before, after = version(record, revision_id_a), version(record, revision_id_b)
    numbers = changes.texts_that_differ(before.record, after.record)
    language = _language(request.GET.get("language"), numbers, source_language(after.record))
    context = {
        "record": record,
        "breadcrumbs_items": viewset.breadcrumbs_of(record, (_("History"), "history"), (_("Comparison"), None)),
        "header_title": _("Comparison: %(title)s") % {"title": after.record},
        "header_icon": viewset.icon,
        "versions": [before, after],
        "language": language,
        "languages": [{"code": code, "name": name, "number": numbers[code]} for code, name in settings.LANGUAGES],
        "text_changes": changes.text_changes(before.record, after.record, language),
        "fact_changes": changes.fact_changes(before.record, after.record),
        "revert_url_name": viewset.get_url_name("revisions_revert"),
        "lock_reason": operations.why_locked(record, request.user),
        "review": review.review_addresses(record, request.user) if after.is_newest else (),
    }
    return TemplateResponse(request, "desk/compare.html", context)


def _language(wanted, numbers, source):
    """The one asked for; else the first of the admin's, the source and all others in which something changed."""
    if wanted in numbers:
        return wanted
    return next((code for code in (get_language(), source, *numbers) if numbers.get(code)), source)
