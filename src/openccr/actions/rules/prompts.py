"""What the law offers: actions of the pack that fit the facts of a case, each with why it is offered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from openccr.actions.rules.carrying import Faces
from openccr.content.schema.law import Prompt

PACK_FACES = {
    "victim": Faces.VICTIM,
    "perpetrator": Faces.HARMER,
    "children": Faces.CHILD,
    "agencies": Faces.AGENCIES,
}
"""The pack's words for on whom an action falls, as the actions store them."""


@dataclass(frozen=True)
class CaseFacts:
    """What is known of a case that a prompt can ask for.

    Args:
        children: how many children have a part in it, unborn ones too.
        harmers: how many people harm.
        agency_kinds: the kinds of the agencies let in.
    """

    children: int = 0
    harmers: int = 0
    agency_kinds: frozenset[str] = frozenset()


FACTS: Mapping[str, Callable[[CaseFacts], str]] = {
    "any_case": lambda facts: "In every case.",
    "child_in_case": lambda facts: _many(facts.children, "child", "children"),
    "several_who_harm": lambda facts: f"{facts.harmers} people harm." if facts.harmers > 1 else "",
    "housing_on_case": lambda facts: "A housing agency is on the case." if "housing" in facts.agency_kinds else "",
    "police_on_case": lambda facts: "The police are on the case." if "police" in facts.agency_kinds else "",
}
"""Name in the pack (`content.registry.PromptFact`) → the fact in a sentence, or nothing where it does not hold."""


def _many(number: int, one: str, more: str) -> str:
    if not number:
        return ""
    return f"1 {one} has a part in the case." if number == 1 else f"{number} {more} have a part in the case."


@dataclass(frozen=True)
class Offered:
    """A prompt that fits, and why."""

    prompt: Prompt
    why: str


def offered_by_law(prompts: Collection[Prompt], *, facts: CaseFacts, taken: Collection[str]) -> list[Offered]:
    """The prompts whose fact holds, in the pack's order, without those whose words stand in the plan already."""
    fitting = ((one, FACTS[one.fact](facts)) for one in prompts if one.name not in taken)
    return [Offered(one, " ".join(part for part in (fact, one.ask or "") if part)) for one, fact in fitting if fact]
