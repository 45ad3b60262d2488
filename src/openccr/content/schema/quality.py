"""`quality.toml`: how well the conference works: indicators, the yearly check, the dip sample, and practice cases."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from openccr.content.schema.base import Entry, Key, Keyed, Strict, Text, nothing


class Indicator(Entry):
    """One operational figure; `openccr.insight` counts it under this key. `definition` says what is counted of what."""

    definition: Text
    unit: Annotated[str, Field(pattern="^(percent|days|count)$")]


class Step(Entry):
    """A step of the scale on which a principle is judged, the best first."""


class Principle(Entry):
    """One of the principles of an effective conference: what to ask, and the indicators that speak to it."""

    number: Annotated[int, Field(ge=1)]
    questions: tuple[Text, ...]
    evidence: tuple[Key, ...] = ()


class AuditQuestion(Entry):
    """One question about a case of a dip sample."""

    asks: Text


class Lesson(Strict):
    """What is right for one piece of a practice case: whether to share it, and why."""

    text: Text
    share: bool
    why: Text


class PracticeAction(Strict):
    """An action to choose from; `faces` as in the plan of a real case."""

    text: Text
    faces: Annotated[str, Field(pattern="^(victim|harmer|child|agencies)$")]
    why: Text


class PracticeCase(Entry):
    """An invented case: who is in it, whether the learner's agency knows them, what it holds, what could be done."""

    story: Text
    known: bool
    known_why: Text
    records: tuple[Lesson, ...] = ()
    actions: tuple[PracticeAction, ...] = ()


class Quality(Strict):
    """What an area looks at to see how well its conference works."""

    indicators: Keyed[Indicator] = Field(default_factory=nothing)
    scale: Keyed[Step] = Field(default_factory=nothing)
    principles: Keyed[Principle] = Field(default_factory=nothing)
    audit: Keyed[AuditQuestion] = Field(default_factory=nothing)
    practice: Keyed[PracticeCase] = Field(default_factory=nothing)
