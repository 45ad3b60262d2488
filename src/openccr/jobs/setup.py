"""Connects the job queue: which tasks there are, and who an actor is when the worker comes to their job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from openccr.access.ours import modules
from openccr.kernel.actors import Actor

Task = Callable[..., "Outcome"]
"""A piece of long work: (actor, report, **arguments) → Outcome. Its arguments are ids and switches, never contents."""


@dataclass(frozen=True)
class Outcome:
    """What came of long work: a sentence without anybody's name, and where its result is."""

    words: str
    href: str = ""


@dataclass(frozen=True)
class People:
    """How the worker finds its actors: appointments stand above jobs, so the site hands the answers in at start.

    Args:
        again: the actor of (user, appointment, purpose), or None when the appointment is no longer in force.
        services: the service actor of each partnership, for what runs by the clock.
    """

    again: Callable[[UUID | None, UUID, str], Actor | None]
    services: Callable[[str], list[Actor]]


_people: list[People] = []


def use(people: People) -> None:
    """Set how actors are found; called once when the site starts."""
    _people[:] = [people]


def people() -> People:
    """How actors are found. Raises IndexError before the site has started."""
    return _people[0]


def tasks() -> dict[str, Task]:
    """Every task by name; apps declare theirs as `TASKS` in `tasks.py`."""
    return _declared("TASKS")


def nightly() -> dict[str, Callable[[Actor], None]]:
    """What runs every night for each partnership; apps declare theirs as `NIGHTLY` in `tasks.py`."""
    return _declared("NIGHTLY")


def evening() -> dict[str, Callable[[Actor], None]]:
    """What runs every evening, before the day it prepares; apps declare theirs as `EVENING` in `tasks.py`."""
    return _declared("EVENING")


def often() -> dict[str, Callable[[Actor], None]]:
    """What runs every five minutes for each partnership; apps declare theirs as `OFTEN` in `tasks.py`."""
    return _declared("OFTEN")


def _declared(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for module in modules("tasks"):
        found |= getattr(module, name, {})
    return found
