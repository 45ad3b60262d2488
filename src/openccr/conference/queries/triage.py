"""What waits for a decision, and what a decision is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.casefiles.models import TimelineEntry
from openccr.conference.models import Hearing, Referral
from openccr.conference.queries.cases import case_of
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.referrals import REFERRAL, ReferralState
from openccr.conference.rules.repeats import Earlier, counts_until, is_repeat
from openccr.content import Pack
from openccr.content.schema.processes import RepeatRule
from openccr.kernel.once import once
from openccr.kernel.periods import add_working_days, working_days_between
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.people.queries import Candidate, possible_duplicates
from openccr.people.queries.pairs import files_of_pair
from openccr.people.rules import PartKind
from openccr.risk.queries import latest_for

WAITING = (ReferralState.RECEIVED, ReferralState.APPEALED)
NOT_COUNTED = (
    ReferralState.RETURNED, ReferralState.NOT_MET_PROPOSED, ReferralState.NOT_MET, ReferralState.WITHDRAWN,
    ReferralState.REDIRECTED, ReferralState.OUT_OF_AREA,
)  # fmt: skip

"""States in which an earlier referral starts no clock."""
COUNTED = 1000
"""How many of a list are counted: under row security a whole count is slower than the list itself."""


@dataclass(frozen=True)
class Waiting:
    """A referral that waits for triage; `days` are working days since it came in."""

    id: UUID
    file_id: UUID
    reference: str
    initials: str
    agency: str
    criteria: list[str]
    risk: str
    days: int
    late: bool
    state: str
    gaps: int


@dataclass(frozen=True)
class Step:
    """One decision on a referral, or one answer to it."""

    at: datetime
    sentence: str
    agency: str
    author: str


@dataclass(frozen=True)
class EarlierReferral:
    """The last referral of the same pair."""

    id: UUID
    file_id: UUID
    reference: str
    referred_on: date
    heard_on: date | None


@dataclass(frozen=True)
class RepeatProposal:
    """What speaks for a repeat; a person decides.

    Args:
        happened_on: the day of the abuse, or of the referral when that is not known.
        earlier: the last referral of the same victim and person who harms, if there is one.
        until: the last day on which abuse makes a repeat of it.
        proposed: whether the rule makes it one.
        perhaps: cases in which both of the pair look alike and are not recognised yet.
    """

    rule: RepeatRule
    happened_on: date
    earlier: EarlierReferral | None
    until: date | None
    proposed: bool
    perhaps: tuple[str, ...]


def waiting(*, today: date, first: int, last: int) -> tuple[list[Waiting], int]:
    """The referrals that wait for triage, the longest first, and how many there are, counted up to `COUNTED`."""
    pack = practice(current_actor())
    found = Referral.objects.filter(state__in=WAITING).select_related("file", "agency").order_by("received_at")
    rows = list(found[first:last])
    risks = latest_for(row.file_id for row in rows)
    lines = [
        _waiting(row, pack=pack, risk=risks[row.file_id].text if row.file_id in risks else "", today=today)
        for row in rows
    ]
    return lines, found[:COUNTED].count()


@asked
def waiting_in_all(*, today: date) -> Steps[tuple[int, int]]:
    """How many referrals wait for triage, and how many of them longer than the pack allows; each up to `COUNTED`.

    One query.
    """
    pack = practice(current_actor())
    allowed = pack.processes[PROCESS].periods.triage.days
    # Back from tomorrow, so that a weekend counts as the working day before it, as `working_days_between` counts.
    last_in_time = add_working_days(today + timedelta(days=1), -(allowed + 1), pack.holidays)
    waiting = Referral.objects.filter(state__in=WAITING).order_by("received_at").values_list("received_at", flat=True)
    (found,) = yield (waiting[:COUNTED],)
    days = [timezone.localdate(received_at) for received_at in found]
    return len(days), sum(day < last_in_time for day in days)


def _waiting(row: Referral, *, pack: Pack, risk: str, today: date) -> Waiting:
    days = working_days_between(timezone.localdate(row.received_at), today, pack.holidays)
    names = {one.code: one.name for one in pack.processes[PROCESS].criteria_in_use}
    return Waiting(
        id=row.id,
        file_id=row.file_id,
        reference=row.file.reference,
        initials=row.file.title,
        agency=row.agency.name,
        criteria=[names.get(code, code) for code in row.criteria] or ["None named"],
        risk=risk or "No score sent",
        days=days,
        late=days > (pack.processes[PROCESS].periods.triage.days),
        state=REFERRAL.states[row.state],
        gaps=len(row.gaps),
    )


def referral_of(*, file_id: UUID, referral_id: UUID) -> Referral:
    """The referral with its agency, out of its case. Raises NotFound."""
    found = next((row for row in case_of(file_id).referrals if row.id == referral_id), None)
    if found is None:
        raise NotFound
    return found


@asked
def steps_of(referral: Referral) -> Steps[list[Step]]:
    """Everything decided on a referral and answered to it, the newest first. One query."""
    of_this = TimelineEntry.objects.filter(file_id=referral.file_id, kind="triage", about_id=referral.id)
    (rows,) = yield (of_this.order_by("-at"),)
    return [Step(row.at, row.sentence, row.agency_name, row.author_name) for row in rows]


@once
def duplicates_of(file_id: UUID) -> list[Candidate]:
    """Who of the file may be known from another case, the strongest first."""
    return possible_duplicates(file_id)


def repeat_proposal(referral: Referral) -> RepeatProposal:
    """Whether the rule in force makes a referral a repeat, from the people recognised so far, with its evidence."""
    rule = practice(current_actor()).processes[PROCESS].repeat_rule_on(referral.referred_on)
    happened_on = referral.incident_on or referral.referred_on
    earlier = earlier_of(referral)
    counted = Earlier(earlier.referred_on, earlier.heard_on) if earlier else None
    return RepeatProposal(
        rule=rule,
        happened_on=happened_on,
        earlier=earlier,
        until=counts_until(rule, earlier=counted) if counted else None,
        proposed=is_repeat(rule, earlier=counted, happened_on=happened_on),
        perhaps=_perhaps(referral.file_id),
    )


@asked
def earlier_of(referral: Referral) -> Steps[EarlierReferral | None]:
    """The last referral before this one of the same victim and the same person who harms. Two queries at most."""
    (before,) = yield (
        Referral.objects.filter(file__in=files_of_pair(referral.file_id), referred_on__lte=referral.referred_on)
        .exclude(state__in=NOT_COUNTED)
        .select_related("file")
        .order_by("-referred_on")[:1],
    )
    if not before:
        return None
    (last,) = before
    (hearings,) = yield (
        Hearing.objects.filter(file_id=last.file_id, heard_at__isnull=False).order_by("-heard_at")[:1],
    )
    heard = next(iter(hearings), None)
    return EarlierReferral(
        id=last.id,
        file_id=last.file_id,
        reference=last.file.reference,
        referred_on=last.referred_on,
        heard_on=timezone.localdate(heard.heard_at) if heard and heard.heard_at else None,
    )


def _perhaps(file_id: UUID) -> tuple[str, ...]:
    """References of cases in which somebody like the victim and somebody like the person who harms stand together."""
    found: dict[str, set[PartKind]] = {}
    for candidate in duplicates_of(file_id):
        for case in candidate.cases:
            if case.part is candidate.part:
                found.setdefault(case.reference, set()).add(candidate.part)
    return tuple(sorted(name for name, parts in found.items() if parts >= {PartKind.VICTIM, PartKind.HARMER}))
