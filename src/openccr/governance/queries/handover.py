"""What somebody needs who covers for the coordinator: what is open, what is due, whom to ring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from openccr.actions.queries.area import area_actions
from openccr.actions.queries.promises import late_by_agency
from openccr.conference.models import Hearing, Meeting, Referral
from openccr.conference.rules.meetings import OVER
from openccr.conference.rules.referrals import ReferralState
from openccr.documents.rules.paper import Block, Bullets, Content, Heading, Lines, Notice, Para, Recipient, Table
from openccr.governance.calendar import duties
from openccr.governance.queries.sittings import owed
from openccr.governance.rules.sittings import SITTING
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency, Appointment, Partnership
from openccr.partnership.rules import Role

AHEAD = timedelta(days=35)
"""How far ahead meetings and actions are told: a cover of a month."""

RING = (Role.CHAIR, Role.COORDINATOR, Role.LEAD, Role.IDVA)
"""Whom one rings, by role."""

WAITING = (ReferralState.RECEIVED, ReferralState.RETURNED, ReferralState.ACCEPTED)


def recipients(*, actor: Actor, about: UUID) -> Sequence[Recipient]:
    """The coordinating agency alone, whose people cover. Raises NotFound for another partnership."""
    if about != actor.partnership_id:
        raise NotFound
    own = Agency.objects.get(id=actor.agency)
    return [Recipient(agency_id=own.id, agency=own.name, kind=own.kind)]


def content(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """What is open and due, by reference and number. Eight queries."""
    area = Partnership.objects.get(id=actor.partnership)
    return Content(
        title=f"Cover and handover, {area.name}",
        blocks=(
            Notice("For whoever covers. What is in a case is read in the case, by whoever may."),
            Heading("What comes next"),
            *_meetings(today),
            Heading("What waits"),
            *_waiting(),
            Heading("What is late"),
            *_late(today),
            Heading("What is due of the partnership"),
            *_due(actor, today),
            Heading("Whom to ring"),
            *_people(today),
            Lines("What else whoever covers must know", 6),
        ),
    )


def _meetings(today: date) -> list[Block]:
    rows = Meeting.objects.filter(on__range=(today, today + AHEAD)).exclude(state__in=OVER).order_by("on")
    listed = dict(
        Hearing.objects.filter(meeting__in=rows).order_by().values("meeting_id").annotate(number=Count("id")).values_list(
            "meeting_id", "number"
        )
    )  # fmt: skip
    found = tuple(
        (day_words(one.on), one.forum.name, str(listed.get(one.id, 0))) for one in rows.select_related("forum")
    )
    if not found:
        return [Para("No meeting is planned in the next five weeks.")]
    return [Table("Meetings", ("On", "Which", "Cases listed"), found)]


def _waiting() -> list[Block]:
    rows = Referral.objects.filter(state__in=WAITING).order_by("received_at").values_list("state", flat=True)
    states = list(rows[:500])
    if not states:
        return [Para("No referral waits.")]
    words = {
        ReferralState.RECEIVED: "to be decided on", ReferralState.RETURNED: "sent back, to come again",
        ReferralState.ACCEPTED: "accepted, to be listed",
    }  # fmt: skip
    return [
        Bullets(tuple(f"{states.count(state)} {words[state]}" for state in WAITING if states.count(state))),
        Para("The list of referrals has them, the oldest first."),
    ]


def _late(today: date) -> list[Block]:
    late = late_by_agency(today=today)
    if not late:
        return [Para("No action is late.")]
    rows = tuple((one.agency, str(one.count), day_words(one.oldest)) for one in late)
    return [Table("Late actions", ("Agency", "How many", "Oldest since"), rows)]


def _due(actor: Actor, today: date) -> list[Block]:
    own = [one for one in area_actions(today=today, not_ended=True) if one.due_on <= today + AHEAD]
    calendar = [one for one in duties(actor, today=today) if one.standing and (one.standing.late or one.standing.soon)]
    found: list[Block] = _groups(actor, today)
    if calendar:
        rows = tuple((one.duty.name, day_words(one.standing.due_on), "Late" if one.standing.late else "Soon")
                     for one in sorted(calendar, key=lambda one: one.standing.due_on if one.standing else today)
                     if one.standing)  # fmt: skip
        found.append(Table("The partnership's calendar", ("What", "By", "State"), rows))
    if own:
        lines = tuple((one.text, one.agency, day_words(one.due_on)) for one in own)
        found.append(Table("Actions of the partnership", ("What", "Who does it", "By"), lines))
    return found or [Para("Nothing is due in the next five weeks.")]


def _groups(actor: Actor, today: date) -> list[Block]:
    """Sittings and answers of groups that are not closed: whoever covers may sit in none of those."""
    waits = owed(actor, today, AHEAD.days)
    rows = [
        *((f"{one.board.name} sits", one.on, SITTING.states[one.state]) for one in waits.sittings
          if not one.board.closed),
        *((f"{one.to_board.name} owes an answer: {one.title}", one.due_on, "Late" if one.due_on < today else "Soon")
          for one in waits.matters if not one.to_board.closed),
    ]  # fmt: skip
    lines = tuple((what, day_words(on), state) for what, on, state in sorted(rows, key=lambda one: one[1]))
    return [Table("Groups of the partnership", ("What", "On or by", "State"), lines)] if lines else []


def _people(today: date) -> list[Block]:
    rows = Appointment.objects.filter(role__in=RING, ended_on=None, user__isnull=False, until_on__gte=today)
    found = tuple(
        (one.agency.name, one.name, Role(one.role).label, one.post)
        for one in rows.select_related("agency").order_by("agency__name", "role", "name")
    )
    return [
        Table("People", ("Agency", "Name", "Role", "Post"), found),
        Lines("Numbers to ring, written in by hand", 4),
    ]
