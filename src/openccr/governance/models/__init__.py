"""The tables of governance, by noun."""

from openccr.governance.models.assessment import AssessmentRound, Moderated, Rating
from openccr.governance.models.boards import Board, BoardMember, BodyLead
from openccr.governance.models.coordination import BoardPack, Debrief, DutyDone, TimeSpent
from openccr.governance.models.decisions import BoardDecision, BoardRisk
from openccr.governance.models.dynamics import Dynamic, Interest
from openccr.governance.models.escalations import Matter
from openccr.governance.models.funding import Contract, ContractMeasure, FundingStream
from openccr.governance.models.outcomes import Indicator, IndicatorValue, Objective, Outcome
from openccr.governance.models.pilots import BusinessCase, Pilot
from openccr.governance.models.policies import KeptPolicy, PolicyRead, PolicySignatory, PolicyVersion
from openccr.governance.models.quality import DipSample, PrincipleCheck, SampledCase
from openccr.governance.models.recommendations import (
    Milestone,
    PublishedRecommendation,
    PublishedThemes,
    Recommendation,
    RecommendationEvidence,
)
from openccr.governance.models.representation import ContractLeave, MeetingTime, TakingPart
from openccr.governance.models.sittings import (
    PaperOpened,
    Sitting,
    SittingItem,
    SittingPaper,
    SittingPresence,
    SittingPresenceBefore,
)
from openccr.governance.models.strategy import AgencyContribution, Strategy, StrategyRemark, TheoryStep
from openccr.governance.models.strategy_document import AuthorsText, StrategyDocument
from openccr.governance.models.terms import BoardTerms

__all__ = [
    "AgencyContribution",
    "AssessmentRound",
    "AuthorsText",
    "Board",
    "BoardDecision",
    "BoardMember",
    "BoardPack",
    "BoardRisk",
    "BoardTerms",
    "BodyLead",
    "BusinessCase",
    "Contract",
    "ContractLeave",
    "ContractMeasure",
    "Debrief",
    "DipSample",
    "DutyDone",
    "Dynamic",
    "FundingStream",
    "Indicator",
    "IndicatorValue",
    "Interest",
    "KeptPolicy",
    "Matter",
    "MeetingTime",
    "Milestone",
    "Moderated",
    "Objective",
    "Outcome",
    "PaperOpened",
    "Pilot",
    "PolicyRead",
    "PolicySignatory",
    "PolicyVersion",
    "PrincipleCheck",
    "PublishedRecommendation",
    "PublishedThemes",
    "Rating",
    "Recommendation",
    "RecommendationEvidence",
    "SampledCase",
    "Sitting",
    "SittingItem",
    "SittingPaper",
    "SittingPresence",
    "SittingPresenceBefore",
    "Strategy",
    "StrategyDocument",
    "StrategyRemark",
    "TakingPart",
    "TheoryStep",
    "TimeSpent",
]
