"""Room on the disk: what is left is kept for reading, before a full disk stops the database.

A database that cannot write its journal stops dead, and then nobody reads in the middle of a meeting either. So writing
is refused while there is still room for what reading writes (the audit's rows).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

TO_START: Final = 500 * 2**20
"""Bytes that are free when the site is started, and under which `/healthz` says that the disk is nearly full."""
TO_WRITE: Final = 200 * 2**20
"""Bytes under which nothing new is taken. A year of a small area's reading writes less."""
TO_RUN: Final = 48 * 2**20
"""Bytes under which a database that has stopped is not started: three pieces of its journal."""
READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
SIGNING_IN: Final = ("/accounts/", "/demo/", "/session/")
"""Whoever wants to read signs in first."""
AGAIN_IN: Final = "60"
"""Seconds after which a system may try again."""
WORDS: Final = "There is no room left on the server's disk: nothing was saved."


def free(folder: Path) -> int:
    """Bytes that are free on the disk of the data folder. Raises OSError when it cannot be asked."""
    return shutil.disk_usage(folder).free


def needs_room(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse what writes, in words, while the disk is too full for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in READS or request.path.startswith(SIGNING_IN) or free(settings.DATA) >= TO_WRITE:
            return get_response(request)
        if request.path.startswith("/api/"):
            answer: HttpResponse = JsonResponse(
                {"error": WORDS, "remedy": "Send it again later.", "fields": []}, status=503
            )
        else:
            answer = HttpResponse(render_to_string("site/no_room.html"), status=503)
        answer["Retry-After"] = AGAIN_IN
        return answer

    return middleware
