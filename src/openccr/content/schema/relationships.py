"""`relationships.toml`: what the person who harms is to the victim."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from openccr.content.schema.base import Entry, Keyed, Strict, nothing


class Relationship(Entry):
    """`personally_connected`: within the country's legal definition of domestic abuse."""

    group: Literal["partner", "ex_partner", "child", "other_family", "other", "not_recorded"]
    personally_connected: bool


class Relationships(Strict):
    """`relationships.toml`."""

    relationships: Keyed[Relationship] = Field(default_factory=nothing)
