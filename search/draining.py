"""Drains the outbox in the background of a process, soon after each commit and never twice at a time."""

import logging
import os
import threading

from django.db import DatabaseError, connections

from search import outbox, rebuilding
from search.engines.base import EngineUnavailable

logger = logging.getLogger(__name__)


class _Drainer:
    def __init__(self):
        self._state = threading.Lock()
        self._is_asked = False
        self._thread = None

    def wake(self):
        with self._state:
            self._is_asked = True
            if self._thread is None:
                # No daemon: a command that published something ends when it can be found.
                self._thread = threading.Thread(target=self._run, name="search outbox")
                self._thread.start()

    def finish(self):
        """Wait until everything that was asked for is done."""
        thread = self._thread
        if thread:
            thread.join()

    def _run(self):
        try:
            while self._next():
                drain_and_heal()
        finally:
            connections.close_all()

    def _next(self):
        with self._state:
            is_asked, self._is_asked = self._is_asked, False
            if not is_asked:
                self._thread = None
            return is_asked


def drain_and_heal():
    """Drain the outbox; where there is no index to drain into, have one built. What cannot be done now stays waiting."""
    try:
        outbox.drain()
    except EngineUnavailable as error:
        if not error.needs_rebuild:
            logger.warning("Changes wait for the search index: %s", error)
        rebuilding.ask_for(error)
    except (DatabaseError, OSError) as error:
        logger.error("Changes wait for the search index: %s", type(error).__name__)


_drainer = _Drainer()


def _forget():
    global _drainer
    _drainer = _Drainer()


# Threads do not follow into a forked worker.
os.register_at_fork(after_in_child=_forget)


def wake():
    _drainer.wake()


def finish():
    _drainer.finish()
