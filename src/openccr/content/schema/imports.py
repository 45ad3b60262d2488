"""`imports/<key>.toml`: the columns an import reads, and the words agencies use for them and for their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator

from openccr.content.schema.base import Entry, Key, Keyed, Sourced, Strict, Table, Text, nothing

Kind = Literal[
    "text",
    "names",
    "date",
    "birth_date",
    "yes_no_unknown",
    "whole_number",
    "choice",
    "choices",
    "children",
    "email",
    "phone",
    "postcode",
    "address",
    "list",
]

_IN_BRACES = re.compile(r"\{(\w+)\}")

# Canonical value → other ways of writing it.
Aliases = Table[tuple[Text, ...]]


class Column(Entry):
    """A canonical column. `wall` says behind which wall its content goes at once."""

    kind: Kind
    required: bool = False
    wall: Literal["file", "whereabouts", "idva_only"] = "file"
    headers: tuple[Text, ...]
    values: Key | None = None
    least: int | None = None
    most: int | None = None


class Tick(Entry):
    """A yes/no column of its own: a yes stands for `value` of a canonical column, a no for `otherwise`, if given."""

    column: Key
    value: Text
    otherwise: Text | None = None
    headers: tuple[Text, ...]


class SecondPerson(Strict):
    """How files name the columns about a first and a second person who harms."""

    prefix: Text
    replaces: Text
    columns: tuple[Key, ...]
    first: tuple[Text, ...]
    second: tuple[Text, ...]


class ImportFormat(Sourced):
    """What a file may look like. Matching is exact but for case, spaces, punctuation and accents.

    In a header, `{victim}` stands for each of the words under `words.victim`; so with every list of `words`.
    A format that `extends` another of the pack says only what differs; `without` names columns and ticks it lacks.
    """

    name: Text
    extends: Key | None = None
    without: tuple[Key, ...] = ()
    words: Table[tuple[Text, ...]]
    endings: Table[tuple[Text, ...]]
    columns: Keyed[Column]
    ticks: Keyed[Tick] = Field(default_factory=nothing)
    second_person: SecondPerson
    values: Table[Aliases]

    @model_validator(mode="after")
    def _braces_hold_known_words(self) -> Self:
        written = [column.headers for column in self.columns.values()] + [tick.headers for tick in self.ticks.values()]
        for header in chain.from_iterable(written):
            if set(_IN_BRACES.findall(header)) - set(self.words):
                raise ValueError(f'the header "{header}" uses words that are not listed: add them to words')
        return self

    @cached_property
    def headings(self) -> Mapping[str, tuple[str, ...]]:
        """Every column and tick → the headings that mean it, spelled out.

        Columns of a second person who harms stand here too (`perpetrator_2_…`).
        """
        found: dict[str, tuple[str, ...]] = {}
        for column in self.columns.values():
            plain = self._spelled(column.headers, column.kind)
            if column.key in self.second_person.columns:
                patterns = (column.key, *column.headers)
                found[column.key] = (*plain, *self._numbered(patterns, self.second_person.first))
                found[self._second(column.key)] = self._numbered(patterns, self.second_person.second)
            else:
                found[column.key] = plain
        for tick in self.ticks.values():
            found[tick.key] = self._spelled(tick.headers, "yes_no_unknown")
        return MappingProxyType(found)

    def column(self, name: str) -> Column:
        """The definition of a canonical column; a second person's columns share the first one's.

        Raises:
            KeyError: no such column.
        """
        seconds = {self._second(key): key for key in self.second_person.columns}
        return self.columns[seconds.get(name, name)]

    def choices(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """The values a column of choices may hold, each with the other ways of writing it.

        Raises:
            KeyError: no such column, or it is not one of choices.
        """
        values = self.column(name).values
        if values is None:
            raise KeyError(f"{name} is not a column of choices")
        return self.values[values]

    def _second(self, key: str) -> str:
        return self.second_person.prefix + key.removeprefix(self.second_person.replaces)

    def _spelled(self, headers: Iterable[str], kind: str) -> tuple[str, ...]:
        """The headers with words in place of braces, each also with the endings of its kind."""
        endings = self.endings.get(kind, ())
        return tuple(
            spelled
            for header in headers
            for words in self._worded(header)
            for spelled in (words, *(f"{words} {ending}" for ending in endings))
        )

    def _numbered(self, headers: Iterable[str], numbers: Iterable[str]) -> tuple[str, ...]:
        """`{perpetrator} DOB` with "2": `perp DOB 2`, `2 perp DOB`, `perp 2 DOB`."""
        return tuple(
            numbered
            for number in numbers
            for header in headers
            for numbered in (
                *(f"{words} {number}" for words in self._worded(header)),
                *(f"{number} {words}" for words in self._worded(header)),
                *self._worded(header, number),
            )
        )

    def _worded(self, header: str, number: str = "") -> Iterator[str]:
        """The header with each of the words its braces stand for, the number after the word."""
        name = next(iter(_IN_BRACES.findall(header)), None)
        if name is None:
            yield from () if number else (header,)
            return
        for word in self.words[name]:
            for ending in ("", "'s"):
                yield header.replace(f"{{{name}}}", f"{word} {number}{ending}" if number else word + ending)
