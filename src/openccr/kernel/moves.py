"""A process's states and the moves between them, as a table a practitioner can read.

The same table refuses a move, offers the buttons of a page with the reason a button is disabled, and draws the
diagram in the reference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from openccr.kernel.refusals import Refusal

Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Move(Generic[Facts]):
    """One thing a practitioner does that changes a state.

    Args:
        name: the verb, as in the operation's name ("accept").
        label: the button's words ("Accept for conference").
        sources: the states it may start from.
        target: the state it leads to.
        needs: questions asked of the facts; each answers None or why not.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    needs: tuple[Callable[[Facts], Refusal | None], ...] = ()


class Moves(Generic[Facts]):
    """The whole table of one process."""

    def __init__(self, *, states: dict[str, str], moves: Iterable[Move[Facts]], first: str) -> None:
        """`states` maps each state's key to the words it is shown with; `first` is where the process starts."""
        self.states = states
        self.moves = {move.name: move for move in moves}
        self.first = first
        for move in self.moves.values():
            unknown = {*move.sources, move.target} - set(states)
            if unknown:
                raise ValueError(f"Move {move.name} names unknown states: {sorted(unknown)}")

    def refusal(self, *, state: str, move: str, facts: Facts) -> Refusal | None:
        """Why `move` may not be made from `state`, or None when it may. An unknown move raises KeyError."""
        row = self.moves[move]
        if state not in row.sources:
            return Refusal(
                f"“{row.label}” is not possible: the state is “{self.states[state].lower()}”.",
                remedy="Open the page again to see what can be done now.",
            )
        return next((why for need in row.needs if (why := need(facts)) is not None), None)

    def make(self, *, state: str, move: str, facts: Facts) -> str:
        """The state after `move`. Raises Refusal when it may not be made."""
        why = self.refusal(state=state, move=move, facts=facts)
        if why is not None:
            raise why
        return self.moves[move].target

    def offered(self, *, state: str, facts: Facts) -> dict[str, Refusal | None]:
        """Every move that starts from `state`, with why it is closed (None: open)."""
        return {
            name: self.refusal(state=state, move=name, facts=facts)
            for name, row in self.moves.items()
            if state in row.sources
        }

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for the reference pages."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.first}"]
        for move in self.moves.values():
            lines += [f"    {source} --> {move.target}: {move.label}" for source in move.sources]
        return "\n".join(lines)
