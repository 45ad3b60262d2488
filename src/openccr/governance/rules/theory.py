"""The theory of change as a drawing: columns of boxes from what is put in to the outcomes, and lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from openccr.kernel.refusals import Refusal

COLUMN, GAP, LINE, PAD = 200, 56, 17, 10
LETTERS = 25
"""How many letters of the drawing's type fit into a box, on average."""
MOST_LINES = 6


@dataclass(frozen=True)
class Step:
    """A box: its column from the left, its words, and the ids of what it leads to, in a column further right."""

    id: str
    column: int
    words: str
    leads_to: tuple[str, ...] = ()
    assumption: str = ""


@dataclass(frozen=True)
class Box:
    """A step as it is drawn."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Theory:
    """The drawing. For whoever does not see it, `ui` shows the same as a list beside it."""

    heads: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]
    arrows: tuple[str, ...]
    size: str
    sentence: str


def why_not_led(step: Step, others: Sequence[Step]) -> Refusal | None:
    """Why a step cannot lead there, or None: change runs one way, from left to right."""
    columns = {one.id: one.column for one in others}
    for target in step.leads_to:
        if target not in columns:
            return Refusal("Choose steps and outcomes of this strategy.", field="leads_to")
        if columns[target] <= step.column:
            return Refusal("A step leads to one further on.", remedy="Choose one of a later column.", field="leads_to")
    return None


def loose(steps: Sequence[Step], *, last: int) -> list[Step]:
    """Steps that lead nowhere, though they are not outcomes: nobody has said what they are for."""
    return [one for one in steps if one.column < last and not one.leads_to]


def drawn(heads: Sequence[str], steps: Sequence[Step]) -> Theory:
    """The drawing of these steps under these columns."""
    placed: dict[str, Box] = {}
    depth = 0
    for column in range(len(heads)):
        top = 40
        for step in (one for one in steps if one.column == column):
            placed[step.id] = box = _box(step, x=column * (COLUMN + GAP) + 4, y=top)
            top += box.height + 16
        depth = max(depth, top)
    arrows = tuple(
        _arrow(placed[one.id], placed[target]) for one in steps for target in one.leads_to if target in placed
    )
    width = len(heads) * (COLUMN + GAP) - GAP + 8
    many = len(arrows)
    return Theory(
        heads=tuple((column * (COLUMN + GAP) + 4, name) for column, name in enumerate(heads)),
        boxes=tuple(placed.values()),
        arrows=arrows,
        size=f"0 0 {width} {max(depth, 60)}",
        sentence=f"{len(placed)} steps in {len(heads)} columns, and {many} link{'s' if many != 1 else ''} from one to"
        " the next. The list says the same.",
    )


def _box(step: Step, *, x: int, y: int) -> Box:
    lines = wrap(step.words, LETTERS) or [""]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: LETTERS - 1]}…"]
    return Box(
        x, y, COLUMN, len(lines) * LINE + 2 * PAD,
        tuple((y + PAD + LINE * number + 12, words) for number, words in enumerate(lines)),
    )  # fmt: skip


def _arrow(start: Box, end: Box) -> str:
    x1, y1 = start.x + start.width, start.y + start.height // 2
    x2, y2 = end.x - 7, end.y + end.height // 2
    bend = (x1 + x2) // 2
    return f"M{x1},{y1} C{bend},{y1} {bend},{y2} {x2},{y2}"
