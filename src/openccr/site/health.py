"""`/healthz`: whether the database, the worker and the disk are well. Says nothing about anybody."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

ENOUGH_BYTES = 500 * 1024 * 1024


def healthz(request: HttpRequest) -> JsonResponse:
    """200 with `{"status": "ok", …}`, or 503 with the part that is not well."""
    parts = {"database": _database(), "worker": _worker(), "disk": _disk()}
    ok = all(state == "ok" for state in parts.values())
    return JsonResponse({"status": "ok" if ok else "not ok", **parts}, status=200 if ok else 503)


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
        return "ok" if shutil.disk_usage(settings.DATA).free > ENOUGH_BYTES else "nearly full"
    except OSError:
        return "cannot be read"
