"""Reading an action to change it, changing it once, and saying so on the timeline."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils.timezone import localdate

from openccr.access.may import must
from openccr.actions.models import Action
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal

OF_AREA = {
    "actions.end": "actions.end_area", "actions.give_up": "actions.end_area", "actions.check": "actions.check_area",
}  # fmt: skip
"""What may be done to a case's action → what it is called for one of the partnership; nothing else is done to those."""


def read(actor: Actor, file: UUID | None, action: UUID, *, may: str) -> Action:
    """The action, if it is on that file and the actor may do this to it. Raises NotFound, Refusal.

    Args:
        file: the case's file; None for an action of the partnership, which is never found under a file.
    """
    if file is None:
        may = OF_AREA[may]
    rows = Action.objects.filter(id=action, file_id=file).select_related("agency", "owner")
    row = rows.annotate(agency_kind=F("agency__kind")).first()
    if row is None:
        raise NotFound
    must(actor, may, row)
    return row


def change(row: Action, **changes: object) -> None:
    """Change it, conditional on the state and the lock that were read: of two who act at once, the second is told."""
    if not Action.objects.filter(id=row.id, state=row.state, lock=row.lock).update(**changes):
        raise Refusal("Somebody else has just changed this action.", remedy="Look at it again.")


def say(row: Action, sentence: str, *, at: datetime) -> None:
    """A line on the case's timeline, or under an action of the partnership, which has none."""
    if row.file_id is None:
        line = f"{day_words(localdate(at))}: {sentence}\n"
        Action.objects.filter(id=row.id).update(said=Concat("said", Value(line)))
        return
    note(file_id=row.file_id, kind="action", sentence=sentence, at=at, about_id=row.id)


def words_of(row: Action) -> str:
    """Its words, to be followed by a full stop."""
    return row.text.rstrip(".")
