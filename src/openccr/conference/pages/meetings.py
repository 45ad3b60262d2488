"""Meetings: the list, one meeting with its agenda, planning, listing, circulating, closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.forms.meetings import ChairForm, ListForm, PlanForm
from openccr.conference.operations.listing import list_case, move_case
from openccr.conference.operations.meetings import circulate, close_meeting, name_chair, plan_meeting
from openccr.conference.pages import pages
from openccr.conference.pages.common import bar_of, case_crumbs, day, stamped, to_case, to_meeting
from openccr.conference.queries.meetings import (
    MeetingPage,
    agencies_to_choose,
    chairs,
    forums,
    meeting_page,
    meetings,
    meetings_to_list_on,
    waiting_for_a_meeting,
)
from openccr.conference.rules.meetings import MEETING, MeetingState, why_not_signed
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.components import StateWord
from openccr.ui.kinds import PER_PAGE, Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, table

_MEETINGS = [{"text": "Meetings", "href": "/meetings/"}]
TONES = {MeetingState.PLANNED: "neutral", MeetingState.CIRCULATED: "waiting", MeetingState.HELD: "done"}


class _Row:
    """A meeting as a row of the table."""

    def __init__(self, line: Any) -> None:
        self.id = line.id
        self.href = to_meeting(line.id)
        self.on = f"{day(line.on)}, {line.starts_at:%H:%M}" + (" (urgent)" if line.urgent else "")
        self.chair = line.chair or "Not named yet"
        self.venue = line.venue
        self.cases = line.cases
        self.research = f"{line.returned} of {line.asked}" if line.asked else "None asked"
        self.state = StateWord(MEETING.states[line.state], TONES[line.state])


def _meetings(*, actor: Actor, params: Any, page: int) -> Listing:
    lines, total = meetings(first=(page - 1) * PER_PAGE, last=page * PER_PAGE)
    plan = offer(actor, text="Plan a meeting", page="conference.plan", may="conference.meet")
    return Listing(
        rows=[_Row(line) for line in lines],
        columns=[
            Column("on", "Meeting"),
            Column("state", "State"),
            Column("cases", "Cases", numeric=True),
            Column("research", "Research returned"),
            Column("chair", "Chair"),
            Column("venue", "Where"),
        ],
        empty={"text": "No meeting is planned yet.", "action_text": "Plan a meeting", "action_href": plan["href"]}
        if not plan["disabled_reason"]
        else {"text": "No meeting is planned yet. The coordinator plans them."},
        total=total,
        actions=[] if plan["disabled_reason"] else [plan | {"kind": "primary"}],
    )


table(
    pages, "meetings/", name="meetings", title="Meetings", may="conference.case", query=_meetings, menu="Meetings",
)  # fmt: skip

ask(
    pages, "meetings/new/", name="plan", title="Plan a meeting", may="conference.meet", form=PlanForm,
    operation=stamped(plan_meeting),
    done=lambda meeting: Done(to_meeting(meeting), "The meeting is planned."),
    choices=lambda *, actor: {"forums": forums(), "chairs": chairs(today=timezone.localdate())},
    about=lambda *, actor: Asked(button="Plan the meeting", crumbs=_MEETINGS),
)  # fmt: skip


def _meeting(*, actor: Actor, meeting: UUID) -> Screen:
    found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
    if found.agenda:
        record("meeting.read", subjects=[meeting, *(case.file_id for case in found.agenda)])
    return Screen(
        title=f"Meeting of {day(found.on)}",
        data={
            "meeting": found,
            "missing": _missing(found),
            "agenda": [_case(actor, found, case) for case in found.agenda],
            "can_move": actor.whole_area and found.state != MeetingState.HELD and len(found.agenda) > 1,
        },
        actions=_actions(actor, found),
        crumbs=_MEETINGS,
    )


def _actions(actor: Actor, found: MeetingPage) -> list[dict[str, Any]]:
    """What may be done with the meeting. What only a coordinator does is left out for others: it is not theirs."""
    if found.state == MeetingState.HELD:
        return []
    made = []
    if not found.signed:
        made.append(
            offer(
                actor, text="Sign the confidentiality statement", page="conference.attendance", may="conference.attend",
                why=why_not_signed(found.state), meeting=found.id,
            )
        )  # fmt: skip
    if actor.whole_area:
        made.append(offer(actor, text="List a case", page="conference.list", may="conference.list", meeting=found.id))
        made.append(
            offer(
                actor, text="Change the chair" if found.chair_id else "Name the chair", page="conference.chair",
                may="conference.meet", meeting=found.id,
            )
        )  # fmt: skip
        for move, why in found.moves.items():
            made.append(
                offer(
                    actor, text=MEETING.moves[move].label, page=f"conference.{move}", may="conference.meet", post=True,
                    why=why, meeting=found.id,
                )
            )  # fmt: skip
    return made


def _case(actor: Actor, found: MeetingPage, case: Any) -> dict[str, Any]:
    parts = {"file": case.file_id, "hearing": case.hearing_id}
    moves = []
    if actor.whole_area and found.state != MeetingState.HELD:
        for name, text, last in (("earlier", "Up", 1), ("later", "Down", len(found.agenda))):
            if case.number != last:
                made = offer(actor, text=text, page=f"conference.{name}", may="conference.meet", post=True, **parts)
                moves.append(made | {"label": f"{text}: {case.initials} {case.reference}"})
    leads = actor.role in ("chair", "coordinator")
    name = "conference.hearing" if leads and case.state != "withdrawn" else "conference.case"
    return {
        "case": case,
        "href": reverse(name, kwargs=parts if name == "conference.hearing" else {"file": case.file_id}),
        "moves": moves,
        "state": StateWord(case.state_words, {"listed": "neutral", "heard": "done"}.get(case.state, "waiting")),
    }


def _missing(found: MeetingPage) -> list[str]:
    """What the meeting still lacks, in sentences."""
    if found.state == MeetingState.HELD:
        return []
    lacking = []
    if not found.chair_id:
        lacking.append("No chair is named.")
    if not found.agenda:
        lacking.append("No case is listed.")
    if found.state == MeetingState.PLANNED and found.agenda:
        lacking.append(f"The agenda is not out; it is due on {day(found.agenda_due_on)}.")
    no_wishes = [case for case in found.agenda if case.state == "listed" and not case.has_wishes]
    if no_wishes:
        named = ", ".join(case.initials for case in no_wishes)
        lacking.append(f"What she wants is not written down: {named}.")
    return lacking


record_page(
    pages, "meetings/<uuid:meeting>/", name="meeting", title="Meeting", may="conference.case", query=_meeting,
    template="conference/meeting.html",
)  # fmt: skip


def _about_meeting(title: str, words: str) -> Any:
    def about(*, actor: Actor, meeting: UUID) -> Asked:
        found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
        return Asked(
            title=title, button=words, crumbs=[*_MEETINGS, {"text": day(found.on), "href": to_meeting(meeting)}]
        )

    return about


def _back(words: str) -> Any:
    return lambda _, *, meeting: Done(to_meeting(meeting), words)


ask(
    pages, "meetings/<uuid:meeting>/chair/", name="chair", title="Who chairs this meeting?", may="conference.meet",
    form=ChairForm, operation=stamped(name_chair, meeting_id="meeting"), done=_back("The chair is named."),
    choices=lambda *, actor, meeting: {"chairs": chairs(today=timezone.localdate())},
    about=_about_meeting("Who chairs this meeting?", "Save"),
)  # fmt: skip

button(
    pages, "meetings/<uuid:meeting>/circulate/", name="circulate", title="Send the agenda out", may="conference.meet",
    operation=stamped(circulate, meeting_id="meeting"), done=_back("The agenda is out."),
)  # fmt: skip

button(
    pages, "meetings/<uuid:meeting>/close/", name="close", title="Close the meeting", may="conference.meet",
    operation=stamped(close_meeting, meeting_id="meeting"), done=_back("The meeting is closed."),
)  # fmt: skip


def _agencies(actor: Actor) -> tuple[list[tuple[UUID, str]], list[UUID]]:
    return agencies_to_choose(actor=actor, today=timezone.localdate())


def _what_may_be_listed(*, actor: Actor, meeting: UUID) -> dict[str, Any]:
    waiting = waiting_for_a_meeting()
    record("triage.read", subjects=[key for key, _ in waiting])
    return {"agencies": _agencies(actor)[0], "referrals": waiting}


ask(
    pages, "meetings/<uuid:meeting>/list/", name="list", title="List a case", may="conference.list", form=ListForm,
    operation=stamped(list_case, meeting_id="meeting"), done=_back("The case is listed, and agencies are asked."),
    choices=_what_may_be_listed,
    initial=lambda *, actor, meeting: {"agency_ids": _agencies(actor)[1]},
    about=_about_meeting("List a case", "List and ask agencies"),
)  # fmt: skip


def _about_listing(*, actor: Actor, file: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    return Asked(title="List on a meeting", button="List and ask agencies", identity=bar, crumbs=case_crumbs(case))


def _list_this(*, actor: Actor, file: UUID, **given: Any) -> UUID:
    case, _ = bar_of(file, actor=actor)
    accepted = next((row for row in case.referrals if row.state == ReferralState.ACCEPTED), None)
    if accepted is None:
        raise NotFound if not case.referrals else Refusal("The referral is not accepted, or already listed.")
    return list_case(actor=actor, referral_id=accepted.id, at=timezone.now(), **given)


ask(
    pages, "case/<uuid:file>/list/", name="list_case", title="List on a meeting", may="conference.list", form=ListForm,
    operation=_list_this, done=lambda _, *, file: Done(to_case(file), "The case is listed, and agencies are asked."),
    choices=lambda *, actor, file: {
        "agencies": _agencies(actor)[0], "meetings": meetings_to_list_on(today=timezone.localdate())
    },
    initial=lambda *, actor, file: {"agency_ids": _agencies(actor)[1]}, about=_about_listing, reads="case.read",
)  # fmt: skip

for _name, _title in (("earlier", "Earlier on the agenda"), ("later", "Later on the agenda")):
    button(
        pages, f"case/<uuid:file>/hearing/<uuid:hearing>/{_name}/", name=_name, title=_title, may="conference.meet",
        operation=lambda _earlier=_name == "earlier", **given: stamped(
            move_case, file_id="file", hearing_id="hearing"
        )(earlier=_earlier, **given),
        done=lambda meeting, **_: Done(to_meeting(meeting)),
    )  # fmt: skip
