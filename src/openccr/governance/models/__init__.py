"""The tables of governance, by noun."""

from openccr.governance.models.assessment import AssessmentRound, Moderated, Rating
from openccr.governance.models.quality import DipSample, PrincipleCheck, SampledCase

__all__ = ["AssessmentRound", "DipSample", "Moderated", "PrincipleCheck", "Rating", "SampledCase"]
