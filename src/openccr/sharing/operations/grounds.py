"""Writing down why a referral is shared without her consent (domain 12.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.content import Pack
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.sharing.models import WithoutConsent
from openccr.sharing.rules.grounds import BASES, CONDITIONS, Grounds, why_no_grounds


def say_why_without_consent(*, actor: Actor, file_id: UUID, about_id: UUID, grounds: Grounds, at: datetime) -> UUID:
    """Write down once why a referral is shared without her consent; it is never changed.

    Args:
        about_id: the referral, which the caller has looked at.

    Returns the record's id. Raises Refusal as `why_no_grounds`, for law that the pack does not have, and when it is
    written down already.
    """
    with acting_as(actor):
        must(actor, "sharing.without_consent")
        pack = practice(actor)
        check_law(grounds.law, pack)
        if refusal := why_no_grounds(grounds, bases=bases_without_consent(pack)):
            raise refusal
        if WithoutConsent.objects.filter(about_id=about_id).exists():
            raise Refusal("It is written down already, and stands as it was.")
        row = WithoutConsent(
            file_id=file_id,
            about_id=about_id,
            law=list(grounds.law),
            necessity=grounds.necessity.strip(),
            proportionality=grounds.proportionality.strip(),
            told=grounds.told.value,
            why_not_told=grounds.why_not_told.strip(),
            decided_by=actor.appointment,
            decided_by_name=actor.name,
            at=at,
        )
        WithoutConsent.objects.bulk_create([row])
        note(
            file_id=file_id,
            kind="sharing",
            sentence="Why it is shared without consent was written down",
            at=at,
            about_id=row.id,
        )
        record("sharing.without_consent", file_id=file_id, subjects=[about_id, row.id], at=at)
        return row.id


def bases_of(pack: Pack) -> list[str]:
    """The keys of the pack's law that are a lawful basis by themselves."""
    return [basis.key for basis in pack.law.bases.values() if basis.layer in BASES]


def bases_without_consent(pack: Pack) -> list[str]:
    """The bases that can stand where nobody has consented: a ledger that names consent there would be false."""
    return [key for key in bases_of(pack) if not pack.law.bases[key].consent]


def conditions_of(pack: Pack) -> list[str]:
    """The keys of the pack's conditions for what is sensitive and for offences."""
    return [basis.key for basis in pack.law.bases.values() if basis.layer in CONDITIONS]


def needs_condition(basis: str, pack: Pack) -> bool:
    """Whether a basis lets nothing sensitive be told by itself: law enforcement has conditions of its own."""
    return basis in pack.law.bases and pack.law.bases[basis].layer == "article_6"


def check_law(law: tuple[str, ...], pack: Pack) -> None:
    """Raise Refusal for a key that the pack's law does not have."""
    if set(law) - set(pack.law.bases):
        raise Refusal("This is no basis of the law in use here.", remedy="Choose one of the list.", field="basis")
