"""From a change in the database to the index: rows of Change, written with the change and drained after it.

A row is deleted when the index has what it tells of. Whatever happens in between, it is told again, which does no harm.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from search import engines, locks
from search.documents.making import Made, make, with_users
from search.engines.base import EngineUnavailable, RejectedDocuments, batched
from search.models import Change

logger = logging.getLogger(__name__)

ROWS = 500
DOCUMENTS = 50


def remember(uids):
    """To be called in the transaction of the change."""
    Change.objects.bulk_create([Change(uid=uid) for uid in uids])


def drain():
    """Bring every waiting change to the index; returns how many there were. EngineUnavailable: they go on waiting."""
    with locks.held(locks.DRAINING):
        # An index built at this moment may have read a record before its change: it is told of it at its end.
        is_building = locks.is_held(locks.REBUILDING)
        if not is_building:
            Change.objects.filter(is_applied=True).delete()
        brought_in, last = 0, 0
        while rows := list(Change.objects.waiting().filter(pk__gt=last)[:ROWS]):
            last = rows[-1].pk
            bring_in(engines.engine(), rows)
            settle(rows, keep=is_building)
            brought_in += len(rows)
        return brought_in


def bring_in(target, rows):
    """Give an engine, or an index being built, the present state of all that these rows tell of."""
    for uids in batched(sorted(with_users({row.uid for row in rows})), DOCUMENTS):
        made = make(uids)
        # Every draft that is saved is told of: what is in no index costs no commit.
        made.gone = [uid for uid in made.gone if target.holds(uid)]
        if made.documents or made.gone or made.faulty:
            made.faulty |= put(target, made)
        set_aside(uids, made.faulty)


def settle(rows, keep=False):
    done = Change.objects.filter(pk__in=[row.pk for row in rows])
    if keep:
        done.update(is_applied=True)
    else:
        done.delete()


def put(target, made: Made):
    """Index what was made; returns {uid: reason} of what the index does not take. That is in no index then."""
    gone = [*made.gone, *made.faulty]
    try:
        return target.apply(made.documents, gone) or {}
    except RejectedDocuments as rejected:
        documents = [document for document in made.documents if document.uid not in rejected.reasons]
        rest = Made(documents, [*gone, *rejected.reasons])
        return rejected.reasons | put(target, rest)
    except EngineUnavailable as trouble:
        if trouble.needs_rebuild or not made.documents:
            raise
        return _put_one_by_one(target, made, gone)


def _put_one_by_one(target, made, gone):
    """Either one document is poison to the others, or nothing can be written: then removing fails as well."""
    target.apply([], gone)
    reasons = {}
    for document in made.documents:
        try:
            target.apply([document], [])
        except EngineUnavailable:
            target.apply([], [document.uid])
            reasons[document.uid] = "the index failed on it"
    return reasons


@transaction.atomic
def set_aside(uids, reasons):
    """Keep note of what cannot be indexed; of these uids, whatever is not in `reasons` can be."""
    Change.objects.set_aside().filter(uid__in=uids).delete()
    Change.objects.bulk_create([Change(uid=uid, set_aside_because=reason) for uid, reason in reasons.items()])
    for uid, reason in reasons.items():
        logger.error("Not to be found by search: %s (%s)", uid, reason)


def behind(uids):
    """Those of these records whose texts in the index may no longer be shown: a change of them is still waiting."""
    return set(Change.objects.waiting().filter(uid__in=uids).values_list("uid", flat=True))


def state():
    """{"waiting", "oldest_seconds", "set_aside"} for monitors."""
    is_waiting, is_set_aside = Q(is_applied=False, set_aside_because=""), ~Q(set_aside_because="")
    counted = Change.objects.aggregate(
        waiting=Count("pk", filter=is_waiting),
        oldest=Min("changed_at", filter=is_waiting),
        set_aside=Count("pk", filter=is_set_aside),
    )
    oldest = counted.pop("oldest")
    age = timezone.now() - oldest if oldest else timedelta(0)
    return counted | {"oldest_seconds": round(age.total_seconds())}
