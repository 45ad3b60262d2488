"""What somebody has practised, and whether home offers it."""

from __future__ import annotations

from datetime import date

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.conference.models import Practised
from openccr.conference.rules.practice import is_new
from openccr.content.schema.quality import PracticeCase
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Appointment
from openccr.partnership.practice import practice


def practice_cases() -> list[tuple[PracticeCase, date | None]]:
    """The pack's practice cases, each with the day on which the actor went through it. One query."""
    actor = current_actor()
    done = dict(Practised.objects.filter(appointment_id=actor.appointment).values_list("case", "done_on"))
    return [(case, done.get(key)) for key, case in practice(actor).quality.practice.items()]


def practice_case(key: str) -> PracticeCase:
    """One of them. Raises NotFound."""
    found = practice(current_actor()).quality.practice.get(key)
    if found is None:
        raise NotFound
    return found


@asked
def should_practise(actor: Actor, *, today: date) -> Steps[bool]:
    """Whether the actor's appointment is new and a practice case is left that they have not gone through. One query."""
    if actor.appointment_id is None:
        return False
    held, practised = yield (
        Appointment.objects.filter(id=actor.appointment_id).values_list("from_on", flat=True),
        Practised.objects.filter(appointment_id=actor.appointment_id).values_list("case", flat=True),
    )
    left = set(practice(actor).quality.practice) - set(practised)
    return bool(left) and any(is_new(from_on=since, today=today) for since in held)
