"""How the site is served: `gunicorn -c site/config/gunicorn.py config.wsgi`."""

import gc
import os
import sys
from pathlib import Path

from django.urls import get_resolver
from gunicorn.glogging import Logger

SITE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SITE), str(SITE.parent)]

from config.logs import DiscreetFormatter  # noqa: E402 - the path above comes first

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
accesslog = "-"
# Without address, query string, referrer and browser: a log must not tell who asked for what.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
# Nothing of gunicorn is steered from outside.
control_socket_disable = True


class DiscreetLogger(Logger):
    """A malformed request is noted without its sender and its text, a failure without the request's query."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(DiscreetFormatter(self.error_fmt, self.datefmt))
        for handler in self.access_log.handlers:
            handler.setFormatter(DiscreetFormatter(self.access_fmt))

    def warning(self, msg, *args, **kwargs):
        super().warning(msg.partition(" from ip=")[0], *args, **kwargs)


logger_class = DiscreetLogger


# Objects made between two looks for garbage. With the usual 700 one page in twenty took 30 ms longer.
SELDOM = (20_000, 20, 20)


def post_worker_init(worker):
    """What is loaded by now stays; no collection of garbage looks through it again, which took a fifth of a second."""
    get_resolver().url_patterns  # noqa: B018 - to load every view
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
