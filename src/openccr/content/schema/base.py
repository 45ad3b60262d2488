"""What every model of a pack shares: strict, frozen, no unknown field, every item with its source."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

T = TypeVar("T")

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
VersionedKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*@[1-9][0-9]*$")]
Percent = Annotated[float, Field(ge=0, le=100)]


class Strict(BaseModel):
    """A table of a pack: what it does not know it refuses, with the nearest name it does know."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _names_known(cls, data: Any) -> Any:
        for name in data if isinstance(data, dict) else ():
            if name not in cls.model_fields:
                near = get_close_matches(name, cls.model_fields, n=1)
                remedy = f'write "{near[0]}"' if near else f"use one of: {', '.join(sorted(cls.model_fields))}"
                raise PydanticCustomError(
                    "unknown_field", "there is no field of this name", {"field": name, "remedy": remedy}
                )
        return data


class Sourced(Strict):
    """An item that says where it comes from: a key of `sources.toml`, with the section after a comma."""

    source: Text


class Entry(Sourced):
    """An item of a keyed list; its key is the name of its table in the file."""

    key: str
    name: Text


def with_keys(value: Any) -> Any:
    """Write each entry's table name into it, so that code holding an entry knows its key."""
    if not isinstance(value, Mapping):
        return value
    for key, entry in value.items():
        if isinstance(entry, Mapping) and "key" in entry:
            raise PydanticCustomError(
                "key_twice",
                "an entry is named by its table, so it has no field of its own for that",
                {"field": f"{key}.key", "remedy": "delete the line"},
            )
    return {key: {**entry, "key": key} if isinstance(entry, Mapping) else entry for key, entry in value.items()}


def nothing() -> Mapping[str, Any]:
    """The default of a list that a pack may leave out."""
    return MappingProxyType({})


# A table of tables, frozen, each entry knowing its key.
Keyed = Annotated[Mapping[str, T], BeforeValidator(with_keys), AfterValidator(MappingProxyType)]
# A table of plain values, frozen.
Table = Annotated[Mapping[str, T], AfterValidator(MappingProxyType)]
