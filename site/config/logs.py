"""Logs name what happened and where, never whom it was about."""

import logging
import re
import traceback

QUERY_STRING = re.compile(r"\?[^\s\"']*")
# What follows the number in an address is the title of a record or the name of a file.
SLUG = re.compile(r"(/documents/\d+/|/\d+-)[^\s/\"'?]+")


class DiscreetFormatter(logging.Formatter):
    """One line without query strings, titles and names of files; an exception as its type and place.

    An exception's own message is left out: databases and validators quote the values they refuse.
    """

    def format(self, record):
        return SLUG.sub(r"\1…", QUERY_STRING.sub("?…", super().format(record)))

    def formatException(self, exc_info):
        kind, _error, trace = exc_info
        return "".join(traceback.format_tb(trace)) + kind.__qualname__


def is_no_chatter(record):
    """A filter: the worker says two things of each task that goes well, and sets the level of its loggers itself."""
    return record.levelno >= logging.WARNING or not record.name.startswith("django_tasks")
