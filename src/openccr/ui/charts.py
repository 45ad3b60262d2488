"""Charts as static SVG, a line in time and a radar: drawn for the eye, read by their sentence and the table beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import cos, pi, sin

WIDTH, HEIGHT = 400, 190
LEFT, RIGHT, TOP, BOTTOM = 72, 28, 30, 36
MOST_LABELS = 6
"""Points that carry their value and day in words; of more, only so many, evenly."""


@dataclass(frozen=True)
class Point:
    """One point: its label below the axis, and its value; None leaves a gap."""

    label: str
    value: float | None


@dataclass(frozen=True)
class Drawn:
    """A point as it is drawn, in the SVG's own units."""

    x: float
    y: float
    label: str
    words: str
    labelled: bool


@dataclass(frozen=True, kw_only=True)
class Trend:
    """A line of values in the order of time.

    Args:
        key: names it within the page.
        title: what is shown.
        sentence: what it says, in words; whoever does not see the line reads this.
        unit: written after each value, such as "%".
        top: the highest value of the axis; the highest point's when None.
        places: decimals of the values in words.
    """

    key: str
    title: str
    points: Sequence[Point]
    sentence: str
    unit: str = ""
    top: float | None = None
    places: int = 0

    @property
    def highest(self) -> float:
        """The value at the top of the axis, never nought."""
        return self.top or max((one.value for one in self.points if one.value is not None), default=0) or 1

    @property
    def size(self) -> str:
        """The SVG's viewBox."""
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def axis(self) -> list[tuple[float, str]]:
        """The lines across, each with its height and value in words."""
        return [(self._y(part * self.highest), f"{part * self.highest:g}{self.unit}") for part in (0, 0.5, 1)]

    @property
    def drawn(self) -> list[Drawn]:
        """The points with a value."""
        return [one for one in self._placed() if one is not None]

    @property
    def lines(self) -> list[str]:
        """The line, in pieces between gaps, as lists of points."""
        pieces = (list(some) for there, some in groupby(self._placed(), key=lambda one: one is not None) if there)
        return [" ".join(f"{one.x:g},{one.y:g}" for one in piece if one is not None) for piece in pieces]

    def _placed(self) -> Iterator[Drawn | None]:
        step = (WIDTH - LEFT - RIGHT) / max(len(self.points) - 1, 1)
        every = -(-len(self.points) // MOST_LABELS)
        for number, one in enumerate(self.points):
            if one.value is None:
                yield None
                continue
            words = f"{one.value:.{self.places}f}{self.unit}"
            yield Drawn(round(LEFT + number * step, 1), self._y(one.value), one.label, words, number % every == 0)

    def _y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - value / self.highest * (HEIGHT - TOP - BOTTOM), 1)


RADIUS = 130


@dataclass(frozen=True)
class Spoke:
    """One axis of a radar, as it is drawn: its end, its number, and where the number stands."""

    x: float
    y: float
    label: str
    label_x: float
    label_y: float


@dataclass(frozen=True, kw_only=True)
class Radar:
    """Values around a circle, such as the components of a self-assessment, now and before.

    Args:
        key: names it within the page.
        title: what is shown.
        labels: one short label an axis, clockwise from the top.
        now, before: a value an axis from 0 to `top`; None leaves it out. `before` may be empty.
        sentence: what it says, in words; whoever does not see it reads this.
    """

    key: str
    title: str
    labels: Sequence[str]
    now: Sequence[float | None]
    sentence: str
    before: Sequence[float | None] = ()
    top: float = 4

    @property
    def spokes(self) -> list[Spoke]:
        """The axes."""
        ends = (self._at(number, RADIUS) for number in range(len(self.labels)))
        words = (self._at(number, RADIUS + 16) for number in range(len(self.labels)))
        return [Spoke(*end, label, *place) for label, end, place in zip(self.labels, ends, words, strict=True)]

    @property
    def rings(self) -> list[tuple[str, float, str]]:
        """A ring for each whole step: its points, its radius and its number."""
        steps = range(1, int(self.top) + 1)
        return [(self._ring(step), RADIUS * step / self.top, str(step)) for step in steps]

    @property
    def shape(self) -> str:
        """The points of what is so now."""
        return self._shape(self.now)

    @property
    def earlier(self) -> str:
        """The points of what was so before; empty without."""
        return self._shape(self.before)

    @property
    def dots(self) -> list[tuple[float, float]]:
        """Where the values of now stand."""
        return [
            self._at(number, RADIUS * value / self.top) for number, value in enumerate(self.now) if value is not None
        ]

    def _ring(self, step: int) -> str:
        return self._shape([step] * len(self.labels))

    def _shape(self, values: Sequence[float | None]) -> str:
        points = (
            self._at(number, RADIUS * value / self.top) for number, value in enumerate(values) if value is not None
        )
        return " ".join(f"{x:g},{y:g}" for x, y in points)

    def _at(self, number: int, radius: float) -> tuple[float, float]:
        angle = 2 * pi * number / max(len(self.labels), 1) - pi / 2
        return round(160 + radius * cos(angle), 1), round(160 + radius * sin(angle), 1)
