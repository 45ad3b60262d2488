"""Who listens to what: one readable line each. Handlers run in the operation's transaction."""

from __future__ import annotations

from openccr.actions.rules import ActionAgreed
from openccr.conference.rules.referrals import ReferralDecided
from openccr.conference.rules.research import ResearchAsked
from openccr.kernel.events import Event, Handler
from openccr.notices.operations import tell_agency


def _tell_its_agency(event: ActionAgreed | ResearchAsked | ReferralDecided) -> None:
    if event.agency_id != event.actor.agency_id:
        tell_agency(actor=event.actor, file_id=event.file_id, agency_id=event.agency_id)


REACTIONS: dict[type[Event], tuple[Handler, ...]] = {
    ReferralDecided: (_tell_its_agency,),
    ResearchAsked: (_tell_its_agency,),
    ActionAgreed: (_tell_its_agency,),
}
