"""The instruments of England's pack, and answers to them."""

from __future__ import annotations

from hypothesis import strategies as st

from openccr.content import load
from openccr.content.schema.instruments import Instrument
from openccr.risk.rules import Assessed, find

PACK = load()
DASH = PACK.instrument("dash24@1")
YOUNG = PACK.instrument("young24@1")
STALKING = PACK.instrument("stalking11@1")
FREQUENCY = PACK.instrument("frequency18@1")
TOOLS = (DASH, YOUNG, STALKING, FREQUENCY)
COUNTING = (DASH, YOUNG)


def answers_to(tool: Instrument) -> st.SearchStrategy[dict[int, str]]:
    """Any answers to an instrument, some items left open."""
    return st.dictionaries(st.sampled_from(tool.numbers), st.sampled_from(tool.answers))


def answered_at_all() -> st.SearchStrategy[tuple[Instrument, dict[int, str]]]:
    """Any of the instruments with any answers."""
    return st.sampled_from(TOOLS).flatmap(lambda tool: st.tuples(st.just(tool), answers_to(tool)))


def answered(yes: int, *, unknown: int = 0, not_asked: int = 0, tool: Instrument = DASH) -> dict[int, str]:
    """`yes` items yes, then some not known and some not asked, the rest no. Red flags are raised early in the list."""
    numbers = list(tool.numbers)
    return {
        **dict.fromkeys(numbers, "no"),
        **dict.fromkeys(numbers[:yes], "yes"),
        **dict.fromkeys(numbers[yes : yes + unknown], "unknown"),
        **dict.fromkeys(numbers[yes + unknown : yes + unknown + not_asked], "not_asked"),
    }


def assessed(
    tool: Instrument | None,
    answers: dict[int, str],
    *,
    judged: bool | None = None,
    grade: str = "",
    reviewed: bool = False,
) -> Assessed:
    """An assessment as those answers make it."""
    found = find(tool, answers) if tool else None
    return Assessed(
        instrument=tool, score=found.score if found else None, unknowns=found.unknowns if found else None,
        not_asked=found.not_asked if found else 0, judged_high=judged, grade=grade, reviewed_high=reviewed,
        answers=answers,
    )  # fmt: skip


def scored(score: int | None, *, unknowns: int | None = 0, judged: bool | None = None) -> Assessed:
    """A score of the 24 items, as a referral sends it."""
    return Assessed(instrument=DASH, score=score, unknowns=unknowns, judged_high=judged)
