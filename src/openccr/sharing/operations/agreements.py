"""Keeping the register of information-sharing agreements."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.sharing.models import Agreement, Party
from openccr.sharing.operations.grounds import bases_of, check_law
from openccr.sharing.rules.agreements import Draft, why_no_agreement


def add_agreement(*, actor: Actor, draft: Draft, at: datetime) -> UUID:
    """Put an agreement into the register, with the agencies it is between, none of which has signed yet.

    Returns its id. Raises Refusal as `why_no_agreement` and without a lawful basis, NotFound for an agency elsewhere.
    """
    with acting_as(actor):
        must(actor, "sharing.keep_agreements")
        if refusal := why_no_agreement(draft):
            raise refusal
        pack = practice(actor)
        check_law(draft.law, pack)
        if not set(draft.law) & set(bases_of(pack)):
            raise Refusal("Name the lawful basis.", remedy="Choose one of the list.", field="basis")
        if set(draft.kinds) - set(pack.law.kinds):
            raise Refusal("Name kinds of information that the pack knows.", field="kinds")
        agencies = set(Agency.objects.filter(id__in=draft.agency_ids).values_list("id", flat=True))
        if agencies != set(draft.agency_ids):
            raise NotFound
        agreement = Agreement(
            partnership_id=actor.partnership,
            title=draft.title.strip(),
            purpose=draft.purpose.strip(),
            law=list(draft.law),
            kinds=list(draft.kinds),
            from_on=draft.from_on,
            review_on=draft.review_on,
        )
        agreement.save(force_insert=True)
        Party.objects.bulk_create(
            Party(partnership_id=actor.partnership, agreement=agreement, agency_id=agency) for agency in agencies
        )
        record("agreement.added", subjects=[agreement.id], at=at)
        return agreement.id


def sign_agreement(
    *, actor: Actor, agreement_id: UUID, agency_id: UUID, signed_by: str, signed_on: date, at: datetime
) -> None:
    """Write down who signed for an agency: its lead for their own, the coordinator for any.

    Args:
        signed_by: name and post of the signatory.

    Raises NotFound for an agency that is no party, Refusal for one that has signed and for a day to come.
    """
    with acting_as(actor):
        must(actor, "sharing.sign", agency_id)
        party = Party.objects.filter(agreement_id=agreement_id, agency_id=agency_id).first()
        if party is None:
            raise NotFound
        if party.signed_on is not None:
            raise Refusal("This agency has signed already.", field="agency_id")
        if signed_on > localdate(at):
            raise Refusal("This day is still to come.", remedy="Give the day of the signature.", field="signed_on")
        Party.objects.filter(id=party.id).update(
            signed_on=signed_on, signed_by=signed_by.strip(), recorded_by_name=actor.name
        )
        record("agreement.signed", subjects=[agreement_id, agency_id], at=at)


def take_agreement_signature_back(*, actor: Actor, agreement_id: UUID, agency_id: UUID, at: datetime) -> None:
    """Take back a signature that was written down by mistake; the agency is asked again. What was shared meanwhile
    stays in the ledger as it was.

    Raises NotFound for an agency that is no party or has not signed, and for an agreement that has ended.
    """
    with acting_as(actor):
        must(actor, "sharing.sign", agency_id)
        in_force = Agreement.objects.filter(_in_force(at), id=agreement_id)
        party = Party.objects.filter(agreement_id=agreement_id, agency_id=agency_id).exclude(signed_on=None)
        if not in_force.exists() or not party.update(signed_on=None, signed_by="", recorded_by_name=""):
            raise NotFound
        record("agreement.unsigned", subjects=[agreement_id, agency_id], at=at)


def review_agreement(*, actor: Actor, agreement_id: UUID, review_note: str, review_on: date, at: datetime) -> None:
    """Write down that an agreement was reviewed, and when it is next. Raises NotFound for one that is not in force."""
    with acting_as(actor):
        must(actor, "sharing.keep_agreements")
        if review_on <= localdate(at):
            raise Refusal("The next review is after today.", remedy="Give a later day.", field="review_on")
        _change(agreement_id, at=at, reviewed_on=localdate(at), review_note=review_note.strip(), review_on=review_on)
        record("agreement.reviewed", subjects=[agreement_id], at=at)


def end_agreement(*, actor: Actor, agreement_id: UUID, at: datetime) -> None:
    """End an agreement today. Raises NotFound for one that is not in force."""
    with acting_as(actor):
        must(actor, "sharing.keep_agreements")
        _change(agreement_id, at=at, ended_on=localdate(at))
        record("agreement.ended", subjects=[agreement_id], at=at)


def _change(agreement_id: UUID, *, at: datetime, **changes: object) -> None:
    if not Agreement.objects.filter(_in_force(at), id=agreement_id).update(**changes):
        raise NotFound


def _in_force(at: datetime) -> Q:
    return Q(ended_on=None) | Q(ended_on__gt=localdate(at))
