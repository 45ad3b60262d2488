"""Who is at the door. Accounts and appointments stand above the pages, so the site hands the answers in at start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal

ANEW: Literal["anew"] = "anew"
"""A fresh proof for which having just signed in is not enough: who stole the session of somebody who came in a minute
ago has that too. For what cannot be taken back once it is seen or has left."""
StepUp = bool | Literal["anew"]


@dataclass(frozen=True)
class Door:
    """What pages ask about a request.

    Args:
        actor: the actor, or None when nobody is signed in.
        stepped_up: whether they proved themselves in the last few minutes; with `anew`, since they signed in.
        step_up_url: where they do so, given the address to come back to.
        kept: keeps what was sent while they do so; the address where it goes on, or None when it cannot be kept.
        menu: the names of the pages in the menu, in its order.
        beneath: page → the page of the menu under which one finds it.
        client: the API client whose secret this is, or None.
        address: where a request comes from, as the proxy in front says.
        opened: notes that a case is opened; why it is not shown, "step_up" for a proof of who is there first, or None.
        live: whether they signed for a meeting that is under way, which counts as activity.
        frame: what the base template shows of whoever is signed in: `acting` and `idle` (see ui/base.html).
    """

    actor: Callable[[HttpRequest], Actor | None]
    stepped_up: Callable[..., bool]
    step_up_url: Callable[[str], str]
    kept: Callable[[HttpRequest], str | None]
    menu: tuple[str, ...]
    client: Callable[[str], Actor | None]
    address: Callable[[HttpRequest], str]
    frame: Callable[[HttpRequest], Mapping[str, Any]]
    opened: Callable[[HttpRequest, Actor, UUID], Refusal | str | None] = lambda request, actor, file: None
    live: Callable[[HttpRequest], bool] = lambda request: False
    beneath: Mapping[str, str] = field(default_factory=dict)


_door: list[Door] = []


def use(door: Door) -> None:
    """Set the door; called once when the site starts."""
    _door[:] = [door]


def door() -> Door:
    """The door in use. Raises IndexError before the site has started."""
    return _door[0]
