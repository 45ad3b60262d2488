"""What stands around a page of a request: its address, the crumbs that lead there, the way back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from openccr.ui.kinds import Done

LIST = {"text": "Requests for one's own data", "href": "/subject-access/"}


def to_request(asked: UUID) -> str:
    """The address of a request."""
    return reverse("subjectaccess.request", kwargs={"asked": asked})


def crumbs(asked: UUID, last: str) -> list[dict[str, str]]:
    """The way to a page of a request."""
    return [LIST, {"text": "Request", "href": to_request(asked)}, {"text": last}]


def back(words: str) -> Any:
    """Back to the request, with those words."""
    return lambda _outcome, *, asked, **_: Done(to_request(asked), words)
