"""How well the conference works: indicators, the yearly check, the audit form, the practice cases."""

from __future__ import annotations

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, table


def quality_section(pack: Pack) -> Section:
    """What a practitioner can judge of `quality.toml`."""
    quality = pack.quality
    principles = ((one, (f"{one.number}. {one.name}", " ".join(one.questions))) for one in quality.principles.values())
    return Section(
        "How well the conference works",
        (f"The yearly check is judged as: {', '.join(step.name for step in quality.scale.values())}.",)
        if quality.scale
        else (),
        (
            table(
                pack, "Indicators", ("Indicator", "What is counted"),
                ((one, (one.name, one.definition)) for one in quality.indicators.values()),
            ),
            table(pack, "The yearly check", ("Principle", "Questions"), principles),
            table(
                pack, "Dip sample", ("About", "Question"),
                ((one, (one.name, one.asks)) for one in quality.audit.values()),
            ),
            table(
                pack, "Practice with invented cases", ("Case", "Story"),
                ((one, (one.name, one.story)) for one in quality.practice.values()),
            ),
        ),
    )  # fmt: skip
