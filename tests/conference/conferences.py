"""Makes conferences through operations: referrals accepted, meetings planned, cases listed.

Their dates follow the real clock, since the database's does: a grant that ends twelve months after a fixed day would
one day have ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from itertools import count
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.models import Hearing, Meeting, Research
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import circulate, plan_meeting
from openccr.conference.operations.referrals import refer
from openccr.conference.operations.triage import accept
from openccr.conference.rules.attending import Stated
from openccr.conference.rules.submissions import Harmer, ReferringAgency, Submission
from openccr.content import load
from openccr.kernel.periods import add_working_days
from openccr.people.rules import Contact, Description, Name
from tests.makers import AGENCIES, KINDS, Area

WHEN = timezone.now()
TODAY = timezone.localdate(WHEN)
INVITED = ("police", "housing", "idva")
HERE = Stated(unrecorded=True)
"""Somebody in the room, where nothing is recorded."""
_numbers = count(1)


@dataclass(frozen=True)
class Listed:
    """A case on a meeting."""

    file: UUID
    referral: UUID
    meeting: UUID
    hearing: UUID


@cache
def working_day(number: int) -> date:
    """The working day that many ahead of today."""
    return add_working_days(TODAY, number, load().holidays)


def accepted(
    area: Area,
    *,
    by: str = "police",
    given: str = "Nadia",
    family: str = "Invented",
    wishes: str = "To stay in her home.",
    contact: Contact | None = None,
    consent: str = "yes",
) -> tuple[UUID, UUID]:
    """A referral by that agency, accepted for conference: (file, referral)."""
    agency = ReferringAgency(
        id=area.agencies[by], name=AGENCIES[by], kind=KINDS.get(by, by), source="idva" if by == "idva" else by
    )
    # Another given name is another family, of whom nobody is held out for what was decided in this one.
    born = date(1990 - sum(map(ord, given)) % 40 - 1, 4, 3) if given != "Nadia" else date(1990, 4, 3)
    harmer = "Mark" if given == "Nadia" else f"Ivor{given.lower()}"
    child = date(2019, 4, 3 if given == "Nadia" else 4 + sum(map(ord, given)) % 20)
    submission = Submission(
        agency=agency,
        referred_on=TODAY,
        reference=f"T-{next(_numbers)}",
        criteria=("VHR",),
        dash_score=16,
        reason="He waited outside her work.",
        victim=Description(names=(Name(given=given, family=family),), born_on=born, contact=contact),
        harmers=(Harmer(described=Description(names=(Name(given=harmer, family=family),))),),
        children=(Description(names=(Name(given="Ella", family=family),), born_on=child),),
        victim_wishes=wishes,
        consent=consent,
    )
    received = refer(actor=area.amina, submission=submission, at=WHEN)
    accept(actor=area.amina, file_id=received.file_id, referral_id=received.referral_id, at=WHEN)
    return received.file_id, received.referral_id


def planned(area: Area, *, days: int = 15, chair: bool = True, urgent: bool = False) -> UUID:
    """A meeting that many working days ahead, with Fay as its chair: at 09:30, a second of that day two hours on."""
    with acting_as(area.amina):
        there = Meeting.objects.filter(forum=area.forum, on=working_day(days)).count()
    return plan_meeting(
        actor=area.amina,
        forum_id=area.forum,
        on=working_day(days),
        starts_at=time((9 + 2 * there) % 24, 30),
        chair_id=area.fay.appointment_id if chair else None,
        urgent=urgent,
        at=WHEN,
    )


def listed(
    area: Area,
    *,
    meeting: UUID | None = None,
    invited: tuple[str, ...] = INVITED,
    by: str = "police",
    given: str = "Nadia",
    wishes: str = "To stay in her home.",
) -> Listed:
    """An accepted referral, listed on a meeting with those agencies invited."""
    file, referral = accepted(area, by=by, given=given, wishes=wishes)
    meeting = meeting or planned(area)
    agencies = [area.agencies[name] for name in invited]
    hearing = list_case(actor=area.amina, referral_id=referral, meeting_id=meeting, agency_ids=agencies, at=WHEN)
    return Listed(file=file, referral=referral, meeting=meeting, hearing=hearing)


def sent_out(area: Area, **more: object) -> Listed:
    """A listed case whose agenda is out."""
    case = listed(area, **more)  # type: ignore[arg-type]
    circulate(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    return case


def research_for(area: Area, case: Listed, agency: str) -> Research:
    """What that agency was asked, as the coordinator sees it."""
    with acting_as(area.amina):
        return Research.objects.get(hearing_id=case.hearing, agency_id=area.agencies[agency])


def hearing_of(area: Area, case: Listed) -> Hearing:
    """The hearing as the coordinator sees it."""
    with acting_as(area.amina):
        return Hearing.objects.select_related("referral", "meeting").get(id=case.hearing)
