"""`risk.toml`: what all risk instruments share: where answers come from, what follows them, when to ask again."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from openccr.content.schema.base import Entry, Keyed, Strict, Text, VersionedKey, nothing


class Pathway(Entry):
    """What follows an item that is answered "present"; its key is a follow-up of the registry.

    Args:
        prompt: what to do now, in a sentence or two.
        instrument: the supplement to answer next, if it is one.
    """

    prompt: Text
    instrument: VersionedKey | None = None


class Trigger(Entry):
    """A change after which risk is assessed anew.

    Args:
        days: within how many calendar days of the day it happened; risk changes at weekends too.
    """

    days: Annotated[int, Field(ge=1)]


class RiskPractice(Strict):
    """The whole file."""

    answer_sources: Keyed[Entry] = Field(default_factory=nothing)
    pathways: Keyed[Pathway] = Field(default_factory=nothing)
    triggers: Keyed[Trigger] = Field(default_factory=nothing)
