"""`relationships.toml`: what the person who harms is to the victim."""

from __future__ import annotations

from pydantic import Field

from openccr.content.schema.base import Entry, Keyed, Strict, nothing


class Relationship(Entry):
    """`personally_connected`: within the country's legal definition of domestic abuse; left out: nobody can tell."""

    personally_connected: bool | None = None


class Relationships(Strict):
    """`relationships.toml`."""

    relationships: Keyed[Relationship] = Field(default_factory=nothing)
