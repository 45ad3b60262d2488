"""What decides whether a case may be closed."""

from __future__ import annotations

from uuid import UUID

from openccr.actions.models import Action, FlagReceipt
from openccr.actions.rules.flags import FlagState
from openccr.actions.rules.states import NOT_ENDED
from openccr.casefiles.models import CaseFile
from openccr.conference.flags_ending import flag_until
from openccr.conference.models import Hearing, Referral
from openccr.conference.rules.closing import ClosingFacts
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound

WAITING = (ReferralState.RECEIVED, ReferralState.RETURNED, ReferralState.ACCEPTED, ReferralState.LISTED)


def closing_facts(file_id: UUID, *, actor: Actor) -> ClosingFacts:
    """The facts of `rules.closing`, as the actor sees the case. Raises NotFound."""
    file = CaseFile.objects.filter(id=file_id).first()
    if file is None:
        raise NotFound
    hearings = Hearing.objects.filter(file_id=file_id).select_related("meeting")
    return ClosingFacts(
        closed=file.closed_at is not None,
        waiting=Referral.objects.filter(file_id=file_id, state__in=WAITING).exists()
        or any(one.is_open for one in hearings),
        open_actions=Action.objects.filter(file_id=file_id, state__in=NOT_ENDED).count(),
        flag_until=flag_until(file_id, actor=actor),
        flags_on=FlagReceipt.objects.filter(file_id=file_id, state=FlagState.ON).count(),
    )
