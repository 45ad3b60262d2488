"""The area as one JSON document, format `openccr-area`: table → columns and rows, and what stayed and why.

Version 1: `format`, `version`, `area` (code), `name`, `made_at`, `whereabouts` (whether chosen), `part` ("area" or
"adviser"), `tables` ({name: {"columns": [...], "rows": [[...]]}}), `left_out` ({name: why}). Keys are UUIDs; a column
that ends in `_id` holds the key of a row of another table; times are ISO 8601 in UTC.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from openccr.kernel.refusals import Refusal
from openccr.leaving.rules import FORMAT, VERSION
from openccr.leaving.tables import Table


class _TableRead(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class AreaRead(BaseModel):
    """An area as it was read back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["openccr-area"]
    version: int
    area: str
    name: str
    made_at: datetime
    whereabouts: bool
    part: Literal["area", "adviser"]
    tables: dict[str, _TableRead]
    left_out: dict[str, str]


def write_area(
    tables: Iterable[Table],
    *,
    area: str,
    name: str,
    made_at: datetime,
    whereabouts: bool,
    left_out: dict[str, str],
    part: str = "area",
) -> bytes:
    """The document's bytes, UTF-8."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "area": area,
        "name": name,
        "made_at": made_at.isoformat(),
        "whereabouts": whereabouts,
        "part": part,
        "tables": {one.name: {"columns": one.columns, "rows": one.rows} for one in tables},
        "left_out": left_out,
    }
    return json.dumps(document, ensure_ascii=False).encode()


def read_area(data: bytes) -> AreaRead:
    """Read it back. Raises Refusal for what is no such document, of a newer version, or with a row of another width."""
    try:
        version = json.loads(data).get("version")
        if isinstance(version, int) and version > VERSION:
            raise Refusal(f"It was written by a newer OpenCCR (format {version}).", remedy="Update first.")
        found = AreaRead.model_validate_json(data)
    except (ValueError, AttributeError, RecursionError, ValidationError) as error:
        raise Refusal("This is not an area's document.") from error
    for name, table in found.tables.items():
        if any(len(row) != len(table.columns) for row in table.rows):
            raise Refusal(f"A row of {name} does not have its columns.")
    return found
