"""What has happened, told to whoever the site has wired to listen.

Handlers run inside the operation's transaction and may only write rows or defer a job. All wiring stands in
`openccr.site.reactions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from openccr.kernel.actors import Actor


@dataclass(frozen=True)
class Event:
    """Something that happened to a file. Subclasses are named in the past tense and add ids only."""

    actor: Actor
    file_id: UUID


@dataclass(frozen=True)
class AreaEvent:
    """Something that happened in a partnership and to no file."""

    actor: Actor


Handler = Callable[[Any], None]
_reactions: dict[type[Event | AreaEvent], tuple[Handler, ...]] = {}


def wire(reactions: Mapping[type[Event | AreaEvent], Sequence[Handler]]) -> None:
    """Replace the whole wiring; called once when the site starts."""
    _reactions.clear()
    _reactions.update({event: tuple(handlers) for event, handlers in reactions.items()})


def publish(event: Event | AreaEvent) -> None:
    """Call every handler wired to this kind of event, in the order written down."""
    for handler in _reactions.get(type(event), ()):
        handler(event)
