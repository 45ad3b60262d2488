"""`processes/safeguarding.toml`: referring a child or an adult out to safeguarding, its clocks and its outcomes."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from openccr.content.schema.base import Entry, Key, Keyed, Strict, Text, nothing

ROUTES = ("children", "adults")
CLOCKS = ("acknowledged", "decided", "outcome_back")


class Route(Entry):
    """Whom a referral goes to: the agency kind that receives it, and what it is called here."""

    agency_kind: Key
    advice: Text


class Threshold(Entry):
    """The level of need that the referrer sees."""

    route: Literal["children", "adults"]
    meaning: Text


class Urgency(Entry):
    """How fast it must be; `days` working days until it has to be decided, which is never later than the clock."""

    days: Annotated[int, Field(ge=0)]
    advice: Text


class Clock(Entry):
    """Working days from sending; after them the referral is chased."""

    days: Annotated[int, Field(ge=0)]


class OutcomeCode(Entry):
    """What was decided. `nothing_done` needs a reason and can be disagreed with."""

    route: Literal["children", "adults", "both"]
    nothing_done: bool = False


class NoConsent(Entry):
    """Why a referral is made without consent."""


class EscalationStep(Entry):
    """A rung of the professional disagreement ladder, within working days of the one below."""

    days: Annotated[int, Field(ge=0)]


class Safeguarding(Strict):
    """`processes/safeguarding.toml`; empty where a country has not said how it works there.

    What is late is chased again every `chase_again_days` working days.
    """

    version: Annotated[int, Field(ge=1)] | None = None
    chase_again_days: Annotated[int, Field(ge=1)] = 2
    routes: Keyed[Route] = Field(default_factory=nothing)
    thresholds: Keyed[Threshold] = Field(default_factory=nothing)
    urgencies: Keyed[Urgency] = Field(default_factory=nothing)
    clocks: Keyed[Clock] = Field(default_factory=nothing)
    outcomes: Keyed[OutcomeCode] = Field(default_factory=nothing)
    reasons_without_consent: Keyed[NoConsent] = Field(default_factory=nothing)
    escalation: Keyed[EscalationStep] = Field(default_factory=nothing)

    @model_validator(mode="after")
    def _whole_or_empty(self) -> Self:
        if self.version is None:
            return self
        for field, needed in (("routes", ROUTES), ("clocks", CLOCKS)):
            missing = [name for name in needed if name not in getattr(self, field)]
            if missing:
                raise ValueError(f"{field} has no {missing[0]}: add [{field}.{missing[0]}]")
        for field in ("thresholds", "urgencies", "outcomes", "reasons_without_consent", "escalation"):
            if not getattr(self, field):
                raise ValueError(f"{field} is empty: add at least one")
        return self
