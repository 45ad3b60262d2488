"""What an agency's own system may do about its actions: list the open ones, and say what became of one.

Annotations are real objects here, not text: the description of the API is made from them.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import ConfigDict, Field

from openccr.actions.operations import complete, give_up
from openccr.actions.queries import Whose, open_actions
from openccr.actions.queries.own import file_of_own
from openccr.actions.rules.states import ActionState
from openccr.audit.operations import record
from openccr.kernel.addresses import letters, without_addresses
from openccr.people.queries.places import places_of
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.rules.ways import Way
from openccr.ui.calls import Calls, Day, Plain

calls = Calls("actions")

SHOWN = 100
"""How many open actions are listed; what has ended leaves the list."""


class ActionShown(Schema):
    """An open action of your agency's."""

    id: UUID
    case: str = Field(description="The case's reference, for talking about it.")
    text: str
    due_on: date
    late: bool


class Actions(Schema):
    """The open actions, the longest late first."""

    actions: list[ActionShown]


class Done(Schema):
    """That an action is done."""

    model_config = ConfigDict(extra="forbid")
    evidence: Plain = Field(description="What was done and what shows it, in a sentence.")
    ended_on: Day | None = Field(None, description="The day; today if it is left out.")


class NotPossible(Schema):
    """That an action is no longer possible."""

    model_config = ConfigDict(extra="forbid")
    reason: Plain = Field(description="Why it cannot be done, in a sentence.")
    ended_on: Day | None = Field(None, description="The day; today if it is left out.")


class Ended(Schema):
    """What the action has become."""

    id: UUID
    state: ActionState


@calls.get("actions", name="call_actions", title="Our open actions", may="actions.api_read", answer=Actions)
def own_actions(request: HttpRequest) -> Any:
    actor = request.auth  # type: ignore[attr-defined]
    found, _ = open_actions(actor, whose=Whose.AGENCY, today=timezone.localdate(), last=SHOWN)
    record("actions.listed", subjects=[one.id for one in found])
    let_out = LetOut(way=Way.API, why="The agency's own open actions", agency_id=actor.agency_id, kinds=("plan",))
    files = {one.file_id for one in found if one.file_id is not None}
    disclose(actor=actor, file_ids=files, let_out=let_out, at=timezone.now(), once_a_day=True)
    places = {letters(place) for place in places_of(files)}
    return {
        "actions": [
            {
                "id": one.id,
                "case": one.reference,
                "text": without_addresses(one.text, known=places),
                "due_on": one.due_on,
                "late": one.late,
            }
            for one in found
        ]
    }


@calls.post(
    "actions/{uuid:action_id}/done", name="call_done", title="An action is done", may="actions.api_end", answer=Ended
)
def done(request: HttpRequest, action_id: UUID, body: Done) -> Any:
    complete(**_this(request, action_id, body.ended_on), evidence=body.evidence)
    return {"id": action_id, "state": ActionState.DONE}


@calls.post(
    "actions/{uuid:action_id}/not-possible", name="call_not_possible", title="An action is no longer possible",
    may="actions.api_end", answer=Ended,
)  # fmt: skip
def not_possible(request: HttpRequest, action_id: UUID, body: NotPossible) -> Any:
    give_up(**_this(request, action_id, body.ended_on), reason=body.reason)
    return {"id": action_id, "state": ActionState.IMPOSSIBLE}


def _this(request: HttpRequest, action_id: UUID, ended_on: date | None) -> dict[str, Any]:
    actor = request.auth  # type: ignore[attr-defined]
    at = timezone.now()
    file = file_of_own(actor, action_id)
    return {"actor": actor, "file": file, "action": action_id, "ended_on": ended_on or timezone.localdate(at), "at": at}
