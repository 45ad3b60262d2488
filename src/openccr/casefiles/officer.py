"""The part of the area's data protection officer, who sees no case (security paper, rules 3 and 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import call
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Appointment
from openccr.partnership.rules import Role


@dataclass(frozen=True)
class ForOfficer:
    """A proposal to let somebody back in, an emergency access, or an opening that was not work.

    Args:
        kind: lift, emergency or alert.
        words: the reason that was given; for an alert a key of `rules.ALERTS`.
        state: waits, seen, or the verdict of an emergency access.
    """

    kind: str
    id: UUID
    reference: str
    who: str
    at: datetime
    words: str
    state: str

    @property
    def waits(self) -> bool:
        return self.state == "waits"


@once
def has_officer() -> bool:
    """Whether the partnership has a data protection officer who could decide today. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.has_officer()")
        return bool(cursor.fetchone()[0])


def officers() -> list[UUID]:
    """The appointments of the partnership's data protection officers. One query."""
    held = Appointment.objects.filter(role=Role.PROTECTION_OFFICER, user__isnull=False, ended_on=None)
    return list(held.values_list("id", flat=True))


@once
def officer_sees() -> list[ForOfficer]:
    """What the acting officer looks at, newest first; nothing for anybody else. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, id, reference, who, at, words, state FROM openccr.officer_sees()")
        return [ForOfficer(*row) for row in cursor.fetchall()]


def lift_to_decide(exclusion: UUID) -> ForOfficer:
    """A proposal that waits for the officer. Raises NotFound."""
    found = next((one for one in officer_sees() if one.kind == "lift" and one.id == exclusion), None)
    if found is None:
        raise NotFound
    return found


def decide_lift(*, actor: Actor, exclusion: UUID, agree: bool, at: datetime) -> None:
    """Agree that somebody is let back in, as a coordinator proposed, or not: then they stay kept out.

    Raises NotFound for one that nobody proposed or that is the officer's own.
    """
    with acting_as(actor):
        must(actor, "casefiles.officer")
        lift_to_decide(exclusion)
        if agree:
            call("SELECT openccr.lift_exclusion(%s, %s)", exclusion, at)
        else:
            call("SELECT openccr.drop_lift(%s)", exclusion)
        record("exclusion.lifted" if agree else "exclusion.lift_dropped", subjects=[exclusion], at=at)
