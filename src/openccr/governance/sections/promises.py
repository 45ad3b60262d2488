"""First: which promises were kept, which were broken, and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from openccr.actions.queries.promises import oldest_broken, promises
from openccr.actions.rules.ladder import STEP_WORDS, Step
from openccr.documents.rules.paper import Block, Heading, Para, Table
from openccr.governance.closed_groups import told
from openccr.governance.competing import ALL
from openccr.governance.pack_sections import Asked, PackSection
from openccr.kernel.days import day_words


def _promises(asked: Asked) -> Sequence[Block]:
    found = promises(first=asked.first, last=asked.last, today=asked.today)
    oldest = oldest_broken(today=asked.today)
    if not found and not oldest:
        return [Para("No action fell due in this quarter, and none is late.")]
    whole = [sum(getattr(one, name) for one in found) for name in ("due", "kept", "later", "broken")]
    by_agency = Table(
        "Promises of the quarter by agency",
        ("Agency", "Fell due", "Kept", "Kept late", "Broken", "Oldest still broken"),
        (
            (ALL, *(f"{one:,}" for one in whole), ""),
            *(
                (one.agency, f"{one.due:,}", f"{one.kept:,}", f"{one.later:,}", f"{one.broken:,}",
                 day_words(one.oldest) if one.oldest else "")
                for one in found
            ),
        ),
    )  # fmt: skip
    broken = Table(
        "The five oldest broken promises, by agency",
        ("Agency", "What", "Was due", "Days late", "Taken to"),
        tuple(
            (one.agency, told(one.what, one.arises_id), day_words(one.due_on), str(one.days),
             STEP_WORDS[Step(one.escalated_to)] if one.escalated_to else "Nobody yet")
            for one in sorted(oldest, key=lambda one: (one.agency, one.due_on))
        ),
    )  # fmt: skip
    return [
        by_agency,
        Heading("Broken the longest", 3),
        broken if oldest else Para("No promise is broken today."),
        Para(
            "What became impossible, and what she decided otherwise, is no broken promise; nor is what waits until a "
            "victim knows and is safe. Of a case, only the agency and the day are told here."
        ),
    ]


SECTIONS = (PackSection("promises", "Promises kept and broken", 10, _promises),)
