"""Locks between the processes of this machine. A process that dies lets go of what it held."""

import fcntl
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

DRAINING = "drain"
REBUILDING = "rebuild"


class Taken(Exception):
    """Somebody else holds the lock."""


@contextmanager
def held(name, wait=True):
    """Hold the lock; without `wait`, Taken when somebody else does."""
    with open(_path(name), "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(name) from None
        yield


def is_held(name):
    with open(_path(name), "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _path(name):
    folder = Path(settings.SEARCH["FOLDER"])
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.lock"
