"""Error pages: generic, with a random reference that stands in the log too; never a detail."""

from __future__ import annotations

import logging
import secrets

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from openccr.kernel.refusals import NotFound

log = logging.getLogger("openccr.errors")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.path.startswith("/api/"):  # A program asks: it gets the form in which every fault of the API is told.
        return JsonResponse({"error": str(NotFound()), "remedy": "", "fields": []}, status=404)
    return HttpResponse(render_to_string("404.html", request=request), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    reference = secrets.token_hex(4)
    log.error("A page failed; reference %s", reference)
    return _page(500, reference=reference)


def _page(status: int, **context: str) -> HttpResponse:
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)
