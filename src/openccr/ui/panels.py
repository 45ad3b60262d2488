"""Panels: how a page shows what stands above it in the house. Apps declare theirs in `panels.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from openccr.access.may import why_not
from openccr.access.ours import modules
from openccr.kernel.actors import Actor


@dataclass(frozen=True)
class Panel:
    """A part of a record page.

    Args:
        slot: the page it belongs to, such as "case.marac".
        order: its place, lowest first.
        title: its heading.
        query: `query(actor=…, file_id=…)` → the template's `data`, or None to leave the panel out.
        template: the template that shows it.
        may: the permission needed to see it.
    """

    slot: str
    order: int
    title: str
    query: Callable[..., Any]
    template: str
    may: str


@dataclass(frozen=True)
class Item:
    """One line of somebody's to-do list.

    Args:
        href: the page on which it is done.
        count: a number of rows, which the line links to.
        file_id: the case it names, for the log of reads.
        action: what can be done from the list itself in one press, as `kinds.offer` makes it.
    """

    text: str
    href: str
    due: date | None = None
    late: bool = False
    detail: str = ""
    count: int | None = None
    file_id: UUID | None = None
    action: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Todo:
    """A section of the home page: what waits for this actor. `query(actor=…)` → its items, most pressing first."""

    order: int
    title: str
    query: Callable[..., Sequence[Item]]
    may: str
    empty: str = ""


def panels_of(slot: str, *, actor: Actor, file_id: UUID | None) -> list[dict[str, Any]]:
    """The panels of a slot that this actor may see, filled."""
    filled = []
    for panel in _declared("PANELS"):
        if panel.slot == slot and why_not(actor, panel.may) is None:
            data = panel.query(actor=actor, file_id=file_id)
            if data is not None:
                filled.append({"title": panel.title, "template": panel.template, "data": data})
    return filled


def todo_of(actor: Actor) -> list[dict[str, Any]]:
    """The sections of this actor's home page, each with its items."""
    return [
        {"title": todo.title, "items": items, "empty": todo.empty, "late": sum(item.late for item in items)}
        for todo in _declared("TODOS")
        if why_not(actor, todo.may) is None and ((items := list(todo.query(actor=actor))) or todo.empty)
    ]


@cache
def _declared(name: str) -> tuple[Any, ...]:
    found = [one for module in modules("panels") for one in getattr(module, name, [])]
    return tuple(sorted(found, key=lambda one: one.order))
