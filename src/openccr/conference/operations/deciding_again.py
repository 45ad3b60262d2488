"""Taking a decision of triage back: a slip of the hand, or what came to light later. The first one stays on record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.casefiles.operations import note
from openccr.conference.models import Referral
from openccr.conference.operations.triage import decide, locked_referral
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor


def decide_again(*, actor: Actor, file_id: UUID, referral_id: UUID, reason: str, at: datetime) -> None:
    """Take a decision on a referral back: it waits for triage again, and whoever was told of it is told of this.

    What was decided and this reason stand one after the other on the timeline. A joined referral stands by itself
    again, which the case that it was joined to says; who was let in there sees it until somebody ends that.

    Raises NotFound, Refusal without a reason and for a referral that is on a meeting, heard or not decided on.
    """
    with acting_as(actor):
        must(actor, "conference.triage")
        referral = locked_referral(file_id, referral_id)
        joined = referral.state == ReferralState.JOINED
        decide(actor, referral, "decide_again", reason=reason, audit="referral.decided_again", at=at)
        if joined:
            _stand_alone(referral, at=at)


def _stand_alone(referral: Referral, *, at: datetime) -> None:
    other = Referral.objects.filter(id=referral.joined_to_id).first() if referral.joined_to_id else None
    referral.joined_to_id = None
    referral.save(update_fields=["joined_to"])
    if other is not None:
        # Without the reason, which may tell of other people: whoever reads this case need not be let into that one.
        sentence = f"The referral by {referral.agency.name} that was joined to it stands by itself again"
        note(file_id=other.file_id, kind="referral", sentence=sentence, at=at, about_id=referral.id)


def unwithdraw(*, actor: Actor, file_id: UUID, referral_id: UUID, reason: str, at: datetime) -> None:
    """Take back that a case was withdrawn: it waits for a meeting again, and may go back to the one it was on.

    Nobody sees the case again before it is listed. Raises NotFound, Refusal without a reason and for a referral that
    is not withdrawn.
    """
    with acting_as(actor):
        must(actor, "conference.list")
        referral = locked_referral(file_id, referral_id)
        decide(actor, referral, "unwithdraw", reason=reason, audit="referral.withdrawal_taken_back", at=at)
