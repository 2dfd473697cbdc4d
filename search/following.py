"""Hears of every change and writes it to the outbox, in the change's own transaction.

Saving is what is heard, not `record_changed`, which comes after the commit: a process that dies in between would
leave an index that never learns. A record's `save` is one transaction with all that belongs to it.
"""

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.signals import post_page_move

from records.models import Record
from records.signals import record_erased
from search import draining, outbox
from search.documents.making import KINDS, REFERRED_TO, uid_of, with_users
from search.rebuilding import build_index

# What saving a draft touches in the record that is published.
OF_DRAFTS = {"latest_revision", "has_unpublished_changes", "translation_state", "locked", "locked_at", "locked_by"}


def connect():
    records = [kind.model for kind in KINDS.values() if issubclass(kind.model, Record)]
    for model in records:
        post_save.connect(_record_saved, sender=model)
    for model in {*records, Page}:
        post_delete.connect(_changed, sender=model)
    for model in set(REFERRED_TO.values()) - set(records):
        is_record = issubclass(model, Record)
        post_save.connect(_record_saved if is_record else _changed, sender=model)
        if is_record:
            # Before, for whoever it belonged to until now speaks of it no longer. Each by name: until the index knows,
            # their old texts are not shown (outbox.behind).
            pre_save.connect(_about_to_change, sender=model)
        # Before, for then it is still known who uses it.
        pre_delete.connect(_about_to_go, sender=model)
    # Every type of page: which of them have texts is not known yet (modeltranslation starts later).
    for model in get_page_models():
        post_save.connect(_changed, sender=model)
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=PageViewRestriction)
    post_page_move.connect(_page_moved)
    record_erased.connect(_erased)


def tell(uids):
    """Write to the outbox, and drain it once the change is committed."""
    if uids and settings.SEARCH["FOLLOWS_CHANGES"]:
        outbox.remember(uids)
        transaction.on_commit(draining.wake)


def _record_saved(instance, created, update_fields=None, **_kwargs):
    is_new_draft = created and not instance.live
    if not is_new_draft and not _is_of_drafts(update_fields):
        tell([uid_of(instance)])


def _about_to_change(instance, update_fields=None, **_kwargs):
    if instance.pk and not _is_of_drafts(update_fields):
        tell(sorted(with_users([uid_of(instance)])))


def _is_of_drafts(update_fields):
    return update_fields is not None and set(update_fields) <= OF_DRAFTS


def _changed(instance, **_kwargs):
    tell([uid_of(instance)])


def _about_to_go(instance, **_kwargs):
    tell(sorted(with_users([uid_of(instance)])))


def _restriction_changed(instance, **_kwargs):
    _tree_changed(instance.page)


def _page_moved(instance, **_kwargs):
    _tree_changed(instance)


def _tree_changed(page):
    tell([uid_of(each) for each in Page.objects.descendant_of(page, inclusive=True)])


def _erased(**_kwargs):
    if settings.SEARCH["FOLLOWS_CHANGES"]:
        transaction.on_commit(lambda: build_index.enqueue(anew=True))
