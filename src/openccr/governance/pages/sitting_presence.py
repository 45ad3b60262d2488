"""Who came to a sitting: writing it down for all of its members at once, and putting one of them right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.governance.forms.sittings import HoldForm, PutRightForm
from openccr.governance.models import SittingPresence
from openccr.governance.operations.presence import There, hold_sitting, put_presence_right
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import LEAD, ladder, to_sitting
from openccr.governance.pages.sittings import about, led
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, ask


def _contributions(actor: Actor) -> list[tuple[str, str]]:
    return [(key, one.name) for key, one in practice(actor).boards.contributions.items()]


def _hold(*, actor: Actor, sitting: UUID, there: dict[UUID, dict[str, Any]], **_: Any) -> None:
    said = {member: There(**one) for member, one in there.items()}
    hold_sitting(actor=actor, sitting_id=sitting, there=said, at=timezone.now())


def _who(*, actor: Actor, sitting: UUID) -> dict[str, Any]:
    return {
        "members": {
            one.id: (f"{one.name}, {one.agency.name}" + (f" (or {one.deputy})" if one.deputy else ""), one.seniority)
            for one in led(actor, sitting).members
        },
        "ladder": ladder(actor),
        "brought": _contributions(actor),
    }


ask(
    pages, "sittings/<uuid:sitting>/who-came/", name="sitting_hold", title="Who came", may=LEAD, form=HoldForm,
    operation=_hold, choices=_who,
    done=lambda _, *, sitting: Done(to_sitting(sitting), "Written down, and the quorum is counted."),
    about=lambda *, actor, sitting: about(
        actor=actor, sitting=sitting, text="Who came",
        intro="What agencies brought is seen by themselves and by who leads the group.",
    ),
)  # fmt: skip


def _one(actor: Actor, sitting: UUID, presence: UUID) -> SittingPresence:
    found = (one for one in led(actor, sitting).presences if one.id == presence)
    row = next(found, None)
    if row is None:
        raise NotFound
    return row


def _about(*, actor: Actor, sitting: UUID, presence: UUID) -> Asked:
    row = _one(actor, sitting, presence)
    return about(
        actor=actor, sitting=sitting, text="Put right who came", button="Put it right",
        intro=f"{row.member.name}, {row.agency.name}. What it says now is kept beside it.",
    )  # fmt: skip


def _now(*, actor: Actor, sitting: UUID, presence: UUID) -> dict[str, Any]:
    row = _one(actor, sitting, presence)
    rung = row.seniority or row.member.seniority
    return {"came": row.came, "name": row.name, "seniority": rung, "brought": row.brought}


def _right(*, actor: Actor, sitting: UUID, presence: UUID, why: str, **there: Any) -> None:
    put_presence_right(
        actor=actor, sitting_id=sitting, presence_id=presence, there=There(**there), why=why, at=timezone.now()
    )


ask(
    pages, "sittings/<uuid:sitting>/who-came/<uuid:presence>/", name="put_presence_right", title="Put right who came",
    may=LEAD, form=PutRightForm, operation=_right, about=_about, initial=_now,
    choices=lambda *, actor, sitting, presence: {"ladder": ladder(actor), "brought": _contributions(actor)},
    done=lambda _, *, sitting, presence: Done(to_sitting(sitting), "It is put right; what it said is kept."),
)  # fmt: skip
