"""What is written of an agency's part: whether it is funded, time that is paid, a provider's leave."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.governance.forms.boards import SureForm
from openccr.governance.forms.representation import LeaveForm, PaidForm, TakingPartForm, TimeForm
from openccr.governance.operations.representation import (
    give_leave,
    owe_time,
    pay_time,
    say_taking_part,
    take_leave_back,
)
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import KEEP, day, pounds, to_agency, way
from openccr.governance.pages.representation import ALL, LEAVE
from openccr.governance.queries.boards import agency_choices
from openccr.governance.queries.representation import own_side, sittings_to_pay, time_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.ui.kinds import Asked, Done, ask


def _about(text: str, **more: Any) -> Any:
    def about(*, actor: Actor, agency: UUID) -> Asked:
        name = dict(agency_choices(actor=actor)).get(str(agency))
        if name is None:
            raise NotFound
        return Asked(crumbs=way(ALL, (name, to_agency(agency)), (text, "")), **more)

    return about


def _said(*, actor: Actor, agency: UUID) -> dict[str, Any]:
    side = own_side(actor=actor, agency_id=agency, today=timezone.localdate())
    if side.said is None:
        return {"by_and_for": side.agency.kind == "by_and_for"}
    return {"by_and_for": side.said.by_and_for, "funded": side.said.funded, "words": side.said.words}


ask(
    pages, "representation/<uuid:agency>/funding/", name="taking_part", title="Is it funded to take part?", may=KEEP,
    form=TakingPartForm, about=_about("Funding"), initial=_said,
    operation=lambda *, actor, agency, **given: say_taking_part(
        actor=actor, agency_id=agency, **given, at=timezone.now()
    ),
    done=lambda _, *, agency: Done(to_agency(agency), "Saved."),
)  # fmt: skip

ask(
    pages, "representation/<uuid:agency>/time/", name="owe_time", title="Time to be paid", may=KEEP, form=TimeForm,
    about=_about("Time to be paid", intro="Sittings that were held, and to which it was asked."),
    operation=lambda *, actor, agency, **given: owe_time(actor=actor, agency_id=agency, **given, at=timezone.now()),
    choices=lambda *, actor, agency: {
        "sittings": sittings_to_pay(actor=actor, agency_id=agency, today=timezone.localdate())
    },
    done=lambda _, *, agency: Done(to_agency(agency), "Written down."),
)  # fmt: skip


def _about_time(*, actor: Actor, time: UUID) -> Asked:
    row = time_of(actor=actor, time_id=time)
    return Asked(
        title=f"{pounds(row.pence)} for {day(row.sitting.on)}",
        crumbs=way(ALL, (row.agency.name, to_agency(row.agency_id)), ("Paid", "")),
    )


ask(
    pages, "representation/time/<uuid:time>/", name="pay_time", title="Time is paid", may=KEEP, form=PaidForm,
    about=_about_time, initial=lambda *, actor, time: {"paid_on": timezone.localdate()},
    operation=lambda *, actor, time, **given: pay_time(actor=actor, time_id=time, **given, at=timezone.now()),
    done=lambda agency, *, time: Done(to_agency(agency), "Paid."),
)  # fmt: skip


def _give(*, actor: Actor, **given: Any) -> UUID:
    give_leave(actor=actor, **given, at=timezone.now())
    return actor.agency


ask(
    pages, "representation/leave/", name="give_leave", title="Leave for a decision on a contract", may=LEAVE,
    form=LeaveForm,
    about=lambda *, actor: Asked(
        button="Give leave", crumbs=way(ALL, ("Leave", "")),
        intro="Without it, what is known of your part is not used in decisions on your contracts. You "
        "can take it back at any time.",
    ),
    operation=_give,
    done=lambda agency: Done(to_agency(agency), "The leave is given."),
)  # fmt: skip


def _back(*, actor: Actor, leave: UUID) -> UUID:
    take_leave_back(actor=actor, leave_id=leave, at=timezone.now())
    return actor.agency


ask(
    pages, "representation/leave/<uuid:leave>/back/", name="take_leave_back", title="Take the leave back", may=LEAVE,
    form=SureForm, operation=_back,
    about=lambda *, actor, leave: Asked(
        button="Take it back", intro="From now on, what is known of your part stands beside no decision on a contract.",
        crumbs=way(ALL, ("Leave", "")),
    ),
    done=lambda agency, *, leave: Done(to_agency(agency), "The leave is taken back."),
)  # fmt: skip
