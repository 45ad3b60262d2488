"""Makes quarters through operations: cases referred, listed and heard at meetings of 2026."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import UUID

from openccr.conference.operations.hearings import write_hearing
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import circulate, close_meeting, plan_meeting
from openccr.conference.operations.referrals import refer
from openccr.conference.operations.triage import accept, confirm_repeat
from openccr.conference.rules.hearings import NOTES, Notes, mark
from openccr.conference.rules.submissions import Harmer, ReferringAgency, Submission
from openccr.insight.rules.quarters import Quarter
from openccr.people.rules import Description, Name
from tests.makers import AGENCIES, Area

QUARTER = Quarter(2026, 3)
JULY, SEPTEMBER = date(2026, 7, 14), date(2026, 9, 8)
AFTER = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
"""A Monday after the quarter."""
_numbers = count(1)
_EMPTY = {name: mark("") for name in NOTES}


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a case is to count as."""

    source: str = "police"
    repeat: bool | None = False
    sex: str = "female"
    ethnicity: str = "white_british"
    disability: str = "no"
    lgbt: str = "no"
    born_on: date | None = date(1990, 4, 3)
    harmer_born_on: date | None = date(1988, 1, 1)
    children: int = 0


@dataclass(frozen=True)
class Heard:
    """A case that was heard."""

    file: UUID
    referral: UUID
    meeting: UUID


def held(area: Area, on: date, cases: Sequence[Given], *, hear: bool = True, close: bool = True) -> list[Heard]:
    """A meeting on that day with those cases, all heard, and closed, unless said otherwise."""
    before = _at(on - timedelta(days=30))
    meeting = plan_meeting(
        actor=area.amina, forum_id=area.forum, on=on, starts_at=time(9, 30), chair_id=area.fay.appointment_id, at=before
    )
    listed = [_listed(area, meeting, given, at=before) for given in cases]
    if listed:
        circulate(actor=area.amina, meeting_id=meeting, at=before)
    for file, _, hearing in listed if hear else ():
        _hear(area, file, hearing, at=_at(on))
    if hear and close and listed:
        close_meeting(actor=area.amina, meeting_id=meeting, at=_at(on))
    return [Heard(file, referral, meeting) for file, referral, _ in listed]


def _at(on: date) -> datetime:
    return datetime.combine(on, time(12), tzinfo=UTC)


def _listed(area: Area, meeting: UUID, given: Given, *, at: datetime) -> tuple[UUID, UUID, UUID]:
    received = refer(actor=area.amina, submission=_submission(area, given, on=at.date()), at=at)
    named = {"file_id": received.file_id, "referral_id": received.referral_id}
    accept(actor=area.amina, at=at, **named)
    if given.repeat is not None:
        confirm_repeat(actor=area.amina, repeat=given.repeat, previous_id=None, at=at, **named)
    hearing = list_case(actor=area.amina, referral_id=received.referral_id, meeting_id=meeting, agency_ids=[], at=at)
    return received.file_id, received.referral_id, hearing


def _submission(area: Area, given: Given, *, on: date) -> Submission:
    kind = given.source if given.source in AGENCIES else "police"
    return Submission(
        agency=ReferringAgency(id=area.agencies[kind], name=AGENCIES[kind], kind=kind, source=given.source),
        referred_on=on,
        reference=f"R-{next(_numbers)}",
        criteria=("VHR",),
        dash_score=16,
        reason="He waited outside her work.",
        consent="yes",
        victim=Description(
            names=(Name(given="Quenby", family="Quill"),),
            born_on=given.born_on,
            sex=given.sex,
            ethnicity=given.ethnicity,
            disability=given.disability,
            lgbt=given.lgbt,
        ),
        harmers=(
            Harmer(described=Description(names=(Name(given="Orson", family="Quill"),), born_on=given.harmer_born_on)),
        ),
        children=tuple(
            Description(names=(Name(given=f"Child {number}"),), born_on=date(2019, 4, 3))
            for number in range(given.children)
        ),
    )


def _hear(area: Area, file: UUID, hearing: UUID, *, at: datetime) -> None:
    write_hearing(
        actor=area.amina,
        file_id=file,
        hearing_id=hearing,
        notes=Notes(her_views="To stay in her home.", discussion="Said.", risk_summary="High."),
        version=0,
        seen=_EMPTY,
        at=at,
        finish=True,
        reason="None is needed.",
    )
