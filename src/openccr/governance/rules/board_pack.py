"""A pack's parts as they are kept: blocks of a paper to plain data and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from openccr.documents.rules.paper import Block, Bullets, Facts, Heading, Lines, NewSheet, Notice, Para, Table

_BLOCKS: dict[str, type[Any]] = {
    one.__name__: one for one in (Bullets, Facts, Heading, Lines, NewSheet, Notice, Para, Table)
}


@dataclass(frozen=True)
class Part:
    """One part of a pack as it stood."""

    key: str
    title: str
    blocks: tuple[Block, ...]


def frozen(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The parts as JSON."""
    return [
        {
            "key": part.key,
            "title": part.title,
            "blocks": [{"block": type(block).__name__} | asdict(block) for block in part.blocks],
        }
        for part in parts
    ]


def thawed(parts: Sequence[dict[str, Any]]) -> list[Part]:
    """The parts again. Raises KeyError for a block that no paper has."""
    return [Part(one["key"], one["title"], tuple(_block(block) for block in one["blocks"])) for one in parts]


def _block(block: dict[str, Any]) -> Block:
    given = {name: _tuples(value) for name, value in block.items() if name != "block"}
    made: Block = _BLOCKS[block["block"]](**given)
    return made


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
