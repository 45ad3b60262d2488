"""What is attached to a referral, in words (domain 1.5: the assessment and the forms go along)."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "risk_assessment": "The risk assessment (DASH or another tool)",
    "no_consent": "The form on sharing without consent",
    "other": "Something else that bears on the risk",
}
"""What an attachment may be."""
MOST_OF_A_DRAFT = 10
"""How many files go with a referral; more are attached once it is sent."""
MOST_FROM_OUTSIDE = 3
"""How many come with a referral by a link: the assessment, the form, and one more."""
