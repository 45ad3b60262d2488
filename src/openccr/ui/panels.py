"""Panels and to-dos: how a page shows what stands above it in the house. Apps declare theirs in `panels.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from openccr.access.may import why_not
from openccr.access.ours import modules
from openccr.access.together import Later, ahead
from openccr.kernel.actors import Actor


@dataclass(frozen=True)
class Panel:
    """A part of a record page.

    Args:
        slot: the page it belongs to, such as "case.marac" or "case.marac.people".
        order: its place, lowest first.
        title: its heading, or `title(file_id)` → the heading where its words depend on whose file it is.
        query: `query(actor=…, file_id=…)` → the template's `data`, or None to leave the panel out.
        template: the template that shows it.
        may: the permission needed to see it.
        ahead: `ahead(actor, file_id)` → what `query` will ask, to be asked together with the other panels'.
        key: the word in the address that jumps to it; made of the title where it is not given.
    """

    slot: str
    order: int
    title: str | Callable[[UUID | None], str]
    query: Callable[..., Any]
    template: str
    may: str
    ahead: Callable[[Actor, UUID], Iterable[Later]] | None = None
    key: str = ""


class Group(StrEnum):
    """What a section is to who reads it. What is late of the reader's own is shown before all of them."""

    MINE = "mine"
    NEW = "new"
    BLOCKED = "blocked"
    COMING = "coming"


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
    """A section of the home page: what waits for this actor.

    Args:
        order: its place in its group, lowest first; below 10 it is urgent, and its late lines come before all others.
        query: `query(actor=…)` → its items, most pressing first.
        group: whose it is to do; lines of BLOCKED say who is waited for.
        ahead: `ahead(actor)` → what `query` will ask, to be asked together with the other sections'.
    """

    order: int
    title: str
    query: Callable[..., Sequence[Item]]
    may: str
    empty: str = ""
    group: Group = Group.MINE
    ahead: Callable[[Actor], Iterable[Later]] | None = None


def panels_of(slot: str, *, actor: Actor, file_id: UUID | None) -> list[dict[str, Any]]:
    """The panels of a slot that this actor may see, filled."""
    if file_id is not None:
        ahead(panels_later(slot, actor=actor, file_id=file_id))
    filled = []
    for panel in _seen(slot, actor):
        data = panel.query(actor=actor, file_id=file_id)
        if data is not None:
            title = panel.title if isinstance(panel.title, str) else panel.title(file_id)
            filled.append({"title": title, "template": panel.template, "data": data, "key": panel.key})
    return filled


def panels_later(slot: str, *, actor: Actor, file_id: UUID) -> list[Later]:
    """What the panels of a slot will ask for this actor, for a page that has more to ask with it."""
    return [later for panel in _seen(slot, actor) if panel.ahead for later in panel.ahead(actor, file_id)]


def _seen(slot: str, actor: Actor) -> list[Panel]:
    return [panel for panel in declared("PANELS") if panel.slot == slot and why_not(actor, panel.may) is None]


def todo_of(actor: Actor) -> list[dict[str, Any]]:
    """What waits for this actor: the sections with their items, and those with words for having none."""
    mine = [todo for todo in declared("TODOS") if why_not(actor, todo.may) is None]
    ahead(later for todo in mine if todo.ahead for later in todo.ahead(actor))
    return [
        {"title": todo.title, "items": items, "todo": todo}
        for todo in mine
        if (items := list(todo.query(actor=actor))) or todo.empty
    ]


@cache
def declared(name: str) -> tuple[Any, ...]:
    """What the apps' `panels.py` declare under that name, in order."""
    found = [one for module in modules("panels") for one in getattr(module, name, [])]
    return tuple(sorted(found, key=lambda one: one.order))
