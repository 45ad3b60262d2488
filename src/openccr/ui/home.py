"""The home page as one to-do list, out of what every app says waits: what is late first, then whose it is to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openccr.ui.panels import Group, Item, Todo

SHOWN = 6
"""Lines of a section that stand open; the others are folded away behind their number."""
LATE = "Late"
TITLES = {
    Group.MINE: "For you to do",
    Group.NEW: "New",
    Group.BLOCKED: "Waiting for others",
    Group.COMING: "Coming up",
}
URGENT = 10
"""Sections placed before this are about lives or promised for today: their late lines come before all others."""


@dataclass(frozen=True)
class Section:
    """A titled list of lines; `more` are those folded away."""

    title: str
    items: Sequence[Item]
    more: Sequence[Item] = ()
    empty: str = ""
    late: int = 0


@dataclass(frozen=True)
class Shown:
    """A group of sections under one heading."""

    title: str
    sections: Sequence[Section]
    late: int = 0


def arranged(found: Sequence[Mapping[str, Any]]) -> list[Shown]:
    """What `panels.todo_of` found, as it is read: late, for them to do, new, waiting for others, coming up."""
    late: list[tuple[Todo, Item]] = []
    sections: dict[Group, list[Section]] = {group: [] for group in TITLES}
    nothing: dict[Group, list[Section]] = {group: [] for group in TITLES}
    for one in found:
        todo, items = one["todo"], one["items"]
        if todo.group in (Group.MINE, Group.NEW):
            late += [(todo, item) for item in items if item.late]
            items = [item for item in items if not item.late]
        if items:
            sections[todo.group].append(_section(todo.title, items))
        elif not one["items"]:
            nothing[todo.group].append(_section(todo.title, [], todo.empty))
    for group, empty in nothing.items():
        # That nothing waits is said where it is all there is to say.
        sections[group] = sections[group] or empty
    groups = [Shown(LATE, [_section("", _by_urgency(late))], len(late))] if late else []
    return groups + [Shown(title, sections[group]) for group, title in TITLES.items() if sections[group]]


def _by_urgency(late: Sequence[tuple[Todo, Item]]) -> list[Item]:
    """Late lines of all sections in one order, each saying which it is of."""
    in_order = sorted(late, key=lambda one: (one[0].order >= URGENT, one[1].due or date.min, one[0].order))
    return [
        replace(item, detail=" · ".join(part for part in (todo.title, item.detail) if part)) for todo, item in in_order
    ]


def _section(title: str, items: Sequence[Item], empty: str = "") -> Section:
    # One more is shown rather than folded away alone.
    shown = len(items) if len(items) <= SHOWN + 1 else SHOWN
    return Section(title, items[:shown], items[shown:], empty, sum(item.late for item in items))
