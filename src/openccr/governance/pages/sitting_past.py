"""Entering a sitting that has been, such as one before OpenCCR was there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.governance.forms.boards import PastSittingForm
from openccr.governance.operations.sittings_past import enter_past_sitting
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import LEAD, to_board, way
from openccr.governance.queries.sittings import board_to_lead
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, ask


def _about(*, actor: Actor, board: UUID) -> Asked:
    row = board_to_lead(actor=actor, board_id=board)
    return Asked(
        button="Go on to who came",
        intro="For one that nobody planned here, such as one before OpenCCR. Who came is asked next; then minutes, "
        "decisions and actions are written down as of any other.",
        crumbs=way((row.name, to_board(board)), ("Enter one that has been", "")),
    )


def _initial(*, actor: Actor, board: UUID) -> dict[str, Any]:
    usual = practice(actor).boards.standing_items.values()
    return {"starts_at": "10:00", "items": "\n".join(one.name for one in usual)}


ask(
    pages, "boards/<uuid:board>/sittings/past/", name="enter_past_sitting", title="Enter a sitting that has been",
    may=LEAD, form=PastSittingForm, about=_about, initial=_initial,
    operation=lambda *, actor, board, **given: enter_past_sitting(
        actor=actor, board_id=board, **given, at=timezone.now()
    ),
    choices=lambda *, actor, board: {"keeps": actor.whole_area},
    done=lambda sitting, *, board: Done(
        reverse("governance.sitting_hold", kwargs={"sitting": sitting}), "It is entered. Now write down who came."
    ),
)  # fmt: skip
