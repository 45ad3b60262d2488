"""Who is at a meeting: signing the confidentiality statement, and recording apologies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.meetings import AttendanceForm
from openccr.conference.operations.attendance import record_attendance, sign
from openccr.conference.pages import pages
from openccr.conference.pages.common import day, stamped, to_meeting
from openccr.conference.queries.meetings import agencies_to_choose, meeting_page
from openccr.conference.rules.meetings import why_not_signed
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page


def _crumbs(meeting: Any) -> list[dict[str, str]]:
    return [
        {"text": "Meetings", "href": reverse("conference.meetings")},
        {"text": day(meeting.on), "href": to_meeting(meeting.id)},
    ]


def _attendance(*, actor: Actor, meeting: UUID) -> Screen:
    found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
    signing = offer(
        actor, text="I have read this and sign it", page="conference.sign", may="conference.attend", post=True,
        why=why_not_signed(found.state), meeting=meeting,
    )  # fmt: skip
    add = offer(actor, text="Record somebody", page="conference.attendance_add", may="conference.meet", meeting=meeting)
    return Screen(
        title=f"Attendance on {day(found.on)}",
        data={
            "meeting": found,
            "statement": practice(actor).text("confidentiality_statement"),
            "sign": None if found.signed else signing | {"kind": "primary"},
        },
        actions=[add] if actor.whole_area else [],
        crumbs=_crumbs(found),
    )


record_page(
    pages, "meetings/<uuid:meeting>/attendance/", name="attendance", title="Attendance", may="conference.attend",
    query=_attendance, template="conference/attendance.html",
)  # fmt: skip

button(
    pages, "meetings/<uuid:meeting>/sign/", name="sign", title="Sign the confidentiality statement",
    may="conference.attend", operation=stamped(sign, meeting_id="meeting"),
    done=lambda _, *, meeting: Done(to_meeting(meeting), "You have signed for this meeting."),
)  # fmt: skip


def _about(*, actor: Actor, meeting: UUID) -> Asked:
    found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
    return Asked(title="Record somebody", button="Record", crumbs=_crumbs(found))


ask(
    pages, "meetings/<uuid:meeting>/attendance/add/", name="attendance_add", title="Record somebody",
    may="conference.meet", form=AttendanceForm, operation=stamped(record_attendance, meeting_id="meeting"),
    choices=lambda *, actor, meeting: {"agencies": agencies_to_choose(actor=actor, today=timezone.localdate())[0]},
    about=_about,
    done=lambda _, *, meeting: Done(reverse("conference.attendance", kwargs={"meeting": meeting}), "Recorded."),
)  # fmt: skip
