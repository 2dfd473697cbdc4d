"""Logs name what happened and where, never whom it was about."""

import logging
import re
import traceback

QUERY_STRING = re.compile(r"\?[^\s\"']*")


class DiscreetFormatter(logging.Formatter):
    """One line without query strings; an exception as its type and place.

    An exception's own message is left out: databases and validators quote the values they refuse.
    """

    def format(self, record):
        return QUERY_STRING.sub("?…", super().format(record))

    def formatException(self, exc_info):
        kind, _error, trace = exc_info
        return "".join(traceback.format_tb(trace)) + kind.__qualname__
