"""What partners bring to the strategy and say of it: contributions that each agency agrees to, and remarks."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import AgencyContribution, StrategyRemark
from openccr.governance.rules.strategy import StrategyState
from openccr.governance.strategies import strategy_row
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency


def put_contribution(*, actor: Actor, strategy_id: UUID, agency_id: UUID, words: str, at: datetime) -> UUID:
    """Write down what an agency brings: its lead for their own, the coordinator for any. Returns its id.

    It counts as agreed only once the agency agrees to it. Raises NotFound for an agency that is none of the partnership
    or not the actor's own, Refusal without words and for a version that was replaced.
    """
    with acting_as(actor):
        must(actor, "governance.contribute")
        row = strategy_row(strategy_id)
        if row.state == StrategyState.REPLACED:
            raise Refusal("This version was replaced.", remedy="Write it down in the new one.")
        if not words.strip():
            raise Refusal("Say what the agency brings.", field="words")
        if not actor.whole_area and agency_id != actor.agency_id:
            raise NotFound
        if not Agency.objects.filter(id=agency_id, left_on=None).exists():
            raise NotFound
        made = AgencyContribution(
            partnership_id=actor.partnership, strategy_id=row.id, agency_id=agency_id, words=words.strip()
        )
        made.save(force_insert=True)
        record("strategy.contribution", subjects=[made.id, agency_id], at=at)
        return made.id


def agree_contribution(*, actor: Actor, contribution_id: UUID, agreed_by: str, agreed_on: date, at: datetime) -> None:
    """Write down who agreed to a contribution for the agency, and when: its lead, or the coordinator.

    Args:
        agreed_by: name and post.

    Raises NotFound for another agency's, Refusal for a day to come and without a name.
    """
    with acting_as(actor):
        must(actor, "governance.contribute")
        row = AgencyContribution.objects.filter(id=contribution_id).first()
        if row is None or (not actor.whole_area and row.agency_id != actor.agency_id):
            raise NotFound
        if agreed_on > timezone.localdate(at):
            raise Refusal("This day is still to come.", field="agreed_on")
        if not agreed_by.strip():
            raise Refusal("Say who agreed to it.", field="agreed_by")
        AgencyContribution.objects.filter(id=row.id).update(agreed_on=agreed_on, agreed_by=agreed_by.strip())
        record("strategy.contribution", subjects=[row.id, row.agency_id], fields=["agreed_on"], at=at)


def remark(*, actor: Actor, strategy_id: UUID, words: str, at: datetime, panel: bool = False) -> UUID:
    """Say what the actor's agency thinks of a strategy in consultation; or, by the panel's worker, what the panel does.

    Returns its id. Raises NotFound, Refusal outside the consultation, without words and for the same words again.
    """
    with acting_as(actor):
        must(actor, "governance.speak_for_panel" if panel else "governance.remark")
        row = strategy_row(strategy_id)
        today = timezone.localdate(at)
        if row.state != StrategyState.CONSULTATION or row.consulted_until is None or today > row.consulted_until:
            raise Refusal("It is not in consultation now.")
        if not words.strip():
            raise Refusal("Say what you think of it.", field="words")
        said = {"strategy_id": row.id, "agency_id": None if panel else actor.agency_id, "words": words.strip()}
        if StrategyRemark.objects.filter(**said).exists():
            raise Refusal("This was said already, in the same words.", field="words")
        made = StrategyRemark(partnership_id=actor.partnership, **said, said_at=at, said_by=actor.name)
        made.save(force_insert=True)
        record("strategy.remark", subjects=[made.id], at=at)
        return made.id


def answer_remark(*, actor: Actor, remark_id: UUID, answer: str, at: datetime) -> UUID:
    """Write down what became of a remark, also why nothing did. Returns the strategy's id. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = StrategyRemark.objects.filter(id=remark_id).first()
        if row is None:
            raise NotFound
        if not answer.strip():
            raise Refusal("Say what became of it.", field="answer")
        StrategyRemark.objects.filter(id=row.id).update(
            answer=answer.strip(), answered_by=actor.name, answered_at=at
        )  # fmt: skip
        record("strategy.remark", subjects=[row.id], fields=["answer"], at=at)
        return row.strategy_id
