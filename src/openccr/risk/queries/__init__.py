"""Risk as pages show it."""

from openccr.risk.queries.changes import ChangeShown, changes_of, due_for
from openccr.risk.queries.drafts import draft_of, drafts_of, half_answered
from openccr.risk.queries.figures import figures
from openccr.risk.queries.instruments import instrument_named, instruments_in_use, proposed_for
from openccr.risk.queries.risks import (
    Look,
    Risk,
    all_risks,
    latest_for,
    latest_risk,
    looks_at,
    raised_elsewhere,
    risk_of,
)

__all__ = [
    "ChangeShown",
    "Look",
    "Risk",
    "all_risks",
    "changes_of",
    "draft_of",
    "drafts_of",
    "due_for",
    "figures",
    "half_answered",
    "instrument_named",
    "instruments_in_use",
    "latest_for",
    "latest_risk",
    "looks_at",
    "proposed_for",
    "raised_elsewhere",
    "risk_of",
]
