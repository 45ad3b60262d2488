"""What a request meets that needs a fresh proof of who is there: it is asked for, and what was sent goes on then."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect

from openccr.ui.came_from import came_from
from openccr.ui.who import door

KEPT = "What you sent is kept. Confirm that it is you, and it goes on by itself."


def proof_first(request: HttpRequest) -> HttpResponseRedirect:
    """To where they prove who they are. What was typed or pressed is kept, so that nobody does it twice.

    Args:
        request: to a declared page, which is noted in it.
    """
    back = _back(request)
    if request.method == "POST":
        kept = door().kept(request)
        if kept is not None:
            messages.info(request, KEPT)
            back = kept
        else:
            # A file is not kept: it must not look as if it were.
            title = request.page.title  # type: ignore[attr-defined]
            messages.info(request, f"Nothing is done yet. Once it is confirmed, fill in “{title}” again.")
    return HttpResponseRedirect(door().step_up_url(back))


def _back(request: HttpRequest) -> str:
    """Where to come back to: this page, or the one that holds the button that was pressed."""
    if "GET" in request.page.methods:  # type: ignore[attr-defined]
        return request.get_full_path() if request.method == "GET" else request.path
    return came_from(request) or "/"
