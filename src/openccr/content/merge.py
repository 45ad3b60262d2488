"""Laying packs over one another: later entries override earlier ones by key, and every value knows its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from openccr.content.problems import Problem

Place = tuple[str, ...]


@dataclass(frozen=True)
class Layer:
    """One pack's copy of a file.

    Args:
        file: the file's name from the packs' folder on.
        data: its tables.
    """

    file: str
    data: dict[str, Any]


@dataclass
class Merged:
    """The tables of all layers, and which file wrote each place last."""

    data: dict[str, Any] = field(default_factory=dict)
    origin: dict[Place, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def file_of(self, place: Iterable[object]) -> str:
        """The file to open for a place; for a field nobody wrote, the file of the table it is missing from."""
        parts = tuple(map(str, place))
        while parts not in self.origin:
            parts = parts[:-1]
        return self.origin[parts]


def merge(layers: Iterable[Layer], *, published: tuple[str, ...] = ()) -> Merged:
    """Lay the layers over one another, the last uppermost.

    An entry that a later layer changes must bring its own `source`: the earlier document does not say the new value.

    Args:
        layers: the same file of each pack, base first.
        published: tables whose existing entries may not be changed at all.
    """
    merged = Merged()
    for layer in layers:
        _lay(merged, merged.data, layer.data, (), layer.file, published)
    return merged


def _lay(
    merged: Merged, below: dict[str, Any], above: dict[str, Any], place: Place, file: str, published: tuple[str, ...]
) -> None:
    _check_override(merged, below, above, place, file, published)
    merged.origin[place] = file
    for key, value in above.items():
        here = (*place, key)
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            _lay(merged, below[key], value, here, file, published)
        else:
            below[key] = _copy(value)
            _note(merged, value, here, file)


def _check_override(
    merged: Merged, below: dict[str, Any], above: dict[str, Any], place: Place, file: str, published: tuple[str, ...]
) -> None:
    if len(place) == 2 and place[0] in published:
        merged.problems.append(
            Problem(
                file,
                ".".join(place),
                f"this version is published in {merged.file_of(place)} and records were judged by it",
                "give your own a new version or name, and name that under choices",
            )
        )
    elif "source" in below and "source" not in above and not all(isinstance(value, dict) for value in above.values()):
        merged.problems.append(
            Problem(
                file,
                ".".join(place),
                f"it changes what {merged.file_of(place)} says and does not name its own source",
                'add source = "…" with the document that sets the new value, and list the document in sources.toml',
            )
        )


def _note(merged: Merged, value: Any, place: Place, file: str) -> None:
    merged.origin[place] = file
    if isinstance(value, dict):
        for key, item in value.items():
            _note(merged, item, (*place, key), file)


def _copy(value: Any) -> Any:
    return {key: _copy(item) for key, item in value.items()} if isinstance(value, dict) else value
