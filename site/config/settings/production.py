"""A public installation. It refuses to start while something it needs is missing, and names it."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import env

_needed = {
    "SECRET_KEY": "a long random text, known to this installation only",
    "DATABASE_URL": "for example postgres://user:password@host/name",
    "SITE_URL": "the public address, for example https://centre.example.org",
    "DATA_DIR": "a folder for files that outlives a new release",
}
_missing = [f"{name} ({meaning})" for name, meaning in _needed.items() if not env.str(name, default="")]
if _missing:
    raise ImproperlyConfigured("Set these environment variables: " + "; ".join(_missing) + ".")

DEBUG = False
STYLEGUIDE = False
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SITE_URL = env.str("SITE_URL").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_URL.split("//")[-1].split(":")[0]])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

PROXIES = env.int("PROXIES", default=1)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# HSTS for subdomains (W005) and in browsers' preload lists (W021) is the domain owner's decision:
# other services may live beside the site, and a preload can hardly be taken back.
# The desk previews pages in a frame of this same site (W019); public pages forbid every frame by their CSP.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "security.W019"]
