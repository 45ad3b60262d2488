"""What somebody answered, out of what stands in the box: ticked boxes in words, prompts nobody overwrote taken out."""

from __future__ import annotations

import re

from openccr.tabular.blocks import EMPTY_BOX, TICKED
from openccr.tabular.fillable import PROMPT

_BOX = re.compile(f"[{TICKED}{EMPTY_BOX}]")
_PROMPT = re.compile(
    r"(?:click(?: or tap)? (?:here )?to enter (?:text|a date)|(?:choose|select) an item)\.?", re.IGNORECASE
)
_EDGES = " \t\n/|,;"


def answer(text: str) -> str:
    """The answer: the words of ticked boxes, one a line; without boxes the text itself.

    A box belongs to the words after it, and to those before it where the text begins with words: "Yes ☒ No ☐". A box
    without words is a yes when it is ticked. Words that belong to no box are kept in front.
    """
    text = unprompted(text)
    boxes = _BOX.findall(text)
    if not boxes:
        return "" if set(text) <= set(_EDGES) else text
    rest, beside = boxes_in(text)
    if not rest and not any(words for words, _ in beside):
        return "yes" if TICKED in boxes else ""
    chosen = [words or "yes" for words, ticked in beside if ticked]
    return "\n".join([*filter(None, [rest]), *chosen])


def unprompted(text: str) -> str:
    """The text without what stood in the box before anybody wrote: a program that loses boxes keeps it as words."""
    lines = [line for line in _PROMPT.sub("", text).splitlines() if line.strip() != PROMPT]
    return "\n".join(lines).strip()


def boxes_in(line: str, *, before: bool = False) -> tuple[str, list[tuple[str, bool]]]:
    """What a line says beside its boxes, and the words of each box with whether it is ticked; see `answer`.

    Args:
        before: the words of a box stand before it, although words follow the last one.
    """
    boxes = _BOX.findall(line)
    pieces = [piece.strip(_EDGES) for piece in _BOX.split(line)]
    before = before or (bool(pieces[0]) and not pieces[-1])
    words, rest = (pieces[:-1], pieces[-1]) if before else (pieces[1:], pieces[0])
    return rest, [(word, box == TICKED) for box, word in zip(boxes, words, strict=True)]


def single_box(text: str) -> tuple[str, bool] | None:
    """The words of a line that is one box and its words, and whether it is ticked; None for anything else."""
    boxes = _BOX.findall(text)
    if len(boxes) != 1 or not (text.startswith(boxes[0]) or text.endswith(boxes[0])):
        return None
    words = _BOX.sub("", text).strip(_EDGES)
    return (words, boxes[0] == TICKED) if words else None


def has_box(text: str) -> bool:
    """Whether a box, ticked or not, stands in the text."""
    return _BOX.search(text) is not None
