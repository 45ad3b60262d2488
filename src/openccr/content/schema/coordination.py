"""`governance/duties.toml`: what a partnership does again and again, and how the coordinator's time is told."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from openccr.content.schema.base import Entry, Keyed, Sourced, Strict, Text, nothing

Whole = Annotated[int, Field(ge=1)]
Every = Literal["week", "four_weeks", "month", "quarter", "half_year", "year", "two_years", "three_years", "event"]
Shown = Literal[
    "figures_signed", "full_assessment", "light_assessment", "dip_sample", "yearly_check", "board_pack", "nothing"
]


class Duty(Entry):
    """Something that the partnership does again and again.

    Args:
        every: how often; "event" when something happens, and then no day is counted.
        about: what it is, in a sentence.
        on: what happens, for one by event.
        ahead_days: how many days before the end of its period it stands on the coordinator's list.
        page: the page on which it is done; empty where it is done elsewhere.
        shown_by: what in the store shows that it was done; "nothing" where somebody says so.
        of_cases: it is about the conference's cases: nobody is asked for it before a first meeting was planned.
    """

    every: Every
    about: Text
    on: Text | None = None
    ahead_days: Whole = 14
    page: Text | None = None
    shown_by: Shown = "nothing"
    of_cases: bool = False

    @model_validator(mode="after")
    def _event_says_which(self) -> Self:
        if (self.every == "event") != (self.on is not None):
            raise ValueError('"on" says what happens: write it for every = "event" and for no other')
        return self


class Watch(Sourced):
    """From when the page of the whole partnership speaks of something.

    Args:
        thin_score: a component whose agreed mean is no more than this, of 4, is thin.
        appointment_days: how far ahead the end of an appointment is told.
    """

    thin_score: Annotated[float, Field(ge=0, le=4)]
    appointment_days: Whole


class Duties(Strict):
    """The whole file.

    Args:
        duties: the partnership's calendar.
        work: kinds of work by which the coordinator's time is told.
        tap_minutes: how many minutes one tap writes down.
        occasions: after what a debrief is offered.
        watch: from when the page of the whole partnership speaks of something.
    """

    duties: Keyed[Duty] = Field(default_factory=nothing)
    work: Keyed[Entry] = Field(default_factory=nothing)
    tap_minutes: Whole = 15
    occasions: Keyed[Entry] = Field(default_factory=nothing)
    watch: Watch | None = None
