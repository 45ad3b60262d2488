"""The rules of risk: counting, the words of a result, what stands, when to ask again, and how two are compared."""

from openccr.risk.rules.answers import Given, chosen
from openccr.risk.rules.comparing import Line, compare
from openccr.risk.rules.counting import Finding, Raised, find, follow_ups, left_open
from openccr.risk.rules.entering import SentScore, why_not_assessed, why_not_reviewed, why_not_score
from openccr.risk.rules.events import RiskAssessed
from openccr.risk.rules.indicators import AssessmentFact, ChangeFact, Indicators, Share, indicators
from openccr.risk.rules.proposing import propose
from openccr.risk.rules.reassessing import answered_by, due_on, why_not_closed, why_not_reported
from openccr.risk.rules.results import Assessed, is_high, scores_high, standing, wording

__all__ = [
    "Assessed",
    "AssessmentFact",
    "ChangeFact",
    "Finding",
    "Given",
    "Indicators",
    "Line",
    "Raised",
    "RiskAssessed",
    "SentScore",
    "Share",
    "answered_by",
    "chosen",
    "compare",
    "due_on",
    "find",
    "follow_ups",
    "indicators",
    "is_high",
    "left_open",
    "propose",
    "scores_high",
    "standing",
    "why_not_assessed",
    "why_not_closed",
    "why_not_reported",
    "why_not_reviewed",
    "why_not_score",
    "wording",
]
