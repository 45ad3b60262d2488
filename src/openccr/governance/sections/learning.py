"""Recommendations of death reviews: how they stand, and which are late. No review's person is named in any of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from openccr.documents.rules.paper import Block, Para, Table
from openccr.governance.models import Recommendation
from openccr.governance.pack_sections import Asked, PackSection
from openccr.governance.queries.recommendations import WAITING
from openccr.governance.rules.recommendations import RECOMMENDATION
from openccr.kernel.days import day_words


def _learning(asked: Asked) -> Sequence[Block]:
    rows = list(Recommendation.objects.select_related("agency").order_by("target_on", "review", "place"))
    if not rows:
        return [Para("No recommendation of a death review is tracked.")]
    states = Counter(one.state for one in rows)
    blocks: list[Block] = [
        Table(
            "How they stand", ("State", "How many"),
            tuple((words, str(states[state])) for state, words in RECOMMENDATION.states.items() if states[state]),
        )
    ]  # fmt: skip
    late = [one for one in rows if one.state in WAITING and one.target_on and one.target_on < asked.today]
    if late:
        lines = tuple(
            (one.agency.name if one.agency else one.outside, f"{one.review}, {one.place}", one.words,
             day_words(one.target_on) if one.target_on else "")
            for one in late
        )  # fmt: skip
        blocks.append(Table("Late", ("Lead", "Review", "Recommendation", "Target"), lines))
    return blocks


SECTIONS = (PackSection("learning", "Recommendations of reviews", 55, _learning),)
