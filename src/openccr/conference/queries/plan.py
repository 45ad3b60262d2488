"""What was agreed of a case at its meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.actions.models import Action
from openccr.actions.rules import ACTION, GIVEN_UP
from openccr.actions.rules.locks import Lock
from openccr.casefiles.models import Grant
from openccr.partnership.models import Agency


@dataclass(frozen=True)
class InPlan:
    """An action agreed for this case at this meeting.

    Args:
        given_up: in words, where it ended without being done and nothing rests on it any more.
    """

    id: UUID
    text: str
    agency: str
    faces: str
    due_on: date
    risk: str
    locked: bool
    given_up: str


def in_plan(actions: Iterable[Action]) -> tuple[InPlan, ...]:
    """The same actions as a page shows them."""
    return tuple(
        InPlan(
            one.id, one.text, one.agency.name, one.faces, one.due_on, one.risk, one.lock == Lock.LOCKED,
            given_up=ACTION.states[one.state] if one.state in GIVEN_UP else "",
        )
        for one in actions
    )  # fmt: skip


@asked
def plan_of(*, file_id: UUID, hearing_id: UUID | None) -> Steps[tuple[list[Action], list[tuple[UUID, str, str]]]]:
    """What was agreed at the hearing, if one is given, and the agencies on the case as (id, name, kind). One query."""
    invited = Agency.objects.filter(left_on=None, id__in=Grant.agencies_on(file_id)).order_by("name")
    agreed = Action.objects.filter(arises_from_id=hearing_id) if hearing_id else Action.objects.none()
    actions = agreed.select_related("agency").order_by("agreed_at")
    plan, agencies = yield actions, invited
    return plan, [(one.id, one.name, one.kind) for one in agencies]
