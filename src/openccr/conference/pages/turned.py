"""The same pair the other way round, as a part of the pages on which a referral is decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from openccr.conference.pages.two_ways import to_dual
from openccr.conference.queries.two_ways import Turned
from openccr.kernel.actors import Actor
from openccr.ui.kinds import offer


def turned_panel(actor: Actor, file: UUID, found: list[Turned]) -> dict[str, Any]:
    """Each case that names the pair the other way round, and the asking of a specialist where nobody has yet."""
    rows = [
        {
            "key": one.reference,
            "text": list(one.why),
            "note": "Settled." if one.facts.settled else "Not settled: kept apart on agendas.",
            "href": to_dual(file, one.dual_id) if one.dual_id else "",
        }
        for one in found
    ]
    empty = {"text": "Nowhere that you can see are the parts of these two the other way round."}
    return {
        "title": "The same pair the other way round",
        "template": "ui/panels/summary.html",
        "data": {"rows": rows, "empty": empty},
        "actions": [_to_record(actor, file, one) for one in found if one.dual_id is None],
    }


def _to_record(actor: Actor, file: UUID, one: Turned) -> dict[str, Any]:
    return offer(
        actor, text=f"Ask who does what to whom: {one.reference}", page="conference.record_pair",
        may="conference.two_ways", post=True, file=file, turned=one.file_id,
    )  # fmt: skip
