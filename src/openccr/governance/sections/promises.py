"""First: which promises were kept, which were broken, and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from openccr.actions.queries.promises import oldest_broken, promises
from openccr.actions.rules.ladder import STEP_WORDS, Step
from openccr.documents.rules.paper import Block, Heading, Para, Table
from openccr.governance.closed_groups import told
from openccr.governance.pack_sections import Asked, PackSection
from openccr.insight.rules.wording import day


def _promises(asked: Asked) -> Sequence[Block]:
    found = promises(first=asked.first, last=asked.last, today=asked.today)
    oldest = oldest_broken(today=asked.today)
    if not found and not oldest:
        return [Para("No action fell due in this quarter, and none is late.")]
    due, kept = sum(one.due for one in found), sum(one.kept for one in found)
    by_agency = Table(
        "Promises by agency",
        ("Agency", "Fell due", "Kept", "Kept late", "Broken", "Oldest broken"),
        tuple(
            (one.agency, str(one.due), str(one.kept), str(one.later), str(one.broken),
             day(one.oldest) if one.oldest else "")
            for one in found
        ),
    )  # fmt: skip
    broken = Table(
        "The five oldest broken promises",
        ("Agency", "What", "Was due", "Days late", "Taken to"),
        tuple(
            (one.agency, told(one.what, one.arises_id), day(one.due_on), str(one.days),
             STEP_WORDS[Step(one.escalated_to)] if one.escalated_to else "")
            for one in sorted(oldest, key=lambda one: (one.agency, one.due_on))
        ),
    )  # fmt: skip
    return [
        Para(f"Of {due} promises that fell due, {kept} were kept by their day."),
        by_agency,
        Heading("Broken the longest", 3),
        broken if oldest else Para("No promise is broken today."),
        Para(
            "What became impossible, and what she decided otherwise, is no broken promise; nor is what waits until a "
            "victim knows and is safe. Of a case, only the agency and the day are told here."
        ),
    ]


SECTIONS = (PackSection("promises", "Promises kept and broken", 10, _promises),)
