"""`agencies.toml`: kinds of agency, and the list of referral sources that the national return counts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from openccr.content.schema.base import Entry, Key, Keyed, Strict, nothing

Sector = Literal[
    "criminal_justice", "specialist", "social_care", "health", "housing", "education", "voluntary", "other"
]


class AgencyKind(Entry):
    """A kind of agency.

    Args:
        core: one that an effective conference cannot do without.
        theme: the thematic area of the directory in which an agency of this kind stands that has no service there.
    """

    sector: Sector
    police: bool = False
    core: bool = False
    theme: Key | None = None


class ReferralSource(Entry):
    """A line of the return's list of who referred; `counts_as` feeds the share of partner referrals."""

    agency_kind: Key
    counts_as: Literal["police", "partner"]


class Agencies(Strict):
    """`agencies.toml`."""

    kinds: Keyed[AgencyKind] = Field(default_factory=nothing)
    referral_sources: Keyed[ReferralSource] = Field(default_factory=nothing)
