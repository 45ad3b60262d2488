"""What the frame around every page shows: menu, who is acting, the demonstration's banner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import ADDRESS
from openccr.ui.placed import WARNING
from openccr.ui.registry import all_pages
from openccr.ui.who import door


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context for the base template."""
    actor: Actor | None = getattr(request, "actor", None)
    context: dict[str, Any] = {
        "demonstration": settings.DEMONSTRATION, "nav": [], "acting": None, "places": {"like": ADDRESS, "say": WARNING},
    }  # fmt: skip
    if actor is not None:
        here = getattr(request, "page", None)
        current = door().beneath.get(here.name, here.name) if here else ""
        context["nav"] = [
            {"text": page.menu, "href": reverse(page.name), "current": page.name == current}
            for page in sorted((page for page in all_pages() if page.menu), key=lambda page: _place(page.name))
            if why_not(actor, page.may) is None
        ]
        context |= door().frame(request)
    return context


def _place(name: str) -> int:
    """A page's place in the menu; one that the menu does not name comes last."""
    order = door().menu
    return order.index(name) if name in order else len(order)
