"""Sharing: the one gate through which agencies are let into a case, which leaves its lines in the ledger."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.sharing.models import Disclosure, NoGo, WithoutConsent
from openccr.sharing.operations.disclosing import agreement_for, registered
from openccr.sharing.operations.grounds import bases_of, check_law
from openccr.sharing.operations.no_go import override
from openccr.sharing.rules.grounds import Consent, Sharing, why_not_shared
from openccr.sharing.rules.no_go import Entry, Recipient, recipient_of, stopping, why_not_told
from openccr.sharing.rules.ways import Covering, Way, layers_missing


def share(
    *,
    actor: Actor,
    file_id: UUID,
    agencies: Sequence[Agency],
    sharing: Sharing,
    at: datetime,
    override_reason: str = "",
) -> None:
    """Write in the ledger that a case is shared with these agencies; call it before they are let in.

    The actor's own agency gets no line: nothing leaves it. It costs one insert, however many agencies there are.

    Args:
        override_reason: why agencies on her no-go list are told all the same; "" when none may be.

    Raises Refusal without consent and without grounds, and for an agency on her no-go list without a reason.
    """
    with acting_as(actor):
        must(actor, "sharing.share")
        others = [agency for agency in agencies if agency.id != actor.agency_id]
        if not others:
            return
        grounds = _grounds_for(sharing)
        entries = NoGo.in_force(file_id, on=at)
        _pass_list(actor, file_id, entries, *map(recipient_of, others), reason=override_reason, at=at)
        people, among = people_in(file_id), registered(today=localdate(at))
        lines = [_line(actor, file_id, one, sharing, grounds, people=people, among=among, at=at) for one in others]
        Disclosure.objects.bulk_create(lines)
        record("sharing.shared", file_id=file_id, subjects=[agency.id for agency in others], at=at)


def people_in(file_id: UUID) -> list[str]:
    """The ids of everybody with a part in a case: whom what is shared of it is about."""
    found = Part.objects.filter(file_id=file_id, until_on=None).values_list("person_id", flat=True)
    return sorted(str(one) for one in found)


def _grounds_for(sharing: Sharing) -> WithoutConsent | None:
    if sharing.consent == Consent.YES:
        return None
    grounds = WithoutConsent.objects.filter(about_id=sharing.about_id).first()
    if refusal := why_not_shared(consent=sharing.consent, grounds=grounds is not None):
        raise refusal
    return grounds


def _pass_list(
    actor: Actor, file_id: UUID, entries: Collection[Entry], *recipients: Recipient, reason: str, at: datetime
) -> None:
    """Refuse whoever is on her list, naming all of them at once, or write down why they are told all the same."""
    refusal = why_not_told(entries, *recipients)
    if refusal is None:
        return
    if not reason.strip():
        raise Refusal(refusal.sentence, remedy=refusal.remedy, field="override_reason")
    for recipient in recipients:
        for entry in stopping(entries, recipient):
            override(actor=actor, file_id=file_id, no_go_id=entry.id, recipient=recipient, reason=reason, at=at)


def _line(
    actor: Actor,
    file_id: UUID,
    agency: Agency,
    sharing: Sharing,
    grounds: WithoutConsent | None,
    *,
    people: list[str],
    among: Sequence[Covering],
    at: datetime,
) -> Disclosure:
    agreement, gap = agreement_for(actor, agency.id, kinds=sharing.kinds, today=localdate(at), among=among)
    return Disclosure(
        file_id=file_id,
        agency_id=agency.id,
        people=people,
        agreement_id=agreement,
        outside_agreement=gap,
        kinds=list(sharing.kinds),
        why=sharing.why,
        law=list(grounds.law if grounds else sharing.law),
        consent=sharing.consent,
        grounds=grounds,
        decided_by=actor.appointment,
        decided_by_name=actor.name,
        at=at,
        arises_from=sharing.arises_from,
        arises_from_id=sharing.arises_from_id,
    )


@dataclass(frozen=True, kw_only=True)
class ByHand:
    """Something shared outside the system, such as on the telephone.

    Args:
        agency_id: an agency of the partnership, or None when `outside` says who it was.
        outside: the person or body outside it.
        law: keys of the pack's law, one a basis.
        necessity, proportionality: asked without her consent.
        shared_at: when it was shared; not in the future.
        way: how; `arises_from` and `arises_from_id` say from what, where an operation writes it.
        expires_on: until when they may use it.
        outside_agreement: why it was shared although the agreement with that agency does not cover it.
    """

    kinds: tuple[str, ...]
    why: str
    law: tuple[str, ...]
    consent: Consent
    shared_at: datetime
    agency_id: UUID | None = None
    outside: str = ""
    necessity: str = ""
    proportionality: str = ""
    way: Way = Way.BY_HAND
    arises_from: str = "RecordedByHand"
    arises_from_id: UUID | None = None
    expires_on: date | None = None
    outside_agreement: str = ""


def record_by_hand(*, actor: Actor, file_id: UUID, shared: ByHand, at: datetime, override_reason: str = "") -> UUID:
    """Write down in the ledger what was shared by other means; the same list and the same grounds are asked for.

    Returns the line's id. Raises Refusal for what is missing, and for somebody on her no-go list without a reason.
    """
    with acting_as(actor):
        must(actor, "sharing.record")
        agency = Agency.objects.filter(id=shared.agency_id).first() if shared.agency_id else None
        _check(actor, shared, agency, at=at)
        agreement, gap = agreement_for(
            actor, agency.id if agency else None, kinds=shared.kinds, today=localdate(at),
            among=registered(today=localdate(at)) if agency else (),
        )  # fmt: skip
        if gap.startswith("Outside") and not shared.outside_agreement.strip():
            raise Refusal(gap, remedy="Say why it was shared all the same.", field="outside_agreement")
        to = recipient_of(agency) if agency else Recipient(name=shared.outside, person=shared.outside)
        _pass_list(actor, file_id, NoGo.in_force(file_id, on=at), to, reason=override_reason, at=at)
        line = Disclosure(
            file_id=file_id,
            agency=agency,
            outside="" if agency else shared.outside.strip(),
            way=shared.way,
            people=people_in(file_id),
            expires_on=shared.expires_on,
            agreement_id=agreement,
            outside_agreement=" ".join(part for part in (gap, shared.outside_agreement.strip()) if part)[:300],
            kinds=list(shared.kinds),
            why=shared.why.strip(),
            law=list(shared.law),
            consent=shared.consent.value,
            necessity=shared.necessity.strip(),
            proportionality=shared.proportionality.strip(),
            decided_by=actor.appointment,
            decided_by_name=actor.name,
            at=shared.shared_at,
            arises_from=shared.arises_from,
            arises_from_id=shared.arises_from_id,
        )
        Disclosure.objects.bulk_create([line])
        record("sharing.recorded", file_id=file_id, subjects=[line.id, *([agency.id] if agency else [])], at=at)
        return line.id


def _check(actor: Actor, shared: ByHand, agency: Agency | None, *, at: datetime) -> None:
    pack = practice(actor)
    check_law(shared.law, pack)
    if agency is None and not shared.outside.strip():
        raise Refusal("Say to whom it was told.", remedy="Choose an agency or write who it was.", field="outside")
    if agency is not None and shared.outside.strip():
        raise Refusal("Name the agency or somebody outside, not both.", field="outside")
    if not shared.kinds or set(shared.kinds) - set(pack.law.kinds):
        raise Refusal("Say which kinds of information were shared.", field="kinds")
    if not set(shared.law) & set(bases_of(pack)):
        raise Refusal("Name the lawful basis.", remedy="Choose one of the list.", field="basis")
    bases = pack.law.bases
    lacking = layers_missing(shared.kinds, layers={bases[key].layer for key in shared.law if key in bases})
    if lacking:
        raise Refusal(
            f"This kind of information needs a condition of its own: {lacking[0].replace('_', ' ')}.",
            remedy="Choose it among the conditions and powers.",
            field="conditions",
        )
    if shared.shared_at > at:
        raise Refusal("This has not happened yet.", remedy="Give the day on which it was shared.", field="shared_on")
    if shared.consent is not Consent.YES:
        for name in ("necessity", "proportionality"):
            if not getattr(shared, name).strip():
                raise Refusal(f"Without consent, write down the {name}.", field=name)
