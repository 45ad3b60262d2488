"""Letting guests and observers in to one meeting."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import Guest, Hearing
from openccr.conference.operations.meetings import locked
from openccr.conference.rules.attending import GUESTS, Stated, why_not_by_proxy, why_not_stated
from openccr.conference.rules.hearings import CaseHeard
from openccr.conference.rules.meetings import why_not_signed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.rules.ways import Way


def let_in(
    *, actor: Actor, meeting_id: UUID, name: str, organisation: str, kind: str, why: str, stated: Stated, at: datetime,
    identified: str = "",
) -> None:  # fmt: skip
    """Let somebody without a role in the partnership in to this one meeting; they get no account and see nothing here.

    Args:
        kind: key of `rules.attending.GUESTS`.
        why: what for, in words.
        stated: what they stated when they signed the statement on the spot.
        identified: how it was made sure that it is them.

    Raises Refusal for what is missing and for a meeting that is not under way, NotFound.
    """
    with acting_as(actor):
        must(actor, "conference.hear")
        if kind not in GUESTS:
            raise Refusal("Say in what part they are there.", field="kind")
        for text, field, words in (
            (name, "name", "who"),
            (organisation, "organisation", "whence"),
            (why, "why", "why"),
        ):
            if not text.strip():
                raise Refusal(f"Say {words} they are there.", field=field)
        if not identified.strip():
            raise Refusal("Say how you made sure that it is them.", field="identified")
        meeting = locked(meeting_id)
        refusal = (
            why_not_signed(meeting.state)
            or why_not_stated(stated)
            or why_not_by_proxy(kind=kind, joins=stated.joins, identified=identified)
        )
        if refusal is not None:
            raise refusal
        Guest(
            partnership_id=meeting.partnership_id, meeting=meeting, name=name.strip(),
            organisation=organisation.strip(), kind=kind, why=why.strip(), joins=stated.joins,
            identified=identified.strip(), signed_at=at, let_in_by=actor.name,
        ).save(force_insert=True)  # fmt: skip
        record("guest.let_in", subjects=[meeting_id], at=at)


def write_down_who_heard(event: CaseHeard) -> None:
    """A line in the ledger for each guest who had been let in when the case was heard: it was told to them, too."""
    hearing = Hearing.objects.get(id=event.hearing_id)
    at = hearing.heard_at
    if at is None:
        return
    for guest in Guest.objects.filter(meeting_id=hearing.meeting_id, signed_at__lte=at):
        let_out = LetOut(
            way=Way.HEARD, why=guest.why, arises_from_id=hearing.id, outside=f"{guest.name}, {guest.organisation}"[:200]
        )
        disclose(actor=event.actor, file_ids=[event.file_id], let_out=let_out, at=at)
