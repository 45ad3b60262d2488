"""Two assessments side by side: by item where the instrument is the same, else by topic.

The numbers of two instruments are not the same questions (domain 2.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openccr.content.schema.instruments import Instrument, Item
from openccr.risk.rules.answers import Given

Answered = tuple[Instrument, Mapping[int, Given]]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing asked about.

    Args:
        topic: the key that both instruments use for it.
        earlier_item: how the earlier instrument asks; None when it does not.
        earlier: what was answered then; None when it was not asked, or not sent.
        changed: both asked, and the answers do not say the same.
        now_present: it is there now and was not said to be before.
    """

    topic: str
    earlier_item: Item | None
    later_item: Item | None
    earlier: Given | None
    later: Given | None
    changed: bool
    now_present: bool


def compare(earlier: Answered, later: Answered) -> list[Line]:
    """Every item of two instruments, those of the later one first, in its order."""
    same = earlier[0].id == later[0].id
    before = {_key(item, same): item for item in earlier[0].items}
    after = {_key(item, same): item for item in later[0].items}
    return [_line(earlier, later, before.get(key), after.get(key), same=same) for key in {**after, **before}]


def _key(item: Item, same: bool) -> str:
    return str(item.number) if same else item.topic


def _line(earlier: Answered, later: Answered, before: Item | None, after: Item | None, *, same: bool) -> Line:
    was = earlier[1].get(before.number) if before else None
    now = later[1].get(after.number) if after else None
    said, says = _says(earlier[0], was), _says(later[0], now)
    both = was is not None and now is not None
    differs = was != now and _answer(was) != _answer(now) if same else said != says
    item = after or before
    assert item is not None  # a line stands for an item of one of the two
    return Line(
        topic=item.topic,
        earlier_item=before,
        later_item=after,
        earlier=was,
        later=now,
        changed=both and differs,
        now_present=both and says == "present" and said != "present",
    )


def _answer(given: Given | None) -> str:
    return given.answer if given else ""


def _says(instrument: Instrument, given: Given | None) -> str:
    return instrument.scale[given.answer].says if given else ""
