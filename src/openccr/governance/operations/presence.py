"""Who came to a sitting: writing it down once, with the quorum, and putting it right with what stood before kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import BoardMember, Sitting, SittingPresence, SittingPresenceBefore
from openccr.governance.operations.sittings import facts_of, sitting_to_lead
from openccr.governance.rules.boards import Office, quorum_of, quorum_words
from openccr.governance.rules.sittings import CAME_WORDS, HELD, SITTING, present_words, why_not_there
from openccr.governance.seats import board_of, kind_of, members_on, rivals_among
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice


@dataclass(frozen=True, kw_only=True)
class There:
    """What became of one member's invitation. `brought`: keys of the pack's contributions."""

    came: str
    name: str = ""
    seniority: str = ""
    brought: Sequence[str] = ()
    words: str = ""


def hold_sitting(*, actor: Actor, sitting_id: UUID, there: Mapping[UUID, There], at: datetime) -> None:
    """Write down who came, how senior, and what they brought; the quorum is counted from it.

    Args:
        there: by member, for each who sits in the group on that day.

    Raises NotFound, and Refusal as `rules.sittings.SITTING`, and for a member of whom nothing or half is said.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = sitting_to_lead(actor, sitting_id)
        row.state = SITTING.make(state=row.state, move="hold", facts=facts_of(row, today=timezone.localdate(at)))
        board, members = board_of(row.board_id), members_on(row.board_id, row.on)
        SittingPresence.objects.bulk_create(
            SittingPresence(
                partnership_id=actor.partnership, board_id=row.board_id, sitting_id=row.id, member_id=one.id,
                agency_id=one.agency_id, **_said(actor, there.get(one.id, There(came="")), one),
            )
            for one in members
        )  # fmt: skip
        row.votes_there = sum(one.votes and there[one.id].came in CAME_WORDS for one in members)
        row.quorum = quorum_of(
            votes=sum(one.votes for one in members), percent=kind_of(actor, board).quorum_percent, fixed=board.quorum
        )
        row.present = present_words(
            [(there[one.id].came, there[one.id].name.strip() or one.name, one.agency.name) for one in members],
            quorum_words(there=row.votes_there, needed=row.quorum),
        )
        row.moved_at = at
        row.save(update_fields=["state", "votes_there", "quorum", "present", "moved_at"])
        record("sitting.changed", subjects=[sitting_id], fields=["state", "present"], at=at)


def put_presence_right(
    *, actor: Actor, sitting_id: UUID, presence_id: UUID, there: There, why: str, at: datetime
) -> None:  # fmt: skip
    """Put right who came for one member, with the reason. What stood before is kept beside it; the minutes say on which
    day it was put right, and not why, since they name nobody who did not come.

    Raises NotFound for a row that the actor does not see (an agency that competes with theirs), and Refusal before the
    sitting, without a reason, when nothing is different, and for a member of whom half is said.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = sitting_to_lead(actor, sitting_id)
        if row.state not in HELD:
            raise Refusal("Nobody has written down yet who came.")
        if not why.strip():
            raise Refusal("Say why it is put right.", field="why")
        mine = SittingPresence.objects.select_related("member").filter(id=presence_id, sitting_id=sitting_id)
        presence = mine.select_for_update(of=("self",)).first()
        if presence is None:
            raise NotFound
        now = _said(actor, there, presence.member) | {"words": presence.words}
        before = {name: getattr(presence, name) for name in now}
        if now == before:
            raise Refusal("It says this already.", remedy="Change what was wrong.")
        del before["words"]
        SittingPresenceBefore(
            partnership_id=actor.partnership, board_id=row.board_id, sitting_id=row.id, presence_id=presence.id,
            agency_id=presence.agency_id, **before, why=why.strip(), at=at, by=actor.name,
        ).save(force_insert=True)  # fmt: skip
        mine.update(**now)
        _count_again(row, at=at)
        record("sitting.changed", subjects=[sitting_id, presence.id], fields=["present"], at=at)


def _said(actor: Actor, said: There, member: BoardMember) -> dict[str, object]:
    """What is kept of one invitation. Raises Refusal as `rules.sittings.why_not_there`."""
    refusal = why_not_there(said.came, name=said.name, seniority=said.seniority, member=member.name)
    if refusal is not None:
        raise refusal
    here, known = said.came in CAME_WORDS, practice(actor).boards.contributions
    return {
        "came": said.came,
        "name": said.name.strip() or member.name,
        "seniority": said.seniority if here else "",
        "brought": [key for key in said.brought if key in known] if here else [],
        "words": said.words.strip(),
    }


def _count_again(row: Sitting, *, at: datetime) -> None:
    """The line of the minutes and the votes that were there, from all that is written of the invitations.

    Raises Refusal for who leads the group and does not see all of it, because an agency there competes with theirs.
    """
    rows = list(SittingPresence.objects.filter(sitting_id=row.id).select_related("agency", "member"))
    if rivals_among(members_on(row.board_id, row.on)):
        raise Refusal("You do not see who came for every agency.", remedy="The coordinator puts it right.")
    order = list(Office)
    rows.sort(key=lambda one: (order.index(Office(one.member.office)), one.agency.name, one.name))
    row.votes_there = sum(one.member.votes and one.came in CAME_WORDS for one in rows)
    row.present = present_words(
        [(one.came, one.name, one.agency.name) for one in rows],
        quorum_words(there=row.votes_there, needed=row.quorum or 0),
        right_on=timezone.localdate(at),
    )
    row.save(update_fields=["votes_there", "present"])
