"""What agencies said of a case before it was put off: it stands beside their names until they answer anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from openccr.conference.queries.research import Said
from openccr.conference.rules.research import ResearchState
from openccr.kernel.days import day_words


def standing(every: Sequence[Said], *, hearing_id: UUID) -> list[Said]:
    """What stands for a hearing: each agency's answer, and of one that has not answered anew what it said before.

    Args:
        every: what was said of the case, as `said_of` gives it, the newest meeting first.
    """
    asked = [one for one in every if one.hearing_id == hearing_id]
    return [one if one.returned_at else said_before_putting_off(one, every) or one for one in asked]


def said_before_putting_off(one: Said, every: Iterable[Said]) -> Said | None:
    """What that agency last said of the same referral for a meeting on which it was not heard; None where nothing."""
    mine = (each for each in every if each.agency_id == one.agency_id and each.referral_id == one.referral_id)
    return next((each for each in mine if each.put_off and each.returned_at), None)


def nothing_known(said: Iterable[Said], *, hearing_id: UUID) -> tuple[str, ...]:
    """The agencies that looked and know nobody; of one that said so before the case was put off, for which day."""
    return tuple(
        one.agency if one.hearing_id == hearing_id else f"{one.agency} ({day_words(one.meeting_on)})"
        for one in said
        if one.state == ResearchState.NIL
    )
