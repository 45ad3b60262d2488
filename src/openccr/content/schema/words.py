"""`words.toml`: the field's terms, the roles, the words of the screens, and the words we do not use."""

from __future__ import annotations

from pydantic import Field

from openccr.content.schema.base import Entry, Keyed, Sourced, Strict, Text, nothing


class Term(Entry):
    """A term or abbreviation of the field and what it means in plain words."""

    meaning: Text


class Role(Entry):
    """A part somebody plays under an appointment."""

    duties: Text


class Wording(Sourced):
    """A sentence or label that practice decides, in the pack's language."""

    key: str
    text: Text


class Avoided(Sourced):
    """Words that blame or reassure falsely, and what to say instead."""

    key: str
    phrases: tuple[Text, ...]
    instead: Text
    why: Text | None = None


class SayInstead(Sourced):
    """Words that blame her or say nothing, which a text may well need: the check points at them and never blocks."""

    key: str
    phrases: tuple[Text, ...]
    instead: Text
    why: Text


class SaidToHer(Sourced):
    """What a text that was written for agencies becomes where it is read out to her: pairs of (written, said)."""

    pairs: tuple[tuple[Text, Text], ...]


class Words(Strict):
    """`words.toml`."""

    terms: Keyed[Term] = Field(default_factory=nothing)
    roles: Keyed[Role] = Field(default_factory=nothing)
    text: Keyed[Wording] = Field(default_factory=nothing)
    avoid: Keyed[Avoided] = Field(default_factory=nothing)
    say_instead: Keyed[SayInstead] = Field(default_factory=nothing)
    said_to_her: SaidToHer | None = None
