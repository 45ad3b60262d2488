"""The tables and lines of how the conference worked, as the page draws them."""

from __future__ import annotations

from typing import Any

from openccr.content.schema.quality import Indicator
from openccr.insight.rules.figures import Number
from openccr.insight.rules.wording import number_words, of_words
from openccr.insight.rules.working import Measured
from openccr.insight.tables import table
from openccr.insight.working import Working
from openccr.ui.charts import Point, Trend
from openccr.ui.kinds import Column

Data = dict[str, Any]
TRENDS = ("research_returned", "attendance", "contacted_before", "her_view", "faces_harmer", "actions_in_time")
"""The indicators drawn meeting by meeting; a table beside them holds them all."""


def table_of(found: Working) -> Data:
    """Every indicator: its value, what it is worked out from, and what is not recorded."""
    return table(
        "How the conference worked",
        [
            Column("indicator", "Indicator"),
            Column("value", "Value", numeric=True),
            Column("of", "Worked out from"),
            Column("unknown", "Not recorded", numeric=True),
        ],
        [
            [
                {"text": one.name},
                {"text": value_of(hit, one)},
                {"text": _from(hit)},
                {"text": number_words(hit.unknown)},
            ]
            for one in found.definitions
            if (hit := found.found.get(one.key)) is not None
        ],
    )


def value_of(hit: Measured, one: Indicator) -> str:
    """An indicator's value in words; empty when there is nothing to work it out from."""
    if one.unit == "days":
        return "" if hit.middle is None else f"{hit.middle:g} days"
    return "" if hit.percent is None else f"{hit.percent:.0f}%"


def worked_out(hit: Measured, one: Indicator) -> str:
    """An indicator in one phrase, with what it is worked out from and what is not recorded."""
    value = value_of(hit, one)
    told = f"{value} ({_from(hit)})" if value else _from(hit)
    return f"{told}; not recorded: {number_words(hit.unknown)}" if hit.unknown else told


def _from(hit: Measured) -> str:
    return of_words(hit.count, hit.over) if hit.over else "Nothing yet"


def parts_of(found: Working) -> list[tuple[str, Data]]:
    """What some indicators are made of: reasons, and agencies."""
    return [
        (one.name, _parts(one.name, hit.parts))
        for one in found.definitions
        if (hit := found.found.get(one.key)) is not None and hit.parts
    ]


def _parts(name: str, parts: Any) -> Data:
    rows = [[{"text": part}, {"text": _number(number)}] for part, number in parts.items()]
    return table(name, [Column("part", "Which"), Column("number", "How many", numeric=True)], rows)


def _number(number: Number) -> str:
    return number_words(number)


def meetings_of(found: Working) -> Data:
    """Each meeting's value of each indicator that belongs to meetings."""
    columns = [Column(f"meeting_{day:%Y%m%d}", f"{day.day} {day:%b}", numeric=True) for day, _ in found.meetings]
    rows = [
        [{"text": one.name}, *({"text": value_of(meeting[one.key], one)} for _, meeting in found.meetings)]
        for one in found.definitions
        if one.key not in ("screened_out", "transfers_acknowledged")
    ]
    return table("Each meeting", [Column("indicator", "Indicator"), *columns], rows if found.meetings else [])


def definitions_of(found: Working) -> Data:
    """What each indicator counts, and where it comes from."""
    columns = [Column("indicator", "Indicator"), Column("definition", "What is counted"), Column("source", "Source")]
    rows = [
        [{"text": one.name}, {"text": one.definition}, {"text": found.sources[one.key]}] for one in found.definitions
    ]
    return table("How each is counted", columns, rows)


def trends_of(found: Working) -> list[Trend]:
    """A line for each indicator that at least two meetings can be compared by."""
    return [one for definition in found.definitions if definition.key in TRENDS if (one := _trend(definition, found))]


def _trend(one: Indicator, found: Working) -> Trend | None:
    points = [Point(f"{day.day} {day:%b}", meeting[one.key].percent) for day, meeting in found.meetings]
    values = [point.value for point in points if point.value is not None]
    if len(values) < 2:
        return None
    least, most = min(values), max(values)
    between = f"{least:.0f}% at every meeting" if least == most else f"between {least:.0f}% and {most:.0f}%"
    sentence = f"Over {len(values)} meetings: {between}; last {values[-1]:.0f}%."
    return Trend(key=one.key, title=one.name, points=points, sentence=sentence, unit="%", top=100)
