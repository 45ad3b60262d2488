"""The case as the meeting sees it: her wishes, the referral, the risk, each agency's facts side by side, the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.access.together import ahead
from openccr.actions.models import Action
from openccr.actions.rules import GIVEN_UP, Carried, Faces, carried, nothing_faces_who_harms
from openccr.actions.rules.prompts import CaseFacts, offered_by_law
from openccr.casefiles.queries import timeline
from openccr.conference.models import Hearing, Referral
from openccr.conference.queries.agenda_clocks import OnAgenda, agenda_with, clocked
from openccr.conference.queries.attending import meeting_is_live
from openccr.conference.queries.bar import bar_later, identity_bar
from openccr.conference.queries.cases import Case, Wish, case_of, wishes_of
from openccr.conference.queries.held_back import as_read
from openccr.conference.queries.plan import InPlan, in_plan, plan_of
from openccr.conference.queries.put_off import nothing_known, standing
from openccr.conference.queries.research import Said, asks_said, said_of
from openccr.conference.queries.suggestions import AGENCY, LAW, USUAL, Suggestion, of_law, suggestions
from openccr.conference.queries.timelines import Line, combined
from openccr.conference.queries.watching import Watched, watched_of
from openccr.conference.rules.clocks import behind
from openccr.conference.rules.hearings import HEARING, NOTES, REASON_FOR, HearingFacts, HearingState, Notes, mark
from openccr.conference.rules.research import ResearchState
from openccr.content import Pack
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.periods import add_working_days
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.people.queries import people_of
from openccr.people.rules import PartKind

FACTS = ("victim_facts", "her_wishes", "harmer_facts", "child_facts", "current_risk", "not_for_minutes")
"""What an agency says in words, compared with what it said for the hearing before."""


@dataclass(frozen=True)
class Told:
    """What one agency said, and which of it is new since the hearing before."""

    said: Said
    new: frozenset[str]


@dataclass(frozen=True)
class HearingPage:
    """Everything on the page of a case at its meeting."""

    file_id: UUID
    hearing_id: UUID
    meeting_id: UUID
    meeting_on: date
    number: int
    of: int
    before: OnAgenda | None
    after: OnAgenda | None
    agenda: tuple[OnAgenda, ...]
    behind: int
    reference: str
    initials: str
    identity: dict[str, Any]
    state: str
    state_words: str
    is_open: bool
    is_written: bool
    is_live: bool
    in_room: bool
    """Whether it is the case on the screen of the room."""
    version: int
    notes: Notes
    marks: dict[str, str]
    reason: str
    reason_for: str
    started_at: datetime | None
    ends_at: datetime | None
    minutes: int
    wishes: tuple[Wish, ...]
    referral: Referral
    reason_for_referral: str
    judgement: str
    referred_by: str
    criteria: tuple[str, ...]
    last_heard_on: date | None
    told: tuple[Told, ...]
    nothing_known: tuple[str, ...]
    silent: tuple[str, ...]
    watched: Watched
    timeline: tuple[Line, ...]
    suggestions: tuple[Suggestion, ...]
    plan: tuple[InPlan, ...]
    carried: Carried
    nothing_faces_harmer: bool
    agencies: tuple[tuple[UUID, str], ...]
    due_on: date
    moves: dict[str, Refusal | None]

    @property
    def child_at(self) -> int:
        """Where the children's share begins on the bar of who carries the safety."""
        return self.carried.on_harmer + self.carried.by_agencies

    @property
    def her_at(self) -> int:
        """Where hers begins: it stands last, since she should carry least."""
        return self.child_at + self.carried.for_child

    @property
    def offered(self) -> list[Suggestion]:
        """What agencies wrote for this case and is not agreed yet."""
        return self._from(AGENCY)

    @property
    def usual(self) -> list[Suggestion]:
        """What agencies of their kinds often do and is not agreed yet."""
        return self._from(USUAL)

    @property
    def by_law(self) -> list[Suggestion]:
        """What the law opens and is not agreed yet."""
        return self._from(LAW)

    @property
    def risks(self) -> list[str]:
        """The risks agreed, one each."""
        return [line.strip(" \t-•*") for line in self.notes.risks.splitlines() if line.strip(" \t-•*")]

    def suggestion(self, key: str) -> Suggestion:
        """The suggestion of that key. Raises Refusal for one that is gone."""
        found = next((one for one in self.suggestions if one.key == key and not one.agreed), None)
        if found is None:
            raise Refusal("This suggestion was changed or agreed meanwhile.", remedy="Look at the list again.")
        return found

    def _from(self, source: str) -> list[Suggestion]:
        return [one for one in self.suggestions if one.source == source and not one.agreed]


@once
def hearing_page(*, actor: Actor, file_id: UUID, hearing_id: UUID, today: date) -> HearingPage:
    """A case at its meeting. Raises NotFound. A few queries, however long the agenda."""
    ahead(
        [
            *bar_later(file_id, actor=actor, today=today),  # first: what is watched asks who its people are
            agenda_with.later(file_id=file_id, hearing_id=hearing_id),
            *asks_said(file_id, today=today),
            plan_of.later(file_id=file_id, hearing_id=hearing_id),
            watched_of.later(file_id, today=today),
            timeline.later(file_id),
        ]
    )
    rows = agenda_with(file_id=file_id, hearing_id=hearing_id)
    hearing = next(row for row in rows if row.id == hearing_id)
    case = case_of(file_id)
    pack = practice(actor)
    process = pack.processes[hearing.meeting.forum.kind]
    began = hearing.began(at=timezone.now())
    minutes = hearing.meeting.minutes_per_case or process.numbers.minutes_per_case.value
    agenda = clocked(rows, hearing, minutes)
    place = next(number for number, one in enumerate(agenda) if one.current)
    every = said_of(file_id=file_id, today=today)
    said = standing(every, hearing_id=hearing_id)
    last = _heard_last(case, hearing)
    watched = watched_of(file_id, today=today)
    plan, agencies = plan_of(file_id=file_id, hearing_id=hearing_id)
    referral = next(row for row in case.referrals if row.id == hearing.referral_id)
    notes = Notes(**{name: getattr(hearing, name) for name in NOTES})
    kept = [one for one in plan if one.state not in GIVEN_UP]
    faces = [one.faces for one in kept]
    return HearingPage(
        file_id=file_id,
        hearing_id=hearing_id,
        meeting_id=hearing.meeting_id,
        meeting_on=hearing.meeting.on,
        number=place + 1,
        of=len(agenda),
        before=agenda[place - 1] if place else None,
        after=agenda[place + 1] if place + 1 < len(agenda) else None,
        agenda=tuple(agenda),
        behind=behind([one.clock for one in agenda]),
        reference=case.reference,
        initials=case.initials,
        identity=identity_bar(case, actor=actor, today=today, flag_months=process.periods.flag.months),
        state=hearing.state,
        state_words=HEARING.states[hearing.state],
        is_open=hearing.is_open,
        is_written=hearing.is_written,
        is_live=bool(hearing.here) and meeting_is_live(hearing.meeting, now=timezone.now()),  # type: ignore[attr-defined]
        in_room=hearing.in_room_at is not None,
        version=hearing.version,
        notes=notes,
        marks={name: mark(getattr(notes, name)) for name in NOTES},
        reason=hearing.reason,
        reason_for=REASON_FOR.get(HearingState(hearing.state), ""),
        started_at=began,
        ends_at=began + timedelta(minutes=minutes) if began else None,
        minutes=minutes,
        wishes=tuple(wishes_of(case, every)),
        referral=referral,
        reason_for_referral=as_read(referral.reason, file_id=file_id, by_agency=referral.agency_id),
        judgement=as_read(referral.judgement_reason, file_id=file_id, by_agency=referral.agency_id),
        referred_by=referral.agency.name,
        criteria=tuple(criterion.name for criterion in process.criteria_in_use if criterion.code in referral.criteria),
        last_heard_on=last,
        told=_told(said, every, last),
        nothing_known=nothing_known(said, hearing_id=hearing_id),
        silent=tuple(one.agency for one in every if one.hearing_id == hearing_id and not one.returned_at),
        watched=watched,
        timeline=tuple(combined(timeline(file_id), every, watched, since=last)),
        suggestions=tuple(_suggestions(pack, file_id, said, agencies, kept, today)),
        plan=in_plan(plan),
        carried=carried(faces),
        nothing_faces_harmer=nothing_faces_who_harms(faces),
        agencies=tuple((key, name) for key, name, _ in agencies),
        due_on=add_working_days(today, process.periods.action_due.days, pack.holidays),
        moves=HEARING.offered(state=hearing.state, facts=_facts(notes, faces)),
    )


def _heard_last(case: Case, hearing: Hearing) -> date | None:
    """The meeting at which the case was heard before this one."""
    for one in case.hearings:
        if one.state == HearingState.HEARD and one.hearing_id != hearing.id and one.meeting_on <= hearing.meeting.on:
            return one.meeting_on
    return None


def _facts(notes: Notes, faces: list[str]) -> HearingFacts:
    """What the moves rest on, before anybody has given the reason that one of them asks for."""
    return HearingFacts(
        her_views=notes.her_views, risk_summary=notes.risk_summary, actions=len(faces),
        facing_harmer=faces.count(Faces.HARMER), reason="asked when it is done",
    )  # fmt: skip


def _told(said: Sequence[Said], every: Sequence[Said], last: date | None) -> tuple[Told, ...]:
    """What agencies returned, each with what is new in it; at the first hearing nothing is marked as new."""
    returned = (one for one in said if one.state == ResearchState.RETURNED)
    return tuple(Told(one, _new_in(one, every) if last else frozenset()) for one in returned)


def _suggestions(
    pack: Pack, file_id: UUID, said: list[Said], agencies: list[tuple[UUID, str, str]], plan: list[Action], today: date
) -> list[Suggestion]:
    there = {key for key, _, _ in agencies}
    usual = pack.processes["marac"].suggested_actions
    agreed = {(one.agency_id, one.text) for one in plan}
    parts = [one.part for one in people_of(file_id, today=today)]
    facts = CaseFacts(
        children=parts.count(PartKind.CHILD), harmers=parts.count(PartKind.HARMER),
        agency_kinds=frozenset(kind for _, _, kind in agencies),
    )  # fmt: skip
    law = offered_by_law(list(pack.law.prompts.values()), facts=facts, taken={one.text for one in plan})
    mine = suggestions([one for one in said if one.agency_id in there], usual, agreed)
    return [*mine, *of_law(law, agencies)]


def _new_in(one: Said, every: Sequence[Said]) -> frozenset[str]:
    """What this agency says now and did not say for the hearing before."""
    earlier = next(
        (
            each
            for each in every
            if each.agency_id == one.agency_id and each.meeting_on < one.meeting_on and each.returned_at
        ),
        None,
    )
    return frozenset(
        name
        for name in FACTS
        if getattr(one, name) and (earlier is None or getattr(one, name) != getattr(earlier, name))
    )
