"""Who has the agenda, who opened it, who comes, who was reminded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_meeting
from openccr.conference.queries.circulation import AgencyLine, circulation
from openccr.conference.rules.meetings import OVER, MeetingState
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.components import StateWord
from openccr.ui.kinds import Screen, offer, record_page


def _row(actor: Actor, meeting: UUID, line: AgencyLine, *, version: int, over: bool) -> dict[str, Any]:
    behind = line.sent < version
    if not version:
        state: Any = StateWord("Not out yet", "neutral")
    elif behind:
        state = StateWord("Not sent this version", "waiting")
    elif line.opened:
        state = StateWord("Opened", "done")
    elif line.answered:
        state = StateWord("Has answered", "done")
    else:
        state = StateWord("Not opened", "waiting")
    may_write = actor.whole_area and not over
    return {
        "line": line,
        "state": state,
        "coming_href": reverse("conference.coming_for", kwargs={"meeting": meeting, "agency": line.agency_id})
        if may_write
        else "",
    }


def _circulation(*, actor: Actor, meeting: UUID) -> Screen:
    found = circulation(actor=actor, meeting_id=meeting, today=timezone.localdate())
    record("meeting.circulation", subjects=[meeting])
    actions = []
    if actor.whole_area and found.state == MeetingState.CIRCULATED:
        actions.append(
            offer(
                actor, text="Send the agenda again", page="conference.circulate_again", may="conference.meet",
                post=True, meeting=meeting,
            )
        )  # fmt: skip
    over = found.state in OVER
    return Screen(
        title=f"Agencies for {day_words(found.on)}",
        data={
            "page": found,
            "rows": [_row(actor, meeting, line, version=found.version, over=over) for line in found.lines],
            "over": over,
        },
        actions=actions,
        crumbs=[
            {"text": "Meetings", "href": reverse("conference.meetings")},
            {"text": day_words(found.on), "href": to_meeting(meeting)},
        ],
    )


record_page(
    pages, "meetings/<uuid:meeting>/agencies/", name="circulation", title="Agencies before the meeting",
    may="conference.circulation", query=_circulation, template="conference/circulation.html",
)  # fmt: skip
