"""Fast, closed and the same everywhere."""

import tempfile
from pathlib import Path

from .base import *
from .base import DATABASES, SEARCH, STORAGES

DEBUG = False
STYLEGUIDE = True
SECRET_KEY = "only for tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

_scratch = Path(tempfile.mkdtemp(prefix="resource-centre-"))
MEDIA_ROOT = _scratch / "media"
PRIVATE_MEDIA_ROOT = _scratch / "private"
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_MEDIA_ROOT), "base_url": None},
    },
    # Without a manifest: tests do not collect static files first.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, for the live server's threads write beside the test (in memory they would share one connection).
    DATABASES["default"]["TEST"] = {"NAME": str(_scratch / "test.sqlite3")}
else:
    # None is left open when a request is done: tables that are read cannot be emptied.
    DATABASES["default"]["CONN_MAX_AGE"] = 0

# Only what asks for the fixture `search_index` has an index; only what asks for `elasticsearch` has it on a server.
SEARCH = SEARCH | {"FOLDER": _scratch / "search", "ELASTICSEARCH_URL": "", "FOLLOWS_CHANGES": False}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
