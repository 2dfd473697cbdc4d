"""How the site is served: `gunicorn -c site/config/gunicorn.py config.wsgi`."""

import os
import sys
from pathlib import Path

SITE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SITE), str(SITE.parent)]

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = False
accesslog = "-"
# Without address, query string, referrer and browser: a log must not tell who asked for what.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
