"""What is asked before somebody stands in for an agency that is kept out, and again once her no-go list is longer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Grant
from openccr.casefiles.operations import call
from openccr.casefiles.standing_in import WHY
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
        if refusal := why_not_told(no_go(file), *_every_office(who)):
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


def let_go_of_listed(*, actor: Actor, file_id: UUID, at: datetime) -> int:
    """End the sight of whoever stands in and is on her no-go list by now; asked by the partnership's service actor.

    An agency that was invited stays until the coordinator has decided. Whoever stands in is there for another agency
    alone, and another can be named: they see the case no more from this moment. Returns how many.
    """
    with acting_as(actor):
        must(actor, "casefiles.give")
        rows = [grant for grant in Grant.on(file_id) if grant.arises_from == WHY.arises_from and grant.lasts(at)]
        people = Appointment.objects.filter(id__in=[grant.holder_id for grant in rows]).select_related("agency")
        listed = {who.id for who in people if why_not_told(no_go(file_id), *_every_office(who)) is not None}
        ended = [grant for grant in rows if grant.holder_id in listed]
        for grant in ended:
            # At once: a page's clock is read after its transaction began.
            call("SELECT openccr.end_grant(%s, now())", grant.id)
            record("grant.ended", file_id=file_id, subjects=[grant.holder_id or grant.agency_id], at=at)
        return len(ended)


def _every_office(who: Appointment) -> list[Recipient]:
    """Whom is told with them: somebody with a role at another agency carries it there."""
    roles = Appointment.objects.filter(user_id=who.holder_id, ended_on=None).select_related("agency")
    return [
        Recipient(name=one.name, agency_id=one.agency_id, kind=one.agency.kind, person=one.name)
        for one in dict.fromkeys((who, *roles))
    ]
