"""Cases with and without consent, and lines on her no-go list, made through operations."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from openccr.conference.operations.listing import list_case
from openccr.conference.operations.sharing import justify_referral
from openccr.kernel.actors import Actor
from openccr.sharing.operations import add_agreement, record_no_go
from openccr.sharing.rules.agreements import Draft
from openccr.sharing.rules.grounds import Grounds, Told
from tests.conference.conferences import TODAY, WHEN, accepted, planned
from tests.makers import Area

GROUNDS = Grounds(
    law=("art6_public_task", "art9_safeguarding"),
    necessity="No agency alone can keep her safe.",
    proportionality="Only what bears on the risk, to those who act on it.",
    told=Told.LATER,
    why_not_told="He reads her messages.",
)


def not_consented(area: Area, *, justified: bool = True, consent: str = "no") -> tuple[UUID, UUID]:
    """An accepted referral without consent: (file, referral)."""
    file, referral = accepted(area, consent=consent)
    if justified:
        justify_referral(actor=area.amina, file_id=file, referral_id=referral, grounds=GROUNDS, at=WHEN)
    return file, referral


def list_it(area: Area, referral: UUID, *invited: str, why: str = "", meeting: UUID | None = None) -> UUID:
    """List a referral with those agencies; the hearing's id."""
    return list_case(
        actor=area.amina, referral_id=referral, meeting_id=meeting or planned(area), override_reason=why, at=WHEN,
        agency_ids=[area.agencies[name] for name in invited],
    )  # fmt: skip


def on_her_list(area: Area, file: UUID, agency: str, *, by: Actor | None = None) -> UUID:
    """She does not want that agency to be told."""
    return record_no_go(
        actor=by or area.amina, file_id=file, agency_id=area.agencies[agency], words="His cousin works there.", at=WHEN
    )


def without_told(**changes: object) -> Grounds:
    """The usual grounds, with something changed."""
    return replace(GROUNDS, **changes)  # type: ignore[arg-type]


def agreed(area: Area, *agencies: str, **changes: object) -> UUID:
    """An agreement between those agencies, signed by nobody yet; its id."""
    usual = {
        "title": "Sharing for the conference", "purpose": "Keeping people safe.", "law": ("art6_public_task",),
        "from_on": TODAY, "review_on": TODAY + timedelta(days=365),
        "agency_ids": tuple(area.agencies[name] for name in agencies or ("council", "police", "housing")),
    }  # fmt: skip
    return add_agreement(actor=area.amina, draft=Draft(**{**usual, **changes}), at=WHEN)  # type: ignore[arg-type]
