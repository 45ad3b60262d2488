"""What stands around a page of one action: the crumbs that lead there, the action in words, the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.actions.addresses import address_of
from openccr.actions.queries.actions import Whose, action_of
from openccr.actions.queries.area import area_action
from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Asked, Done

Crumbs = tuple[dict[str, str], ...]


def case_crumbs(file: UUID, *more: dict[str, str]) -> Crumbs:
    """From the list of actions to the case, and further."""
    return ({"text": "Actions", "href": reverse("actions.list")}, *crumbs_to(file), *more)


def area_crumbs(*more: dict[str, str]) -> Crumbs:
    """From the list of actions to one of the partnership's."""
    return ({"text": "Actions", "href": f"{reverse('actions.list')}?whose={Whose.AREA}"}, *more)


def about(button: str, *, warning: str = "") -> Callable[..., Asked]:
    """What stands around a form about one action."""

    def asked(*, actor: Actor, action: UUID, file: UUID | None = None) -> Asked:
        today = timezone.localdate()
        shown = action_of(file, action, today=today) if file else area_action(action, today=today)
        here = address_of(file, action)
        to = {"text": "Action", "href": here}
        return Asked(
            title=button,
            intro=f"{shown.text.rstrip('.')}. {shown.agency}, due {day_words(shown.due_on)}.",
            button=button,
            warning=warning,
            crumbs=case_crumbs(file, to, {"text": button}) if file else area_crumbs(to, {"text": button}),
            context={"cancel_href": here},
        )

    return asked


def saved(_: object, *, action: UUID, file: UUID | None = None) -> Done:
    return Done(address_of(file, action), "Saved.")


def today(*, actor: Actor, action: UUID, file: UUID | None = None) -> dict[str, Any]:
    return {"ended_on": timezone.localdate()}
