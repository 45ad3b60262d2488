"""`linking.toml`: what agencies may send to be compared, who signs first, and what counts as a missing link."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from openccr.content.schema.base import Entry, Key, Keyed, Sourced, Strict, Text, nothing

Number = Annotated[int, Field(ge=1)]


class ExtractKind(Entry):
    """What an extract holds. `compared` False: never asked for, and compared only once the agency has said so."""

    compared: bool = True


class Signal(Entry):
    """A sign of risk that an agency may name beside a record; `words`: what else it is called."""

    weight: Number
    words: tuple[Text, ...] = ()


class MissingLink(Sourced):
    """When somebody belongs in the missing-link queue.

    `agencies` that hold a record of her, with signs of at least `weight` within `months`. Serial: `victims` unconnected
    people within `serial_months`. Repeat: `times` on the same person within `repeat_months`. Household: so many of one
    home who are harmed. Moved: came from another area within `moved_months`.
    """

    agencies: Number = 2
    weight: Number = 2
    months: Number = 12
    victims: Number = 2
    serial_months: Number = 36
    times: Number = 2
    repeat_months: Number = 12
    household: Number = 2
    moved_months: Number = 12


class Linking(Strict):
    """The whole file.

    `special_agencies`: kinds of agency whose every extract is off until they say otherwise. `answer_days`: working days
    in which a holding agency answers. `keep_months`: the longest an extract is kept. `sign_off_months`: how long a
    sign-off stands. `sampled`: pairs of each band of probability that are put before a reviewer to measure by.
    """

    extracts: Keyed[ExtractKind] = Field(default_factory=nothing)
    special_agencies: tuple[Key, ...] = ()
    signals: Keyed[Signal] = Field(default_factory=nothing)
    reasons: Keyed[Entry] = Field(default_factory=nothing)
    routes: Keyed[Entry] = Field(default_factory=nothing)
    missing: MissingLink | None = None
    answer_days: Number = 5
    keep_months: Number = 12
    sign_off_months: Number = 12
    sampled: Number = 20
