"""What every installation shares. Secrets and places come from the environment (see docs/operators.md)."""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"

env = environ.Env()

# All state lives in one folder, so that a second, separate copy of the site is one variable.
DATA_DIR = Path(env.str("DATA_DIR", default=str(ROOT / "var"))).resolve()

VERSION = "0.1.0"
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
# Where "Leave this site" leads: a page that says nothing about its reader.
LEAVE_URL = "https://www.wikipedia.org/"

INSTALLED_APPS = [
    "config",
    "records",
    "directory",
    "practices",
    "search",
    "accounts",
    "pages",
    "modeltranslation",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "records.desk.wagtail_admin.DeskConfig",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_countries",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "config.middleware.PolicyByArea",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.viewer",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "records.gone.GonePages",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]

# --- Database ---

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/db.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        # A writer takes its lock at the start: it waits for its turn, instead of failing in the middle.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Languages: the one place that names them ---

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("it", _("Italian")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("fr", _("French")),
]
LOCALE_PATHS = [SITE / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

MODELTRANSLATION_LANGUAGES = tuple(code for code, _name in LANGUAGES)
# Plain attributes (admin lists, __str__) show any text there is; pages use `record.texts`, which marks a fallback.
MODELTRANSLATION_FALLBACK_LANGUAGES = MODELTRANSLATION_LANGUAGES
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField",)

# ISO 3166 has no code for Kosovo; XK is what the European institutions use. Pages take names from CLDR (records.names).
COUNTRIES_OVERRIDE = {"XK": "Kosovo"}

# --- Accounts ---

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# --- Cookies and headers: a reader without an account gets no cookie ---

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # the Wagtail admin reads it in JavaScript
CSRF_COOKIE_SAMESITE = "Lax"
# Keeps success messages out of a cookie of their own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [NONE],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Wagtail's admin has inline scripts without a nonce, previews pages in a frame of its own, and shows data: images.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "object-src": [NONE],
    "form-action": [SELF],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
}

# How many proxies of this installation stand before it, each adding whom it heard to X-Forwarded-For. Only for the
# limit of what one sender may write (records.from_readers.limits).
PROXIES = env.int("PROXIES", default=0)

# --- Files ---

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [SITE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_MEDIA_ROOT = DATA_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_MEDIA_ROOT), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Mail: into DATA_DIR until the operator names a server ---

vars().update(env.email_url("EMAIL_URL", default=f"filemail:///{DATA_DIR}/mails"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="resource-centre@enpates.example")

# --- Wagtail ---

WAGTAIL_SITE_NAME = "ENPATES resource centre"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "records.CreditedImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "records.desk.uploads.ImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "records.GatedDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "records.desk.uploads.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "records.rich_text_editor.RichTextArea",
        "OPTIONS": {"features": ["h3", "h4", "bold", "italic", "ol", "ul", "link"]},
    }
}
# The practice form is large: saving it every few seconds would be felt while typing.
WAGTAIL_AUTOSAVE_INTERVAL = 5000
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third-party request, also not for a face
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILAPI_DOCS_ENABLED = False
# A chief editor publishes what she has before her, her own last changes with it.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
TAGGIT_CASE_INSENSITIVE = True

# --- Search ---

SEARCH = {
    # The embedded index, made of the database and made again whenever it is missing: no backup needs it.
    # Whichever engine there is, processes agree here by locks who writes.
    "FOLDER": DATA_DIR / "search",
    # With an address, an Elasticsearch server has the index instead.
    "ELASTICSEARCH_URL": env.str("ELASTICSEARCH_URL", default=""),
    "ELASTICSEARCH_API_KEY": env.str("ELASTICSEARCH_API_KEY", default=""),
    "ELASTICSEARCH_CA_CERTS": env.str("ELASTICSEARCH_CA_CERTS", default=""),
    "ELASTICSEARCH_PREFIX": env.str("ELASTICSEARCH_PREFIX", default="resource-centre"),
    # Whether what is published and withdrawn is brought to the index at once.
    "FOLLOWS_CHANGES": True,
}

# --- Logs: never a query string, form data or local variables ---

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "config.logs.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"no chatter": {"()": "django.utils.log.CallbackFilter", "callback": "ext://config.logs.is_no_chatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "discreet",
            "filters": ["no chatter"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own handlers (mail to administrators, the request line in colour) would print whole requests.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # Wagtail logs the title of what is published; a title may be for members only.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        # A line for each request to the search server.
        "elastic_transport": {"level": "WARNING"},
        # What is wrong with somebody's file is told to whoever uploads it.
        "pikepdf": {"level": "CRITICAL"},
    },
}
