"""A conference as a practitioner reads it."""

from __future__ import annotations

from collections.abc import Iterator

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, Table, table, yes
from openccr.content.schema.periods import Period
from openccr.content.schema.processes import Criterion, Process


def process_section(pack: Pack, process: Process) -> Section:
    chosen = process.choices
    return Section(
        f"{process.abbreviation}: how it works here (version {process.version})",
        (
            f"Criteria in use: {', '.join(f'{c.name} ({c.code})' for c in process.criteria_in_use)}.",
            f"Repeat: {process.repeat_rule.meaning} ({process.repeat_rule.in_use}.)",
            f"Consent is {'required' if chosen.consent_needed else 'preferred and not required'}. "
            f"{'People may refer themselves.' if chosen.self_referral else 'Professionals refer.'}",
            f"Research is asked of: {', '.join(pack.agencies.kinds[key].name for key in process.research.asked)}.",
        ),
        tuple(_process_tables(pack, process)),
    )


def _process_tables(pack: Pack, process: Process) -> Iterator[Table]:
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
    periods: list[Period] = [getattr(process.periods, name) for name in type(process.periods).model_fields]
    yield table(
        pack,
        "Periods",
        ("Step", "When", "Owner"),
        ((p, (p.name, _when(p), pack.words.roles[p.owner].name)) for p in periods),
    )
    amounts = [(name, getattr(process.numbers, name)) for name in type(process.numbers).model_fields]
    yield table(
        pack,
        "Numbers",
        ("Figure", "Value", "Unit"),
        ((a, (name.replace("_", " ").capitalize(), f"{a.value:,}", a.unit)) for name, a in amounts),
    )
    yield table(
        pack,
        "Outcomes of triage",
        ("Outcome", "Needs a reason", "May be questioned", "Advice"),
        ((o, (o.name, yes(o.needs_reason), yes(o.may_appeal), o.advice)) for o in process.triage_outcomes.values()),
    )
    for caption, reasons in (
        ("Reasons for returning a referral", process.reasons_returned),
        ("Reasons for criteria not met", process.reasons_not_met),
        ("Reasons for deferring a case", process.reasons_deferred),
        ("Reasons why the victim does not know", process.reasons_unaware),
        ("Reasons for not listing a transferred case", process.reasons_not_listed),
    ):
        rows = ((reason, (reason.name, reason.advice or "")) for reason in reasons.values())
        yield table(pack, caption, ("Reason", "Advice"), rows)
    yield table(
        pack,
        "Reminders before a meeting, in working days",
        ("Of what", "The agency's people", "Its lead", "The coordinator"),
        ((one, (one.name, str(one.owner), str(one.lead), str(one.coordinator))) for _, one in process.chasing.items()),
    )
    yield table(
        pack,
        "Reasons for an action not done",
        ("Reason", "The agency's own"),
        ((reason, (reason.name, yes(reason.by_agency))) for reason in process.reasons_not_done.values()),
    )
    yield table(
        pack,
        "What agencies are asked",
        ("Question", "About", "Goes into the minutes"),
        ((q, (q.name, q.about.capitalize(), yes(q.minuted))) for q in process.research_questions.values()),
    )
    yield table(
        pack,
        "Actions agencies often offer",
        ("Action", "Agency", "Faces", "She must know and be safe first"),
        (
            (
                a,
                (
                    a.name,
                    pack.agencies.kinds[a.agency_kind].name if a.agency_kind else "Every agency",
                    a.faces.capitalize(),
                    yes(a.safe_first),
                ),
            )
            for a in process.suggested_actions.values()
        ),
    )


def _numbers(criterion: Criterion) -> str:
    parts = (
        f"{criterion.threshold} or more on {' or '.join(criterion.instruments)}" if criterion.threshold else "",
        f"{criterion.events} events" if criterion.events else "",
        f"or {criterion.crimes} crimes" if criterion.crimes else "",
        f"in {criterion.months} months" if criterion.months else "",
    )
    return " ".join(part for part in parts if part)


def _when(period: Period) -> str:
    length = f"{period.months} months" if period.months else f"{period.days} {period.kind} days"
    return f"{length} {period.when} the {period.counted_from.replace('_', ' ')}"
