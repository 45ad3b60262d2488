"""How a conference shares a case: what goes to the agencies invited, and the gate through which they are let in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.conference.models import Hearing, Meeting, Referral
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.submissions import NO_NECESSITY
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.practice import practice
from openccr.sharing.operations import say_why_without_consent, share
from openccr.sharing.queries import no_go
from openccr.sharing.rules.grounds import Consent, Grounds, Sharing
from openccr.sharing.rules.no_go import Recipient, why_not_told


def share_hearing(
    *,
    actor: Actor,
    meeting: Meeting,
    hearing: Hearing,
    agencies: Sequence[Agency],
    at: datetime,
    override_reason: str = "",
    event: str = "CaseListed",
) -> None:
    """Pass the gate with the agencies invited to a hearing, which leaves a line each in the ledger.

    Args:
        override_reason: why agencies on her no-go list are told all the same.
        event: what gave rise to it.

    Raises Refusal as `sharing.operations.share`.
    """
    usual = practice(actor).law.usual[meeting.forum.kind]
    sharing = Sharing(
        kinds=usual.kinds,
        why=f"Conference of {day_words(meeting.on)}",
        law=usual.law,
        consent=hearing.referral.consent,
        about_id=hearing.referral_id,
        arises_from=event,
        arises_from_id=hearing.id,
    )
    share(
        actor=actor, file_id=hearing.file_id, agencies=agencies, sharing=sharing, at=at, override_reason=override_reason
    )


def share_to_decide(
    *, actor: Actor, file_id: UUID, asked: Appointment, why: str, event: str, event_id: UUID, at: datetime
) -> None:
    """Pass the gate with one person of another agency who is asked to decide on a case: a line in the ledger.

    Within one's own agency nothing leaves it, and there is no line.

    Args:
        why: the purpose, in words.
        event: what gave rise to it; `event_id` the row it concerns.

    Raises Refusal for somebody on her no-go list, and as `sharing.operations.share`.
    """
    with acting_as(actor):
        to = Recipient(name=asked.name, agency_id=asked.agency_id, kind=asked.agency.kind, person=asked.name)
        if refusal := why_not_told(no_go(file_id), to):
            raise refusal
        referral = Referral.objects.filter(file_id=file_id).order_by("-received_at").first()
        if referral is None:
            raise NotFound
        usual = practice(actor).law.usual[PROCESS]
        sharing = Sharing(
            kinds=usual.kinds, why=why, law=usual.law, consent=referral.consent, about_id=referral.id,
            arises_from=event, arises_from_id=event_id,
        )  # fmt: skip
        share(actor=actor, file_id=file_id, agencies=[asked.agency], sharing=sharing, at=at)


def justify_referral(*, actor: Actor, file_id: UUID, referral_id: UUID, grounds: Grounds, at: datetime) -> None:
    """Write down why a referral is shared without consent: by whoever refers, or by the coordinator.

    Nobody is asked for it any more.

    Raises NotFound for a referral that is not of that file, Refusal when she consents and as
    `sharing.operations.say_why_without_consent`.
    """
    with acting_as(actor):
        referral = Referral.objects.filter(id=referral_id, file_id=file_id).select_related("agency").first()
        if referral is None:
            raise NotFound
        must(actor, "conference.refer", referral.agency)
        if referral.consent == Consent.YES:
            raise Refusal("The victim has consented: nothing more is needed.")
        say_why_without_consent(actor=actor, file_id=file_id, about_id=referral_id, grounds=grounds, at=at)
        if str(NO_NECESSITY) in referral.gaps:
            referral.gaps = [gap for gap in referral.gaps if gap != str(NO_NECESSITY)]
            referral.save(update_fields=["gaps"])
