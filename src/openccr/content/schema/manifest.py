"""`pack.toml` and `sources.toml`: who edits the pack, what it extends, and the documents it draws on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import Field

from openccr.content.schema.base import Key, Keyed, Strict, Table, Text, nothing


class Manifest(Strict):
    """What a pack says of itself."""

    key: Key
    name: Text
    summary: Text
    languages: tuple[Text, ...]
    editor: Text
    review_on: date
    extends: tuple[Key, ...] = ()
    licence: Text
    third_party: Table[Text] = Field(default_factory=nothing)


class Source(Strict):
    """A document that items cite. `verified` is false for what practitioners told us and no document shows."""

    key: str
    title: Text
    publisher: Text
    year: int | None = None
    address: Text | None = None
    licence: Text | None = None
    verified: bool = True


class Sources(Strict):
    """`sources.toml`."""

    sources: Keyed[Source] = Field(default_factory=nothing)

    def cited_by(self, citation: str) -> tuple[str, ...]:
        """The keys named in a citation such as `SL-REP; KINGSTON, part 2`."""
        return tuple(part.split(",")[0].strip() for part in citation.split(";"))

    def in_full(self, citation: str) -> str:
        """The citation with each key replaced by its document: `Referral criteria (SafeLives, 2015), part 2`."""
        return "; ".join(_full(part.strip(), self.sources) for part in citation.split(";"))

    def is_verified(self, citation: str) -> bool:
        """Whether at least one cited document shows it; false for practice knowledge alone."""
        return any(self.sources[key].verified for key in self.cited_by(citation) if key in self.sources)


def _full(part: str, sources: Mapping[str, Source]) -> str:
    key, comma, section = part.partition(",")
    source = sources.get(key.strip())
    if source is None:
        return part
    where = f"{source.publisher}, {source.year}" if source.year else source.publisher
    return f"{source.title} ({where}){comma}{section}"
