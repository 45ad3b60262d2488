"""`generator/<key>.toml`: the numbers behind an invented area. `basis` tells a sourced figure from an assumption."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from openccr.content.schema.base import Percent, Sourced, Strict, Table

Basis = Literal["sourced", "assumed", "sourced_and_assumed"]


class _Parameter(Sourced):
    basis: Basis


class Number(_Parameter):
    """A single value."""

    value: float


class Share(_Parameter):
    """How often something is so, in percent."""

    percent: Percent


class Shares(_Parameter):
    """Kinds that exclude each other, in percent, adding up to a hundred."""

    percent: Table[Percent]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = sum(self.percent.values())
        if abs(total - 100) > 0.05:
            raise ValueError(f"the shares add up to {total:g}, not to 100: correct them")
        return self


class Rates(_Parameter):
    """Things that may be so together, each in percent."""

    percent: Table[Percent]


class Seasonality(_Parameter):
    """How many percent more or fewer cases a month has; months without a word have neither."""

    change: Table[float]


class Normal(_Parameter):
    """A normal curve, cut off at both ends; `sd` is its standard deviation."""

    mean: float
    sd: Annotated[float, Field(gt=0)]
    low: float
    high: float


class Poisson(_Parameter):
    """Counts of rare things: `least` plus a Poisson number of the mean; `none` percent have nought instead."""

    mean: Annotated[float, Field(gt=0)]
    least: int = 0
    none: Percent = 0


class Gamma(_Parameter):
    """Waiting times in days, by their median and shape."""

    median_days: Annotated[float, Field(gt=0)]
    shape: Annotated[float, Field(gt=0)]


class AreaSize(_Parameter):
    """An area by its number of adult women, and how often its conference meets."""

    adult_women: int
    days_between_meetings: int


class Areas(Strict):
    """The sizes `openccr demo --size` knows."""

    small: AreaSize
    medium: AreaSize
    large: AreaSize


class Defects(Strict):
    """What is wrong on purpose, in percent of cases, so that checks have something to find."""

    duplicate_person: Share
    wrong_address: Share
    perpetrator_employed_by_agency: Share
    counter_allegation: Share
    unsafe_phone_recorded_as_safe: Share
    deceased: Share


class Generator(Sourced):
    """Every parameter of an invented conference; one that is left out is an error."""

    areas: Areas
    cases_per_10000_women: Number
    cases_spread: Share
    cases_per_meeting: Normal
    seasonality: Seasonality
    referral_source: Shares
    criteria: Rates
    repeat_share: Share
    repeat_gap: Gamma
    repeat_three_or_more: Share
    score_police: Normal
    score_partner: Normal
    score_judgement_only: Normal
    unknown_answers: Poisson
    item_yes: Rates
    child_contact_if_children: Share
    victim_sex: Shares
    victim_ethnicity: Shares
    disability: Shares
    lgbt: Shares
    victim_age: Shares
    perpetrator_sex: Shares
    perpetrator_age_gap: Normal
    perpetrator_17_or_under: Share
    relationship: Shares
    several_perpetrators: Share
    children: Poisson
    child_under_8: Share
    child_unborn: Share
    actions: Poisson
    action_owner: Shares
    action_in_time: Share
    action_in_time_by_agency: Rates
    action_late: Share
    research_returned: Rates
    attendance_below_research: Number
    consent: Rates
    victim_contact: Rates
    transfer_acknowledged: Share
    screened_out: Share
    screened_out_resubmitted: Share
    defects: Defects
