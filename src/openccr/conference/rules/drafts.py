"""Drafts of referrals, and links by which somebody outside the partnership leaves one: how long they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from openccr.kernel.refusals import Refusal
from openccr.people.rules import initials

Said = str | Sequence[str] | Sequence[Mapping[str, str]]
"""One answer: words, several choices, or people one after another."""
Answers = Mapping[str, Said]
"""A draft's answers by the key of their question (`rules/steps.py`), exactly as they were typed."""

KEPT = timedelta(days=30)
"""How long a draft stands after it was last changed: what nobody sends is not kept (data minimisation)."""
OLD = timedelta(days=7)
"""From when a draft is shown as late: whoever it is about has been waiting since."""
SHORTEST_LINK, LONGEST_LINK = 1, 28
"""Days for which a link for somebody outside may work."""


class DraftSource(StrEnum):
    """How a draft came about."""

    WIZARD = "wizard"
    DOCUMENT = "document"
    MESSAGE = "message"
    LINK = "link"
    API = "api"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    DraftSource.WIZARD: "Typed here",
    DraftSource.DOCUMENT: "Read from a form",
    DraftSource.MESSAGE: "Read from a message",
    DraftSource.LINK: "From outside, by a link",
    DraftSource.API: "From another system",
}


def said(answers: Answers, key: str) -> str:
    """The words of one answer; "" for one that was not given or is no words."""
    value = answers.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def people(answers: Answers, key: str) -> list[Mapping[str, str]]:
    """The people of one kind (harmers, children, others) that the answers speak of."""
    found = answers.get(key, ())
    return [] if isinstance(found, str) else [one for one in found if isinstance(one, Mapping)]


def initials_of(answers: Answers) -> str:
    """How a list names the draft: the victim's initials, or "?"."""
    return initials(said(answers, "victim_given_name"), said(answers, "victim_family_name"))


@dataclass(frozen=True)
class Guest:
    """A professional outside the partnership who was sent a link."""

    name: str
    organisation: str
    email: str = ""


def link_refusal(*, name: str, organisation: str, days: int) -> Refusal | None:
    """Why a link may not be made for this professional and so many days, or None."""
    if not name.strip():
        return Refusal("Say for whom the link is.", remedy="It is for one named professional.", field="name")
    if not organisation.strip():
        return Refusal("Say where they work.", remedy="The referral names them and it.", field="organisation")
    if not SHORTEST_LINK <= days <= LONGEST_LINK:
        return Refusal(
            f"A link works for {SHORTEST_LINK} to {LONGEST_LINK} days.", remedy="Give a number of days.", field="days"
        )
    return None


def is_old(changed_at: datetime, *, now: datetime) -> bool:
    """Whether a draft has waited so long that its list marks it."""
    return now - changed_at >= OLD
