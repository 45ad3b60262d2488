"""Writing past cases: referrals as they ended, meetings that were held, hearings, and the flags that still run."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from openccr.actions.operations.flags import ask_for_past_flags
from openccr.audit.operations import Act, record_all
from openccr.casefiles.operations import write_lines
from openccr.casefiles.rules import Line
from openccr.conference.models import Hearing, Meeting, Referral
from openccr.conference.operations.received import reference_token
from openccr.conference.operations.referrals import BATCH, open_referrals
from openccr.conference.rules.caselog import CASELOG, PastCase, PastHearing
from openccr.conference.rules.hearings import HEARING, HearingState
from openccr.conference.rules.meetings import MeetingState
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.referrals import ReferralsReceived, ReferralState
from openccr.conference.rules.repeats import add_months
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Agency, Forum
from openccr.partnership.practice import practice

# Where a referral stands after what the log says last of it; one put off waits to be listed again.
AFTER = {
    HearingState.HEARD: ReferralState.HEARD,
    HearingState.DEFERRED: ReferralState.ACCEPTED,
    HearingState.WITHDRAWN: ReferralState.WITHDRAWN,
}


def forum_of(actor: Actor) -> Forum:
    """The area's conference. Raises Refusal when there is none, or more than one: the log does not say which."""
    found = list(Forum.objects.filter(kind=PROCESS)[:2])
    if len(found) == 1:
        return found[0]
    what = "This area has no conference." if not found else "This area has more than one conference."
    raise Refusal(what, remedy="A log is brought in where there is exactly one.", field="file")


def keep_cases(
    *, actor: Actor, forum: Forum, cases: Sequence[PastCase], going_on: Mapping[str, UUID], at: datetime
) -> None:
    """Write cases of a log; part of another operation.

    Args:
        going_on: token of a reference → the referral here, deferred before, that the case goes on from.
    """
    fresh = [case for case in cases if reference_token(case.submission) not in going_on]
    rows = _open(actor, fresh, at=at)
    rows |= _go_on(cases, going_on)
    meetings = _meetings(forum, {one.heard_on for case in cases for one in case.hearings}, at=at)
    hearings = _hearings(cases, rows, meetings)
    Hearing.objects.bulk_create((row for row, _ in hearings), batch_size=BATCH)
    _say(hearings)
    record_all((Act(type="referral.from_log", file_id=rows[_of(case)].file_id, subjects=(rows[_of(case)].id,))
                for case in cases), at=at)  # fmt: skip
    _flag(actor, cases, rows, at=at)
    publish(ReferralsReceived(actor=actor, file_ids=tuple(rows[_of(case)].file_id for case in fresh)))


def _of(case: PastCase) -> str:
    return reference_token(case.submission)


def _open(actor: Actor, cases: Sequence[PastCase], *, at: datetime) -> dict[str, Referral]:
    came_in = [_moment(case.submission.referred_on, at=at) for case in cases]
    rows = open_referrals(actor, [case.submission for case in cases], at=at, came_in=came_in) if cases else []
    for row, case in zip(rows, cases, strict=True):
        row.state = AFTER[case.last.outcome]
        row.gaps = []  # nobody will be asked now
        _say_repeat(row, case)
    Referral.objects.bulk_create(rows, batch_size=BATCH)
    return {_of(case): row for row, case in zip(rows, cases, strict=True)}


def _go_on(cases: Sequence[PastCase], going_on: Mapping[str, UUID]) -> dict[str, Referral]:
    wanted = {_of(case): case for case in cases if _of(case) in going_on}
    here = Referral.objects.in_bulk([going_on[token] for token in wanted])
    found = {token: here[going_on[token]] for token in wanted}
    for token, row in found.items():
        row.state = AFTER[wanted[token].last.outcome]
        _say_repeat(row, wanted[token])
    Referral.objects.bulk_update(found.values(), ["state", "repeat", "repeat_rule"])
    return found


def _say_repeat(row: Referral, case: PastCase) -> None:
    if case.repeat is not None:
        row.repeat, row.repeat_rule = case.repeat, CASELOG


def _meetings(forum: Forum, days: set[date], *, at: datetime) -> dict[date, UUID]:
    """Day → the meeting held then: one that is here, else one that is written down now as held."""
    held = Meeting.objects.filter(forum=forum, on__in=days, state=MeetingState.HELD).order_by("urgent", "starts_at")
    found: dict[date, UUID] = {}
    for on, meeting_id in held.values_list("on", "id"):
        found.setdefault(on, meeting_id)
    new = [
        Meeting(
            id=uuid.uuid4(),
            partnership_id=forum.partnership_id,
            forum=forum,
            on=day,
            starts_at=time(9, 30),
            venue=forum.venue,
            state=MeetingState.HELD,
            research_due_on=day,
            agenda_due_on=day,
            held_at=_moment(day, at=at),
        )
        for day in sorted(days - found.keys())
    ]
    Meeting.objects.bulk_create(new)
    record_all((Act(type="meeting.from_log", subjects=(one.id,)) for one in new), at=at)
    return found | {one.on: one.id for one in new}


def _hearings(
    cases: Sequence[PastCase], rows: Mapping[str, Referral], meetings: Mapping[date, UUID]
) -> list[tuple[Hearing, PastHearing]]:
    last = Hearing.objects.filter(meeting__in=meetings.values()).values_list("meeting_id").annotate(Max("order"))
    order = Counter(dict(last))
    found = []
    for case in cases:
        for one in case.hearings:
            meeting = meetings[one.heard_on]
            order[meeting] += 1
            found.append((_hearing(one, rows[_of(case)], meeting, order[meeting]), one))
    return found


def _hearing(one: PastHearing, referral: Referral, meeting: UUID, order: int) -> Hearing:
    heard = one.outcome is HearingState.HEARD
    agreed = "\n".join(f"- {action}" for action in one.actions)
    return Hearing(
        id=uuid.uuid4(),
        file_id=referral.file_id,
        referral_id=referral.id,
        meeting_id=meeting,
        order=order,
        state=one.outcome,
        listed_at=referral.received_at,
        # What was agreed stands as the log has it: nobody knows of each action whether it was done.
        discussion=f"Agreed then:\n{agreed}" if agreed else "",
        reason="" if heard else f"{HEARING.states[one.outcome]}, as the area's log says.",
        heard_at=_moment(one.heard_on) if heard else None,
    )


def _say(hearings: Sequence[tuple[Hearing, PastHearing]]) -> None:
    """A line on each file's timeline, on the day it was."""
    by_day: dict[date, list[Line]] = defaultdict(list)
    for row, one in hearings:
        repeat = {True: ", a repeat", False: ", not a repeat", None: ""}[one.repeat]
        sentence = f"{HEARING.states[one.outcome]} at the conference{repeat} (from the area's log)"
        by_day[one.heard_on].append(
            Line(file_id=row.file_id, kind=one.outcome.value, sentence=sentence, source="fact", about_id=row.id)
        )
    for day, lines in by_day.items():
        write_lines(lines, at=_moment(day))


def _flag(actor: Actor, cases: Sequence[PastCase], rows: Mapping[str, Referral], *, at: datetime) -> None:
    """Ask the referring agencies for the flags that still run; a log does not say who else was asked."""
    today = timezone.localdate(at)
    months = practice(actor).processes[PROCESS].periods.flag.months
    here = set(Agency.objects.filter(left_on=None).values_list("id", flat=True))
    wanted = []
    for case in cases:
        until, agency = add_months(case.submission.referred_on, months), case.submission.agency.id
        if case.last.outcome is HearingState.HEARD and until >= today and agency in here:
            wanted.append((rows[_of(case)].file_id, agency, until))
    ask_for_past_flags(actor=actor, wanted=wanted, at=at)


def _moment(day: date, *, at: datetime | None = None) -> datetime:
    """Midday there: a log knows days, not hours. Never later than `at`."""
    noon = datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
    return min(noon, at) if at else noon
