"""Putting a case on a meeting's agenda: who is let in, and who is asked what they know."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Exclusion, Grant
from openccr.casefiles.operations import give, note
from openccr.conference.models import Hearing, Meeting, Referral, Research
from openccr.conference.operations.listing_checks import check_listing
from openccr.conference.operations.meetings import let_chair_in, locked, sees_until, why_listed
from openccr.conference.operations.sharing import share_hearing
from openccr.conference.rules.hearings import HEARING, CaseListed, HearingFacts, HearingState
from openccr.conference.rules.meetings import OVER
from openccr.conference.rules.referrals import REFERRAL, TriageFacts
from openccr.conference.rules.research import RESEARCH, ResearchAsked
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.sharing.queries import no_go
from openccr.sharing.rules.no_go import recipient_of, why_not_told


def list_case(
    *,
    actor: Actor,
    referral_id: UUID,
    meeting_id: UUID,
    agency_ids: Collection[UUID],
    at: datetime,
    override_reason: str = "",
) -> UUID:
    """Put an accepted referral last on a meeting's agenda.

    The agencies invited and the referring one see the case from now until its flag ends, the chair by a grant of her
    own, and each agency is asked what it knows. An agency shut out of the case as a whole is neither let in nor asked.
    What is shared stands in the ledger.

    Args:
        override_reason: why agencies chosen that stand on her no-go list are told all the same.

    Returns the hearing's id. Raises NotFound for a referral or meeting the actor cannot see; Refusal for a referral
    that is not accepted, a meeting that is held, an agency that is not of this partnership today, and as the gate of
    sharing says: without consent and without grounds, and for an agency on her no-go list.
    """
    with acting_as(actor):
        must(actor, "conference.list")
        meeting = locked(meeting_id)
        referral = Referral.objects.select_for_update(of=("self",)).filter(id=referral_id).first()
        if referral is None:
            raise NotFound
        if meeting.state in OVER:
            raise Refusal("This meeting is over.", remedy="Choose a later one.", field="meeting_id")
        # Deferred or withdrawn by a slip, or ready after all: it goes back to its place there and asks nobody twice.
        before = (
            Hearing.objects.select_for_update(of=("self",)).filter(meeting=meeting, file_id=referral.file_id).first()
        )
        if before is not None and before.state not in (HearingState.DEFERRED, HearingState.WITHDRAWN):
            raise Refusal("The case was already on this meeting.", remedy="Choose another meeting.", field="meeting_id")
        was_asked = (
            set(Research.objects.filter(hearing=before).values_list("agency_id", flat=True)) if before else set()
        )
        check_listing(referral, meeting, {*agency_ids, *was_asked})
        move_referral(referral, "list")
        hearing = _put_on(meeting, referral, before=before, at=at)
        agencies = _invited(referral, agency_ids, also=was_asked, at=at)
        share_hearing(
            actor=actor, meeting=meeting, hearing=hearing, agencies=agencies, at=at, override_reason=override_reason
        )
        invited = [agency.id for agency in agencies]
        let_in(actor, meeting, hearing, invited, at=at)
        let_chair_in(actor=actor, meeting=meeting, hearing=hearing, at=at)
        day = day_words(meeting.on)
        note(
            file_id=hearing.file_id,
            kind="listed",
            sentence=f"Listed for the meeting of {day}",
            at=at,
            about_id=hearing.id,
        )
        record("hearing.listed", file_id=hearing.file_id, subjects=[hearing.id, meeting.id], at=at)
        ask_agencies(actor, meeting, hearing, invited, at=at)
        # Last: whoever lists may be the one who is held out by it, and would see nothing to write to any more.
        publish(CaseListed(actor=actor, file_id=hearing.file_id, hearing_id=hearing.id, meeting_id=meeting.id))
        return hearing.id


def invite(*, actor: Actor, hearing: Hearing, agency_id: UUID, at: datetime) -> None:
    """Let one more agency that referred the case too into its hearing and ask what it knows; part of another operation.

    One that was asked already, is shut out of the case as a whole or stands on her no-go list is left as it is.
    """
    asked = set(Research.objects.filter(hearing=hearing).values_list("agency_id", flat=True))
    agencies = _referring(hearing.file_id, {agency_id} - asked, at=at)
    share_hearing(actor=actor, meeting=hearing.meeting, hearing=hearing, agencies=agencies, at=at)
    new = [agency.id for agency in agencies]
    let_in(actor, hearing.meeting, hearing, new, at=at)
    ask_agencies(actor, hearing.meeting, hearing, new, at=at)


def move_case(*, actor: Actor, file_id: UUID, hearing_id: UUID, earlier: bool, at: datetime) -> UUID:
    """Swap a listed case with its neighbour on the agenda, as the actor sees it. Returns the meeting's id.

    At the end of the agenda it stays where it is. Raises NotFound, and Refusal once the meeting is held.
    """
    with acting_as(actor):
        must(actor, "conference.meet")
        moved = Hearing.objects.filter(id=hearing_id, file_id=file_id).first()
        if moved is None:
            raise NotFound
        meeting = locked(moved.meeting_id)
        if meeting.state in OVER:
            raise Refusal("The meeting is over: its agenda stays as it was.")
        agenda = list(Hearing.objects.filter(meeting=meeting).order_by("order", "listed_at"))
        place = [hearing.id for hearing in agenda].index(moved.id)
        other = place - 1 if earlier else place + 1
        if 0 <= other < len(agenda):
            agenda[place], agenda[other] = agenda[other], agenda[place]
            # Two cases may share a place when one of them was hidden from whoever listed the other.
            places = sorted(hearing.order for hearing in agenda)
            for number, hearing in enumerate(agenda):
                hearing.order = places[number] if len(set(places)) == len(places) else number + 1
            if Hearing.objects.bulk_update(agenda, ["order"]) != len(agenda):
                raise Refusal("The agenda has changed meanwhile.", remedy="Look at it again.")  # one is hidden now
            record("hearing.moved", file_id=file_id, subjects=[hearing_id], at=at)
        return meeting.id


def move_referral(referral: Referral, move: str, *, reason: str = "") -> None:
    """Make a move of the referral's state table as part of another operation. Raises Refusal."""
    referral.state = REFERRAL.make(state=referral.state, move=move, facts=TriageFacts(reason=reason))
    referral.save(update_fields=["state"])


def _put_on(meeting: Meeting, referral: Referral, *, before: Hearing | None, at: datetime) -> Hearing:
    if before is not None:
        return _put_back(before, referral, at=at)
    last = Hearing.objects.filter(meeting=meeting).aggregate(last=Max("order"))["last"] or 0
    hearing = Hearing(
        file_id=referral.file_id,
        referral=referral,
        meeting=meeting,
        order=last + 1,
        state=HEARING.first,
        listed_at=at,
    )
    hearing.save(force_insert=True)
    return hearing


def _put_back(hearing: Hearing, referral: Referral, *, at: datetime) -> Hearing:
    """Put a case back in its place on a meeting that it was taken off; what was written of it there stays."""
    hearing.state = HEARING.make(state=hearing.state, move="put_back", facts=HearingFacts())
    hearing.referral, hearing.listed_at = referral, at
    hearing.reason, hearing.deferred_key, hearing.deferred_to = "", "", None
    if hearing.left_in is not None:
        # An agenda has gone out without it: the next one says that it is new.
        hearing.left_in = hearing.sent_in = hearing.changed_in = hearing.sent_slot = None
    hearing.save()
    return hearing


def _invited(
    referral: Referral, agency_ids: Collection[UUID], *, at: datetime, also: Collection[UUID] = ()
) -> list[Agency]:
    """Those chosen and the referring agency, by their ids; an agency shut out as a whole is not among them.

    Args:
        also: who was asked about it on this meeting before.
    """
    chosen = current_agencies(agency_ids, at=at)
    if len(chosen) < len(set(agency_ids)):
        many = "An agency" if len(set(agency_ids)) - len(chosen) == 1 else "Some agencies"
        raise Refusal(f"{many} chosen left the partnership.", remedy="Choose again.", field="agency_ids")
    out = shut_out_of(referral.file_id, at=at)
    found = [*chosen, *_referring(referral.file_id, {referral.agency_id, *also} - set(agency_ids), at=at)]
    return sorted((agency for agency in found if agency.id not in out), key=lambda agency: agency.id)


def _referring(file_id: UUID, agency_ids: Collection[UUID], *, at: datetime) -> list[Agency]:
    """Agencies invited because they refer, though nobody chose them: never one shut out or on her no-go list."""
    found = current_agencies(agency_ids, at=at) if agency_ids else []
    if not found:
        return []
    out, entries = shut_out_of(file_id, at=at), no_go(file_id)
    return [one for one in found if one.id not in out and why_not_told(entries, recipient_of(one)) is None]


def current_agencies(agency_ids: Collection[UUID], *, at: datetime) -> list[Agency]:
    """Those of these agencies that are of the partnership today."""
    today = timezone.localdate(at)
    return list(Agency.objects.filter(Q(left_on=None) | Q(left_on__gt=today), id__in=set(agency_ids)))


def shut_out_of(file_id: UUID, *, at: datetime) -> set[UUID]:
    """The agencies kept out of a file as a whole for a conflict of interest."""
    rows = Exclusion.objects.filter(
        Q(until_at=None) | Q(until_at__gt=at), file_id=file_id, agency__isnull=False, unit=""
    )
    return {agency_id for agency_id in rows.values_list("agency_id", flat=True) if agency_id}


def let_in(actor: Actor, meeting: Meeting, hearing: Hearing, agency_ids: Iterable[UUID], *, at: datetime) -> None:
    """Let agencies see a listed case until its flag ends; part of an operation that has passed the gate of sharing."""
    until = sees_until(actor, meeting)
    sees_long_enough = {
        grant.agency_id
        for grant in Grant.on(hearing.file_id)
        if grant.holder_id is None and (grant.until_at is None or grant.until_at >= until)
    }
    reason = why_listed(meeting, hearing)
    for agency_id in agency_ids:
        if agency_id not in sees_long_enough:
            give(actor=actor, file_id=hearing.file_id, agency_id=agency_id, reason=reason, at=at, until=until)


def ask_agencies(actor: Actor, meeting: Meeting, hearing: Hearing, agency_ids: Iterable[UUID], *, at: datetime) -> None:
    """Ask agencies what they know of a listed case; part of another operation."""
    due_on = max(meeting.research_due_on, timezone.localdate(at))
    before = Research.objects.filter(hearing=hearing)
    was_asked = set(before.values_list("agency_id", flat=True))
    asked = [
        Research(
            file_id=hearing.file_id,
            hearing=hearing,
            agency_id=agency_id,
            state=RESEARCH.first,
            asked_at=at,
            due_on=due_on,
        )
        for agency_id in agency_ids
        if agency_id not in was_asked
    ]
    Research.objects.bulk_create(asked)
    record("research.asked", file_id=hearing.file_id, subjects=[one.agency_id for one in asked], at=at)
    # Whoever had not answered when it was taken off is told that it is on again.
    for one in [*asked, *before.filter(state=RESEARCH.first, agency_id__in=was_asked & {*agency_ids})]:
        publish(ResearchAsked(actor=actor, file_id=hearing.file_id, research_id=one.id, agency_id=one.agency_id))


def locked_hearing(file_id: UUID, hearing_id: UUID) -> Hearing:
    """The hearing with its meeting and referral, locked until the transaction ends. Raises NotFound."""
    found = (
        Hearing.objects.select_for_update(of=("self",))
        .select_related("meeting", "referral")
        .filter(id=hearing_id, file_id=file_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found
