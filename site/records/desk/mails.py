"""Mails about reviews, and about what readers wrote. They say that something waits, and where: never a title, a text or a comment."""

import logging
from functools import partial

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task
from wagtail.admin.mail import send_mail
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected

from records.desk.review import changes_address, desk_address
from records.models import ReaderMessage

logger = logging.getLogger(__name__)

# The notice that each mail is, as the Account page calls it; there it can be switched off. Others are always sent.
NOTICES = {"submitted": "submitted", "sent_back": "rejected", "published": "approved"}


def connect():
    task_submitted.connect(_submitted, sender=TaskState)
    workflow_rejected.connect(_sent_back, sender=WorkflowState)
    workflow_approved.connect(_published, sender=WorkflowState)
    workflow_cancelled.connect(_published_at_once, sender=WorkflowState)


def _submitted(instance, user, **_signal):
    task = instance.task.specific
    if isinstance(task, AbstractGroupApprovalTask):
        reviewers = get_user_model().objects.filter(groups__in=task.groups.all()).distinct()
        _tell("submitted", instance.workflow_state, reviewers.exclude(pk=user.pk) if user else reviewers)


def _sent_back(instance, user, **_signal):
    _tell_submitter("sent_back", instance, user)


def _published(instance, user, **_signal):
    _tell_submitter("published", instance, user)


def _published_at_once(instance, user, **_signal):
    """Whoever publishes what waits for review ends the review: Wagtail calls that cancelled."""
    record = instance.content_object
    if record.live and not record.has_unpublished_changes:
        _tell_submitter("published", instance, user)


def _tell_submitter(occasion, workflow_state, user):
    if workflow_state.requested_by and workflow_state.requested_by != user:
        _tell(occasion, workflow_state, [workflow_state.requested_by])


def _tell(occasion, workflow_state, people):
    tell(occasion, workflow_state.content_object, people)


def tell(occasion, record, people):
    """One background task for each mail, after commit: a dead mail server stops neither the review nor other mails.

    record: a record, or a ReaderMessage.
    """
    for person in people:
        if _wants(person, occasion):
            transaction.on_commit(partial(send.enqueue, occasion, person.pk, record._meta.label, record.pk))


def _wants(person, occasion):
    profile = getattr(person, "wagtail_userprofile", None)
    notice = getattr(profile, f"{NOTICES.get(occasion)}_notifications", True)
    return bool(person.is_active and person.email and notice)


@task()
def send(occasion, person_pk, model, pk):
    person = get_user_model().objects.filter(pk=person_pk, is_active=True).first()
    record = apps.get_model(model).objects.filter(pk=pk).first()
    if person is None or record is None:
        return
    with override(language_of(person)):
        subject, text = _written(occasion, record)
    try:
        send_mail(subject, text, [person.email])
    except Exception as failure:
        # Whatever a mail backend raises; by its type alone, for a mail server's answer holds the address.
        logger.error("A mail of the desk was not sent: %s", type(failure).__name__)


def _written(occasion, record):
    """(subject, text) in the active language; the template's first line is the subject."""
    is_of_a_reader = isinstance(record, ReaderMessage)
    context = _of_a_message(record) if is_of_a_reader else _of_a_record(record)
    context["site_name"] = settings.WAGTAIL_SITE_NAME
    subject, text = render_to_string(f"desk/mails/{occasion}.txt", context).strip().split("\n", 1)
    return subject, text.strip() + "\n"


def _of_a_record(record):
    address = changes_address(record) or desk_address(record)
    return {
        "what": kind_and_number(record),
        "address": settings.WAGTAILADMIN_BASE_URL + address,
        "is_live": record.live,
    }


def _of_a_message(message):
    record = message.record
    return {
        "what": kind_and_number(record) if record else "",
        "address": settings.WAGTAILADMIN_BASE_URL + reverse("reader_message", args=[message.pk]),
    }


def kind_and_number(record):
    """ "Practice no. 6": what may be said of a record where anybody may read along."""
    kind, number = capfirst(record._meta.verbose_name), getattr(record, "number", record.pk)
    if number is None:
        return _("%(kind)s without a number yet") % {"kind": kind}
    return _("%(kind)s no. %(number)s") % {"kind": kind, "number": number}


def language_of(person):
    """The language somebody chose for the desk, else that of her account."""
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or person.language
