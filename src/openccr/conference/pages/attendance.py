"""Who is at a meeting: signing the confidentiality statement, and recording apologies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.attending import AttendanceForm, SignForm
from openccr.conference.operations.attendance import record_attendance, remove_attendance, sign
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_meeting
from openccr.conference.queries.guests import guests_of
from openccr.conference.queries.meeting_choices import agencies_to_choose
from openccr.conference.queries.meetings import Present, meeting_page
from openccr.conference.rules.attending import Stated
from openccr.conference.rules.meetings import why_not_signed
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page, stamped


def _crumbs(meeting: Any) -> list[dict[str, str]]:
    return [
        {"text": "Meetings", "href": reverse("conference.meetings")},
        {"text": day_words(meeting.on), "href": to_meeting(meeting.id)},
    ]


def _attendance(*, actor: Actor, meeting: UUID) -> Screen:
    found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
    signing = offer(
        actor, text="Sign the statement", page="conference.sign", may="conference.attend",
        why=why_not_signed(found.state), meeting=meeting,
    )  # fmt: skip
    guest = offer(actor, text="Let a guest in", page="conference.guest_add", may="conference.hear", meeting=meeting)
    add = offer(actor, text="Record somebody", page="conference.attendance_add", may="conference.meet", meeting=meeting)
    return Screen(
        title=f"Attendance on {day_words(found.on)}",
        data={
            "meeting": found,
            "statement": practice(actor).text("confidentiality_statement"),
            "alone": practice(actor).text("confidentiality_alone"),
            "guests": guests_of(meeting),
            "removable": [_removing(actor, meeting, one) for one in found.present if not one.by_themselves]
            if actor.whole_area
            else [],
            "sign": None if found.signed else signing | {"kind": "primary"},
        },
        actions=[*([add] if actor.whole_area else []), *([] if guest["disabled_reason"] else [guest])],
        crumbs=_crumbs(found),
    )


def _removing(actor: Actor, meeting: UUID, one: Present) -> dict[str, Any]:
    return offer(
        actor, text=f"Take off {one.name}, recorded by mistake", page="conference.attendance_remove",
        may="conference.meet", post=True, meeting=meeting, attendance=one.id,
    )  # fmt: skip


record_page(
    pages, "meetings/<uuid:meeting>/attendance/", name="attendance", title="Attendance", may="conference.attend",
    query=_attendance, template="conference/attendance.html",
)  # fmt: skip


def _signing(*, actor: Actor, meeting: UUID) -> Asked:
    found = meeting_page(actor=actor, meeting_id=meeting, today=timezone.localdate())
    why = why_not_signed(found.state)
    if why is not None:
        raise why
    return Asked(
        title=f"Sign for the meeting of {day_words(found.on)}",
        intro=practice(actor).text("confidentiality_statement"),
        button="I have read this and sign it",
        crumbs=_crumbs(found),
        context={"alone": practice(actor).text("confidentiality_alone")},
    )


def _sign(*, actor: Actor, meeting: UUID, **stated: Any) -> None:
    sign(actor=actor, meeting_id=meeting, stated=Stated(**stated), at=timezone.now())


ask(
    pages, "meetings/<uuid:meeting>/sign/", name="sign", title="Sign the confidentiality statement",
    may="conference.attend", form=SignForm, operation=_sign, about=_signing, template="conference/sign.html",
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

button(
    pages, "meetings/<uuid:meeting>/attendance/<uuid:attendance>/remove/", name="attendance_remove",
    title="Take off who was recorded by mistake", may="conference.meet",
    operation=stamped(remove_attendance, meeting_id="meeting", attendance_id="attendance"),
    done=lambda _, *, meeting, attendance: Done(
        reverse("conference.attendance", kwargs={"meeting": meeting}), "Taken off the attendance."
    ),
)  # fmt: skip
