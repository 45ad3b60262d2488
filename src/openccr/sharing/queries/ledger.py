"""The ledger as it is shown, printed and taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from openccr.content import Pack
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import letters, without_addresses
from openccr.partnership.practice import practice
from openccr.sharing.models import Disclosure, Override, WithoutConsent
from openccr.sharing.rules.grounds import Consent, Told
from openccr.sharing.rules.ways import NOT_ASKED, Way


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the ledger in words. `above`: its grounds stand above the ledger, with those of the referral."""

    id: UUID
    at: datetime
    whom: str
    kinds: tuple[str, ...]
    why: str
    law: tuple[str, ...]
    consent: str
    why_not_consent: str
    necessity: str
    proportionality: str
    expires_on: date | None
    agreement: str
    way: str
    people: tuple[UUID, ...]
    by: str
    above: bool


def ledger(file_id: UUID, *, actor: Actor, first: int = 0, last: int | None = None) -> list[Line]:
    """What was shared of a file, the newest first. One query."""
    rows = (
        Disclosure.objects.filter(file_id=file_id)
        .select_related("agency", "grounds", "agreement")
        .order_by("-at", "id")
    )
    pack = practice(actor)
    return [_line(row, pack) for row in rows[first:last]]


def _line(row: Disclosure, pack: Pack) -> Line:
    grounds = row.grounds
    return Line(
        id=row.id,
        at=row.at,
        whom=row.agency.name if row.agency else row.outside,
        kinds=tuple(pack.law.kinds[key].name if key in pack.law.kinds else key for key in row.kinds),
        why=row.why,
        law=law_words(row.law, pack),
        consent=Consent(row.consent).label,
        why_not_consent=_why_not_consent(row),
        expires_on=row.expires_on,
        agreement=row.agreement.title if row.agreement else row.outside_agreement,
        way=Way(row.way).label,
        people=tuple(UUID(one) for one in row.people),
        necessity=grounds.necessity if grounds else row.necessity,
        proportionality=grounds.proportionality if grounds else row.proportionality,
        by=row.decided_by_name,
        above=grounds is not None,
    )


def _why_not_consent(row: Disclosure) -> str:
    """Why it was shared without her consent, as far as somebody said so; empty when she consents."""
    if row.consent == Consent.YES:
        return ""
    if row.way in NOT_ASKED:
        return "Nobody asked the victim."
    grounds = row.grounds
    if grounds:
        return f"{Told(grounds.told).label}. {grounds.why_not_told}".strip()
    return "" if row.necessity or row.proportionality else "Nobody has said why."


def law_words(law: list[str], pack: Pack) -> tuple[str, ...]:
    """Each basis by its name and where it stands."""
    bases = pack.law.bases
    return tuple(f"{bases[key].name} ({bases[key].reference})" if key in bases else key for key in law)


@dataclass(frozen=True, kw_only=True)
class GroundsShown:
    """Why a referral is shared without consent, in words."""

    about_id: UUID
    law: tuple[str, ...]
    necessity: str
    proportionality: str
    told: str
    why_not_told: str
    by: str
    at: datetime


def has_grounds(about_id: UUID) -> bool:
    """Whether somebody has written down why this referral is shared without consent."""
    return WithoutConsent.objects.filter(about_id=about_id).exists()


def with_grounds(about_ids: Collection[UUID]) -> set[UUID]:
    """Those of these referrals of which somebody has written down why they are shared without consent. One query."""
    return set(WithoutConsent.objects.filter(about_id__in=about_ids).values_list("about_id", flat=True))


def grounds_of(file_id: UUID, *, actor: Actor) -> list[GroundsShown]:
    """Why the referrals of a file are shared without consent, the newest first. One query."""
    pack = practice(actor)
    return [
        GroundsShown(
            about_id=row.about_id,
            law=law_words(row.law, pack),
            necessity=row.necessity,
            proportionality=row.proportionality,
            told=Told(row.told).label,
            why_not_told=row.why_not_told,
            by=row.decided_by_name,
            at=row.at,
        )
        for row in WithoutConsent.objects.filter(file_id=file_id).order_by("-at")
    ]


@dataclass(frozen=True, kw_only=True)
class ToldAllTheSame:
    """Somebody on her no-go list was told all the same: why, and who decided it."""

    whom: str
    why: str
    by: str
    at: datetime


def told_all_the_same(file_id: UUID) -> list[ToldAllTheSame]:
    """What was decided against her list, the newest first; of it whoever does not read her list sees nothing."""
    rows = Override.objects.filter(file_id=file_id).select_related("agency").order_by("-at", "id")
    return [
        ToldAllTheSame(
            whom=row.agency.name if row.agency else row.outside, why=row.reason, by=row.decided_by_name, at=row.at
        )
        for row in rows
    ]


_TYPED = ("whom", "why", "why_not_consent", "necessity", "proportionality", "why_not_told")
Row = TypeVar("Row", Line, GroundsShown)


def as_it_leaves(shown: Iterable[Row], *, places: Collection[str]) -> list[Row]:
    """Lines or grounds for a paper or a file: what somebody typed tells nobody where she is (security paper, rule 5).

    Args:
        places: where the victims and children of the case are now, as `people.queries.places.places_of` tells it.
    """
    known = {letters(place) for place in places}
    return [_told_without(one, known) for one in shown]


def _told_without(one: Row, known: Collection[str]) -> Row:
    typed = [name for name in _TYPED if hasattr(one, name)]
    told: dict[str, Any] = {name: without_addresses(getattr(one, name), known=known) for name in typed}
    return replace(one, **told)
