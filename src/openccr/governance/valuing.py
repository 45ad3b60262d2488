"""The values of a strategy's indicators: those that are counted here, and those that somebody typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from openccr.governance.measuring import values
from openccr.governance.models import Indicator, IndicatorValue
from openccr.governance.rules.outcomes import Value, told, told_words
from openccr.governance.strategies import Lines
from openccr.kernel.actors import Actor


def typed_values(indicators: Sequence[Indicator]) -> dict[UUID, list[Value]]:
    """Indicator → its typed values in the order of their days; of one day the last that was noted. One query."""
    found: dict[UUID, dict[date, Value]] = defaultdict(dict)
    units = {one.id: one.unit for one in indicators}
    if not units:
        return {}
    for one in IndicatorValue.objects.filter(indicator_id__in=units).order_by("on", "noted_at"):
        number, unit = Decimal(one.number), units[one.indicator_id]
        found[one.indicator_id][one.on] = Value(told(number, unit), told_words(number, unit), one.on, one.source)
    return {key: list(days.values()) for key, days in found.items()}


def last_values(actor: Actor, lines: Lines, *, today: date) -> dict[UUID, Value]:
    """Indicator → its last value: signed off where it is counted here, or the last that was typed."""
    indicators = lines.every_indicator
    counted = values(actor, {one.measure for one in indicators if one.measure}, today=today)
    typed = typed_values([one for one in indicators if not one.measure])
    found = {one.id: counted[one.measure] for one in indicators if one.measure in counted}
    return found | {key: several[-1] for key, several in typed.items() if several}
