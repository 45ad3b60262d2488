"""What tells where somebody is does not leave in a paper: the words are taken out before it is typeset.

Deleted and not covered: what is not in the paper cannot be copied out of it (security paper, rules 5 and 30).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any

from openccr.documents.rules.paper import Content
from openccr.kernel.addresses import letters, without_addresses

_OURS = ("Where", "Place")
"""Facts of a meeting, not of a person: where it is held."""


def held_back(content: Content, *, known: Collection[str]) -> Content:
    """The content without words that look like an address and without known whereabouts.

    Args:
        known: where the victims and children of its files are now.
    """
    clean = partial(without_addresses, known={letters(place) for place in known})
    return replace(content, blocks=tuple(_without(block, clean) for block in content.blocks))


def _without(part: Any, clean: Any) -> Any:
    if isinstance(part, str):
        return clean(part)
    if isinstance(part, tuple):
        if len(part) == 2 and part[0] in _OURS:
            return part
        return tuple(_without(one, clean) for one in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: _without(getattr(part, field.name), clean) for field in fields(part)})
    return part
