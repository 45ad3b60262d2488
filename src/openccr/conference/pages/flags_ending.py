"""Cases whose flag ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.conference.flags_ending import FlagEnding, flags_ending
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_case
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, Listing, paged, table

AHEAD, BACK = timedelta(days=92), timedelta(days=365)
"""Three months ahead, to look at in time; a year back, for what nobody has closed."""


class _Row:
    def __init__(self, one: FlagEnding, today: Any) -> None:
        self.id: UUID = one.file_id
        self.href = to_case(one.file_id)
        self.case = f"{one.initials} {one.reference}"
        self.until = day_words(one.until)
        self.late = False
        over = one.until < today
        words = "Ended" if over else "Ends soon"
        self.state = (
            StateWord("Case closed", "done") if one.closed else StateWord(words, "waiting" if over else "neutral")
        )


def _ending(*, actor: Actor, params: Any, page: int) -> Listing:
    today = timezone.localdate()
    found = flags_ending(actor=actor, after=today - BACK, until=today + AHEAD)
    return Listing(
        rows=[_Row(one, today) for one in found[paged(page)]],
        total=len(found),
        columns=[Column("case", "Case", whole=True), Column("until", "Flag until"), Column("state", "State")],
        empty={"text": "No flag ends in the next three months, and none has ended in the last year."},
        note="A flag ends the pack's months after the last referral that was heard. Look at each case before it does.",
    )


table(
    pages, "cases/flags-ending/", name="flags_ending", title="Cases whose flag ends", may="conference.flags_ending",
    query=_ending, reads="flags_ending.read",
)  # fmt: skip
