"""What a file, a grant and an exclusion are, before any database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from openccr.kernel.events import Event


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
    """

    title: str
    reason: Reason
    for_agency_id: UUID | None = None


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
