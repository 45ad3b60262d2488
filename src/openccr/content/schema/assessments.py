"""`assessments/<key>.toml`: how a partnership looks at its whole response: components, questions, what to aim at."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from openccr.content.schema.base import Entry, Key, Keyed, Percent, Sourced, Text, nothing

Number = Annotated[int, Field(ge=1)]


class Value(Entry):
    """A value that the response rests on."""

    text: Text


class Step(Entry):
    """A step of the scale; `number` is what is averaged and drawn."""

    number: Annotated[int, Field(ge=0, le=4)]
    text: Text


class Component(Entry):
    """A part of the response that is judged by its own questions."""

    number: Number
    about: Text


class Question(Sourced):
    """A question of a component.

    Args:
        evidence: what could show it, in words.
        looks_at: indicators of `quality.toml` that speak to it and are put beside it.
    """

    key: str
    component: Key
    number: Number
    asks: Text
    evidence: Text
    looks_at: tuple[Key, ...] = ()


class Recommendation(Sourced):
    """What to aim at in a component."""

    key: str
    component: Key
    text: Text


class Baseline(Sourced):
    """What a survey found elsewhere: the first comparison of a partnership that has none of its own.

    Args:
        how: "about" or "under", where the source gives no exact figure.
        of: who was asked.
    """

    key: str
    component: Key
    percent: Percent
    of: Text
    how: Literal["about", "under"] | None = None
    text: Text
    year: Annotated[int, Field(ge=1990)]


class Assessment(Sourced):
    """The whole form. Answers keep its key and version."""

    name: Text
    version: Number
    scale: Keyed[Step]
    values: Keyed[Value] = Field(default_factory=nothing)
    components: Keyed[Component]
    questions: Keyed[Question]
    recommendations: Keyed[Recommendation] = Field(default_factory=nothing)
    baselines: Keyed[Baseline] = Field(default_factory=nothing)

    @model_validator(mode="after")
    def _of_its_components(self) -> Self:
        for name in ("questions", "recommendations", "baselines"):
            for item in getattr(self, name).values():
                if item.component not in self.components:
                    raise ValueError(f'{name}.{item.key}: "{item.component}" is not one of its components')
        return self

    def questions_of(self, component: str) -> list[Question]:
        """The questions of a component, in their order."""
        return sorted(
            (one for one in self.questions.values() if one.component == component), key=lambda one: one.number
        )

    def place_of(self, key: str) -> tuple[int, int]:
        """Where a question stands: its component's number and its own; one that is asked no more behind all others."""
        one = self.questions.get(key)
        return (self.components[one.component].number, one.number) if one else (len(self.components) + 1, 0)

    def recommendations_of(self, component: str) -> list[Recommendation]:
        """What to aim at in a component, in the order of the file."""
        return [one for one in self.recommendations.values() if one.component == component]

    def baselines_of(self, component: str) -> list[Baseline]:
        """What was found elsewhere on a component."""
        return [one for one in self.baselines.values() if one.component == component]
