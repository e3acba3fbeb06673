"""Django's settings: nothing to configure, nothing that can be forgotten. Safe values only; there is no debug mode.

No database: case data is reached through the verbs alone, sessions live in memory and end with the process, and the
people of the office stand in a file of the key folder (`people.roll`).
"""

from __future__ import annotations

import secrets
from pathlib import Path

HERE = Path(__file__).resolve().parent

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(64)  # new at every start, never written down: nothing signed outlives the process
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]  # a name that is not ours would be an attack by DNS
ROOT_URLCONF = "tereze_web.urls"
WSGI_APPLICATION = "django.core.wsgi.get_wsgi_application"
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, object] = {}
MIDDLEWARE = [
    "tereze_web.headers.middleware",
    "tereze_web.gate.middleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {"environment": "tereze_web.pages.environment"},
    }
]

# Over plain http on the loopback address a browser may refuse cookies marked Secure; nothing travels a wire here.
CSRF_COOKIE_NAME = "tereze_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "tereze_web.pages.forged"

DATA_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a long section of a coding form
FILE_UPLOAD_HANDLERS = ["tereze_web.receiving.upload.Sealing"]  # sealed as it arrives, where it may come in at all
APPEND_SLASH = False  # a redirect would tell which addresses exist
USE_I18N = False  # our own catalogues (words.py)
USE_TZ = True
DEFAULT_CHARSET = "utf-8"

# Addresses tell what somebody looked at: Django logs them, so it says nothing at all.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"nowhere": {"class": "logging.NullHandler"}},
    "loggers": {"django": {"handlers": ["nowhere"], "propagate": False}},
}

TEREZE_OFFICE = None  # the open office (office.Office), put here by run.py before the first request
