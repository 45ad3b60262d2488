"""Keeping her no-go list, and deciding that somebody on it is told all the same."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Grant
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Partnership
from openccr.partnership.practice import practice
from openccr.sharing.models import NoGo, Override
from openccr.sharing.rules.no_go import NamedOnCase, PersonNamed, Recipient, SomebodyListed, recipient_of, why_no_entry


def record_no_go(
    *,
    actor: Actor,
    file_id: UUID,
    words: str,
    at: datetime,
    agency_id: UUID | None = None,
    kind: str = "",
    person: str = "",
    until_on: date | None = None,
) -> UUID:
    """Write down that an agency, a kind of service or a person must not be told. It stops them from this moment.

    No line stands on the timeline, which the agency named may read. What is on the case already stays until the
    coordinator has decided; she is told at once.

    Args:
        agency_id: an agency of the partnership; with `person`, where that person works.
        kind: key of the pack's kinds of agency.
        words: why, in her words.
        until_on: the last day on which it counts, if she gave one.

    Returns the line's id. Raises Refusal as `why_no_entry` and for a line that counts already, NotFound for an agency
    or kind that is not there.
    """
    with acting_as(actor):
        must(actor, "sharing.no_go")
        if agency_id and not Agency.objects.filter(id=agency_id).exists():
            raise NotFound
        if kind and kind not in practice(actor).agencies.kinds:
            raise NotFound
        coordinating = bool(agency_id) and _coordinates(agency_id)
        refusal = why_no_entry(agency=bool(agency_id), kind=kind, person=person, words=words, coordinating=coordinating)
        if refusal is not None:
            raise refusal
        if until_on is not None and until_on < localdate(at):
            raise Refusal(
                "The last day is in the past.", remedy="Leave it empty or give a later day.", field="until_on"
            )
        _need_new(file_id, agency_id, kind, person, on=localdate(at))
        row = NoGo(
            file_id=file_id,
            agency_id=agency_id,
            kind=kind,
            person=person.strip(),
            words=words.strip(),
            from_on=localdate(at),
            until_on=until_on,
            decided_by=actor.appointment,
            decided_by_name=actor.name,
            at=at,
            was_on_case=bool(not person.strip() and _on_case(file_id, agency_id, kind)),
        )
        NoGo.objects.bulk_create([row])
        record("no_go.recorded", file_id=file_id, subjects=[row.id], at=at)
        publish(SomebodyListed(actor, file_id))
        if row.person:
            publish(PersonNamed(actor, file_id))
        if row.was_on_case:
            publish(NamedOnCase(actor, file_id))
        return row.id


def end_no_go(*, actor: Actor, file_id: UUID, no_go_id: UUID, reason: str, at: datetime) -> None:
    """She says that they may be told again, from today on. The line stays to be read.

    Raises NotFound for a line the actor does not see or that has ended, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "sharing.no_go")
        if not reason.strip():
            raise Refusal("Write down what the victim said.", field="reason")
        yesterday = date.fromordinal(localdate(at).toordinal() - 1)
        found = NoGo.objects.filter(NoGo.counting(localdate(at)), id=no_go_id, file_id=file_id)
        if not found.update(until_on=yesterday, why_ended=reason.strip(), ended_by_name=actor.name):
            raise NotFound
        record("no_go.ended", file_id=file_id, subjects=[no_go_id], at=at)


def override(*, actor: Actor, file_id: UUID, no_go_id: UUID, recipient: Recipient, reason: str, at: datetime) -> None:
    """Decide that somebody on her list is told all the same; her IDVA sees who decided it and why.

    Raises Refusal without a reason, and for whoever does not coordinate.
    """
    with acting_as(actor):
        must(actor, "sharing.override")
        if not reason.strip():
            raise Refusal("Say why they must be told although the victim does not want it.", field="override_reason")
        row = Override(
            file_id=file_id,
            no_go_id=no_go_id,
            agency_id=recipient.agency_id,
            outside="" if recipient.agency_id else recipient.name,
            reason=reason.strip(),
            decided_by=actor.appointment,
            decided_by_name=actor.name,
            at=at,
        )
        Override.objects.bulk_create([row])
        record("no_go.overridden", file_id=file_id, subjects=[no_go_id, row.id], at=at)


def leave_on_case(*, actor: Actor, file_id: UUID, no_go_id: UUID, reason: str, at: datetime) -> None:
    """Decide that who stands on her list and is on the case stays on it; the reason stands beside the line.

    Raises NotFound for a line that does not count, Refusal without a reason and where none of them is on the case.
    """
    with acting_as(actor):
        must(actor, "sharing.override")
        row = NoGo.objects.filter(NoGo.counting(localdate(at)), id=no_go_id, file_id=file_id, person="").first()
        if row is None:
            raise NotFound
        told = set(Override.objects.filter(no_go=row, duty=False).values_list("agency_id", flat=True))
        staying = [one for one in _on_case(file_id, row.agency_id, row.kind) if one.id not in told]
        if not staying:
            raise Refusal("Nobody of this line is on the case any more, or it is decided already.")
        for agency in staying:
            override(
                actor=actor, file_id=file_id, no_go_id=no_go_id, recipient=recipient_of(agency), reason=reason, at=at
            )


def _on_case(file_id: UUID, agency_id: UUID | None, kind: str) -> list[Agency]:
    """The agencies that such a line names and that are let into the case as a whole."""
    named = Agency.objects.filter(id=agency_id) if agency_id else Agency.objects.filter(kind=kind)
    return list(named.filter(id__in=Grant.agencies_on(file_id)))


def _need_new(file_id: UUID, agency_id: UUID | None, kind: str, person: str, *, on: date) -> None:
    """Raise Refusal when the actor sees the same line, and nobody was told in spite of it."""
    same = NoGo.objects.filter(
        NoGo.counting(on), file_id=file_id, agency=agency_id, kind=kind, person__iexact=person.strip()
    )
    if same.filter(overrides=None).exists():
        raise Refusal(
            "The same line is on the list already.",
            remedy="One line is enough: it stops every invitation and paper.",
            field="who",
        )


def _coordinates(agency_id: UUID | None) -> bool:
    return Partnership.objects.filter(coordinating_agency_id=agency_id).exists()
