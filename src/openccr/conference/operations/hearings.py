"""A case at its meeting: writing down what is said, agreeing actions, finishing, deferring, withdrawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.models import Action
from openccr.actions.operations import agree_action
from openccr.actions.rules import GIVEN_UP, Faces
from openccr.actions.rules.locks import first_lock
from openccr.actions.rules.states import NOT_ENDED
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.conference.models import Hearing
from openccr.conference.operations.listing import locked_hearing, move_referral
from openccr.conference.operations.meetings import let_out
from openccr.conference.operations.room import put_on_screen
from openccr.conference.rules.hearings import (
    HEARING,
    NOTES,
    Agreed,
    CaseHeard,
    CaseTakenOff,
    HearingFacts,
    Notes,
    combined,
)
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import Refusal

LABELS = {
    "her_views": "what the victim wants",
    "discussion": "what was said",
    "risks": "the risks agreed",
    "risk_summary": "the summary of the risk",
}


class WrittenByTwo(Refusal):
    """Two people changed the same text. Nothing is saved; `fields` names the texts."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        words = " and ".join(LABELS[name] for name in fields)
        super().__init__(
            f"Somebody else changed {words} while you were writing.",
            remedy="Nothing of yours is lost: both texts are below. Bring them together and save again.",
        )
        self.fields = fields


@dataclass(frozen=True)
class Written:
    """What came of writing: whether an action was agreed and whether the case is finished."""

    agreed: bool
    finished: bool


def start_case(*, actor: Actor, file_id: UUID, hearing_id: UUID, at: datetime) -> None:
    """Start the case's clock and put it on the room's screen; pressed again the clock goes on from the first time.

    A clock started before the meeting's day was a rehearsal: on the day itself it begins anew. It is not refused, since
    a room that meets on another day after all must never be stopped; the page before says what to do.

    Raises NotFound, Refusal once heard.
    """
    with acting_as(actor):
        must(actor, "conference.hear")
        hearing = Hearing.objects.select_related("meeting").filter(id=hearing_id, file_id=file_id).first()
        if hearing is not None and hearing.is_open and hearing.began(at=at) is None:
            put_on_screen(actor=actor, hearing=hearing, at=at)
        hearing = locked_hearing(file_id, hearing_id)
        if not hearing.is_open:
            raise Refusal("The case is not open on this meeting any more.")
        if hearing.began(at=at) is None:
            hearing.started_at = at
            hearing.save(update_fields=["started_at"])
            record("hearing.started", file_id=file_id, subjects=[hearing_id], at=at)


def write_hearing(
    *,
    actor: Actor,
    file_id: UUID,
    hearing_id: UUID,
    notes: Notes,
    version: int,
    seen: Mapping[str, str],
    at: datetime,
    agreed: Agreed | None = None,
    finish: bool = False,
    reason: str = "",
    early: bool = False,
) -> Written:
    """Save what is written of a case, agree an action on the way, and finish the case when asked.

    Args:
        version: the hearing's version when the writer opened the page.
        seen: the mark of each text as it stood then (`rules.hearings.mark`).
        reason: why nothing in the plan faces the person who harms, or why there is no plan.
        early: the case is heard before the meeting's day; without it, none is finished before.

    Raises WrittenByTwo when somebody changed the same text meanwhile; Refusal for what is missing to finish, and once
    the meeting is closed; NotFound.
    """
    with acting_as(actor):
        must(actor, "conference.hear")
        hearing = locked_hearing(file_id, hearing_id)
        if not hearing.is_written:
            raise Refusal("This case is closed: nothing more is written of it here.")
        _keep(hearing, notes, version=version, seen=seen, at=at)
        if agreed is not None and not _stands_already(hearing_id, agreed):
            agree_action(actor=actor, file_id=file_id, arises_from_id=hearing_id, at=at, **asdict(agreed))
        if finish:
            _finish(actor, hearing, reason=reason, early=early, at=at)
        return Written(agreed=agreed is not None, finished=finish)


def _stands_already(hearing_id: UUID, agreed: Agreed) -> bool:
    """Whether a colleague agreed the very same at the same moment; asked once the hearing is locked."""
    same = Action.objects.filter(
        arises_from_id=hearing_id, text=agreed.text.strip(), agency_id=agreed.agency_id, faces=agreed.faces,
        due_on=agreed.due_on, risk=agreed.risk, lock=first_lock(noticeable=agreed.noticeable), state__in=NOT_ENDED,
    )  # fmt: skip
    return same.exists()


def defer(
    *, actor: Actor, file_id: UUID, hearing_id: UUID, reason: str, at: datetime, lists_it_next: bool = False
) -> UUID:
    """Put a case off: its referral waits to be listed again.

    Args:
        lists_it_next: the same act lists it on another meeting, so that it is never on none.

    Returns the meeting's id. Raises Refusal, NotFound.
    """
    with acting_as(actor):
        must(actor, "conference.hear")
        hearing = _end(file_id, hearing_id, move="defer", reason=reason)
        move_referral(hearing.referral, "unlist", reason=reason)
        note(file_id=file_id, kind="deferred", sentence=f"Deferred: {reason}", at=at, about_id=hearing_id)
        record("hearing.deferred", file_id=file_id, subjects=[hearing_id], at=at)
        if not lists_it_next:
            _tell_that_it_is_off(actor, hearing)
        return hearing.meeting_id


def withdraw(*, actor: Actor, file_id: UUID, hearing_id: UUID, reason: str, at: datetime) -> UUID:
    """Take a case off the agenda for good; whoever was let in for it no longer sees it.

    Returns the meeting's id. Raises Refusal, NotFound.
    """
    with acting_as(actor):
        must(actor, "conference.list")
        hearing = _end(file_id, hearing_id, move="withdraw", reason=reason)
        move_referral(hearing.referral, "withdraw", reason=reason)
        note(file_id=file_id, kind="withdrawn", sentence=f"Withdrawn: {reason}", at=at, about_id=hearing_id)
        let_out(actor=actor, hearing=hearing, at=at)
        record("hearing.withdrawn", file_id=file_id, subjects=[hearing_id], at=at)
        _tell_that_it_is_off(actor, hearing)
        return hearing.meeting_id


def _tell_that_it_is_off(actor: Actor, hearing: Hearing) -> None:
    referral = hearing.referral
    publish(CaseTakenOff(actor=actor, file_id=hearing.file_id, referral_id=referral.id, state=referral.state))


def _keep(hearing: Hearing, notes: Notes, *, version: int, seen: Mapping[str, str], at: datetime) -> None:
    now = Notes(**{name: getattr(hearing, name) for name in NOTES})
    kept, conflicts = (notes, ()) if hearing.version == version else combined(now=now, written=notes, seen=seen)
    if conflicts:
        raise WrittenByTwo(conflicts)
    changed = [name for name in NOTES if getattr(kept, name) != getattr(now, name)]
    if not changed:
        return
    for name in changed:
        setattr(hearing, name, getattr(kept, name))
    hearing.version += 1
    hearing.save(update_fields=["version", *changed])
    record("hearing.written", file_id=hearing.file_id, subjects=[hearing.id], fields=changed, at=at)


def _finish(actor: Actor, hearing: Hearing, *, reason: str, early: bool, at: datetime) -> None:
    plan = Action.objects.filter(arises_from_id=hearing.id).exclude(state__in=GIVEN_UP)
    faces = list(plan.values_list("faces", flat=True))
    facts = HearingFacts(
        her_views=hearing.her_views,
        risk_summary=hearing.risk_summary,
        actions=len(faces),
        facing_harmer=faces.count(Faces.HARMER),
        reason=reason,
        ahead=hearing.meeting.on if hearing.meeting.on > timezone.localdate(at) else None,
        early=early,
    )
    hearing.state = HEARING.make(state=hearing.state, move="hear", facts=facts)
    hearing.reason, hearing.heard_at, hearing.in_room_at = reason, at, None
    hearing.save(update_fields=["state", "reason", "heard_at", "in_room_at"])
    move_referral(hearing.referral, "hear")
    agreed = "1 action agreed" if len(faces) == 1 else f"{len(faces)} actions agreed"
    note(file_id=hearing.file_id, kind="heard", sentence=f"Heard: {agreed}", at=at, about_id=hearing.id)
    record("hearing.heard", file_id=hearing.file_id, subjects=[hearing.id], at=at)
    publish(CaseHeard(actor=actor, file_id=hearing.file_id, hearing_id=hearing.id))


def _end(file_id: UUID, hearing_id: UUID, *, move: str, reason: str) -> Hearing:
    hearing = locked_hearing(file_id, hearing_id)
    hearing.state = HEARING.make(state=hearing.state, move=move, facts=HearingFacts(reason=reason))
    hearing.reason, hearing.in_room_at = reason, None
    hearing.save(update_fields=["state", "reason", "in_room_at"])
    return hearing
