"""Part E of the strategy document: who works together, objectives with measures, what is recommended."""

from __future__ import annotations

from openccr.documents.rules.paper import Block, Bullets, Facts, Heading, Para
from openccr.governance.drawn.source import Drawing, listed, tabled
from openccr.governance.models import Board, Indicator, Objective, PublishedRecommendation, Recommendation
from openccr.governance.rules.outcomes import Value, how_it_stands, told_words, written
from openccr.governance.rules.recommendations import RECOMMENDATION
from openccr.governance.strategies import aim_of, smart_of
from openccr.governance.valuing import last_values
from openccr.kernel.days import day_words
from openccr.partnership.models import Agency

FORM, PART_E = "ccr", "OSSPC, part E"
OTHER = "other"
"""The pack's kind of an agency that is of no other kind: it says nothing to a reader."""


def mechanism(of: Drawing) -> tuple[Block, ...]:
    """The agencies and the groups in which they meet. No group that only its members may read of is named."""
    kinds = of.pack.agencies.kinds
    agencies = Agency.objects.filter(partnership_id=of.actor.partnership, left_on=None).order_by("name")
    boards = Board.objects.filter(ended_on=None, closed=False).select_related("above").order_by("name")
    groups = of.pack.boards.kinds

    def told(kind: str) -> bool:
        return kind in kinds and kind != OTHER

    return (
        Heading("Agencies", 3),
        listed(
            (f"{one.name} ({kinds[one.kind].name})" if told(one.kind) else one.name for one in agencies),
            none="No agency has joined yet.",
        ),
        Heading("Boards and groups", 3),
        *tabled(
            "Groups, and whom each answers to",
            ("Group", "Kind", "What for", "Answers to"),
            (
                (one.name, groups[one.kind].name if one.kind in groups else "", one.purpose,
                 one.above.name if one.above else "")
                for one in boards
            ),
            none="No board or group is written down yet.",
            source=of.as_of,
        ),
    )  # fmt: skip


def objectives(of: Drawing) -> tuple[Block, ...]:
    """Each objective, SMART in words, with its indicators: baseline, target, value, each with source and date."""
    found = last_values(of.actor, of.lines, today=of.today)
    blocks: list[Block] = []
    for outcome in of.lines.outcomes:
        blocks.append(Heading(f"Outcome: {outcome.words}", 3))
        for one in of.lines.objectives[outcome.id]:
            blocks += [Para(one.words, strong=True), _smart(of, one)]
            blocks += tabled(
                f"How we will know: {one.words}",
                ("Indicator", "Baseline", "Target", "Last value", "How it stands"),
                (_indicator(row, found.get(row.id)) for row in of.lines.indicators[one.id]),
                none="No indicator measures it yet.",
            )
    return tuple(blocks) or (Para("The strategy has no objective yet."),)


def _smart(of: Drawing, one: Objective) -> Block:
    words = smart_of(of.pack.strategy, one, of.lines.indicators[one.id], of.strategy)
    lead = ("Led by", one.agency.name if one.agency else "Nobody yet")
    due = (("By", day_words(one.due_on)),) if one.due_on else ()
    return Facts((lead, *due, *((word.name, word.said or "Not said yet") for word in words)))


def _indicator(row: Indicator, value: Value | None) -> tuple[str, ...]:
    aim = aim_of(row)
    begins = "None yet"
    if row.baseline_on:
        begins = f"{told_words(aim.baseline, row.unit)}\n{row.baseline_source}, {day_words(row.baseline_on)}"
    ends = f"{written(aim.target, row.unit)}\nby {day_words(row.target_on)}" if row.target_on else "None yet"
    last = f"{value.words}\n{value.source}, {day_words(value.on)}" if value else "No value yet"
    return row.name, begins, ends, last, how_it_stands(aim, value)


def learning(of: Drawing) -> tuple[Block, ...]:
    """What reviews recommended and what became of it: for everybody only what is published, in its own words."""
    if of.public:
        published = PublishedRecommendation.objects.filter(partnership_id=of.actor.partnership).order_by("-on", "id")
        return tabled(
            "What reviews recommended",
            ("Recommended", "Done since", "Led by", "State"),
            ((one.said, one.did, one.led_by, RECOMMENDATION.states[one.state]) for one in published),
            none="No recommendation has been published yet.",
            source=of.as_of,
        )
    rows = Recommendation.objects.select_related("agency").order_by("review", "place")
    return tabled(
        "What reviews recommended",
        ("Review", "Recommended", "Led by", "By", "State"),
        (
            (
                f"{one.review}, {one.place}", one.words, one.agency.name if one.agency else one.outside,
                day_words(one.target_on) if one.target_on else "", RECOMMENDATION.states[one.state],
            )
            for one in rows
        ),
        none="No recommendation of a review is written down.",
        source=of.as_of,
    )  # fmt: skip


def aims(of: Drawing) -> tuple[Block, ...]:
    """What is recommended to every partnership."""
    form = of.pack.assessments.get(FORM)
    found = [one.text for one in form.recommendations.values() if one.source.startswith(PART_E)] if form else []
    if not found:
        return (Para("Nothing more is recommended."),)
    return (Bullets(tuple(found)), Para("Source: the regional strategy, part E, in our own words."))
