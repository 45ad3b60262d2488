"""Entering a sitting that was held without anybody having planned it here, such as one before OpenCCR was there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import BoardMember, Sitting, SittingItem
from openccr.governance.rules.sittings import SITTING, SittingState, why_not_past
from openccr.governance.seats import board_of, members_on, must_lead
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice


def enter_past_sitting(
    *, actor: Actor, board_id: UUID, on: date, starts_at: time, venue: str, items: Sequence[str], at: datetime,
    sat_then: bool = False,
) -> UUID:  # fmt: skip
    """Enter a sitting that has been, with what was on its agenda. Who came, its minutes and its decisions are written
    next, as of any other sitting. Returns its id.

    Args:
        items: what was on the agenda, in its order; minutes and kind of one of the pack's usual items are the pack's.
        sat_then: whoever sits in the group today sat in it on that day already; the coordinator alone says so.

    Raises NotFound, and Refusal for a day ahead or one that has a sitting, without an item, when nobody sat in the
    group on that day, and for whoever does not lead the group.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        board_of(board_id)
        must_lead(actor, board_id)
        taken = Sitting.objects.filter(board_id=board_id, on=on).first()
        state = SITTING.states[taken.state].lower() if taken else ""
        refusal = why_not_past(on=on, today=timezone.localdate(at), items=items, taken=state)
        if refusal is not None:
            raise refusal
        if sat_then:
            _sat_then(actor, board_id, on=on, at=at)
        if not BoardMember.objects.filter(board_id=board_id).exists():
            raise Refusal("Nobody sits in this group yet.", remedy="Add its members first.")
        if not members_on(board_id, on):
            raise Refusal(
                "As far as it is written, nobody sat in this group on that day.",
                remedy="Tick that its members sat in it already, or have the coordinator put their first day right.",
                field="on",
            )
        row = Sitting(
            partnership_id=actor.partnership, board_id=board_id, on=on, starts_at=starts_at, venue=venue.strip(),
            state=SittingState.CALLED, moved_at=at,
        )  # fmt: skip
        row.save(force_insert=True)
        usual = {one.name: one.minutes for one in practice(actor).boards.standing_items.values()}
        SittingItem.objects.bulk_create(
            SittingItem(
                partnership_id=actor.partnership, board_id=board_id, sitting=row, number=number, title=title,
                kind="discussion", minutes=usual.get(title, _MINUTES),
            )
            for number, title in enumerate(items, start=1)
        )  # fmt: skip
        record("sitting.planned", subjects=[board_id, row.id], at=at)
        return row.id


_MINUTES = 10
"""Given to an item of which nobody knows any more how long it took."""


def _sat_then(actor: Actor, board_id: UUID, *, on: date, at: datetime) -> None:
    must(actor, "governance.keep_boards")
    later = BoardMember.objects.filter(board_id=board_id, until_on=None, from_on__gt=on)
    moved = list(later.values_list("id", flat=True))
    later.update(from_on=on)
    if moved:
        record("board.kept", subjects=[board_id, *moved], fields=["members"], at=at)
