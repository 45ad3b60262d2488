"""The missing link: what agencies may send, signs of risk, who is looked for, early-help routes."""

from __future__ import annotations

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, table


def linking_section(pack: Pack) -> Section:
    """What a practitioner can judge of `linking.toml`."""
    linking = pack.linking
    off = ", ".join(pack.agencies.kinds[key].name for key in linking.special_agencies if key in pack.agencies.kinds)
    extracts = ((one, (one.name, "Yes" if one.compared else "Off by default")) for one in linking.extracts.values())
    return Section(
        "Missing links",
        (
            f"A holding agency answers within {linking.answer_days} working days; records are kept for at most"
            f" {linking.keep_months} months; a sign-off stands for {linking.sign_off_months}.",
            *((f"Every record of these is off until they say otherwise: {off}.",) if off else ()),
            *_thresholds(pack),
        ),
        (
            table(pack, "What an agency may send", ("What", "Compared"), extracts),
            table(
                pack, "Signs of risk", ("Sign", "Weight"),
                ((one, (one.name, str(one.weight))) for one in linking.signals.values()),
            ),
            table(
                pack, "Who is a missing link", ("Why",), ((one, (one.name,)) for one in linking.reasons.values())
            ),
            table(pack, "Early help", ("Way",), ((one, (one.name,)) for one in linking.routes.values())),
        ),
    )  # fmt: skip


def _thresholds(pack: Pack) -> tuple[str, ...]:
    one = pack.linking.missing
    if one is None:
        return ()
    return (
        f"Known to {one.agencies} agencies with signs of a weight of {one.weight} within {one.months} months; serial:"
        f" {one.victims} unconnected people within {one.serial_months} months; repeat: {one.times} times within"
        f" {one.repeat_months}; household: {one.household}; moved here within {one.moved_months} ({one.source}).",
    )
