"""Maps as static SVG: what stands above what, and who stands how to whom. A list beside each says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin

BOX_WIDTH, BOX_HEIGHT = 210, 50
ACROSS, DOWN = 64, 16
"""Room between columns and between rows."""
IN_A_LINE = 27
"""Letters that fit into one line of a box."""
DASHES = {"thick": ("5", ""), "plain": ("2", ""), "dashed": ("2", "8 5"), "dotted": ("3", "1 6")}
"""Kind of line → its width and its dashes."""


@dataclass(frozen=True)
class Box:
    """Something on a map, under `above` or at the top.

    Args:
        up, down: how many things are on their way between it and the one above: shown on the line.
    """

    key: str
    text: str
    above: str | None = None
    up: int = 0
    down: int = 0
    outside: bool = False


@dataclass(frozen=True)
class Placed:
    """A box as it is drawn, in the SVG's own units."""

    box: Box
    x: float
    y: float
    lines: Sequence[str]

    @property
    def texts(self) -> list[tuple[float, str]]:
        """Each line of its words with its height."""
        first = self.y + BOX_HEIGHT / 2 + 5 - 8 * (len(self.lines) - 1)
        return [(first + 16 * number, line) for number, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Link:
    """The line from a box to the one above, and the words on it."""

    points: str
    words: str
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class Tree:
    """What stands above what, read from the left: the top in the first column.

    Args:
        key: names it within the page.
        sentence: what it says, in words; whoever does not see it reads this.
    """

    key: str
    title: str
    boxes: Sequence[Box]
    sentence: str
    _at: dict[str, tuple[int, float]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = {one.key for one in self.boxes}
        below: dict[str | None, list[Box]] = {}
        for one in self.boxes:
            below.setdefault(one.above if one.above in known else None, []).append(one)
        row = 0.0

        def place(one: Box, depth: int) -> float:
            nonlocal row
            heights = [place(under, depth + 1) for under in below.get(one.key, ())]
            if not heights:
                heights, row = [row], row + 1
            self._at[one.key] = (depth, (heights[0] + heights[-1]) / 2)
            return self._at[one.key][1]

        for one in below.get(None, ()):
            place(one, 0)

    @property
    def size(self) -> str:
        """The SVG's viewBox."""
        columns = 1 + max((column for column, _ in self._at.values()), default=0)
        rows = 1 + max((row for _, row in self._at.values()), default=0)
        return f"0 0 {columns * (BOX_WIDTH + ACROSS) - ACROSS + 4:g} {rows * (BOX_HEIGHT + DOWN) - DOWN + 4:g}"

    @property
    def placed(self) -> list[Placed]:
        """The boxes where they stand."""
        return [Placed(one, *self._corner(one.key), _wrapped(one.text)) for one in self.boxes if one.key in self._at]

    @property
    def links(self) -> list[Link]:
        """The lines between them."""
        found = []
        for one in self.boxes:
            if one.above not in self._at or one.key not in self._at:
                continue
            (x1, y1), (x2, y2) = self._corner(one.above), self._corner(one.key)
            x1, y1, y2 = x1 + BOX_WIDTH, y1 + BOX_HEIGHT / 2, y2 + BOX_HEIGHT / 2
            middle = x1 + ACROSS / 2
            words = " ".join(f"{sign}{number}" for sign, number in (("↑", one.up), ("↓", one.down)) if number)
            points = f"{x1:g},{y1:g} {middle:g},{y1:g} {middle:g},{y2:g} {x2:g},{y2:g}"
            found.append(Link(points, words, x2 + BOX_WIDTH - 6, y2 + BOX_HEIGHT / 2 - 5))
        return found

    def _corner(self, key: str) -> tuple[float, float]:
        column, row = self._at[key]
        return 2 + column * (BOX_WIDTH + ACROSS), 2 + row * (BOX_HEIGHT + DOWN)


def _wrapped(text: str) -> list[str]:
    """The words in at most two lines; what does not fit ends in dots, and stands whole in the list beside."""
    lines = [""]
    for word in text.split():
        if not lines[-1]:
            lines[-1] = word
        elif len(lines[-1]) + 1 + len(word) <= IN_A_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    cut = [line if len(line) <= IN_A_LINE else f"{line[: IN_A_LINE - 1]}…" for line in lines[:2]]
    if len(lines) > 2:
        cut[-1] = f"{cut[-1][: IN_A_LINE - 1].rstrip()}…"
    return cut


RADIUS = 120


@dataclass(frozen=True, kw_only=True)
class Ring:
    """Who stands how to whom: numbers around a circle, a line for each pair.

    Args:
        names: the keys in their order; number 1 stands at the top.
        pairs: two keys → the kind of line, a key of `DASHES`.
        sentence: what it says, in words; whoever does not see it reads this.
    """

    key: str
    title: str
    names: Sequence[str]
    pairs: Mapping[tuple[str, str], str]
    sentence: str

    @property
    def dots(self) -> list[tuple[float, float, int]]:
        """Where each number stands."""
        return [(*self._at(one), number) for number, one in enumerate(self.names, start=1)]

    @property
    def lines(self) -> list[tuple[float, float, float, float, str, str]]:
        """The lines: their ends, width and dashes."""
        return [
            (*self._at(first), *self._at(second), *DASHES[kind])
            for (first, second), kind in self.pairs.items()
            if first in self.names and second in self.names
        ]

    def _at(self, name: str) -> tuple[float, float]:
        angle = 2 * pi * self.names.index(name) / max(len(self.names), 1) - pi / 2
        return round(150 + RADIUS * cos(angle), 1), round(150 + RADIUS * sin(angle), 1)
