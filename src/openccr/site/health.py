"""`/healthz`: whether the database, the worker, the disk and the audit's anchors are well; nothing about anybody."""

from __future__ import annotations

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from openccr.audit.keeping import state
from openccr.site import room


def healthz(request: HttpRequest) -> JsonResponse:
    """200 with `{"status": "ok", …}`, or 503 with the part that is not well.

    Anchors that are late are said and are no 503: whoever watches is to look, and nobody is to take a meeting's pages
    away for it.
    """
    parts = {"database": _database(), "worker": _worker(), "disk": _disk()}
    ok = all(part == "ok" for part in parts.values())
    word = "ok" if ok else "not ok"
    return JsonResponse({"status": word, **parts, "anchors": _anchors()}, status=200 if ok else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "cannot be reached"
    return "ok"


def _worker() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '60 seconds'"
            )
            return "ok" if cursor.fetchone()[0] else "not running"
    except Error:
        return "unknown"


def _disk() -> str:
    try:
        left = room.free(settings.DATA)
    except OSError:
        return "cannot be read"
    if left < room.TO_WRITE:
        return "full: nothing is taken"
    return "ok" if left > room.TO_START else "nearly full"


def _anchors() -> str:
    try:
        return state(at=timezone.now())
    except (OSError, ValueError):
        return "unknown"
