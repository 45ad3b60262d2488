"""The missing-link queue: weighed, agencies asked, closed with what came of it. Nothing here refers anybody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.periods import add_working_days
from openccr.kernel.refusals import NotFound
from openccr.linkage.models import Flag
from openccr.linkage.rules.missing import FLAG, FlagFacts, why_not_closed
from openccr.linkage.rules.signoffs import Use, why_not_open
from openccr.linkage.rules.weighing import Weighing, why_not_weighed
from openccr.linkage.signed import standing
from openccr.partnership.practice import practice
from openccr.sharing.operations.grounds import bases_of, check_law


def weigh(*, actor: Actor, flag: UUID, weighing: Weighing, at: datetime) -> None:
    """Write down why agencies may be asked, and by which law.

    Raises NotFound, and Refusal for what is not whole, for law that the pack does not have, and for what has gone
    further.
    """
    with acting_as(actor):
        must(actor, "linkage.missing")
        row = _open(flag, at)
        pack = practice(actor)
        check_law(weighing.law, pack)
        refusal = why_not_weighed(weighing, bases=bases_of(pack))
        if refusal is not None:
            raise refusal
        row.state = FLAG.make(state=row.state, move="weigh", facts=FlagFacts())
        Flag.objects.filter(id=flag).update(
            state=row.state, weighed_by=actor.name, weighed_at=at, law=list(weighing.law),
            purpose=weighing.purpose.strip(), necessary=weighing.necessary.strip(),
            proportionate=weighing.proportionate.strip(), alternatives=weighing.alternatives.strip(),
            consent=weighing.consent.strip(), told=weighing.told.strip(), told_harmer=weighing.told_harmer.strip(),
        )  # fmt: skip
        record("linkage.missing_weighed", subjects=[flag], at=at)


def ask_holders(*, actor: Actor, flag: UUID, at: datetime) -> None:
    """Ask the agencies that hold a record, without learning which. Raises Refusal before it has been weighed."""
    with acting_as(actor):
        must(actor, "linkage.missing")
        row = _open(flag, at)
        FLAG.make(state=row.state, move="ask", facts=FlagFacts(weighed=row.weighed_at is not None))
        pack = practice(actor)
        day = add_working_days(localdate(at), pack.linking.answer_days, pack.holidays)
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.ask_holders(%s, %s, %s)", [flag, day, at])
        record("linkage.missing_asked", subjects=[flag], at=at)


def close_flag(*, actor: Actor, flag: UUID, outcome: str, outcome_why: str, route: str, at: datetime) -> None:
    """Write down what came of it. A referral is made by a person, the ordinary way.

    Args:
        route: key of the pack's early-help routes, for whoever was referred or supported.
    """
    with acting_as(actor):
        must(actor, "linkage.missing")
        row = _open(flag, at)
        refusal = why_not_closed(outcome=outcome, why=outcome_why, route=route, routes=practice(actor).linking.routes)
        if refusal is not None:
            raise refusal
        state = FLAG.make(state=row.state, move="close", facts=FlagFacts(outcome=outcome))
        Flag.objects.filter(id=flag).update(
            state=state, outcome=outcome, outcome_why=outcome_why.strip(), route=route, closed_at=at,
            closed_by=actor.name,
        )  # fmt: skip
        record("linkage.missing_closed", subjects=[flag], at=at)


def _open(flag: UUID, at: datetime) -> Flag:
    refusal = why_not_open(standing(), Use.MISSING, today=localdate(at))
    if refusal is not None:
        raise refusal
    row = Flag.objects.select_for_update().filter(id=flag).first()
    if row is None:
        raise NotFound
    return row
