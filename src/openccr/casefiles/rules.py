"""What a file, a grant and an exclusion are, before any database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from openccr.kernel.events import Event
from openccr.kernel.refusals import Refusal


class FileKind(StrEnum):
    """The processes that have files. A survivor's support record and a programme's will be files of their own."""

    MARAC = "marac"


WHOLE_AREA = frozenset({FileKind.MARAC})
"""Kinds whose files the coordinating agency's coordinators see as a whole."""


@dataclass(frozen=True)
class Reason:
    """Why a grant is given: kept with it and shown on the case.

    Args:
        purpose: in words ("research for the conference of 3 March 2026").
        lawful_basis: key of the pack's law.
        arises_from: name of the event, in the past tense ("CaseListed").
        arises_from_id: the row it concerns.
    """

    purpose: str
    lawful_basis: str
    arises_from: str
    arises_from_id: UUID | None = None


@dataclass(frozen=True)
class NewFile:
    """A file to be opened.

    Args:
        title: initials shown in lists, never a name.
        reason: why it is opened.
        for_agency_id: the agency in whose name, when somebody else enters what it sent; it gets a grant too.
        opened_at: when, for a past case; None: now.
    """

    title: str
    reason: Reason
    for_agency_id: UUID | None = None
    opened_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a file's timeline: `source` is act, fact, opinion or third party; `about_id` the row it speaks of."""

    file_id: UUID
    kind: str
    sentence: str
    source: str = "act"
    about_id: UUID | None = None


@dataclass(frozen=True)
class FileOpened(Event):
    """A case file was opened."""


@dataclass(frozen=True)
class GrantGiven(Event):
    """An agency or a person was let in."""

    agency_id: UUID
    until_at: datetime | None


@dataclass(frozen=True)
class ConflictExcluded(Event):
    """Somebody was shut out for a conflict of interest."""


def why_not_in_one_chance(text: str, *, stops: Sequence[str]) -> Refusal | None:
    """Why an action of these words is not taken while one-chance mode is on, or None.

    Args:
        stops: the pack's words that bring family, community or a mediator in (`one_chance.stops`).
    """
    # From the start of a word on: "immediate" is no mediation.
    word = next((stop for stop in stops if re.search(rf"\b{re.escape(stop)}", text, re.IGNORECASE)), None)
    if word is None:
        return None
    return Refusal(
        f"One-chance mode is on: nobody contacts her family or community, and nobody mediates (“{word}”).",
        remedy="Word it without them, or ask her adviser.",
        field="text",
    )


def why_not_lifted(*, proposed_by: UUID | None, me: UUID | None) -> Refusal | None:
    """Why this account may not let somebody back in, or None: two people do it (security paper, rule 3).

    Args:
        proposed_by: the account that proposed it, if any has.
        me: the account that would agree.
    """
    if proposed_by is None:
        return Refusal("Nobody has proposed it yet.", remedy="Say first why they may see the case now.")
    if me is None or me == proposed_by:
        return Refusal(
            "It takes two people to let somebody back in.", remedy="Ask another coordinator to look at it and agree."
        )
    return None
