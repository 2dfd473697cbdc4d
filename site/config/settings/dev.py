"""A developer's machine and `make demo`: nothing to configure."""

from django.core.management.utils import get_random_secret_key

from .base import *
from .base import DATA_DIR, env

DEBUG = env.bool("DEBUG", default=True)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STYLEGUIDE = True


def _kept_secret():
    """A secret of this copy alone, made once, so that sessions outlive a restart."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret()
