"""Planning sittings, their agenda, calling them, and their minutes. Who came is written in `presence.py`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import Sitting, SittingItem
from openccr.governance.rules.decisions import why_not_here
from openccr.governance.rules.sittings import ITEM_KINDS, OPEN, SITTING, WRITES, SittingFacts, sittings_of_year
from openccr.governance.seats import board_of, kind_of, members_on, must_lead
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice


def plan_sittings(
    *, actor: Actor, board_id: UUID, first_on: date, starts_at: time, venue: str, until: date, at: datetime
) -> list[tuple[date, str]]:
    """Plan a group's sittings from the first on, each with the usual items. Returns the days, with why one was moved.

    Days that have a sitting already are left as they are. Raises NotFound, and Refusal for a first day that is past
    or after the last, and for whoever does not lead the group.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        board = board_of(board_id)
        must_lead(actor, board_id)
        today = timezone.localdate(at)
        if first_on < today:
            raise Refusal("Give a first day from today on.", field="first_on")
        if until < first_on:
            raise Refusal("The last day is before the first.", field="until")
        months = board.meets_months or kind_of(actor, board).meets_months
        days = list(
            sittings_of_year(
                first_on=first_on, every_months=months, until=until, holidays=practice(actor).holidays
            )
        )  # fmt: skip
        there = set(Sitting.objects.filter(board_id=board_id).values_list("on", flat=True))
        made = [
            Sitting(
                partnership_id=actor.partnership, board_id=board_id, on=day, starts_at=starts_at, venue=venue.strip()
            )
            for day, _ in days
            if day not in there
        ]
        Sitting.objects.bulk_create(made)
        usual = practice(actor).boards.standing_items.values()
        SittingItem.objects.bulk_create(
            SittingItem(
                partnership_id=actor.partnership, board_id=board_id, sitting=row, number=number, title=one.name,
                kind="discussion", minutes=one.minutes,
            )
            for row in made
            for number, one in enumerate(usual, start=1)
        )  # fmt: skip
        record("sitting.planned", subjects=[board_id, *(row.id for row in made)], at=at)
        return [(day, why) for day, why in days if day not in there]


def sitting_to_lead(actor: Actor, sitting_id: UUID) -> Sitting:
    """A sitting of a group that the actor leads, locked. Raises NotFound, and Refusal for whoever does not lead it."""
    board = Sitting.objects.filter(id=sitting_id).values_list("board_id", flat=True).first()
    if board is None:
        raise NotFound
    must_lead(actor, board)
    return Sitting.objects.select_for_update().get(id=sitting_id)


def facts_of(row: Sitting, *, today: date) -> SittingFacts:
    """What decides about a sitting."""
    said = list(SittingItem.objects.filter(sitting_id=row.id).values_list("said", flat=True))
    return SittingFacts(
        days_left=(row.on - today).days,
        items=len(said),
        written=sum(bool(words) for words in said),
        members=len(members_on(row.board_id, row.on)),
    )


def add_item(
    *, actor: Actor, sitting_id: UUID, title: str, kind: str, note: str, minutes: int, agency_id: UUID | None,
    at: datetime,
) -> None:  # fmt: skip
    """Put an item on the agenda.

    Args:
        minutes: given to it.
        agency_id: who brings it, if somebody does.

    Raises NotFound, and Refusal without a title, once the sitting was held, and for a contract outside commissioning.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = sitting_to_lead(actor, sitting_id)
        if row.state not in OPEN:
            raise Refusal("The sitting is over: its agenda stays as it was.")
        if not title.strip():
            raise Refusal("Say what it is about.", field="title")
        if kind not in ITEM_KINDS:
            raise Refusal("Say what the group does with it.", field="kind")
        refusal = why_not_here(kind, commissioning=board_of(row.board_id).commissioning)
        if refusal is not None:
            raise refusal
        last = SittingItem.objects.filter(sitting_id=sitting_id).aggregate(last=Max("number"))["last"] or 0
        SittingItem(
            partnership_id=actor.partnership, board_id=row.board_id, sitting_id=sitting_id, number=last + 1,
            title=title.strip(), kind=kind, note=note.strip(), minutes=minutes, agency_id=agency_id,
        ).save(force_insert=True)  # fmt: skip
        record("sitting.changed", subjects=[sitting_id], fields=["agenda"], at=at)


def move_sitting(*, actor: Actor, sitting_id: UUID, move: str, at: datetime, why: str = "") -> None:
    """Call a sitting, agree its minutes, or say that it does not take place and why.

    Raises NotFound, Refusal as `rules.sittings.SITTING` and without a reason where one is asked.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = sitting_to_lead(actor, sitting_id)
        if move == "cancel" and not why.strip():
            raise Refusal("Say why it does not take place.", field="why")
        facts = facts_of(row, today=timezone.localdate(at))
        row.state = SITTING.make(state=row.state, move=move, facts=facts)
        row.why, row.moved_at = why.strip(), at
        row.save(update_fields=["state", "why", "moved_at"])
        record("sitting.changed", subjects=[sitting_id], fields=["state"], at=at)


def write_minutes(*, actor: Actor, sitting_id: UUID, said: Mapping[UUID, str], at: datetime) -> None:
    """Write the minutes of the items, as often as needed until they are agreed. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = sitting_to_lead(actor, sitting_id)
        if row.state not in WRITES:
            raise Refusal(f"This sitting is {SITTING.states[row.state].lower()}, so no minutes are written.")
        for item in SittingItem.objects.filter(sitting_id=sitting_id):
            words = said.get(item.id, item.said).strip()
            if words != item.said:
                SittingItem.objects.filter(id=item.id).update(said=words)
        Sitting.objects.filter(id=sitting_id).update(minutes_at=at, minutes_by=actor.name)
        record("sitting.changed", subjects=[sitting_id], fields=["minutes"], at=at)


def change_sitting(
    *, actor: Actor, sitting_id: UUID, on: date, starts_at: time, venue: str, at: datetime
) -> None:  # fmt: skip
    """Move a sitting to another day or place before it is held. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = sitting_to_lead(actor, sitting_id)
        if row.state not in OPEN:
            raise Refusal("It took place, or was cancelled.")
        if on < timezone.localdate(at):
            raise Refusal("Give a day from today on.", field="on")
        if Sitting.objects.filter(board_id=row.board_id, on=on).exclude(id=sitting_id).exists():
            raise Refusal("The group sits on that day already.", field="on")
        Sitting.objects.filter(id=sitting_id).update(on=on, starts_at=starts_at, venue=venue.strip())
        record("sitting.changed", subjects=[sitting_id], fields=["on"], at=at)
