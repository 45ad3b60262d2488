"""Django's settings. What an operator may change stands in `openccr.site.environment`; the rest is decided here."""

from __future__ import annotations

import sys
from urllib.parse import unquote, urlsplit

from openccr.site.databases import databases
from openccr.site.environment import ROOT, Mode, environment
from openccr.site.failure import CannotStart

try:
    _environment = environment()
    _secrets = _environment.secrets()
except CannotStart as error:
    sys.exit(str(error))

MODE = _environment.mode
DEMONSTRATION = MODE is Mode.DEMO
LIVE = MODE is Mode.LIVE
DATA = _environment.folder

SECRET_KEY = _secrets.secret_key
TOKEN_KEY = _secrets.token_key.encode()
VAULT_KEY = _secrets.vault_key.encode()
KEY_RING = _environment.secrets_folder
"""Where the versions of the vault key that wraps people's own keys lie (openccr.access.ring)."""
ANCHORS = _environment.anchors
"""Where the end of the audit is sent each night (openccr.audit.anchoring)."""
DEBUG = False
ALLOWED_HOSTS = [*_environment.hosts, *(["testserver"] if MODE is Mode.TEST else [])]

INSTALLED_APPS = [
    # First, so that its `migrate` (which builds the walls) stands before Django's.
    "openccr.site",
    "openccr.access",
    "openccr.audit",
    "openccr.ui",
    "openccr.jobs",
    "openccr.accounts",
    "openccr.partnership",
    "openccr.casefiles",
    "openccr.people",
    "openccr.sharing",
    "openccr.notices",
    "openccr.documents",
    "openccr.risk",
    "openccr.actions",
    "openccr.linkage",
    "openccr.conference",
    "openccr.directory",
    "openccr.safeguarding",
    "openccr.voice",
    "openccr.insight",
    "openccr.leaving",
    "openccr.subjectaccess",
    "openccr.chronology",
    "openccr.governance",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "procrastinate.contrib.django",
]

MESSAGE_STORAGE = "openccr.ui.told.Told"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "openccr.site.middleware.headers",
    "csp.middleware.CSPMiddleware",
    "openccr.site.room.needs_room",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "openccr.accounts.middleware.Authentication",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "openccr.accounts.middleware.limits",
    "openccr.site.middleware.no_nulls",
]

ROOT_URLCONF = "openccr.site.urls"
WSGI_APPLICATION = "openccr.site.wsgi.application"
DATABASES = databases(_environment, _secrets)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Lock-outs and rate limits, in the one process that serves pages. Not in the database: Django keeps a cache as pickles,
# and whoever could write one there would run code here.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "openccr.ui.context.chrome",
            ],
        },
    }
]

PACK_FOLDERS = _environment.packs
"""Folders outside the code that hold areas' own packs."""

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", "English")]
TIME_ZONE = "Europe/London"
USE_TZ = True
LOCALE_PATHS = [ROOT / "src" / "openccr" / "site" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE is Mode.TEST
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE is Mode.TEST
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Sign-in (openccr.accounts reads the rest from its own rules)
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["openccr.accounts.backend.Accounts"]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if MODE is Mode.TEST
    else ["django.contrib.auth.hashers.ScryptPasswordHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "openccr.accounts.passwords.FromBreaches"},
    {"NAME": "openccr.partnership.own_words.OwnWords"},
]
# In the demonstration nobody has a password: its first page is the choice of who to be.
LOGIN_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "accounts.demo_sign_in" if DEMONSTRATION else "account_login"
LOGIN_REDIRECT_URL = "/"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not LIVE  # http://localhost, for the demonstration and the tests
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if LIVE else 0  # the proxy in front names whoever asks, for the rate limits

ADDRESS = f"https://{_environment.hosts[0]}" if LIVE else f"http://localhost:{_environment.port}"
"""Where people reach OpenCCR, for the links in mail."""

# Cookies and transport. Plain http only on this computer, for the demonstration and the tests.
_SECURE = LIVE
SESSION_COOKIE_NAME = "__Host-openccr" if _SECURE else "openccr"
CSRF_COOKIE_AGE = None  # gone with the browser: whoever writes without a name keeps no trace of it for a year
CSRF_COOKIE_NAME = "__Host-openccr-csrf" if _SECURE else "openccr-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if LIVE else None
SECURE_SSL_REDIRECT = False  # the proxy in front does it; see docs/how-to/run-it-live.md
SECURE_HSTS_SECONDS = 63_072_000 if LIVE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send `Origin: null` with forms, which the CSRF check refuses. Nothing leaves the
# site.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

NOTHING_THERE_STEP = 0.0 if MODE is Mode.TEST else 0.1
"""Seconds; see `openccr.ui.evenly`."""

SCANNER = _environment.scanner or ("" if LIVE else "none")
"""Who is asked whether an attached file is clean; "" holds every file back, "none" asks nobody."""

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 26_214_400  # whole uploads in memory: nothing unsealed touches the disk
FILE_UPLOAD_HANDLERS = ["openccr.ui.uploads.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Messages go out in the live form only, and only when it says where.
DEFAULT_FROM_EMAIL = _environment.mail_from
if LIVE and _environment.mail_url is not None:
    _mail = urlsplit(_environment.mail_url.get_secret_value())
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or (465 if _mail.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp"
elif LIVE:
    EMAIL_BACKEND = "openccr.accounts.mail.NoMail"
else:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Log lines carry no contents: no request bodies, no SQL, no personal data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refused": {"()": "openccr.site.logs.Refused"}},
    "formatters": {"bare": {"()": "openccr.site.logs.WithoutWords"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "bare"},
        # What somebody sends that is no request at all is refused, and fills no log with its own words.
        "refusals": {"class": "logging.StreamHandler", "filters": ["refused"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"handlers": ["refusals"], "level": "WARNING", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
PROCRASTINATE_ON_APP_READY = "openccr.jobs.worker.register"

from openccr.accounts.configuration import *  # noqa: E402, F403  (allauth's settings, beside the rules they follow)
