"""Counts across the walls, for those who may have figures that nobody has signed off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from openccr.conference.models import Meeting
from openccr.conference.rules.meetings import MeetingState
from openccr.content import Pack
from openccr.content.schema.returns import Return
from openccr.insight.rules.counted import Counted, MeetingCounts, Sitting, together
from openccr.insight.rules.figures import Figure, counts_of, figures_of
from openccr.insight.rules.measures import repeats_undecided, without_source
from openccr.insight.rules.missing import Missing, missing
from openccr.insight.rules.quarters import Quarter
from openccr.kernel.actors import Actor
from openccr.kernel.periods import Period
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Partnership

PROCESS = "marac"
FORM = "marac-quarterly"

NOT_YET = "Figures of this quarter are shown when they are signed off."
"""The same words whoever asks, and whatever keeps the figures from them."""


@dataclass(frozen=True, kw_only=True)
class QuarterCount:
    """A quarter as it counts now.

    Args:
        figures: the quarter's.
        twelve_months: those of the twelve months that end with it, which national figures are of.
        meetings: what each of its meetings counts.
        missing: what keeps it from being signed off.
        undecided: for how many cases nobody has said whether they are repeats.
        without_source: how many cases were referred by none of the listed sources.
    """

    figures: tuple[Figure, ...]
    twelve_months: tuple[Figure, ...]
    meetings: tuple[MeetingCounts, ...]
    missing: list[Missing]
    undecided: int
    without_source: int


def form_of(pack: Pack) -> Return:
    """The quarterly return of the pack."""
    return pack.returns[FORM]


def versioned(form: Return) -> str:
    """The return as key@version, as releases name it."""
    return f"{FORM}@{form.version}"


def sees_every_figure() -> bool:
    """Whether the current actor may have figures before they are signed off, and exact ones after."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.sees_every_figure()")
        return bool(cursor.fetchone()[0])


def must_see_every_figure() -> None:
    """Raises the Refusal that figures are shown when they are signed off."""
    if not sees_every_figure():
        raise Refusal(NOT_YET)


def count_quarter(*, actor: Actor, quarter: Quarter, today: date, pack: Pack) -> QuarterCount:
    """Count a quarter, its meetings and its twelve months: four queries.

    For an actor of whom `sees_every_figure()` is true; the database refuses others.
    """
    women = area_of(actor).adult_women
    form = form_of(pack)
    year = _meetings(quarter.twelve_months)
    own = sittings([meeting for meeting in year if meeting.on in quarter.period])
    whole = together((one.counted for one in own), adult_women=women)
    before = _together([meeting for meeting in year if meeting.on not in quarter.period])
    return QuarterCount(
        figures=figures_of(form, whole, pack),
        twelve_months=figures_of(form, together((whole, before), adult_women=women), pack),
        meetings=tuple(
            MeetingCounts(one.on, counts_of(form, one.counted, pack), one.counted.values("source")) for one in own
        ),
        missing=missing(quarter, own, today=today),
        undecided=repeats_undecided(whole),
        without_source=without_source(whole, pack),
    )


def count_period(*, actor: Actor, period: Period, pack: Pack) -> tuple[Figure, ...]:
    """Count the meetings of a period together: three queries; for whom `count_quarter` is."""
    counted = together([_together(_meetings(period))], adult_women=area_of(actor).adult_women)
    return figures_of(form_of(pack), counted, pack)


def area_of(actor: Actor) -> Partnership:
    """The actor's partnership, with the women aged 16 and over who live there. Raises Refusal without one."""
    if actor.partnership_id is None:
        raise Refusal("You have no appointment in a partnership.")
    return Partnership.objects.get(id=actor.partnership_id)


def _meetings(period: Period) -> list[Meeting]:
    """The partnership's conferences in a period, in the order of their days."""
    held = Meeting.objects.filter(forum__kind=PROCESS, on__gte=period.first, on__lte=period.last)
    return list(held.only("id", "on", "state").order_by("on", "starts_at"))


def sittings(meetings: Sequence[Meeting]) -> list[Sitting]:
    """Each of these meetings with what was counted of it. One query; the database refuses who may not have it."""
    counts = _counts(meetings, apart=True)
    return [_sitting(meeting, counts[meeting.id]) for meeting in meetings]


def _sitting(meeting: Meeting, cases: Mapping[tuple[str, str], int]) -> Sitting:
    held = meeting.state == MeetingState.HELD
    return Sitting(meeting.id, meeting.on, held, Counted(cases, meetings_held=int(held)))


def _together(meetings: Sequence[Meeting]) -> Counted:
    """These meetings as one. One query."""
    held = sum(meeting.state == MeetingState.HELD for meeting in meetings)
    return Counted(_counts(meetings, apart=False)[None], meetings_held=held)


def _counts(meetings: Sequence[Meeting], *, apart: bool) -> dict[UUID | None, dict[tuple[str, str], int]]:
    found: dict[UUID | None, dict[tuple[str, str], int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT meeting_id, what, value, cases FROM openccr.counted_cases(%s::uuid[], %s)",
            [[meeting.id for meeting in meetings], apart],
        )
        for meeting_id, what, value, cases in cursor.fetchall():
            found[meeting_id][what, value] = cases
    return found
