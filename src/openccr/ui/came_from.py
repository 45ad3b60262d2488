"""Which page of ours somebody came from, for a way back."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest


def came_from(request: HttpRequest) -> str | None:
    """The path of the page of this site that the request was sent from.

    Args:
        request: What was asked for.

    Returns:
        Its path, or None when the browser says nothing of it or it came from elsewhere.
    """
    before = urlsplit(request.headers.get("Referer", ""))
    # A browser reads "//there" and "/\\there" as another site.
    elsewhere = before.netloc != request.get_host() or before.path.startswith(("//", "/\\"))
    return None if elsewhere else before.path
