"""`voice.toml`: how survivors are heard: channels, consents, checks before asking, payments, neutral replies, hours."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from openccr.content.schema.base import Entry, Keyed, Strict, Text, nothing


class Reply(Entry):
    """A sentence that may be shown to whoever has a receipt. It says nothing of what was written."""

    text: Text


class Channel(Entry):
    """A way in which something is said.

    Args:
        children: by a child or young person.
        survey: anybody may answer its questions without a name, once the engagement has gone out.
    """

    children: bool = False
    survey: bool = False


class Consent(Entry):
    """Something that may be done with what was said; `asked` words it for whoever is asked themselves."""

    asked: Text


class Check(Entry):
    """What is looked at before an engagement with survivors goes out; `children`: only where children take part."""

    asks: Text
    children: bool = False


class Payments(Strict):
    """Paying survivors for their time.

    Args:
        pay_days: days within which what was accepted is paid.
        advice: what is said about benefits before anybody accepts: to get advice, never a rule of this file.
    """

    pay_days: Annotated[int, Field(ge=1)]
    advice: Text
    methods: Keyed[Entry] = Field(default_factory=nothing)


class Hours(Strict):
    """When somebody reads what comes in, in words for whoever writes, and within how many working days."""

    words: Text
    working_days: Annotated[int, Field(ge=1)]


class Voice(Strict):
    """The whole file. `answer_days`: working days in which an owner answers what survivors said."""

    channels: Keyed[Channel] = Field(default_factory=nothing)
    consents: Keyed[Consent] = Field(default_factory=nothing)
    replies: Keyed[Reply] = Field(default_factory=nothing)
    checks: Keyed[Check] = Field(default_factory=nothing)
    payments: Payments | None = None
    hours: Hours | None = None
    answer_days: Annotated[int, Field(ge=1)] = 20
