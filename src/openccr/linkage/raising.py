"""From linked records to missing links: what the queue's rules look at, and what is kept of those they find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from openccr.access.sealing import token
from openccr.content import Pack
from openccr.linkage.comparing import CASES, Compared, Item
from openccr.linkage.rules.groups import group_of, group_words
from openccr.linkage.rules.missing import Found, Held, Limits, missing_links

_MONTH = 30.44


def flags_of(
    items: Sequence[Item], compared: Compared, parts: Mapping[UUID, Sequence[Mapping[str, Any]]], *, pack: Pack,
    today: date,
) -> list[dict[str, Any]]:  # fmt: skip
    """The missing links, as `openccr.keep_flags()` takes them.

    Args:
        parts: of each person of cases, their parts in files.
    """
    if pack.linking.missing is None:
        return []
    limits = limits_of(pack)
    human_of = {item.token: compared.humans[place] for place, item in enumerate(items)}
    weights = {key: one.weight for key, one in pack.linking.signals.items()}
    group = _groups(pack)
    numbered = {_number(item): human_of[item.token] for item in items if item.source != CASES}
    held = [_held(item, human_of, numbered, weights, group) for item in items if item.source != CASES]
    referred = frozenset(
        human_of[item.token]
        for item in items
        if item.source == CASES
        and any(one["open"] or (today - one["opened"]).days <= limits.days for one in parts.get(item.id, ()))
    )
    cases = _of_cases(items, human_of, parts)
    sources = {item.token: item for item in items}
    found = missing_links([*held, *cases], referred=referred, limits=limits, today=today)
    return [flag for one in found if (flag := _flag(one, sources)) is not None]


def limits_of(pack: Pack) -> Limits:
    """The pack's thresholds, months as days. The pack must have them."""
    missing = pack.linking.missing
    if missing is None:
        raise LookupError("linking.toml of this pack has no [missing]")
    days = {
        name: round(_MONTH * getattr(missing, name)) for name in ("months", "serial_months", "repeat_months")
    }  # fmt: skip
    return Limits(
        agencies=missing.agencies, weight=missing.weight, days=days["months"], victims=missing.victims,
        serial_days=days["serial_months"], times=missing.times, repeat_days=days["repeat_months"],
        household=missing.household, moved_days=round(_MONTH * missing.moved_months),
    )  # fmt: skip


def _groups(pack: Pack) -> Callable[[str], str]:
    """What an agency writes of somebody's ethnicity → the key of the pack's group."""
    known = pack.equality.categories.get("ethnicity")
    values = known.values if known else {}
    aliases = [form.values.get("ethnicity", {}) for form in pack.imports.values()]
    words = group_words({key: one.name for key, one in values.items()}, aliases)
    unrecorded = frozenset(key for key, one in values.items() if not one.recorded)
    return lambda text: group_of(text, words, unrecorded=unrecorded)


_Number = tuple[str, str, str]


def _number(item: Item, local_id: str | None = None) -> _Number:
    """What an agency calls a record in one of its registers, or another one there."""
    cells = item.cells
    return item.source, cells.get("kind", ""), cells.get("local_id", "") if local_id is None else local_id


def _held(
    item: Item, human_of: Mapping[str, int], numbered: Mapping[_Number, int], weights: Mapping[str, int],
    group: Callable[[str], str],
) -> Held:  # fmt: skip
    cells = item.cells
    other = cells.get("with_local_id")
    last = cells.get("last_contact")
    household = cells.get("household")
    return Held(
        record=item.token,
        source=item.source,
        human=human_of[item.token],
        part=cells.get("part", ""),
        with_human=numbered.get(_number(item, other)) if other else None,
        weight=sum(weights.get(one, 0) for one in cells.get("signals", ())),
        last_contact=date.fromisoformat(last) if last else None,
        household=f"{item.source}:{household}" if household else "",
        moved=bool(cells.get("moved_from")),
        ethnicity=group(cells.get("ethnicity", "")),
    )


def _of_cases(
    items: Sequence[Item], human_of: Mapping[str, int], parts: Mapping[UUID, Sequence[Mapping[str, Any]]]
) -> list[Held]:
    """Who harms whom by the cases: one victim of his may be in a case, and another known to an agency alone."""
    harmed: dict[UUID, list[int]] = defaultdict(list)
    people = [item for item in items if item.source == CASES]
    for item in people:
        for one in parts.get(item.id, ()):
            if one["part"] == "victim":
                harmed[one["file"]].append(human_of[item.token])
    return [
        Held(item.token, CASES, human_of[item.token], "harmer", victim, last_contact=one["opened"])
        for item in people
        for one in parts.get(item.id, ())
        if one["part"] == "harmer"
        for victim in harmed[one["file"]]
    ]


def _flag(found: Found, sources: Mapping[str, Item]) -> dict[str, Any] | None:
    """What is kept of one: who is asked stands where no page reads it. None where no agency's record is behind it."""
    records = [one for one in found.records if one.source != CASES]
    if not records:
        return None
    members = sorted({one.record for one in records})
    newest = found.newest.replace(day=1) if found.newest else None
    return {
        "key": token(f"{':'.join(members)}:{newest}", purpose="missing link"),
        "reasons": list(found.reasons),
        "weight": found.weight,
        "newest": newest.isoformat() if newest else None,
        "members": [
            {"agency": one.source, "token": one.record, "ethnicity": one.ethnicity[:40]}
            for one in {each.record: each for each in records}.values()
        ],
    }
