"""`instruments/<key>@<version>.toml`: a risk instrument as data. The score informs; the judgement decides."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from openccr.content.registry import FollowUp
from openccr.content.schema.base import Entry, Key, Keyed, Sourced, Text

Answer = Literal["yes", "no", "unknown"]


class Item(Sourced):
    """A numbered question in our own plain words."""

    number: Annotated[int, Field(ge=1)]
    topic: Key
    text: Text
    extra: Text | None = None
    follow_up: FollowUp | None = None


class RedFlag(Entry):
    """Items that call for judgement whatever the score: any "yes" among them raises the flag."""

    items: tuple[int, ...]


class Cluster(Entry):
    """Flags that weigh more together: raised when every part has at least one "yes"."""

    parts: tuple[tuple[int, ...], ...]


class Band(Entry):
    """A range of scores, both ends included. A band is never called low."""

    first: int
    last: int


class Instrument(Sourced):
    """One published version of an instrument; answers store `key@version` and it is never edited."""

    key: Key
    version: Annotated[int, Field(ge=1)]
    name: Text
    purpose: Text
    wording: Text
    licence: Text
    answers: tuple[Answer, ...]
    scored_answer: Answer
    threshold: Annotated[int, Field(ge=1)]
    threshold_source: Text
    unknown_rule: Text
    judgement_rule: Text
    reassess_when: tuple[Text, ...]
    items: tuple[Item, ...]
    red_flags: Keyed[RedFlag]
    clusters: Keyed[Cluster]
    bands: Keyed[Band]

    @property
    def id(self) -> str:
        """What answers store: `dash24@1`."""
        return f"{self.key}@{self.version}"

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the items, in order."""
        return tuple(item.number for item in self.items)

    def item(self, number: int) -> Item:
        """The item of that number.

        Raises:
            KeyError: the instrument has no such item.
        """
        for item in self.items:
            if item.number == number:
                return item
        raise KeyError(f"{self.id} has no item {number}; its items are 1 to {len(self.items)}")

    def band(self, score: int) -> Band:
        """The band of a score.

        Raises:
            KeyError: a score the instrument cannot give.
        """
        for band in self.bands.values():
            if band.first <= score <= band.last:
                return band
        raise KeyError(f"{self.id} cannot give the score {score}; it gives 0 to {len(self.items)}")

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.numbers != tuple(range(1, len(self.items) + 1)):
            raise ValueError("number the items 1, 2, 3 … without a gap")
        if self.scored_answer not in self.answers:
            raise ValueError(f'scored_answer "{self.scored_answer}" is not among answers: add it there')
        known = set(self.numbers)
        pointed = {n for flag in self.red_flags.values() for n in flag.items}
        pointed |= {n for cluster in self.clusters.values() for part in cluster.parts for n in part}
        if pointed - known:
            raise ValueError(f"a red flag or cluster points at item {min(pointed - known)}, which does not exist")
        scores = [n for band in self.bands.values() for n in range(band.first, band.last + 1)]
        if scores != list(range(len(self.items) + 1)):
            raise ValueError(f"the bands must cover every score from 0 to {len(self.items)} once, in order")
        if not self.threshold <= len(self.items):
            raise ValueError(f"the threshold {self.threshold} is more than the {len(self.items)} items can score")
        return self
