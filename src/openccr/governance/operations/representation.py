"""What taking part costs: who is funded, time that is paid, and a provider's leave."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import ContractLeave, MeetingTime, Sitting, TakingPart
from openccr.governance.rules.representation import owed_pence
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


def say_taking_part(
    *, actor: Actor, agency_id: UUID, by_and_for: bool, funded: bool, words: str, at: datetime
) -> None:  # fmt: skip
    """Write whether an agency is led by and for a community, and whether anybody funds it to take part.

    Raises NotFound.
    """
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        if not Agency.objects.filter(id=agency_id).exists():
            raise NotFound
        said = {
            "by_and_for": by_and_for, "funded": funded, "words": words.strip(), "said_on": timezone.localdate(at)
        }  # fmt: skip
        if not TakingPart.objects.filter(agency_id=agency_id).update(**said):
            TakingPart(partnership_id=actor.partnership, agency_id=agency_id, **said).save(force_insert=True)
        record("representation.said", subjects=[agency_id], at=at)


def owe_time(*, actor: Actor, agency_id: UUID, sitting_id: UUID, quarter_hours: int, at: datetime) -> UUID:
    """Write down time of an agency in a sitting, with its papers read, that is to be paid. Returns the entry's id.

    Args:
        quarter_hours: quarters of an hour.

    Raises NotFound, and Refusal for no time, for an agency that is funded to take part, and for a second entry.
    """
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        sitting = Sitting.objects.filter(id=sitting_id).first()
        if sitting is None or not Agency.objects.filter(id=agency_id).exists():
            raise NotFound
        if TakingPart.objects.filter(agency_id=agency_id, funded=True).exists():
            raise Refusal("This agency is funded to take part.", remedy="Change that first if it is not so.")
        if quarter_hours < 1:
            raise Refusal("Give the time.", field="hours")
        if MeetingTime.objects.filter(agency_id=agency_id, sitting_id=sitting_id).exists():
            raise Refusal("Its time for this sitting is written down already.", field="sitting_id")
        rate = practice(actor).boards.meeting_time
        if rate is None:
            raise Refusal("No pack says what an hour is paid.")
        row = MeetingTime(
            partnership_id=actor.partnership, board_id=sitting.board_id, sitting_id=sitting_id, agency_id=agency_id,
            quarter_hours=quarter_hours, said_on=timezone.localdate(at),
            pence=owed_pence(quarter_hours=quarter_hours, pence_per_hour=rate.pence_per_hour),
        )  # fmt: skip
        row.save(force_insert=True)
        record("representation.said", subjects=[agency_id, row.id], fields=["time"], at=at)
        return row.id


def pay_time(*, actor: Actor, time_id: UUID, paid_on: date, reference: str, at: datetime) -> UUID:
    """Write down that time was paid. Returns the agency's id. Raises NotFound, Refusal for a day that has not come."""
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        row = MeetingTime.objects.filter(id=time_id, paid_on=None).first()
        if row is None:
            raise NotFound
        if paid_on > timezone.localdate(at):
            raise Refusal("That day has not come.", field="paid_on")
        row.paid_on, row.paid_by, row.reference = paid_on, actor.name, reference.strip()
        row.save(update_fields=["paid_on", "paid_by", "reference"])
        record("representation.said", subjects=[row.agency_id, row.id], fields=["paid_on"], at=at)
        return row.agency_id


def give_leave(*, actor: Actor, scope: str, until_on: date, at: datetime) -> UUID:
    """Give leave, for the actor's own agency, that its part stands beside one decision on a contract. Returns its id.

    Raises Refusal for anybody but its lead, without the decision named, and for a last day that is past.
    """
    with acting_as(actor):
        must(actor, "governance.contract_leave")
        today = timezone.localdate(at)
        if not scope.strip():
            raise Refusal("Name the decision.", field="scope")
        if until_on < today:
            raise Refusal("Give a last day from today on.", field="until_on")
        row = ContractLeave(
            partnership_id=actor.partnership, agency_id=actor.agency, scope=scope.strip(), given_on=today,
            given_by=actor.name, until_on=until_on,
        )  # fmt: skip
        row.save(force_insert=True)
        record("representation.leave", subjects=[row.id, actor.agency], at=at)
        return row.id


def take_leave_back(*, actor: Actor, leave_id: UUID, at: datetime) -> None:
    """Take it back, from today on. Raises NotFound for another agency's."""
    with acting_as(actor):
        must(actor, "governance.contract_leave")
        today = timezone.localdate(at)
        mine = ContractLeave.objects.filter(id=leave_id, agency_id=actor.agency, taken_back_on=None)
        if not mine.update(taken_back_on=today, taken_back_by=actor.name):
            raise NotFound
        record("representation.leave", subjects=[leave_id, actor.agency], fields=["taken_back_on"], at=at)
