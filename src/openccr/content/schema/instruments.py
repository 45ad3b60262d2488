"""`instruments/<key>@<version>.toml`: a risk instrument as data. The score informs; the judgement decides."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from openccr.content.registry import FollowUp
from openccr.content.schema.base import Entry, Key, Keyed, Sourced, Text, nothing

Says = Literal["present", "absent", "unknown", "not_asked"]
"""What an answer says of the thing asked about. "Not known" and "not asked" are two things, and neither is "absent"."""


class Answer(Entry):
    """One answer of an instrument's scale, from the mildest to the gravest."""

    says: Says


class Item(Sourced):
    """A numbered question in our own plain words.

    Args:
        topic: what it is about, in words that instruments share, so that two of them can be read side by side.
        extra: what to ask and write down besides.
        follow_up: what follows when it is answered "present".
    """

    number: Annotated[int, Field(ge=1)]
    topic: Key
    group: Key
    text: Text
    extra: Text | None = None
    follow_up: FollowUp | None = None


class RedFlag(Entry):
    """Items that call for judgement whatever the score: one answer of "present" among them raises the flag.

    Args:
        from_answer: where the scale has steps, the mildest answer that raises it.
    """

    items: tuple[int, ...]
    from_answer: Key | None = None


class Cluster(Entry):
    """Things that weigh more together: raised when every part has at least one answer of "present"."""

    parts: tuple[tuple[int, ...], ...]


class Band(Entry):
    """A range of scores, both ends included. A band is never called low."""

    first: int
    last: int


class Counting(Sourced):
    """The rule of an instrument that counts: the score is the number of items answered "present"."""

    threshold: Annotated[int, Field(ge=1)]
    bands: Keyed[Band]


class Grade(Entry):
    """A grade that the practitioner gives by judgement; no answer and no sum sets it."""

    high: bool


class Ages(Sourced):
    """Whom the instrument is written for, in completed years, both ends included."""

    first: Annotated[int, Field(ge=0)]
    last: Annotated[int, Field(ge=0)]


class Instrument(Sourced):
    """One published version of an instrument; answers store `key@version` and it is never edited.

    Args:
        supplement: it is answered besides another one, which stays the assessment of the case.
        ages: whom it is proposed for; None: for everybody whom no other one is written for.
        counting: None for one whose result is a judgement alone.
        grades: what the judgement may be; empty: high, or not identified as high.
    """

    key: Key
    version: Annotated[int, Field(ge=1)]
    name: Text
    purpose: Text
    wording: Text
    licence: Text
    supplement: bool = False
    ages: Ages | None = None
    unknown_rule: Text
    judgement_rule: Text
    scale: Keyed[Answer]
    groups: Keyed[Entry]
    items: tuple[Item, ...]
    red_flags: Keyed[RedFlag]
    clusters: Keyed[Cluster] = Field(default_factory=nothing)
    counting: Counting | None = None
    grades: Keyed[Grade] = Field(default_factory=nothing)

    @property
    def id(self) -> str:
        """What answers store: `dash24@1`."""
        return f"{self.key}@{self.version}"

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the items, in order."""
        return tuple(item.number for item in self.items)

    @property
    def answers(self) -> tuple[str, ...]:
        """The keys of the scale, in its order."""
        return tuple(self.scale)

    @property
    def threshold(self) -> int:
        """From which score on it calls for "high".

        Raises:
            LookupError: it does not count.
        """
        if self.counting is None:
            raise LookupError(f"{self.id} does not count: its result is a judgement")
        return self.counting.threshold

    def saying(self, says: Says) -> tuple[str, ...]:
        """The answers of the scale that say this of the thing asked about, mildest first."""
        return tuple(answer.key for answer in self.scale.values() if answer.says == says)

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
            LookupError: it does not count.
        """
        if self.counting is None:
            raise LookupError(f"{self.id} does not count: its result is a judgement")
        for band in self.counting.bands.values():
            if band.first <= score <= band.last:
                return band
        raise KeyError(f"{self.id} cannot give the score {score}; it gives 0 to {len(self.items)}")

    @model_validator(mode="after")
    def _items_hang_together(self) -> Self:
        if self.numbers != tuple(range(1, len(self.items) + 1)):
            raise ValueError("number the items 1, 2, 3 … without a gap")
        for item in self.items:
            if item.group not in self.groups:
                raise ValueError(f'item {item.number} stands in the group "{item.group}": add it to groups')
        order = [item.group for item in self.items]
        if any(
            order[place] in order[: place - 1] and order[place] != order[place - 1] for place in range(1, len(order))
        ):
            raise ValueError("the items of a group must follow one another, so that numbers and page keep one order")
        for says in ("present", "absent", "unknown", "not_asked"):
            if not self.saying(says):
                raise ValueError(f'no answer of the scale says "{says}": add one')
        return self

    @model_validator(mode="after")
    def _flags_hang_together(self) -> Self:
        pointed = {n for flag in self.red_flags.values() for n in flag.items}
        pointed |= {n for cluster in self.clusters.values() for part in cluster.parts for n in part}
        if pointed - set(self.numbers):
            strange = min(pointed - set(self.numbers))
            raise ValueError(f"a red flag or cluster points at item {strange}, which does not exist")
        for flag in self.red_flags.values():
            if flag.from_answer and flag.from_answer not in self.saying("present"):
                raise ValueError(f'the flag "{flag.key}" starts at "{flag.from_answer}", which no "present" answer is')
        return self

    @model_validator(mode="after")
    def _result_hangs_together(self) -> Self:
        if self.grades and {grade.high for grade in self.grades.values()} != {True, False}:
            raise ValueError("the grades need at least one that is high and one that is not")
        if self.counting is None:
            return self
        scores = [n for band in self.counting.bands.values() for n in range(band.first, band.last + 1)]
        if scores != list(range(len(self.items) + 1)):
            raise ValueError(f"the bands must cover every score from 0 to {len(self.items)} once, in order")
        if not self.counting.threshold <= len(self.items):
            raise ValueError(f"the threshold {self.counting.threshold} is more than {len(self.items)} items can score")
        return self
