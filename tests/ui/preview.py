"""Every template with invented context and no database, to look at and to test.

Look: `python -m tests.ui.preview` serves http://localhost:8099/ (an index of every page).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def strict_headers(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The site's own headers, so that what they forbid fails here too."""

    def middleware(request: Any) -> Any:
        response = get_response(request)
        response["Content-Security-Policy"] = CSP
        response["Referrer-Policy"] = "same-origin"
        return response

    return middleware


def configure() -> None:
    """Settings of its own: no database, no session, nothing of the site."""
    settings.configure(
        DEBUG=True,
        SECRET_KEY="preview only",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="tests.ui.preview_pages",
        INSTALLED_APPS=["django.contrib.staticfiles", "openccr.ui"],
        MIDDLEWARE=["tests.ui.preview.strict_headers", "django.middleware.csrf.CsrfViewMiddleware"],
        STATIC_URL="/static/",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "string_if_invalid": "",
                },
            }
        ],
        LANGUAGE_CODE="en-gb",
        TIME_ZONE="Europe/London",
        USE_TZ=True,
        DATABASES={},
    )


def main() -> None:
    from django.core.management import execute_from_command_line

    configure()
    execute_from_command_line(["preview", "runserver", "--noreload", *(sys.argv[1:] or ["8099"])])


if __name__ == "__main__":
    main()
