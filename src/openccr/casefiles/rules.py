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
class ConflictExcluded(Event):
    """Somebody was shut out for a conflict of interest."""


@dataclass(frozen=True)
class StandsIn(Event):
    """Somebody of another agency is let in for one that is kept out; whoever listens may refuse."""

    appointment_id: UUID
    exclusion_id: UUID


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
        f"One-chance mode is on: nobody contacts the family or community, and nobody mediates (“{word}”).",
        remedy="Word it without them, or ask the adviser.",
        field="text",
    )


def why_not_lifted(*, proposed_by: UUID | None, me: UUID | None, officer: bool = False) -> Refusal | None:
    """Why this coordinator may not let somebody back in, or None: two people do it (security paper, rule 3).

    Args:
        proposed_by: the account that proposed it, if any has.
        me: the account that would agree.
        officer: the partnership has a data protection officer, who is the second of the two.
    """
    if proposed_by is None:
        return Refusal("Nobody has proposed it yet.", remedy="Say first why they may see the case now.")
    if me is None or me == proposed_by:
        return Refusal(
            "It takes two people to let somebody back in.", remedy="Ask another coordinator to look at it and agree."
        )
    if officer:
        return Refusal(
            "The data protection officer agrees to it, or not.", remedy="It stands on their list; ring them."
        )
    return None


STEP_UP_FROM = 30
"""From how many cases an hour that are not one's work one proves who one is (security paper, T4 and rule 18)."""

BLOCKED_FROM = 60
"""From how many they are not shown any more, and the coordinator is told."""

ALERTS = {
    "no_work": "Opened by somebody with no work on it",
    "many": "Opened by somebody who opened very many cases within an hour",
    "near_street": "Opened by somebody who may live in the same street as a person of it",
    "near_postcode": "Opened by somebody who may live at the same postcode as a person of it",
    "near_name": "Opened by somebody with the family name of a person of it",
    "common_name": "Opened by somebody with the family name of a person of it, which is common here",
}
"""Why a case's lead is to look. Who may be near is said once for a person and a case, and not after it was decided."""

MANY = "many"
"""One person opens case after case: one event, however many cases it touches."""

ON_MONDAY = "common_name"
"""What is told of on the Monday after, not at once: a common family name alone says little (`people.toml`)."""


REVIEWED_SHARE = 0.02
"""Of a week's openings, how many are drawn at random for the case's lead (security paper, T2)."""

OUTCOMES = {
    "work": "It was for their work",
    "asked": "I asked them, and their answer explains it",
    "not_work": "It was not for their work: it is taken further",
}


def why_not_outcome(*, opened_by: UUID, me: UUID | None, outcome: str, words: str) -> Refusal | None:
    """Why this account may not say so of an opening that was drawn, or None.

    Args:
        words: what was asked and found; needed unless it was plainly for work.
    """
    if me is None or me == opened_by:
        return Refusal("Somebody else looks at what you opened.", remedy="Ask another coordinator.")
    if outcome not in OUTCOMES:
        return Refusal("Say what you found.", field="outcome")
    if outcome != "work" and not words.strip():
        return Refusal("Say in a sentence what you asked and found.", field="words")
    return None


class Opening(StrEnum):
    """Whether a case that is asked for may be shown."""

    SHOWN = "shown"
    STEP_UP = "step_up"
    BLOCKED = "blocked"


def opening(*, in_work: bool, others: int) -> Opening:
    """What becomes of a case that somebody opens.

    Args:
        in_work: it is their work now: the agenda, their referral, their agency's action, their client.
        others: how many cases that are not their work they have opened within the hour, this one among them.
    """
    if in_work or others < STEP_UP_FROM:
        return Opening.SHOWN
    return Opening.STEP_UP if others < BLOCKED_FROM else Opening.BLOCKED


REASON_WORDS = 4
"""How many words the reason for an emergency has at least."""

EMERGENCIES_IN_A_DAY = 5
"""How many cases one account opens in an emergency within 24 hours, whatever the reasons."""

VERDICTS = {"right": "It was right", "wrong": "It was not right: it is taken further"}


@dataclass(frozen=True)
class EmergencyOpened(Event):
    """Somebody opened a case to which they were not let in."""


def why_not_emergency(*, reference: str, reason: str) -> Refusal | None:
    """Why emergency access is not opened with these words, or None."""
    if not reference.strip():
        return Refusal("Give the case's reference.", field="reference")
    if len(reason.split()) < REASON_WORDS:
        return Refusal("Say in a sentence what will happen if you do not see it now.", field="reason")
    return None


def why_not_reviewed(*, used_by: UUID, me: UUID | None, verdict: str, words: str) -> Refusal | None:
    """Why this account may not review an emergency access so, or None."""
    if me is None or me == used_by:
        return Refusal("Somebody else reviews what you opened.", remedy="Ask another coordinator.")
    if verdict not in VERDICTS:
        return Refusal("Say whether it was right.", field="verdict")
    return None if words.strip() else Refusal("Say in a sentence what you found.", field="words")


SEARCH_PURPOSES = {
    "referral": "A referral or a report that came in",
    "research": "What my agency is asked about a case",
    "contact": "The victim, or somebody about them, is in touch now",
    "correction": "Putting a record right",
    "request": "Somebody asks for what is held about them",
}
"""Why somebody may search; none of them is curiosity."""

SEARCHES_AN_HOUR = 30
"""From how many searches in an hour one proves again who one is (security paper, rule 18)."""


def why_not_searched(*, identifiers: int, purpose: str) -> Refusal | None:
    """Why a search is not made, or None: it takes two identifiers and a purpose, so that nobody browses.

    Args:
        identifiers: how many of given name, family name and date of birth are given.
    """
    if identifiers < 2:
        return Refusal(
            "Give two of these: given name, family name, date of birth.",
            remedy="One alone is browsing.",
            field="family",
        )
    return None if purpose in SEARCH_PURPOSES else Refusal("Say what you search for.", field="purpose")
