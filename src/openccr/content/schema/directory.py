"""`directory.toml`: the words by which services are found: what they do, whom they are for, how they can be reached."""

from __future__ import annotations

from pydantic import Field

from openccr.content.schema.base import Entry, Keyed, Strict, Text, nothing


class Theme(Entry):
    """One of the thematic areas in which a strategy lists organisations."""


class Audience(Entry):
    """Whom a service is for. `page` is the heading of its public list, `lead` the sentence under it."""

    page: Text
    lead: Text


class Trait(Entry):
    """Something a person looks for in a service, such as that it is for women only."""


class Directory(Strict):
    """The whole file."""

    themes: Keyed[Theme] = Field(default_factory=nothing)
    audiences: Keyed[Audience] = Field(default_factory=nothing)
    traits: Keyed[Trait] = Field(default_factory=nothing)
    statuses: Keyed[Entry] = Field(default_factory=nothing)
    levels: Keyed[Entry] = Field(default_factory=nothing)
