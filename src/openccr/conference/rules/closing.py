"""Closing a case file, and opening it again (domain 1.6: heard, actions complete, flag ended, kept, disposed of)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal


@dataclass(frozen=True)
class ClosingFacts:
    """What decides whether a case may be closed.

    Args:
        closed: it is closed already.
        waiting: it waits for triage, or on a meeting's agenda.
        open_actions: how many are neither done, impossible nor refused.
        flag_until: the last day of its flag; None when it was never heard.
        flags_on: how many agencies still have their flag on.
    """

    closed: bool = False
    waiting: bool = False
    open_actions: int = 0
    flag_until: date | None = None
    flags_on: int = 0


def why_not_closed(facts: ClosingFacts, *, reason: str, today: date) -> Refusal | None:
    """Why the case stays open, or None. A reason outweighs a flag that runs, and no open action."""
    if facts.closed:
        return Refusal("The case is closed already.")
    if facts.waiting:
        return Refusal("A referral of this case waits for triage or for a meeting.", remedy="Decide on it first.")
    if facts.open_actions:
        many = "1 action is" if facts.open_actions == 1 else f"{facts.open_actions} actions are"
        return Refusal(f"{many} still open.", remedy="Finish each, or say why it cannot be done.")
    if not reason.strip():
        return Refusal("Say why it is closed.", field="reason")
    if facts.flag_until is not None and today <= facts.flag_until and len(reason.split()) < 5:
        until = day_words(facts.flag_until)
        return Refusal(
            f"Its flag runs until {until}.", remedy="Say in a sentence why it closes before.", field="reason"
        )
    return None


def warnings(facts: ClosingFacts, *, today: date) -> list[str]:
    """What whoever closes it should know, in sentences."""
    said = []
    if facts.flag_until is not None and today <= facts.flag_until:
        said.append(f"Its flag runs until {day_words(facts.flag_until)}: say why it closes before.")
    if facts.flags_on:
        many = "1 agency has" if facts.flags_on == 1 else f"{facts.flags_on} agencies have"
        said.append(f"{many} not confirmed that their flag is off.")
    return said
