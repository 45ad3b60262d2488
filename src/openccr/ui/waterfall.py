"""A waterfall: what each part adds to a sum, one bar after the other. Read by its sentence and the table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_PLACES = 1
WIDTH, ROW, LEFT, RIGHT, TOP = 640, 34, 200, 70, 10


def signed(added: float) -> str:
    """What is added, with its sign; what is shown as nothing has none, however it was rounded."""
    shown = round(added, _PLACES)
    return f"{shown:+.{_PLACES}f}" if shown else f"{0:.{_PLACES}f}"


@dataclass(frozen=True)
class Step:
    """What one part adds, and the words for it."""

    label: str
    added: float


@dataclass(frozen=True)
class Bar:
    """A bar as it is drawn: from `x`, `width` wide, on the line `y`; `against` is told by its pattern too."""

    label: str
    words: str
    x: float
    width: float
    y: float
    against: bool
    whole: bool
    text_x: float


@dataclass(frozen=True, kw_only=True)
class Waterfall:
    """Steps that add up, from what was expected to what comes out.

    Args:
        key: names it within the page.
        sentence: what it says, in words; whoever does not see it reads this.
        start: where the sum starts, with its label.
        end: the label of what comes out.
    """

    key: str
    title: str
    sentence: str
    start: Step
    steps: Sequence[Step]
    end: str

    @property
    def size(self) -> str:
        """The SVG's viewBox."""
        return f"0 0 {WIDTH} {TOP * 2 + ROW * (len(self.steps) + 2)}"

    @property
    def zero(self) -> float:
        """Where the line of "as likely as not" stands."""
        return self._x(0.0)

    @property
    def foot(self) -> float:
        """Where that line ends."""
        return TOP + ROW * (len(self.steps) + 2)

    @property
    def bars(self) -> list[Bar]:
        """The bars from top to bottom."""
        found, at = [self._bar(self.start.label, 0.0, self.start.added, 0, whole=True)], self.start.added
        for number, one in enumerate(self.steps, start=1):
            found.append(self._bar(one.label, at, at + one.added, number, whole=False))
            at += one.added
        return [*found, self._bar(self.end, 0.0, at, len(self.steps) + 1, whole=True)]

    def _bar(self, label: str, one: float, other: float, number: int, *, whole: bool) -> Bar:
        left, right = sorted((self._x(one), self._x(other)))
        added = other if whole else other - one
        return Bar(
            label, signed(added), round(left, 1), round(max(right - left, 2), 1), TOP + ROW * number + 5,
            against=signed(added).startswith("-"), whole=whole, text_x=round(right + 6, 1),
        )  # fmt: skip

    def _x(self, value: float) -> float:
        low, high = self._ends()
        return LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def _ends(self) -> tuple[float, float]:
        at, seen = self.start.added, [0.0, self.start.added]
        for one in self.steps:
            at += one.added
            seen.append(at)
        return min(seen), max(max(seen), min(seen) + 1)
