"""`law.toml`: the lawful bases and gateways from which a disclosure names its own."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from openccr.content.schema.base import Entry, Keyed, Strict, Text, nothing

Layer = Literal["article_6", "article_9", "article_10", "part_3", "gateway", "confidentiality"]


class LawfulBasis(Entry):
    """One basis, condition or gateway. `check_on` is the day by which somebody reads the law again."""

    layer: Layer
    reference: Text
    used_for: Text
    who: Literal["public_bodies", "charities", "competent_authorities", "health", "anyone"]
    check_on: date | None = None


class Law(Strict):
    """`law.toml`."""

    bases: Keyed[LawfulBasis] = Field(default_factory=nothing)

    def of_layer(self, layer: Layer) -> tuple[LawfulBasis, ...]:
        """The bases of one layer, in the pack's order: a disclosure chooses one of each layer it needs."""
        return tuple(basis for basis in self.bases.values() if basis.layer == layer)
