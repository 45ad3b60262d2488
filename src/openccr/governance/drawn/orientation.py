"""Part B of the strategy document: values, components and where we stand, vision, theory of change, contributions."""

from __future__ import annotations

from openccr.documents.rules.paper import Block, Bullets, Heading, Para
from openccr.governance.drawn.source import Drawing, listed, tabled
from openccr.governance.measuring import ASSESSMENT, values
from openccr.governance.models import AgencyContribution
from openccr.governance.theories import heads_of, steps_of
from openccr.kernel.days import day_words

FORM = "ccr"


def values_of(of: Drawing) -> tuple[Block, ...]:
    """The values of a coordinated response."""
    form = of.pack.assessments.get(FORM)
    found = form.values.values() if form else ()
    return (listed((f"{one.name}: {one.text}" for one in found), none="No values are named."),)


def components(of: Drawing) -> tuple[Block, ...]:
    """The components, with what the partnership agreed on each in its last self-assessment."""
    form = of.pack.assessments.get(FORM)
    every = sorted(form.components.values(), key=lambda one: one.number) if form else []
    found = values(of.actor, [f"{ASSESSMENT}{one.key}" for one in every], today=of.today)
    scores = {one.key: found.get(f"{ASSESSMENT}{one.key}") for one in every}
    some = next((one for one in scores.values() if one), None)
    return tabled(
        "The components of the response",
        ("Component", "What it is", "Where we stand"),
        (
            (f"{one.number}. {one.name}", one.about, score.words if (score := scores[one.key]) else "Not assessed yet")
            for one in every
        ),
        none="No components are named.",
        source=f"Source: {some.source}, {day_words(some.on)}. From 0, not started, to 4, leading." if some else "",
    )


def vision(of: Drawing) -> tuple[Block, ...]:
    """The vision and its outcomes."""
    outcomes = tuple(one.words for one in of.lines.outcomes)
    return (
        Para(of.strategy.vision or "The vision is not written yet."),
        *((Heading("Outcomes", 3), Bullets(outcomes)) if outcomes else ()),
    )


def theory(of: Drawing) -> tuple[Block, ...]:
    """How change comes about: each column with its steps, what they lead to, and what must be true for it."""
    steps = steps_of(of.strategy.id, of.pack.strategy)
    names = {one.id: one.words for one in steps}
    rows = []
    for column, head in enumerate(heads_of(of.pack.strategy)):
        for one in (step for step in steps if step.column == column):
            leads = "; ".join(names[target] for target in one.leads_to if target in names)
            rows.append((head, one.words, leads, one.assumption))
    if len({one.column for one in steps}) < 2:
        return (Para("How change comes about is not written down yet."),)
    return tabled("Each step, and what it leads to", ("Where", "What", "Leads to", "If"), rows, none="")


def contributions(of: Drawing) -> tuple[Block, ...]:
    """What each agency brings, and that it has agreed to it."""
    rows = AgencyContribution.objects.filter(strategy_id=of.strategy.id).select_related("agency")
    return tabled(
        "What each agency brings",
        ("Agency", "What it brings", "Agreed"),
        (
            (one.agency.name, one.words, f"{one.agreed_by}, {day_words(one.agreed_on)}" if one.agreed_on else "Not yet")
            for one in rows.order_by("agency__name", "id")
            if one.agreed_on or not of.public
        ),
        none="No agency has agreed to a contribution yet.",
        source=of.as_of,
    )  # fmt: skip
