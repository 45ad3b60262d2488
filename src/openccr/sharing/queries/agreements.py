"""The register of agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from openccr.access.together import Steps, asked
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.sharing.models import Agreement, Party
from openccr.sharing.queries.ledger import law_words
from openccr.sharing.rules.agreements import AgreementState, state_of


@dataclass(frozen=True, kw_only=True)
class PartyShown:
    """An agency of an agreement, and who signed for it."""

    agency_id: UUID
    agency: str
    signed_on: date | None
    signed_by: str


@dataclass(frozen=True, kw_only=True)
class AgreementShown:
    """An agreement with its parties."""

    id: UUID
    title: str
    purpose: str
    law: tuple[str, ...]
    from_on: date
    review_on: date
    reviewed_on: date | None
    review_note: str
    ended_on: date | None
    state: AgreementState
    parties: tuple[PartyShown, ...]

    @property
    def signed(self) -> int:
        return sum(party.signed_on is not None for party in self.parties)


def agreements(*, actor: Actor, today: date) -> list[AgreementShown]:
    """Every agreement, the one to be reviewed first at the top. Two queries."""
    rows = list(Agreement.objects.order_by("review_on", "title"))
    parties: dict[UUID, list[PartyShown]] = {}
    for one in Party.objects.filter(agreement__in=rows).select_related("agency").order_by("agency__name"):
        parties.setdefault(one.agreement_id, []).append(
            PartyShown(
                agency_id=one.agency_id, agency=one.agency.name, signed_on=one.signed_on, signed_by=one.signed_by
            )
        )
    shown = [_shown(row, parties.get(row.id, []), actor, today=today) for row in rows]
    return sorted(shown, key=lambda one: one.state is AgreementState.ENDED)


@asked
def to_review(*, today: date) -> Steps[list[tuple[UUID, str, date, AgreementState]]]:
    """Agreements whose review is due, first first, as (id, title, review, state). One query."""
    (rows,) = yield (Agreement.objects.order_by("review_on", "title"),)
    stands = [
        (row.id, row.title, row.review_on, state_of(review_on=row.review_on, ended_on=row.ended_on, today=today))
        for row in rows
    ]
    return [one for one in stands if one[3] in (AgreementState.REVIEW_SOON, AgreementState.REVIEW_LATE)]


def agreement_of(agreement_id: UUID, *, actor: Actor, today: date) -> AgreementShown:
    """One agreement. Raises NotFound."""
    found = next((one for one in agreements(actor=actor, today=today) if one.id == agreement_id), None)
    if found is None:
        raise NotFound
    return found


@once
def signed_agencies(*, today: date) -> frozenset[UUID] | None:
    """The agencies that have signed an agreement in force today; None when none was ever registered. One query.

    Where the last one has ended nobody has signed, and whoever invites an agency reads so.
    """
    rows = Party.objects.filter(agreement__from_on__lte=today)
    found = list(rows.values_list("agency_id", "signed_on", "agreement__ended_on"))
    signed = (agency for agency, on, ended in found if on is not None and (ended is None or ended > today))
    return frozenset(signed) if found else None


def agencies_to_choose(*, today: date) -> list[tuple[UUID, str]]:
    """The partnership's agencies of today, as (id, name)."""
    current = Agency.objects.filter(Q(left_on=None) | Q(left_on__gt=today)).order_by("name")
    return list(current.values_list("id", "name"))


def _shown(row: Agreement, parties: list[PartyShown], actor: Actor, *, today: date) -> AgreementShown:
    return AgreementShown(
        id=row.id,
        title=row.title,
        purpose=row.purpose,
        law=law_words(row.law, practice(actor)),
        from_on=row.from_on,
        review_on=row.review_on,
        reviewed_on=row.reviewed_on,
        review_note=row.review_note,
        ended_on=row.ended_on,
        state=state_of(review_on=row.review_on, ended_on=row.ended_on, today=today),
        parties=tuple(parties),
    )
