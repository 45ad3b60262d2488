"""Meetings: the list, one meeting with its agenda, planning, listing, circulating, closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.conference.forms.meetings import ChairForm, PlanForm
from openccr.conference.operations.circulating import open_agenda
from openccr.conference.operations.listing import move_case
from openccr.conference.operations.meetings import circulate, close_meeting, name_chair, plan_meeting
from openccr.conference.pages import pages
from openccr.conference.pages.around import MEETINGS, about_meeting, back, to_line, to_meeting
from openccr.conference.pages.meeting_actions import groups, next_steps
from openccr.conference.pages.meeting_steps import steps_of
from openccr.conference.queries.meeting_choices import chairs, forums
from openccr.conference.queries.meeting_lists import meetings
from openccr.conference.queries.meetings import MeetingPage, meeting_page
from openccr.conference.queries.schedules import schedule_in_force
from openccr.conference.rules.meetings import MEETING, OVER, MeetingState
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.rules import Role
from openccr.ui.components import StateWord
from openccr.ui.kinds import (
    PER_PAGE,
    Asked,
    Column,
    Done,
    Listing,
    Screen,
    ask,
    button,
    offer,
    record_page,
    stamped,
    table,
)

TONES = {
    MeetingState.PLANNED: "neutral",
    MeetingState.CIRCULATED: "waiting",
    MeetingState.HELD: "done",
    MeetingState.SKIPPED: "neutral",
}


class _Row:
    """A meeting as a row of the table."""

    def __init__(self, line: Any) -> None:
        self.id = line.id
        self.href = to_meeting(line.id)
        self.on = f"{day_words(line.on)}, {line.starts_at:%H:%M}" + (" (urgent)" if line.urgent else "")
        self.chair = line.chair or "Not named yet"
        self.venue = line.venue
        self.cases = line.cases
        self.research = f"{line.returned} of {line.asked}" if line.asked else "None asked"
        self.state = StateWord(MEETING.states[line.state], TONES[line.state])


def _meetings(*, actor: Actor, params: Any, page: int) -> Listing:
    past = params.get("show") == "past"
    lines, total = meetings(first=(page - 1) * PER_PAGE, last=page * PER_PAGE, today=timezone.localdate(), past=past)
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
        empty={"text": "No meeting lies behind you." if past else "No meeting is planned yet."}
        | ({} if past else _what_next(actor)),
        total=total,
        note="Meetings that are over, the latest first." if past else "",
        actions=_list_actions(actor, past=past),
    )


def _what_next(actor: Actor) -> dict[str, str]:
    if not actor.whole_area:
        return {"text": "No meeting is planned yet. The coordinator plans them."}
    return {"action_text": "Plan the year's meetings", "action_href": reverse("conference.schedule_new")}


def _list_actions(actor: Actor, *, past: bool) -> list[dict[str, Any]]:
    here = reverse("conference.meetings")
    made = [
        {"text": "Meetings to come", "href": here} if past else {"text": "Past meetings", "href": f"{here}?show=past"}
    ]
    if actor.whole_area:
        plan = offer(actor, text="Plan a meeting", page="conference.plan", may="conference.meet")
        made.append(plan | {"kind": "primary"})
    schedule = schedule_in_force()
    if schedule is not None:
        made.append(
            offer(actor, text="The schedule", page="conference.schedule", may="conference.case", schedule=schedule)
        )
    elif actor.whole_area:
        text = "Plan the year's meetings"
        made.append(offer(actor, text=text, page="conference.schedule_new", may="conference.meet"))
    made.append(offer(actor, text="Your calendar", page="conference.calendar", may="conference.calendar"))
    if why_not(actor, "conference.practise") is None:
        text = "Practise with invented cases"
        made.append(offer(actor, text=text, page="conference.practice", may="conference.practise"))
    if actor.whole_area:
        text = "Bring in past hearings"
        made.append(offer(actor, text=text, page="conference.past_hearings", may="conference.import_log"))
    return made


table(
    pages, "meetings/", name="meetings", title="Meetings", may="conference.case", query=_meetings, menu="Meetings",
)  # fmt: skip

ask(
    pages, "meetings/new/", name="plan", title="Plan a meeting", may="conference.meet", form=PlanForm,
    operation=stamped(plan_meeting),
    done=lambda meeting: Done(to_meeting(meeting), "The meeting is planned."),
    choices=lambda *, actor: {"forums": forums(), "chairs": chairs(today=timezone.localdate())},
    about=lambda *, actor: Asked(button="Plan the meeting", crumbs=MEETINGS),
)  # fmt: skip


def _meeting(*, actor: Actor, meeting: UUID) -> Screen:
    found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
    if found.agenda:
        record("meeting.read", subjects=[meeting, *(case.file_id for case in found.agenda)])
        open_agenda(actor=actor, meeting=meeting, version=found.version, state=found.state, at=timezone.now())
    return Screen(
        title=f"Meeting of {day_words(found.on)}",
        data={
            "meeting": found,
            "missing": _missing(found, leads=actor.role in (Role.CHAIR, Role.COORDINATOR)),
            "steps": steps_of(found),
            "leads": actor.role in (Role.CHAIR, Role.COORDINATOR),
            "agenda": [_case(actor, found, case) for case in found.agenda],
            "groups": groups(actor, found),
            "can_move": actor.whole_area and found.state not in OVER and len(found.agenda) > 1,
        },
        actions=next_steps(actor, found),
        crumbs=MEETINGS,
    )


def _case(actor: Actor, found: MeetingPage, case: Any) -> dict[str, Any]:
    parts = {"file": case.file_id, "hearing": case.hearing_id}
    moves = []
    if actor.whole_area and found.state not in OVER:
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


def _missing(found: MeetingPage, *, leads: bool) -> list[str]:
    """What the meeting still lacks, in sentences."""
    if found.state in OVER:
        return []
    lacking = []
    if found.day_off and leads:
        lacking.append(f"{day_words(found.on)} is {found.day_off}: ask each agency whether it can come.")
    if found.capacity.over and leads:
        lacking.append(f"There are more cases than the meeting has room for: {found.capacity.words}.")
    if found.missing_core:
        lacking.append(
            f"Nobody comes yet for: {', '.join(found.missing_core)}. The meeting does not decide without them."
        )
    if found.to_send and leads:
        lacking.append("The agenda has changed since it went out; send it again.")
    if not found.chair_id:
        lacking.append("No chair is named.")
    works = f"{found.chair} chairs and works at {found.chair_agency}, which must not be told of"
    if sees := ", ".join(found.chair_against.sees):
        lacking.append(f"{works} {sees}, and sees it. Name another chair, or keep this one out of the case.")
    if left_out := ", ".join(found.chair_against.left_out):
        lacking.append(
            f"{works} {left_out}, and was not let in. Name another chair for the meeting, or somebody else chairs this "
            "case. To tell them all the same, invite the agency with the reason, then name this chair again."
        )
    if not found.agenda:
        lacking.append("No case is listed.")
    if found.state == MeetingState.PLANNED and found.agenda:
        lacking.append(f"The agenda is not out; it is due on {day_words(found.agenda_due_on)}.")
    no_wishes = [case for case in found.agenda if case.state == "listed" and not case.has_wishes]
    if no_wishes:
        named = ", ".join(case.initials for case in no_wishes)
        lacking.append(f"What the victim wants is not written down: {named}.")
    return lacking


record_page(
    pages, "meetings/<uuid:meeting>/", name="meeting", title="Meeting", may="conference.case", query=_meeting,
    template="conference/meeting.html",
)  # fmt: skip


ask(
    pages, "meetings/<uuid:meeting>/chair/", name="chair", title="Who chairs this meeting?", may="conference.meet",
    form=ChairForm, operation=stamped(name_chair, meeting_id="meeting"), done=back("The chair is named."),
    choices=lambda *, actor, meeting: {"chairs": chairs(today=timezone.localdate())},
    about=about_meeting("Who chairs this meeting?", "Save"),
)  # fmt: skip

button(
    pages, "meetings/<uuid:meeting>/circulate/", name="circulate", title="Send the agenda out", may="conference.meet",
    operation=stamped(circulate, meeting_id="meeting"), done=back("The agenda is out."),
)  # fmt: skip

button(
    pages, "meetings/<uuid:meeting>/close/", name="close", title="Close the meeting", may="conference.meet",
    operation=stamped(close_meeting, meeting_id="meeting"), done=back("The meeting is closed."),
)  # fmt: skip


for _name, _title in (("earlier", "Earlier on the agenda"), ("later", "Later on the agenda")):
    button(
        pages, f"case/<uuid:file>/hearing/<uuid:hearing>/{_name}/", name=_name, title=_title, may="conference.meet",
        operation=lambda _earlier=_name == "earlier", **given: stamped(
            move_case, file_id="file", hearing_id="hearing"
        )(earlier=_earlier, **given),
        done=lambda meeting, *, hearing, **_: Done(to_line(meeting, hearing)),
    )  # fmt: skip
