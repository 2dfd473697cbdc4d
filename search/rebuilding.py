"""The whole index anew, beside the one in use, and when that is due."""

import gc
import logging
import time
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django_tasks import task

from search import engines, locks, outbox
from search.documents.making import all_uids, make
from search.engines.base import EngineUnavailable
from search.models import Change

logger = logging.getLogger(__name__)

# A page that finds no index asks for one; so does the next, and the next.
SECONDS_BETWEEN_ASKING = 60

# Objects made between two looks for garbage. The usual 700 take a tenth of a rebuild's time.
SELDOM = (50_000, 20, 20)

_asked_at = float("-inf")


def rebuild(progress=lambda number: None):
    """Build an index of all that readers may see and put it in the place of the present one.

    Returns {uid: reason} of what could not be indexed. Raises locks.Taken while another rebuild is running, and
    EngineUnavailable when nothing can be written: the present index stays as it is then. progress: told the number done.
    """
    with ExitStack() as stack:
        # From here on, whoever drains the outbox keeps what it drained.
        with locks.held(locks.DRAINING):
            stack.enter_context(locks.held(locks.REBUILDING, wait=False))
        stack.enter_context(_garbage_looked_for_seldom())
        building = stack.enter_context(engines.engine().building())
        left_out, done = {}, 0
        for uids in all_uids():
            made = make(uids)
            left_out |= made.faulty | outbox.put(building, made)
            done += len(uids)
            progress(done)
        with locks.held(locks.DRAINING):
            rows = list(Change.objects.exclude(pk__in=Change.objects.set_aside().values("pk")))
            Change.objects.set_aside().delete()
            outbox.set_aside([], left_out)
            outbox.bring_in(building, rows)
            building.take_over()
            outbox.settle(rows)
    return left_out


@contextmanager
def _garbage_looked_for_seldom():
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def is_needed():
    health = engines.engine().health()
    return not health["ready"] or health["outdated"]


def rebuild_if_needed():
    """Mend what is missing, damaged or of another version. What cannot be done now is for the next time."""
    if settings.SEARCH["FOLLOWS_CHANGES"] and is_needed():
        _rebuild_now()


def _rebuild_now():
    try:
        logger.warning("The search index is built anew.")
        rebuild()
        logger.warning("The search index is there.")
    except locks.Taken:
        logger.info("The search index is being built by somebody else.")
    except (EngineUnavailable, OSError) as error:
        logger.error("The search index could not be built: %s", error)


def ask_for(error):
    """Have the background worker build what an engine found missing. Costs nothing when there is nothing to do."""
    global _asked_at
    now = time.monotonic()
    if error.needs_rebuild and settings.SEARCH["FOLLOWS_CHANGES"] and now - _asked_at > SECONDS_BETWEEN_ASKING:
        _asked_at = now
        logger.warning("The search index has to be built: %s", error)
        build_index.enqueue()


@task()
def build_index(anew=False):
    """anew: also when nothing is wrong, so that no word of what was erased is left in a file of the index."""
    if anew:
        _rebuild_now()
    else:
        rebuild_if_needed()
