"""The agency's own referrals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from openccr.conference.pages import pages
from openccr.conference.queries.referrals import OwnReferral, own_referrals
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.ui.components import StateWord
from openccr.ui.kinds import PER_PAGE, Column, Listing, offer, table

TONES = {
    ReferralState.RECEIVED: "waiting",
    ReferralState.RETURNED: "late",
    ReferralState.NOT_MET_PROPOSED: "waiting",
    ReferralState.NOT_MET: "late",
    ReferralState.OUT_OF_AREA: "waiting",
    ReferralState.APPEALED: "waiting",
}
"""How a state of a referral looks; the others are neutral."""


def to_referral(file: UUID, referral: UUID) -> str:
    """The address of a referral's page."""
    return reverse("conference.referral", kwargs={"file": file, "referral": referral})


class _Row:
    """An own referral as a row of a table."""

    def __init__(self, row: OwnReferral) -> None:
        self.id = row.id
        self.file_id = row.file_id
        self.href = to_referral(row.file_id, row.id)
        self.reference = row.reference
        self.initials = row.initials
        self.theirs = row.theirs
        self.referred_on = row.referred_on
        self.state = StateWord(row.state, TONES.get(ReferralState(row.state_key), "neutral"))


_COLUMNS = (
    Column("reference", "Case", whole=True),
    Column("initials", "Initials"),
    Column("theirs", "Your reference"),
    Column("referred_on", "Referred", whole=True),
    Column("state", "State"),
)


def _own(*, actor: Actor, params: Any, page: int) -> Listing:
    rows, total = own_referrals(actor, first=(page - 1) * PER_PAGE, last=page * PER_PAGE)
    return Listing(
        rows=[_Row(row) for row in rows],
        columns=_COLUMNS,
        empty={"text": "Your agency has referred nobody yet."},
        total=total,
        actions=[
            offer(actor, text="Refer somebody", page="conference.refer", may="conference.refer") | {"kind": "primary"},
            offer(actor, text="Referrals not sent yet", page="conference.drafts", may="conference.refer"),
            offer(actor, text="Bring in a form or a message", page="conference.form_in", may="conference.refer"),
            offer(actor, text="Bring in a file", page="conference.import", may="conference.import"),
        ],
    )


table(
    pages, "referrals/", name="referrals", title="Our referrals", may="conference.refer", query=_own,
    reads="referral.listed",
)  # fmt: skip
