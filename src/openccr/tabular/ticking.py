"""Boxes that are an answer of their own, wherever they stand: several in one line, or under another label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openccr.tabular.answers import boxes_in, has_box
from openccr.tabular.blocks import EMPTY_BOX, TICKED
from openccr.tabular.labels import Labels
from openccr.tabular.pairs import pairs_in

Tick = tuple[str, str, str]
"""Name, words, and what is said of it: "yes", its explanation, or "" for an empty box."""

_EXPLAINED = re.compile(r"\s+[–—-]\s*|\s*[:;]\s*")
"""Between a box's own words and what somebody wrote on: "Professional judgement – she is very afraid"."""
_GAP = re.compile(f"(?:\\s{{2,}}|\t)(?=[^{TICKED}{EMPTY_BOX}]+$)")
"""A wide gap after the last box, beyond which another question may begin."""
_YES_NO = frozenset({"yes", "no", "y", "n"})


def ticks_in(text: str, labels: Labels, section: str) -> tuple[str, list[Tick]]:
    """What the text says without such boxes, and each of them."""
    left: list[str] = []
    found: list[Tick] = []
    for line in text.split("\n"):
        said, ticks = _line(line, labels, section) if has_box(line) else (line, [])
        left.append(said)
        found += ticks
    return "\n".join(filter(None, left)), found


def _line(line: str, labels: Labels, section: str) -> tuple[str, list[Tick]]:
    apart = _GAP.search(line)
    if apart and pairs_in(line[apart.end() :], labels, section):  # "☒ Visible high risk   Number of ticks: 17"
        said, ticks = _line(line[: apart.start()], labels, section)
        return " ".join(filter(None, (said, line[apart.end() :]))), ticks
    rest, boxes = boxes_in(line)
    before, _ = _named(rest, labels, section)
    if before and all(words.casefold() in _YES_NO for words, _ in boxes):  # "Repeat ☐ Yes ☒ No"
        return "", [(before, rest, next((words for words, ticked in boxes if ticked), ""))]
    if (
        before
    ):  # "Repeat ☒ Escalation ☐ as we said": the line begins with a box's words, so each box comes after its own
        rest, boxes = boxes_in(line, before=True)
    read = [(words, ticked, *_named(words, labels, section)) for words, ticked in boxes]
    if not any(name for *_, name, _ in read):
        return line, []
    others = (f"{TICKED if ticked else EMPTY_BOX} {words}" for words, ticked, name, _ in read if not name)
    ticks = [(name, words, (more or "yes") if ticked else "") for words, ticked, name, more in read if name]
    return " ".join(filter(None, (rest, *others))), ticks


def _named(words: str, labels: Labels, section: str) -> tuple[str | None, str]:
    """The name that a box's words are, whole or up to what explains them."""
    for head, more in _readings(words):
        if (name := labels.name(head, section)) in labels.ticks:
            return name, more
    return None, ""


def _readings(words: str) -> Iterator[tuple[str, str]]:
    yield words, ""
    for mark in _EXPLAINED.finditer(words):
        yield words[: mark.start()], words[mark.end() :]
