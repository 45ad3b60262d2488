"""Letting somebody back in who was kept out: a coordinator proposes it, another agrees (security paper, rule 3).

Where the partnership has a data protection officer, they are who agrees: see `officer.decide_lift`.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Exclusion
from openccr.casefiles.officer import has_officer
from openccr.casefiles.operations import call
from openccr.casefiles.rules import why_not_lifted
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.humans import same_human, two_accounts


def propose_lift(*, actor: Actor, file: UUID, exclusion: UUID, reason: str, at: datetime) -> None:
    """Propose to let somebody back in; another coordinator agrees or not (security paper, rule 3).

    Raises Refusal without a reason and when it is proposed already, NotFound as `lift_exclusion`.
    """
    with acting_as(actor):
        must(actor, "casefiles.exclude")
        row = _in_force(file, exclusion)
        if not reason.strip():
            raise Refusal("Say why they may see the case now.", field="reason")
        if row.lift_user is not None:
            raise Refusal("This is proposed already.", remedy="Another coordinator agrees to it or not.")
        call("SELECT openccr.propose_lift(%s, %s)", exclusion, reason.strip())
        record("exclusion.lift_proposed", file_id=file, subjects=[exclusion], at=at)


def keep_excluded(*, actor: Actor, file: UUID, exclusion: UUID, at: datetime) -> None:
    """Say no to what was proposed, or take one's own proposal back. Raises NotFound when nothing is proposed."""
    with acting_as(actor):
        must(actor, "casefiles.exclude")
        _in_force(file, exclusion)
        call("SELECT openccr.drop_lift(%s)", exclusion)
        record("exclusion.lift_dropped", file_id=file, subjects=[exclusion], at=at)


def lift_exclusion(*, actor: Actor, file: UUID, exclusion: UUID, at: datetime) -> None:
    """Agree that somebody is let back in, as another coordinator proposed.

    Raises Refusal when nobody proposed it and for whoever did, NotFound when the file has no such exclusion that the
    actor manages.
    """
    with acting_as(actor):
        must(actor, "casefiles.exclude")
        proposed_by = _in_force(file, exclusion).lift_user
        refusal = why_not_lifted(proposed_by=proposed_by, me=actor.user_id, officer=has_officer())
        if refusal is not None:
            raise refusal
        if same_human(actor, proposed_by):
            raise two_accounts("It takes two people to let somebody back in.")
        call("SELECT openccr.lift_exclusion(%s, %s)", exclusion, at)
        record("exclusion.lifted", file_id=file, subjects=[exclusion], at=at)


def _in_force(file: UUID, exclusion: UUID) -> Exclusion:
    row = Exclusion.objects.filter(id=exclusion, file_id=file, until_at=None).first()
    if row is None:
        raise NotFound
    return row
