"""Groups of the partnership for the tests, made through operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.governance.models import BoardMember, Sitting, SittingPresence
from openccr.governance.operations.boards import Sits, add_member, open_board
from openccr.governance.operations.decisions import decide, raise_risk
from openccr.governance.operations.dynamics import declare_interest, map_dynamic
from openccr.governance.operations.escalations import pass_matter
from openccr.governance.operations.presence import There, hold_sitting
from openccr.governance.operations.representation import give_leave, owe_time
from openccr.governance.operations.sitting_papers import put_paper
from openccr.governance.operations.sittings import move_sitting, plan_sittings
from openccr.governance.rules.boards import Office
from openccr.kernel.actors import Actor
from tests.makers import Area

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LATER = TODAY + timedelta(days=30)


@dataclass(frozen=True)
class Boards:
    """A strategic board with an operational group below it, and a commissioning group."""

    board: UUID
    group: UUID
    commissioning: UUID


def opened(area: Area) -> Boards:
    """Three groups: Fay chairs the board, Bea writes for the group below, and nobody sits in commissioning."""
    above = _open(area, "strategic", "Domestic abuse board", None)
    found = Boards(
        above,
        _open(area, "operational", "Operational group", above),
        _open(area, "commissioning", "Commissioning", above),
    )
    sit(area, found.board, area.fay, seniority="director", office=Office.CHAIR)
    sit(area, found.board, area.bea, seniority="manager")
    sit(area, found.group, area.bea, seniority="manager", office=Office.SECRETARY)
    sit(area, found.group, area.carl, seniority="practitioner")
    return found


def _open(area: Area, kind: str, name: str, above: UUID | None) -> UUID:
    return open_board(actor=area.amina, kind=kind, name=name, purpose="", above_id=above, at=NOW)


def sit(
    area: Area, board: UUID, person: Actor, *, seniority: str = "head", office: str = Office.MEMBER, votes: bool = True
) -> UUID:
    """Have a persona sit in a group for their agency, since last year."""
    return add_member(
        actor=area.amina, board_id=board, agency_id=person.agency, name=person.name,
        sits=Sits(seniority=seniority, office=office, votes=votes), appointment_id=person.appointment_id,
        from_on=TODAY - timedelta(days=365), at=NOW,
    )  # fmt: skip


def planned(area: Area, board: UUID, *, days: int = 0) -> UUID:
    """A sitting of a group in so many days, with the usual items; later where a working day has one already."""
    with acting_as(area.amina):
        before = set(Sitting.objects.filter(board_id=board).values_list("id", flat=True))
    for on in (TODAY + timedelta(days=days + later) for later in range(30)):
        plan_sittings(
            actor=area.amina, board_id=board, first_on=on, starts_at=time(10), venue="Room 1", until=on, at=NOW
        )  # fmt: skip
        with acting_as(area.amina):
            made = Sitting.objects.filter(board_id=board).exclude(id__in=before).first()
        if made:
            return made.id
    raise AssertionError("every day of a month has a sitting")


def held(area: Area, board: UUID, *, came: dict[str, There] | None = None, days: int = 0) -> UUID:
    """A sitting that took place: everybody came as they sit in the group, but for who is named in `came`."""
    sitting = planned(area, board, days=abs(days))
    with acting_as(area.amina):
        taken = set(Sitting.objects.filter(board_id=board).exclude(id=sitting).values_list("on", flat=True))
        # Whatever day of the week it is.
        on = next(day for back in range(30) if (day := TODAY + timedelta(days=days - back)) not in taken)
        Sitting.objects.filter(id=sitting).update(on=on)
    move_sitting(actor=area.amina, sitting_id=sitting, move="call", at=NOW)
    with acting_as(area.amina):
        members = list(BoardMember.objects.filter(board_id=board))
    there = {
        one.id: (came or {}).get(one.name, There(came="there", seniority=one.seniority, brought=["figures"]))
        for one in members
    }
    hold_sitting(actor=area.amina, sitting_id=sitting, there=there, at=NOW)
    return sitting


def in_world(area: Area) -> dict[str, object]:
    """What the addresses of groups name, for the world of the walls' tests; Fay and Bea lead the group."""
    found = opened(area)
    sit(area, found.group, area.fay, office=Office.CHAIR)
    sitting = planned(area, found.group, days=4)
    paper = put_paper(actor=area.amina, sitting_id=sitting, title="Figures", data=b"Words", name="x.txt", at=NOW)
    risk = raise_risk(
        actor=area.amina, board_id=found.group, kind="risk", words="Nobody translates", likelihood="likely",
        seriousness="serious", agency_id=area.agencies["council"], doing="Ask", review_on=LATER, at=NOW,
    )  # fmt: skip
    housing = area.agencies["housing"]
    dynamic = map_dynamic(
        actor=area.amina, first_id=housing, second_id=area.agencies["police"], strength="working", rivals=False,
        words="", doing="", review_on=None, at=NOW,
    )  # fmt: skip
    decision = decided(area, found.board)
    with acting_as(area.amina):
        member = BoardMember.objects.filter(board_id=found.group).order_by("name")[0].id
        presence = SittingPresence.objects.filter(board_id=found.board).order_by("name")[0].id
    return {
        "board": found.group,
        "member": member,
        "presence": presence,
        "terms": "terms",
        "sitting": sitting,
        "sheet": paper,
        "board_risk": risk,
        "dynamic": dynamic,
        "matter": pass_matter(
            actor=area.amina, board_id=found.board, to_board_id=found.group, way="down", title="Translators",
            words="Book them", decision_id=decision, at=NOW,
        ),
        "interest": declare_interest(
            actor=area.lena, agency_id=housing, person="", kind="post", words="A trustee", at=NOW
        ),
        "time": owe_time(actor=area.amina, agency_id=housing, sitting_id=sitting, quarter_hours=4, at=NOW),
        "leave": give_leave(actor=area.lena, scope="The refuge", until_on=LATER, at=NOW),
        "represented": housing,
    }  # fmt: skip


def decided(area: Area, board: UUID) -> UUID:
    """A decision of a group."""
    return decide(
        actor=area.amina, sitting_id=held(area, board), kind="decision", text="Translators are paid for.",
        how="agreed", dissent="", at=NOW,
    )  # fmt: skip
