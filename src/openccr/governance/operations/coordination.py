"""The coordinator's own work: what of the calendar is done, time tapped, and debriefs offered and answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate, localtime

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.calendar import duties, duty_shown
from openccr.governance.models import Debrief, DutyDone, TimeSpent
from openccr.governance.rules.coordination import DEBRIEF, TAKE_BACK_WITHIN, why_not_offered
from openccr.governance.rules.duties import is_reminded, why_not_done
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.notices.operations import tell_person
from openccr.partnership.desks import tenure_of
from openccr.partnership.models import Appointment
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role


def mark_done(*, actor: Actor, duty: str, words: str = "", at: datetime) -> date:
    """Write down that something of the calendar is done, for the period in which it is due.

    Args:
        words: what was done, if it is worth a line.

    Returns the last day of that period. Raises NotFound for what is not in the calendar; Refusal for what comes by
    event, for what the store sees by itself, and when it is done already.
    """
    with acting_as(actor):
        must(actor, "governance.keep_calendar")
        shown = duty_shown(actor=actor, key=duty, today=localdate(at))
        refusal = why_not_done(shown.duty)
        if refusal is not None:
            raise refusal
        if shown.standing is None or shown.standing.done:
            raise Refusal("This is done for now.", remedy="It comes back on the list in its time.")
        row = DutyDone(
            partnership_id=actor.partnership, duty=duty, period=shown.standing.due_on, done_on=localdate(at),
            done_by=actor.name, words=" ".join(words.split()),
        )  # fmt: skip
        DutyDone.objects.bulk_create([row])
        record("duty.done", subjects=[row.id], at=at)
        return shown.standing.due_on


def mark_not_done(*, actor: Actor, duty: str, at: datetime) -> None:
    """Take back what was said last of something of the calendar, when it was said by mistake: it is due again.

    Raises NotFound for what is not in the calendar; Refusal when nobody said of this period or the last that it is
    done.
    """
    with acting_as(actor):
        must(actor, "governance.keep_calendar")
        marked = duty_shown(actor=actor, key=duty, today=localdate(at)).marked
        if marked is None:
            raise Refusal("Nobody has said of this period that it is done.")
        DutyDone.objects.filter(id=marked.id).delete()
        record("duty.taken_back", subjects=[marked.id], at=at)


def remind_of_calendar(*, actor: Actor, today: date) -> int:
    """Tell the coordinators that something of the calendar is due: on the day its days ahead begin, and once when its
    period is over and nobody did it. Without saying of what. Returns how many were told."""
    with acting_as(actor):
        must(actor, "governance.remind")
        if not any(is_reminded(one.duty, one.standing, today=today) for one in duties(actor, today=today)):
            return 0
        held = Appointment.objects.filter(role=Role.COORDINATOR, ended_on=None, user__isnull=False)
        there = [one for one in held.order_by("id") if tenure_of(one).in_force(today)]
        for one in there:
            tell_person(actor=actor, appointment_id=one.id)
        return len(there)


def tap(*, actor: Actor, work_kind: str, at: datetime) -> int:
    """Write down some minutes of one kind of work, for oneself alone. Returns how many.

    Raises NotFound for a kind that the pack does not name.
    """
    with acting_as(actor):
        must(actor, "governance.time")
        told = practice(actor).duties
        if work_kind not in told.work:
            raise NotFound
        row = TimeSpent(
            partnership_id=actor.partnership, appointment_id=actor.appointment, kind=work_kind, on=localdate(at),
            hour=localtime(at).hour, minutes=told.tap_minutes, tapped_at=at,
        )  # fmt: skip
        TimeSpent.objects.bulk_create([row])
        record("time.tapped", subjects=[row.id], at=at)
        return told.tap_minutes


def take_back(*, actor: Actor, at: datetime) -> None:
    """Take one's own last tap back. Raises Refusal when there is none of the last hours."""
    with acting_as(actor):
        must(actor, "governance.time")
        mine = TimeSpent.objects.filter(appointment_id=actor.appointment, tapped_at__gte=at - TAKE_BACK_WITHIN)
        last = mine.order_by("-tapped_at", "-id").first()
        if last is None:
            raise Refusal("There is nothing of today to take back.")
        TimeSpent.objects.filter(id=last.id).delete()
        record("time.tapped", subjects=[last.id], at=at)


def offer_debriefs(*, actor: Actor, occasion: str, people: Sequence[UUID], at: datetime) -> int:
    """Offer a talk afterwards to people of the partnership. Each is told that there is something, and nobody why.

    Args:
        occasion: key of the pack's occasions; never which case.
        people: their appointments.

    Returns how many were offered one. Raises Refusal for an occasion of no pack and when nobody is chosen; NotFound
    for somebody of another partnership.
    """
    with acting_as(actor):
        must(actor, "governance.offer_debrief")
        known = occasion in practice(actor).duties.occasions
        refusal = why_not_offered(occasion=occasion, known=known, people=len(people))
        if refusal is not None:
            raise refusal
        there = set(
            Appointment.objects.filter(id__in=people, user__isnull=False, ended_on=None).values_list("id", flat=True)
        )
        if there != set(people):
            raise NotFound
        rows = [
            Debrief(
                partnership_id=actor.partnership, appointment_id=one, occasion=occasion, offered_on=localdate(at),
                offered_by=actor.name,
            )
            for one in sorted(there)
        ]  # fmt: skip
        Debrief.objects.bulk_create(rows)
        record("debrief.offered", at=at)
        for one in rows:
            if one.appointment_id != actor.appointment_id:
                tell_person(actor=actor, appointment_id=one.appointment_id)
        return len(rows)


def ask_for_debrief(*, actor: Actor, occasion: str, at: datetime) -> None:
    """Put oneself down for a talk afterwards. It is counted, and nobody is told who. Raises Refusal as the offer."""
    with acting_as(actor):
        must(actor, "governance.debrief")
        refusal = why_not_offered(occasion=occasion, known=occasion in practice(actor).duties.occasions, people=1)
        if refusal is not None:
            raise refusal
        row = Debrief(
            partnership_id=actor.partnership, appointment_id=actor.appointment, occasion=occasion, own_wish=True,
            offered_on=localdate(at), offered_by=actor.name,
        )  # fmt: skip
        Debrief.objects.bulk_create([row])
        record("debrief.answered", subjects=[row.id], at=at)


def answer_debrief(*, actor: Actor, debrief: UUID, move: str, at: datetime) -> None:
    """Say what became of an offer to oneself. Raises NotFound for anybody else's, Refusal for what was said already.

    Args:
        move: "take" or "not_now".
    """
    with acting_as(actor):
        must(actor, "governance.debrief")
        row = Debrief.objects.filter(id=debrief, appointment_id=actor.appointment).first()
        if row is None or move not in DEBRIEF.moves:
            raise NotFound
        target = DEBRIEF.make(state=row.answer, move=move, facts=None)
        if not Debrief.objects.filter(id=row.id, answer=row.answer).update(answer=target, answered_on=localdate(at)):
            raise Refusal("This was answered just now.", remedy="Look at it again.")
        record("debrief.answered", subjects=[row.id], at=at)
