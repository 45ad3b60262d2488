"""`voice.toml`: how survivors are heard: channels, what they agree to, neutral replies, hours."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from openccr.content.schema.base import Entry, Keyed, Strict, Text, nothing


class Reply(Entry):
    """A sentence that may be shown to whoever has a receipt. It says nothing of what was written."""

    text: Text


class Hours(Strict):
    """When somebody reads what comes in, in words for whoever writes, and within how many working days."""

    words: Text
    working_days: Annotated[int, Field(ge=1)]


class Voice(Strict):
    """The whole file. `answer_days`: working days in which an owner answers what survivors said."""

    channels: Keyed[Entry] = Field(default_factory=nothing)
    consents: Keyed[Entry] = Field(default_factory=nothing)
    replies: Keyed[Reply] = Field(default_factory=nothing)
    hours: Hours | None = None
    answer_days: Annotated[int, Field(ge=1)] = 20
