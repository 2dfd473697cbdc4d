"""Requests that a live server is still at when the browser is gone: they would read tables that are being emptied."""

import threading
import time

from django.core.signals import request_finished, request_started

LONGEST = 10
_threads = set()


def watch():
    request_started.connect(_begin, dispatch_uid="tests.requests_under_way")
    request_finished.connect(_end, dispatch_uid="tests.requests_under_way")


def wait():
    """Until none is left. A thread that died answers nobody any more."""
    until = time.monotonic() + LONGEST
    while any(thread.is_alive() for thread in tuple(_threads)):
        assert time.monotonic() < until, "The live server is still at a request."
        time.sleep(0.01)
    _threads.clear()


def _begin(**_kwargs):
    if threading.current_thread() is not threading.main_thread():
        _threads.add(threading.current_thread())


def _end(**_kwargs):
    _threads.discard(threading.current_thread())
