"""What the pages of one action share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.actions.queries.actions import action_of
from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done

Crumbs = tuple[dict[str, str], ...]


def case_crumbs(file: UUID, *more: dict[str, str]) -> Crumbs:
    """From the list of actions to the case, and further."""
    return ({"text": "Actions", "href": reverse("actions.list")}, *crumbs_to(file), *more)


def to_action(file: UUID, action: UUID) -> str:
    return reverse("actions.action", kwargs={"file": file, "action": action})


def about(button: str, *, warning: str = "") -> Callable[..., Asked]:
    """What stands around a form about one action."""

    def asked(*, actor: Actor, file: UUID, action: UUID) -> Asked:
        shown = action_of(file, action, today=timezone.localdate())
        here = to_action(file, action)
        return Asked(
            title=button,
            intro=f"{shown.text.rstrip('.')}. {shown.agency}, due {shown.due_on.day} {shown.due_on:%B %Y}.",
            button=button,
            warning=warning,
            crumbs=case_crumbs(file, {"text": "Action", "href": here}, {"text": button}),
            context={"cancel_href": here},
        )

    return asked


def stamped(operation: Callable[..., Any]) -> Callable[..., Any]:
    """The operation, told the time."""
    return lambda **given: operation(at=timezone.now(), **given)


def saved(_: object, *, file: UUID, action: UUID) -> Done:
    return Done(to_action(file, action), "Saved.")


def today(*, actor: Actor, file: UUID, action: UUID) -> dict[str, Any]:
    return {"ended_on": timezone.localdate()}
