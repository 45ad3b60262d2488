"""Handing over a file."""

from __future__ import annotations

from django.http import HttpResponse


def handed_over(data: bytes, *, name: str, content_type: str) -> HttpResponse:
    """An answer that is saved and not shown, and that runs nothing if it is shown all the same (security paper, D27).

    Args:
        name: of the file as it is saved, with its ending; it says nothing of anybody.
    """
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox"}
    return HttpResponse(data, content_type=content_type, headers=headers)
