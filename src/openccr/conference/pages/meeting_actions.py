"""What may be done with a meeting, in the order of its way: the next step first, the rest in groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openccr.access.may import why_not
from openccr.conference.pages.papers import paper_offers
from openccr.conference.queries.meetings import MeetingPage
from openccr.conference.rules.meetings import MEETING, OVER, MeetingState, why_not_signed
from openccr.conference.rules.minutes import MinutesState
from openccr.kernel.actors import Actor
from openccr.partnership.rules import Role
from openccr.ui.kinds import offer


@dataclass(frozen=True)
class Group:
    """Links and buttons that belong together on the meeting's page."""

    title: str
    actions: list[dict[str, Any]]


def next_steps(actor: Actor, found: MeetingPage) -> list[dict[str, Any]]:
    """What stands at the top: what the reader is asked for now, and the move that takes the meeting on."""
    if found.state in OVER:
        return [_minutes(actor, found)] if _writes_minutes(actor, found) else []
    made = []
    if any(case.mine for case in found.agenda) and not actor.whole_area:
        made.append(_to(actor, found, "Say who comes", "conference.coming", "conference.say_who_comes"))
    if found.silent and actor.role in (Role.REPRESENTATIVE, Role.IDVA):
        made.append(
            _to(actor, found, "Nothing known in several cases", "conference.research_nils", "conference.research")
        )
    if not found.signed:
        made.append(
            _to(
                actor, found, "Sign the confidentiality statement", "conference.attendance", "conference.attend",
                why=why_not_signed(found.state),
            )
        )  # fmt: skip
    if not actor.whole_area:
        return made
    if found.state == MeetingState.PLANNED:
        made.append(_to(actor, found, "List a case", "conference.list", "conference.list"))
    if found.to_send:
        made.append(
            _to(actor, found, "Send the changed agenda", "conference.circulate_again", "conference.meet", post=True)
        )
    for move, why in found.moves.items():
        if move != "skip":
            page = f"conference.{move}"
            made.append(_to(actor, found, MEETING.moves[move].label, page, "conference.meet", post=True, why=why))
    return made


def groups(actor: Actor, found: MeetingPage) -> list[Group]:
    """The rest, each group with what the reader may do in it; a group without anything is left out."""
    over = found.state in OVER
    leads = actor.role in (Role.CHAIR, Role.COORDINATOR)
    papers = paper_offers(actor, found.id)
    if _writes_minutes(actor, found):
        papers = [one for one in papers if one["text"] != "Minutes"]  # it stands at the top
    made = [
        Group("Prepare", [] if over or not actor.whole_area else _prepare(actor, found)),
        Group("Change", [] if over or not actor.whole_area else _change(actor, found)),
        Group("In the room", _in_the_room(actor, found) if leads and not over and found.agenda else []),
        Group("Papers", papers),
    ]
    return [one for one in made if one.actions]


def _writes_minutes(actor: Actor, found: MeetingPage) -> bool:
    """Whether the next step of a meeting that was held is the reader's: its minutes."""
    waiting = found.state == MeetingState.HELD and found.minutes_state != MinutesState.ISSUED
    return waiting and why_not(actor, "conference.minutes") is None


def _minutes(actor: Actor, found: MeetingPage) -> dict[str, Any]:
    return _to(actor, found, "Minutes", "conference.minutes", "conference.minutes") | {"kind": "primary"}


def _prepare(actor: Actor, found: MeetingPage) -> list[dict[str, Any]]:
    made = []
    if found.state != MeetingState.PLANNED:
        made.append(_to(actor, found, "List a case", "conference.list", "conference.list"))
    if found.agenda:
        made.append(_to(actor, found, "Put the agenda in order", "conference.order", "conference.meet"))
    if found.asked:
        made.append(_to(actor, found, "Who has answered", "conference.research_grid", "conference.research_for"))
    return made


def _in_the_room(actor: Actor, found: MeetingPage) -> list[dict[str, Any]]:
    if why_not(actor, "conference.hear") is not None:
        return []
    review = "What earlier meetings agreed and is not done"  # a meeting opens with it, before a case is named
    return [
        offer(actor, text=review, page="actions.review", may="actions.see"),
        _to(actor, found, "Screen for the room", "conference.room_screen", "conference.hear"),
    ]


def _change(actor: Actor, found: MeetingPage) -> list[dict[str, Any]]:
    chair = "Change the chair" if found.chair_id else "Name the chair"
    made = [
        _to(actor, found, chair, "conference.chair", "conference.meet"),
        _to(actor, found, "Change the day or place", "conference.change_meeting", "conference.meet"),
    ]
    if "skip" in found.moves and found.moves["skip"] is None:  # one with cases is not skipped, and nobody needs be told
        made.append(_to(actor, found, MEETING.moves["skip"].label, "conference.skip", "conference.meet"))
    return made


def _to(actor: Actor, found: MeetingPage, text: str, page: str, may: str, **more: Any) -> dict[str, Any]:
    return offer(actor, text=text, page=page, may=may, meeting=found.id, **more)
