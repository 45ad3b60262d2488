"""A conference as a practitioner reads it."""

from __future__ import annotations

from collections.abc import Iterator

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, Table, table, yes
from openccr.content.schema.periods import DayPeriod, MonthPeriod
from openccr.content.schema.processes import Criterion, Process, Suggested


def process_section(pack: Pack, process: Process) -> Section:
    return Section(
        f"{process.abbreviation}: how it works here (version {process.version})",
        (
            f"Criteria in use: {', '.join(f'{c.name} ({c.code})' for c in process.criteria_in_use)}.",
            f"Repeat: {process.repeat_rule.meaning} ({process.repeat_rule.in_use}.)",
            f"Research is asked of: {', '.join(pack.agencies.kinds[key].name for key in process.research.asked)}.",
        ),
        (*_published(pack, process), *_amounts(pack, process), *_reasons(pack, process), _actions(pack, process)),
    )


def _published(pack: Pack, process: Process) -> Iterator[Table]:
    """What is chosen from, version by version."""
    chosen = process.choices
    yield table(
        pack,
        "Criteria for referral",
        ("Version", "Code", "Criterion", "What it means", "Numbers", "In use here"),
        (
            (c, (name, c.code, c.name, c.meaning, _numbers(c), yes(name in chosen.criteria)))
            for name, c in process.criteria.items()
        ),
    )
    yield table(
        pack,
        "What counts as a repeat",
        ("Version", "Rule", "What it means", "Months", "In use here"),
        (
            (r, (name, r.name, r.meaning, str(r.months), yes(name == chosen.repeat_rule)))
            for name, r in process.repeat_rules.items()
        ),
    )


def _amounts(pack: Pack, process: Process) -> Iterator[Table]:
    periods, numbers = process.periods, process.numbers
    yield table(
        pack,
        "Periods",
        ("Step", "When"),
        (
            (period, (period.name, _when(period, field.description or "")))
            for period, field in ((getattr(periods, name), field) for name, field in type(periods).model_fields.items())
        ),
    )
    amounts = [(name, getattr(numbers, name)) for name in type(numbers).model_fields]
    yield table(
        pack,
        "Numbers",
        ("Figure", "Value", "Unit"),
        ((a, (name.replace("_", " ").capitalize(), f"{a.value:,}", a.unit)) for name, a in amounts),
    )
    yield table(
        pack,
        "Reminders before a meeting, in working days",
        ("Of what", "The agency's people", "Its lead", "The coordinator"),
        ((one, (one.name, str(one.owner), str(one.lead), str(one.coordinator))) for _, one in process.chasing.items()),
    )


def _reasons(pack: Pack, process: Process) -> Iterator[Table]:
    for caption, reasons in (
        ("Reasons for returning a referral", process.reasons_returned),
        ("Reasons for criteria not met", process.reasons_not_met),
        ("Reasons for deferring a case", process.reasons_deferred),
        ("Reasons why the victim does not know", process.reasons_unaware),
        ("Reasons for not listing a transferred case", process.reasons_not_listed),
    ):
        rows = ((reason, (reason.name, reason.advice or "")) for reason in reasons.values())
        yield table(pack, caption, ("Reason", "Advice"), rows)


def _actions(pack: Pack, process: Process) -> Table:
    def cells(one: Suggested) -> tuple[str, ...]:
        agency = pack.agencies.kinds[one.agency_kind].name if one.agency_kind else "Every agency"
        return (one.name, agency, one.faces.capitalize(), yes(one.safe_first))

    head = ("Action", "Agency", "Faces", "She must know and be safe first")
    rows = ((one, cells(one)) for one in process.suggested_actions.values())
    return table(pack, "Actions agencies often offer", head, rows)


def _numbers(criterion: Criterion) -> str:
    parts = (
        f"{criterion.threshold} or more on {' or '.join(criterion.instruments)}" if criterion.threshold else "",
        f"{criterion.events} events" if criterion.events else "",
        f"or {criterion.crimes} crimes" if criterion.crimes else "",
        f"in {criterion.months} months" if criterion.months else "",
    )
    return " ".join(part for part in parts if part)


def _when(period: DayPeriod | MonthPeriod, counted: str) -> str:
    number = period.months if isinstance(period, MonthPeriod) else period.days
    words = counted.replace("days ", "day ", 1).replace("months ", "month ", 1) if number == 1 else counted
    return f"{number} {words}"
