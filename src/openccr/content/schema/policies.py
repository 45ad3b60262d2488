"""`governance/policies.toml`: the policies that a partnership and its agencies should have, with templates."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from openccr.content.schema.base import Entry, Keyed, Strict, Text, nothing


class Part(Strict):
    """A part of a template: its heading, and what to say there, in our own words."""

    heading: Text
    says: Text


class PolicyKind(Entry):
    """A policy that should be there.

    Args:
        whose: the partnership's own, each agency's own, or both.
        months: how long until it is reviewed.
        parts: its template.
    """

    about: Text
    whose: Literal["partnership", "agency", "both"]
    months: Annotated[int, Field(ge=1, le=60)]
    parts: tuple[Part, ...]


class Policies(Strict):
    """The whole file."""

    policies: Keyed[PolicyKind] = Field(default_factory=nothing)
