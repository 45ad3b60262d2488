"""What the conference shows on the case screen, and what it puts on each role's to-do list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.models import Referral
from openccr.conference.queries.cases import case_of, wishes_of
from openccr.conference.queries.meetings import MeetingLine, meetings_ahead, waiting_for_a_meeting
from openccr.conference.queries.research import said_of
from openccr.conference.queries.todo import listed_without_her, meetings_to_sign, questions_to
from openccr.conference.referral_panels import REFERRAL_TODOS
from openccr.conference.rules.meetings import MeetingState
from openccr.conference.rules.referrals import REFERRAL, ReferralState
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role
from openccr.ui.components import StateWord
from openccr.ui.kinds import offer
from openccr.ui.panels import Item, Panel, Todo

TONES = {
    ReferralState.RECEIVED: "new",
    ReferralState.RETURNED: "waiting",
    ReferralState.APPEALED: "waiting",
    ReferralState.HEARD: "done",
}


def _wishes(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    return {"wishes": wishes_of(case_of(file_id), said_of(file_id=file_id, today=timezone.localdate()))}


def _said(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    said = said_of(file_id=file_id, today=timezone.localdate())
    return {
        "said": [one for one in said if one.returned_at],
        "silent": [one.agency for one in said if not one.returned_at and one.is_open],
    }


def _referrals(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    criteria = {one.code: one.name for one in practice(actor).processes["marac"].criteria_in_use}
    found = case_of(file_id).referrals
    return {"referrals": [_referral(row, criteria) for row in found]} if found else None


def _referral(row: Referral, criteria: dict[str, str]) -> dict[str, Any]:
    answers = {"yes": "Yes", "no": "No"}
    rows = [
        ("Criteria", [criteria.get(code, code) for code in row.criteria]),
        ("Reason", row.reason),
        ("Professional judgement", row.judgement_reason),
        ("Repeat", row.repeat),
        ("Does she know?", answers.get(row.aware, "Not known")),
        ("Why she does not", row.unaware_reason),
        ("Consent", answers.get(row.consent, "Not known")),
        ("Decided by", row.decided_by),
        ("Decision", row.decision_reason),
    ]
    return {
        "by": row.agency.name,
        "href": reverse("conference.referral", kwargs={"file": row.file_id, "referral": row.id}),
        "on": row.referred_on,
        "state": StateWord(REFERRAL.states[row.state], TONES.get(ReferralState(row.state), "neutral")),
        "rows": [{"key": key, "text": text} for key, text in rows if text not in ("", None, [])],
    }


PANELS = [
    Panel("case.marac", 10, "Her wishes", _wishes, "conference/panels/wishes.html", "conference.case"),
    Panel("case.marac", 60, "What each agency said", _said, "conference/panels/said.html", "conference.case"),
    Panel("case.marac", 70, "Referral", _referrals, "conference/panels/referrals.html", "conference.case"),
]


def _to_meeting(meeting_id: UUID, part: str = "") -> str:
    return reverse("conference.meeting", kwargs={"meeting": meeting_id}) + part


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def _research(*, actor: Actor) -> Sequence[Item]:
    today = timezone.localdate()
    items = []
    for one in questions_to(actor):
        parts: dict[str, Any] = {"file": one.file_id, "research": one.research_id}
        nil = offer(
            actor, text="Nothing known", page="conference.research_nil", may="conference.research", post=True, **parts
        )
        items.append(
            Item(
                text=f"What does your agency know of {one.initials} {one.reference}?",
                href=reverse("conference.research", kwargs=parts),
                file_id=one.file_id,
                due=one.due_on,
                late=one.due_on < today,
                detail=f"For the meeting of {_day(one.meeting_on)}",
                action=nil | {"label": f"Nothing known of {one.initials} {one.reference}"},
            )
        )
    return items


def _attendance(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text=f"Sign the confidentiality statement for {_day(on)}",
            href=reverse("conference.attendance", kwargs={"meeting": meeting_id}),
            due=on,
            late=on < timezone.localdate(),
        )
        for meeting_id, on in meetings_to_sign(actor)
    ]


def _coming(*, actor: Actor) -> Sequence[Item]:
    """The next meeting with cases of this actor's: for a chair the agenda, for others their cases on it."""
    today = timezone.localdate()
    mine = [line for line in meetings_ahead() if line.cases and line.on >= today][:2]
    return [
        Item(
            text=f"case{'' if line.cases == 1 else 's'} on the meeting of {_day(line.on)} at {line.starts_at:%H:%M}",
            href=_to_meeting(line.id, "#agenda"),
            count=line.cases,
            detail=f"Research returned: {line.returned} of {line.asked}",
        )
        for line in mine
    ]


def _meetings(*, actor: Actor) -> Sequence[Item]:
    """What the coordinator's meetings need: planning, the agenda, research, closing."""
    if not actor.whole_area:
        return []
    today = timezone.localdate()
    lines = meetings_ahead()
    items = [item for line in lines for item in _needs(line, today)]
    waiting = len(waiting_for_a_meeting())
    if waiting:
        words = "accepted referral is" if waiting == 1 else "accepted referrals are"
        target = next((line for line in lines if line.on >= today), None)
        href = reverse("conference.list", kwargs={"meeting": target.id}) if target else reverse("conference.plan")
        items.append(Item(text=f"{words} on no agenda yet", href=href, count=waiting))
    if not any(line.on >= today for line in lines):
        items.append(Item(text="Plan the next meeting", href=reverse("conference.plan"), detail="None lies ahead."))
    return sorted(items, key=lambda item: (not item.late, item.due or date.max))


def _needs(line: MeetingLine, today: date) -> list[Item]:
    items = []
    if line.state == MeetingState.PLANNED and line.on >= today:
        if not line.chair:
            items.append(
                Item(
                    text=f"Name the chair of {_day(line.on)}",
                    href=reverse("conference.chair", kwargs={"meeting": line.id}),
                    due=line.agenda_due_on,
                    late=line.agenda_due_on < today,
                )
            )
        items.append(
            Item(
                text=f"Send out the agenda of {_day(line.on)}",
                href=_to_meeting(line.id),
                due=line.agenda_due_on,
                late=line.agenda_due_on < today,
                detail=_listed(line.cases),
            )
        )
    missing = line.asked - line.returned
    if missing and line.state == MeetingState.CIRCULATED and line.on >= today:
        items.append(
            Item(
                text=f"research return{'' if missing == 1 else 's'} missing for {_day(line.on)}",
                href=_to_meeting(line.id, "#research"),
                count=missing,
                due=line.research_due_on,
                late=line.research_due_on < today,
            )
        )
    if line.on < today:
        items.append(
            Item(text=f"Close the meeting of {_day(line.on)}", href=_to_meeting(line.id), due=line.on, late=True)
        )
    return items


def _listed(cases: int) -> str:
    return {0: "No case is listed yet", 1: "1 case listed"}.get(cases, f"{cases} cases listed")


def _without_her(*, actor: Actor) -> Sequence[Item]:
    if actor.role != Role.IDVA:
        return []
    return [
        Item(
            text=f"{one.initials} {one.reference}: {' and '.join(one.lacks)}",
            href=reverse("conference.case", kwargs={"file": one.file_id}),
            file_id=one.file_id,
            due=one.meeting_on,
        )
        for one in listed_without_her(today=timezone.localdate())
    ]


TODOS = [
    *REFERRAL_TODOS,
    Todo(10, "What your agency is asked", _research, "conference.research"),
    Todo(15, "Her voice is missing", _without_her, "conference.research"),
    Todo(20, "Meetings to see to", _meetings, "conference.meet"),
    Todo(40, "Coming up", _coming, "conference.attend"),
    Todo(50, "To sign", _attendance, "conference.attend"),
]
