"""What is done with a sitting: items, calling it, minutes, decisions, actions, cancelling."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.actions.operations.area import agree_area_action
from openccr.governance.forms.sittings import (
    ActForm,
    ArrangeForm,
    ChangeSittingForm,
    DecideForm,
    ItemForm,
    MinutesForm,
    WhyForm,
)
from openccr.governance.operations.agenda import arrange_agenda
from openccr.governance.operations.decisions import decide
from openccr.governance.operations.sittings import add_item, change_sitting, move_sitting, write_minutes
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import LEAD, to_sitting
from openccr.governance.pages.outcomes import logged
from openccr.governance.pages.sittings import about, led
from openccr.governance.queries.boards import agency_choices, board_shown
from openccr.governance.queries.sittings import SITTING_KIND
from openccr.governance.queries.unheard import unseen_by
from openccr.kernel.actors import Actor
from openccr.kernel.text import in_a_row
from openccr.ui.kinds import Asked, Done, ask, button


def _there(words: str) -> Any:
    return lambda _, *, sitting: Done(to_sitting(sitting), words)


def _around(text: str, **more: Any) -> Any:
    def around(*, actor: Actor, sitting: UUID) -> Asked:
        return about(actor=actor, sitting=sitting, text=text, **more)

    return around


ask(
    pages, "sittings/<uuid:sitting>/items/add/", name="add_item", title="Add an item", may=LEAD, form=ItemForm,
    operation=lambda *, actor, sitting, **given: add_item(
        actor=actor, sitting_id=sitting, **given, at=timezone.now()
    ),
    about=_around("Add an item", button="Add it"),
    choices=lambda *, actor, sitting: {
        "agencies": agency_choices(actor=actor), "contracts": led(actor, sitting).row.board.commissioning
    },
    initial=lambda *, actor, sitting: {"kind": "decision", "minutes": 10}, done=_there("The item is on the agenda."),
)  # fmt: skip

ask(
    pages, "sittings/<uuid:sitting>/items/", name="arrange_agenda", title="Put the agenda in order", may=LEAD,
    form=ArrangeForm, done=_there("The agenda is in order."),
    operation=lambda *, actor, sitting, places: arrange_agenda(
        actor=actor, sitting_id=sitting, places=places, at=timezone.now()
    ),
    about=_around("Put the agenda in order", intro="Give each item its place. One without a place is taken out."),
    choices=lambda *, actor, sitting: {
        "items": [(one.id, one.title, one.number) for one in led(actor, sitting).items]
    },
)  # fmt: skip


def _call(*, actor: Actor, sitting: UUID) -> str:
    move_sitting(actor=actor, sitting_id=sitting, move="call", at=timezone.now())
    words = "The sitting is called: its members find agenda and papers on their to-do list."
    unseen = unseen_by(led(actor, sitting).members, actor=actor, today=timezone.localdate())
    return f"{words} Without an account, so send them to {in_a_row(unseen)} yourself." if unseen else words


button(
    pages, "sittings/<uuid:sitting>/call/", name="sitting_call", title="Send out agenda and papers", may=LEAD,
    operation=_call, done=lambda words, *, sitting: Done(to_sitting(sitting), words),
)  # fmt: skip

button(
    pages, "sittings/<uuid:sitting>/agree/", name="sitting_agree", title="The minutes are agreed", may=LEAD,
    operation=lambda *, actor, sitting: move_sitting(
        actor=actor, sitting_id=sitting, move="agree", at=timezone.now()
    ),
    done=_there("The minutes are agreed."),
)  # fmt: skip

ask(
    pages, "sittings/<uuid:sitting>/cancel/", name="sitting_cancel", title="It does not take place", may=LEAD,
    form=WhyForm,
    operation=lambda *, actor, sitting, why: move_sitting(
        actor=actor, sitting_id=sitting, move="cancel", why=why, at=timezone.now()
    ),
    about=_around("It does not take place"), done=_there("Written down."),
)  # fmt: skip


def _now(*, actor: Actor, sitting: UUID) -> dict[str, Any]:
    row = led(actor, sitting).row
    return {"on": row.on, "starts_at": f"{row.starts_at:%H:%M}", "venue": row.venue}


ask(
    pages, "sittings/<uuid:sitting>/change/", name="change_sitting", title="Change day or place", may=LEAD,
    form=ChangeSittingForm, initial=_now, about=_around("Change day or place"), done=_there("Changed."),
    operation=lambda *, actor, sitting, **given: change_sitting(
        actor=actor, sitting_id=sitting, **given, at=timezone.now()
    ),
)  # fmt: skip


def _minutes(*, actor: Actor, sitting: UUID, said: dict[UUID, str], **_: Any) -> None:
    write_minutes(actor=actor, sitting_id=sitting, said=said, at=timezone.now())


ask(
    pages, "sittings/<uuid:sitting>/minutes/", name="write_minutes", title="Write the minutes", may=LEAD,
    form=MinutesForm, operation=_minutes, about=_around("Write the minutes"), done=_there("The minutes are saved."),
    choices=lambda *, actor, sitting: {
        "items": [(one.id, f"{one.number}. {one.title}", one.said) for one in led(actor, sitting).items]
    },
)  # fmt: skip


def _decide_choices(*, actor: Actor, sitting: UUID) -> dict[str, Any]:
    shown = led(actor, sitting)
    board = board_shown(actor=actor, board_id=shown.row.board_id, today=timezone.localdate())
    return {
        "items": [(str(one.id), f"{one.number}. {one.title}") for one in shown.items],
        "earlier": [(str(one.id), f"{one.number}. {one.text[:80]}") for one in board.decisions],
        "providers": agency_choices(actor=actor),
        "contracts": shown.row.board.commissioning,
    }


ask(
    pages, "sittings/<uuid:sitting>/decide/", name="decide", title="Write down a decision", may=LEAD, form=DecideForm,
    operation=lambda *, actor, sitting, **given: decide(actor=actor, sitting_id=sitting, **given, at=timezone.now()),
    about=_around("Write down a decision"), choices=_decide_choices,
    initial=lambda *, actor, sitting: {"kind": "decision", "how": "agreed"}, done=_there("It is written down."),
)  # fmt: skip


def _act(*, actor: Actor, sitting: UUID, what: str, agency_id: UUID, due_on: date) -> str:
    led(actor, sitting)
    agree_area_action(
        actor=actor, what=what, agency_id=agency_id, due_on=due_on, arises_from=SITTING_KIND, arises_id=sitting,
        at=timezone.now(),
    )  # fmt: skip
    return logged(agency_id, actor=actor)


ask(
    pages, "sittings/<uuid:sitting>/act/", name="agree_action", title="Agree an action", may="actions.agree",
    form=ActForm, operation=_act, about=_around("Agree an action"),
    done=lambda words, *, sitting: Done(to_sitting(sitting), words),
    choices=lambda *, actor, sitting: {"agencies": agency_choices(actor=actor)},
)  # fmt: skip
