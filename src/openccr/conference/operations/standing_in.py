"""What is asked before somebody stands in for an agency that is kept out, and the line that it leaves in the ledger."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.conference.operations.conflict_matching import staff_to_look_at
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Appointment
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.queries import no_go
from openccr.sharing.rules.no_go import Recipient, why_not_told
from openccr.sharing.rules.ways import Way


def share_with_stand_in(*, actor: Actor, file: UUID, appointment: UUID, exclusion: UUID, at: datetime) -> None:
    """Write down that a case is shared with whoever stands in; part of letting them in.

    Raises Refusal for somebody on her no-go list, and for whoever may be a person of the case until that is decided.
    """
    with acting_as(actor):
        who = Appointment.objects.select_related("agency").get(id=appointment)
        to = Recipient(name=who.name, agency_id=who.agency_id, kind=who.agency.kind, person=who.name)
        if refusal := why_not_told(no_go(file), to):
            raise Refusal(refusal.sentence, remedy="Choose somebody else.")
        if any(one.staff.user_id == who.user_id for one in staff_to_look_at(file)):
            raise Refusal(
                "They may be near somebody in this case, and nobody has decided.",
                remedy="Choose somebody else, or decide on them first.",
            )
        let_out = LetOut(
            way=Way.LISTING, why="Stands in for an agency that is kept out", arises_from_id=exclusion,
            agency_id=who.agency_id,
        )  # fmt: skip
        disclose(actor=actor, file_ids=[file], let_out=let_out, at=at)
