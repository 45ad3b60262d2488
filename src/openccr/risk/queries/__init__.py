"""Risk as pages show it."""

from openccr.risk.queries.changes import ChangeShown, Due, changes_of, due_for
from openccr.risk.queries.drafts import HalfAnswered, draft_of, drafts_of, half_answered
from openccr.risk.queries.figures import figures
from openccr.risk.queries.instruments import current_instrument, instrument_named, instruments_in_use, proposed_for
from openccr.risk.queries.risks import Look, Risk, all_risks, latest_for, latest_risk, looks_at, risk_of

__all__ = [
    "ChangeShown",
    "Due",
    "HalfAnswered",
    "Look",
    "Risk",
    "all_risks",
    "changes_of",
    "current_instrument",
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
    "risk_of",
]
