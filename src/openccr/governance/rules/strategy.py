"""The strategy: its states, what is wanted of it before it is agreed, and SMART checked in words.

Sources of the practice: ISOE, components 3 and 5 (a shared vision with outcomes, contributions agreed by each agency,
SMART aims, prevention and early intervention beside crisis); domain 8.11 and 8.12. SMART is no score: each word is
answered or it is not, and what the records say stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openccr.kernel.days import day_words
from openccr.kernel.moves import Move, Moves
from openccr.kernel.refusals import Refusal
from openccr.kernel.unfilled import named


class StrategyState(StrEnum):
    DRAFT = "draft"
    CONSULTATION = "consultation"
    AGREED = "agreed"
    REPLACED = "replaced"


@dataclass(frozen=True, kw_only=True)
class StrategyFacts:
    """What decides about a strategy.

    Args:
        not_smart: objectives of which a word of SMART is not answered, or that no indicator measures.
        unanswered: remarks of the consultation that nobody has answered.
        blanks: what is still to be filled in of its words.
        last_person: it was answered who would be the last person whom it reaches.
        consulted_until, today: the last day of the consultation; None before it began, and once it was broken off.
    """

    vision: str = ""
    outcomes: int = 0
    objectives: int = 0
    not_smart: int = 0
    unanswered: int = 0
    blanks: tuple[str, ...] = ()
    last_person: bool = False
    consulted_until: date | None = None
    today: date


def _something_to_say(facts: StrategyFacts) -> Refusal | None:
    if not facts.vision.strip():
        return Refusal("There is no vision yet.")
    if not facts.outcomes or not facts.objectives:
        return Refusal("There is no outcome with an objective yet.")
    return None


def _all_smart(facts: StrategyFacts) -> Refusal | None:
    if not facts.not_smart:
        return None
    many = "1 objective is" if facts.not_smart == 1 else f"{facts.not_smart} objectives are"
    which = "it" if facts.not_smart == 1 else "them"
    return Refusal(f"{many} not SMART yet.", remedy=f"Open {which} to see which word is missing.")


def _all_answered(facts: StrategyFacts) -> Refusal | None:
    if not facts.unanswered:
        return None
    many = "1 remark is" if facts.unanswered == 1 else f"{facts.unanswered} remarks are"
    return Refusal(f"{many} not answered yet.")


def _heard_out(facts: StrategyFacts) -> Refusal | None:
    if facts.consulted_until is None:
        return Refusal("Partners and survivors were not asked to the end.", remedy="Ask them what they think.")
    if facts.today <= facts.consulted_until:
        return Refusal("Partners may still say what they think of it.", remedy="Wait until the day you gave them.")
    return None


def _filled_in(facts: StrategyFacts) -> Refusal | None:
    if not facts.blanks:
        return None
    blanks = named(list(facts.blanks))
    return Refusal(f"There is still to be filled in: {blanks}.", remedy="Go on writing, or change your text.")


def _last_person(facts: StrategyFacts) -> Refusal | None:
    if facts.last_person:
        return None
    return Refusal("Nobody has answered who would be the last person whom this strategy reaches.")


STRATEGY: Moves[StrategyFacts] = Moves(
    states={
        StrategyState.DRAFT: "Draft",
        StrategyState.CONSULTATION: "In consultation",
        StrategyState.AGREED: "Agreed",
        StrategyState.REPLACED: "Replaced by a later version",
    },
    first=StrategyState.DRAFT,
    moves=(
        Move(
            "consult", "Ask partners what they think", (StrategyState.DRAFT,), StrategyState.CONSULTATION,
            (_something_to_say,),
        ),
        Move("redraft", "Go on writing", (StrategyState.CONSULTATION,), StrategyState.DRAFT),
        Move(
            # Out of the draft too: what was said is taken in, and nobody is asked all over again for it.
            "agree", "Write down that it is agreed", (StrategyState.CONSULTATION, StrategyState.DRAFT),
            StrategyState.AGREED,
            (_heard_out, _all_smart, _filled_in, _all_answered, _last_person),
        ),
        Move("replace", "Replace it", (StrategyState.AGREED,), StrategyState.REPLACED),
    ),
)  # fmt: skip
WRITABLE = (StrategyState.DRAFT,)
"""The states in which its words change. Values, actions and what agencies agree to go on in all of them."""


def why_not_written(state: str) -> Refusal | None:
    """Why its words do not change now, or None."""
    if state in WRITABLE:
        return None
    if state == StrategyState.CONSULTATION:
        return Refusal("It is in consultation.", remedy="Go on writing, and what was said of it stays.")
    return Refusal("It is agreed, so its words stay.", remedy="Begin a new version.")


@dataclass(frozen=True)
class SmartWord:
    """One word of SMART: what it asks, what was said, and what the records say against it; empty when nothing."""

    key: str
    name: str
    asks: str
    said: str
    missing: str

    @property
    def answered(self) -> bool:
        return bool(self.said.strip()) and not self.missing


def smart_in_words(
    words: Sequence[tuple[str, str, str]], said: Mapping[str, str], *, records: Mapping[str, str]
) -> list[SmartWord]:
    """SMART, word by word.

    Args:
        words: key, name and question of each, in their order.
        said: key → the answer.
        records: key → what the records lack for it ("No indicator has a baseline and a target").
    """
    return [
        SmartWord(
            key, name, asks, said.get(key, ""),
            records.get(key, "") if said.get(key, "").strip() else "Not answered.",
        )
        for key, name, asks in words
    ]  # fmt: skip


def records_against(
    *, measured: bool, due_on: date | None, begins_on: date | None, ends_on: date | None, answers: bool
) -> dict[str, str]:  # fmt: skip
    """What the records lack, by word of SMART.

    Args:
        measured: an indicator has a baseline, a target and a day.
        begins_on, ends_on: the strategy's first and last day; None for a recommendation of a review.
        answers: it is linked to a survivors' theme, a gap, or a review's recommendation.
    """
    found = {}
    if not measured:
        found["measurable"] = "No indicator has a baseline, a target and a day yet."
    if due_on is None:
        found["time_bound"] = "It has no day yet."
    elif ends_on is not None and due_on > ends_on:
        found["time_bound"] = "Its day lies after the end of the strategy."
    elif begins_on is not None and due_on < begins_on:
        found["time_bound"] = "Its day lies before the strategy begins."
    if not answers:
        found["relevant"] = "It is linked to no survivors' theme and no gap of the self-assessment."
    return found


def why_not_dated(*, begins_on: date, ends_on: date, review_on: date) -> Refusal | None:
    """Why these are no days of a strategy, or None."""
    if ends_on <= begins_on:
        return Refusal("Give a last day after the first.", field="ends_on")
    if not begins_on < review_on <= ends_on:
        return Refusal("Give a day of review between its first and its last.", field="review_on")
    return None


def why_not_consulted(until: date, *, today: date, days: int) -> Refusal | None:
    """Why partners would have too little time, or None. `days`: how long they have at the least."""
    least = today + timedelta(days=days)
    if until >= least:
        return None
    return Refusal(f"Give partners {days} days at the least: until {day_words(least)}.", field="until")


def holes(*, reached: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """What no objective reaches of how early it can: prevention, early intervention and so on, as the pack's keys."""
    return [key for key in wanted if key not in set(reached)]
