"""What becomes of an invented case's actions and flags, by the operations, and being let in as on the day itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.actions.models import Action, FlagReceipt
from openccr.actions.operations import check, complete, decline, give_up
from openccr.actions.operations.flags import flag_on
from openccr.actions.operations.locks import confirm_safe
from openccr.casefiles.models import Grant
from openccr.kernel.actors import Actor
from openccr.site.demo import acts


def newest_action(actor: Actor, hearing_id: UUID, *, known: set[UUID]) -> UUID:
    """The action of the hearing that is not known yet."""
    with acting_as(actor):
        every = Action.objects.filter(arises_from_id=hearing_id).values_list("id", flat=True)
        return next(key for key in every if key not in known)


def move_action(
    act: acts.ActionEnded | acts.Checked | acts.MadeSafe, actor: Actor, *, file_id: UUID, action_id: UUID
) -> None:
    """What became of an action, that it was confirmed, or that her IDVA unlocked it."""
    same: dict[str, Any] = {"actor": actor, "file": file_id, "action": action_id, "at": act.at}
    if isinstance(act, acts.MadeSafe):
        confirm_safe(**same, words=act.words)
    elif isinstance(act, acts.Checked):
        check(**same)
    elif act.move == "complete":
        complete(**same, ended_on=act.on, evidence=act.words)
    else:
        {"give_up": give_up, "decline": decline}[act.move](**same, ended_on=act.on, reason=act.words)


def put_flag_on(act: acts.Flagged, actor: Actor, *, file_id: UUID, agency_id: UUID) -> None:
    """An agency says that its flag is on."""
    with acting_as(actor):
        flag_id = FlagReceipt.objects.get(file_id=file_id, agency_id=agency_id).id
    flag_on(actor=actor, flags=[flag_id], on=act.on, at=act.at)


@contextmanager
def let_in_then(file_id: UUID) -> Iterator[None]:
    """Whoever was asked to decide second sees the case: by the database's own clock their month may be over."""
    with as_walls() as owner:
        grants = Grant.objects.using(owner).filter(file_id=file_id, arises_from="SecondAsked")
        until = dict(grants.values_list("id", "until_at"))
        grants.update(until_at=None)
    yield
    with as_walls() as owner:
        for key, until_at in until.items():
            Grant.objects.using(owner).filter(id=key).update(until_at=until_at)
